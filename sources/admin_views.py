"""The desk's import of an original: read it, look at it, store it. One address, two steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from prose.forms import as_number
from sources import importing, metadata
from sources.forms import ImportForm, PreviewForm
from sources.languages import direction
from sources.models import Original, Publication


def import_original(request, model_admin):
    """GET asks for a file or a text; POST with step=read shows what was read, with step=save
    stores it. Nothing typed is lost on the way."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied("You may not import originals. An editor can.")
    if request.method != "POST":
        return _ask(request, model_admin, ImportForm(initial=_asked_for(request)))
    if request.POST.get("step") == "save":
        return _save(request, model_admin, PreviewForm(request.POST))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, model_admin, form, status=422)
    said = form.cleaned_data
    preview = PreviewForm.of(form.reading, said["publication"], said["url"], said["language"])
    return _show(request, model_admin, preview)


def show_original(request, model_admin, object_id):
    """The original as it was printed, what was retrieved of it, what we made of it."""
    original = model_admin.get_object(request, object_id)
    if original is None:
        raise Http404("There is no such original.")
    if not model_admin.has_view_permission(request, original):
        raise PermissionDenied
    snapshots = original.snapshots.order_by("-number").prefetch_related("articles")
    shown = request.GET.get("snapshot", "")
    snapshot = next((s for s in snapshots if str(s.number) == shown), original.latest_snapshot)
    stories = [story for each in snapshots for story in each.articles.all()]
    if not request.user.has_perm("articles.view_every_article"):
        stories = [story for story in stories if story.translator_id == request.user.pk]
    return _page(
        request,
        model_admin,
        "original",
        original.headline,
        200,
        original=original,
        snapshot=snapshot,
        snapshots=snapshots,
        stories=stories,
        may_commission=request.user.has_perm("articles.commission_article"),
    )


def _asked_for(request):
    """The paper that a link to this page names."""
    slug = request.GET.get("publication", "")
    return {"publication": Publication.objects.filter(slug=slug).first()}


def _save(request, model_admin, form):
    if not form.is_valid():
        return _show(request, model_admin, form, status=422)
    said = form.cleaned_data
    try:
        if "as_snapshot" in request.POST:
            return _save_snapshot(request, form)
        original = importing.import_original(
            form.to_reading(),
            publication=said["publication"],
            by=request.user,
            url=said["url"],
            language=said["language"],
        )
    except importing.AlreadyImported as known:
        return _show(request, model_admin, form, status=409, known=known)
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, model_admin, form, status=422)
    model_admin.log_addition(request, original, "Imported.")
    messages.success(request, f"“{original}” was imported.")
    return redirect("admin:sources_original_change", original.pk)


def _save_snapshot(request, form):
    pk = request.POST["as_snapshot"]
    known = get_object_or_404(Original, pk=as_number(pk), url=form.cleaned_data["url"])
    before = known.latest_snapshot_id
    snapshot = importing.add_snapshot(known, form.to_reading(), by=request.user)
    if snapshot.pk == before:
        messages.info(request, "The text is the same as before; nothing new was stored.")
    else:
        messages.success(request, f"Stored as snapshot {snapshot.number} of “{snapshot.headline}”.")
    return redirect("admin:sources_original_change", known.pk)


def _ask(request, model_admin, form, status=200):
    return _page(request, model_admin, "import", "Import an original", status, form=form)


def _show(request, model_admin, form, status=200, known=None):
    spoken = metadata.clean_language(str(form["language"].value() or ""))
    return _page(
        request,
        model_admin,
        "preview",
        "Is this how it was published?",
        status,
        form=form,
        known=known,
        language=spoken,
        direction=direction(spoken),
    )


def _page(request, model_admin, name, title, status, **context):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        **context,
    }
    return TemplateResponse(request, f"sources/{name}.html", context, status=status)
