"""What the desk does with one Republisher or Alert beside its form. Every view takes the
ModelAdmin first. GET looks and asks, POST acts through a verb."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from syndication import alerting, keys
from syndication.forms import KeyForm, StopForm

INTO_THE_LOG = {"issue": "Gave out a key: {}.", "revoke": "Revoked a key: {}."}


def give_key(model_admin, request, pk):
    """The answer to POST is the one page that ever shows the key; it is stored nowhere."""
    republisher = _found(model_admin, request, pk)
    if not request.user.has_perm("syndication.issue_apikey"):
        return _refused(model_admin, request, "Your role does not include giving out keys.")
    form = KeyForm(request.POST or None)
    context = {
        "title": f"A key for {republisher}",
        "form": form,
        "words": "The key is shown once. Send it to them in a way that others cannot read.",
        "button": "Make the key",
        "back": _change_url(republisher),
    }
    if not form.is_valid():
        return _page(model_admin, request, "ask.html", context, 400 if form.is_bound else 200)
    try:
        key, secret = keys.issue(republisher, by=request.user, label=form.cleaned_data["label"])
    except ValidationError as error:
        return _refused(model_admin, request, " ".join(error.messages), 409)
    model_admin.log_change(request, republisher, INTO_THE_LOG["issue"].format(key))
    return _page(model_admin, request, "key.html", context | {"key": key, "secret": secret})


def revoke_key(model_admin, request, pk, key_pk):
    republisher = _found(model_admin, request, pk)
    key = get_object_or_404(republisher.keys, pk=key_pk)
    if request.method == "POST":
        try:
            keys.revoke(key, by=request.user)
        except keys.NotAllowed as error:
            return _refused(model_admin, request, str(error))
        model_admin.log_change(request, republisher, INTO_THE_LOG["revoke"].format(key))
        messages.success(request, f"Revoked: {key}. It opens nothing any more.")
        return HttpResponseRedirect(_change_url(republisher))
    if not request.user.has_perm("syndication.revoke_apikey"):
        return _refused(model_admin, request, "Your role does not include revoking keys.")
    context = {
        "title": f"Revoke {key}?",
        "words": f"From this moment {republisher} gets no text with it. This cannot be undone; "
        "a new key can be made.",
        "button": "Revoke the key",
        "danger": True,
        "back": _change_url(republisher),
    }
    return _page(model_admin, request, "ask.html", context)


def stop(model_admin, request, pk):
    alert = _found(model_admin, request, pk)
    form = StopForm(request.POST or None)
    context = {
        "title": f"Stop trying to reach {alert.republisher}?",
        "words": f"They took “{alert.live}” and would not hear from us of its {alert.kind}.",
        "form": form,
        "button": "Stop trying",
        "danger": True,
        "back": _change_url(alert),
    }
    if not request.user.has_perm("syndication.stop_alert"):
        sentence = "Your role does not include giving up on a mail to a republisher."
        return _refused(model_admin, request, sentence)
    if not form.is_valid():
        return _page(model_admin, request, "ask.html", context, 400 if form.is_bound else 200)
    try:
        alerting.stop(alert, by=request.user, note=form.cleaned_data["note"])
    except ValidationError as error:
        return _refused(model_admin, request, " ".join(error.messages), 409)
    messages.success(request, f"Stopped: {alert}.")
    return HttpResponseRedirect(_change_url(alert))


def hurry(model_admin, request, pk):
    """POST only: the next run of the worker tries it."""
    alert = _found(model_admin, request, pk)
    try:
        alerting.hurry(alert, by=request.user)
    except alerting.NotAllowed as error:
        return _refused(model_admin, request, str(error))
    except ValidationError as error:
        return _refused(model_admin, request, " ".join(error.messages), 409)
    messages.success(request, "It is tried within half a minute.")
    return HttpResponseRedirect(_change_url(alert))


def _found(model_admin, request, pk):
    return get_object_or_404(model_admin.get_queryset(request), pk=pk)


def _change_url(thing):
    return reverse(f"admin:syndication_{thing._meta.model_name}_change", args=[thing.pk])


def _refused(model_admin, request, sentence, status=403):
    context = {"title": "Not possible", "sentence": sentence}
    return _page(model_admin, request, "refused.html", context, status)


def _page(model_admin, request, template, context, status=200):
    request.current_app = model_admin.admin_site.name
    context = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, **context}
    return TemplateResponse(request, f"admin/syndication/{template}", context, status=status)
