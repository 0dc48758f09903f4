"""One credit for many photographs, or for each the one that its own file names."""

from itertools import groupby

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from photos import credits, pictures, receiving
from photos.forms import ManyCreditForm
from photos.models import Photo
from prose.forms import as_number

AT_ONCE = 200


def credit(model_admin, request):
    """GET with `?id=` shows the photographs and the form; POST credits those that are ticked.
    What is refused is shown again with everything that was typed and ticked."""
    if not request.user.has_perm("photos.change_credit"):
        raise PermissionDenied
    asked = request.POST.getlist("shown") if request.method == "POST" else request.GET.getlist("id")
    rows = _rows([as_number(pk) for pk in asked[:AT_ONCE]], request.POST)
    if not rows:
        messages.warning(request, "Choose the photographs first.")
        return HttpResponseRedirect(_library())
    form = _form(model_admin, request, rows)
    if request.method == "GET":
        return _page(model_admin, request, rows, form)
    if _stored(request, rows, form):
        return HttpResponseRedirect(_library())
    status = 409 if form.has_error("__all__", "meanwhile") else 400
    return _page(model_admin, request, rows, form, status)


def _rows(wanted, posted):
    """The photographs in this order, with what the page says of each and what was ticked."""
    found = Photo.objects.with_credit().in_bulk(wanted)
    rows = [found[pk] for pk in dict.fromkeys(wanted) if pk in found]
    ticked, as_filed = set(posted.getlist("id")), set(posted.getlist("as_filed"))
    for photo in rows:
        photo.thumb = pictures.thumbnail(photo)
        photo.names = receiving.names_of_the_file(photo)
        photo.filed_line = credits.line(**photo.names)
        photo.ticked = not posted or str(photo.pk) in ticked
        photo.as_filed = bool(photo.filed_line) and str(photo.pk) in as_filed
        stands = photo.credit.changed_at if photo.credit_line else None
        photo.seen = stands.isoformat() if stands else ""
        photo.was_seen = _moment(posted.get(f"seen-{photo.pk}", ""))
    return rows


def _form(model_admin, request, rows):
    (inline,) = model_admin.get_inline_instances(request)
    form_class = inline.get_formset(request, form=ManyCreditForm).form
    if request.method == "GET":
        form = form_class(initial=_common_proposal(rows))
    else:
        form = form_class(request.POST)
        chosen = [photo for photo in rows if photo.ticked]
        if chosen and all(photo.as_filed for photo in chosen):
            form.stand_in = chosen[0].filed_line[: receiving.NAME_LENGTH]
    form.admin_form = AdminForm(form, inline.get_fieldsets(request), {}, model_admin=inline)
    return form


def _common_proposal(rows):
    """What their files name, if they all name the same."""
    one, *others = (names for names, _ in groupby(rows, key=lambda photo: photo.names))
    return {} if others or not any(one.values()) else receiving.proposed_credit(rows[0])


def _stored(request, rows, form):
    chosen = [photo for photo in rows if photo.ticked]
    if form.is_valid() and not chosen:
        form.add_error(None, "Tick at least one photograph.")
    if form.errors:
        return False
    said = {name: form.cleaned_data[name] for name in ManyCreditForm.Meta.fields}
    try:
        receiving.credit_many(
            chosen,
            by=request.user,
            seen={photo.pk: photo.was_seen for photo in chosen},
            named={photo.pk: photo.names for photo in chosen if photo.as_filed},
            **said,
        )
    except receiving.CreditedMeanwhile as refusal:
        _leave_out(refusal.photos, rows)
        said = f"{refusal} They are no longer ticked; tick them to replace what stands there."
        form.add_error(None, ValidationError(said, code="meanwhile"))
        return False
    except ValidationError as refusal:
        form.add_error(None, " ".join(refusal.messages))
        return False
    _log(request, chosen)
    return True


def _leave_out(changed, rows):
    for photo in rows:
        photo.ticked = photo.ticked and photo not in changed


def _log(request, photos):
    said = [{"changed": {"fields": ["Credit"]}}]
    LogEntry.objects.log_actions(request.user.pk, photos, CHANGE, said)
    count = f"{len(photos)} photographs are" if len(photos) > 1 else "One photograph is"
    messages.success(request, f"{count} credited.")


def _page(model_admin, request, rows, form, status=200):
    context = model_admin.admin_site.each_context(request) | {
        "title": "Credit photographs",
        "opts": model_admin.opts,
        "photos": rows,
        "form": form,
        "media": model_admin.media + form.media,
        "any_filed": any(photo.filed_line for photo in rows),
    }
    return render(request, "photos/crediting.html", context, status=status)


def _moment(text):
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _library():
    return reverse("admin:photos_photo_changelist")
