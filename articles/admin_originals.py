"""Taking down an original: what its publisher withdraws, every story made from it follows."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import publishing
from articles.admin_views import page, refused
from articles.forms import show_refusal
from articles.models import Article, State
from articles.revising import NotAllowed
from articles.workflow import Stale
from sources.models import Original


class TakeDownForm(forms.Form):
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        label="Who asked for it, and why",
    )
    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        initial=publishing.NOTICE,
        label="Notice to readers",
        help_text="Shown at the address of every story that was live.",
    )


def take_down(model_admin, request, pk):
    """GET names the stories that would be reached and asks; POST takes all of them down."""
    original = get_object_or_404(Original.objects.select_related("publication"), pk=pk)
    if not request.user.has_perm("sources.withdraw_original"):
        return refused(model_admin, request, "Your role does not include taking down an original.")
    form = TakeDownForm(request.POST or None)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                publishing.take_down_original(original, by=request.user, **form.cleaned_data)
                messages.success(request, f"“{original}” and every story made from it are down.")
                return HttpResponseRedirect(_back(original))
        except ValidationError as error:
            show_refusal(form, error)
        except (NotAllowed, Stale) as error:
            return refused(model_admin, request, str(error), status=409)
        status = 400
    context = {
        "title": "Take down an original",
        "original": original,
        "form": form,
        "stories": _reached(original),
        "back": _back(original),
    }
    return page(model_admin, request, "take_down.html", context, status)


def _reached(original):
    stories = Article.objects.filter(snapshot__original=original)
    return stories.exclude(state__in=(State.KILLED, State.WITHDRAWN)).defer("body")


def _back(original):
    return reverse("admin:sources_original_change", args=[original.pk])
