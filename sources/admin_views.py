"""The desk's import of an original: have it fetched or give it, look at it, store it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from jobs import durable
from prose.forms import as_number
from sources import importing, likeness, metadata, retrieving, tipping, watching
from sources.connecting import host_of
from sources.forms import ImportForm, PreviewForm
from sources.languages import direction
from sources.models import Original, Publication, Retrieval

_WAITED = 20  # seconds in the queue after which something is wrong


def import_original(request, model_admin):
    """GET asks for an address, a file or a text; POST with step=read has it read, with
    step=save stores it. Nothing typed is lost on the way."""
    _may_import(request, model_admin)
    if request.method != "POST":
        return _ask(request, model_admin, ImportForm(initial=_asked_for(request)))
    if request.POST.get("step") == "save":
        return _save(request, model_admin, PreviewForm(request.POST))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, model_admin, form, status=422)
    said = form.cleaned_data
    if form.reading is None:
        asked = retrieving.ask(said["url"], by=request.user, publication=said["publication"])
        return redirect("admin:sources_retrieval", asked.pk)
    preview = PreviewForm.of(form.reading, said["publication"], said["url"], said["language"])
    return _show(request, model_admin, preview, found=form.reading)


def retrieval(request, model_admin, pk):
    """A page on its way: what is happening to it, then what was read, or why nothing was.

    POST with act=again tries once more, with act=leave gives it up."""
    _may_import(request, model_admin)
    asked = get_object_or_404(Retrieval.objects.select_related("publication"), pk=pk)
    if request.method == "POST" and request.POST.get("act") == "leave":
        retrieving.cancel(asked, by=request.user)
        return redirect(_import_page(asked))
    if request.method == "POST":
        retrieving.again(asked, by=request.user)
        return redirect("admin:sources_retrieval", pk)
    if asked.state == Retrieval.State.READ:
        return _show_retrieved(request, model_admin, asked)
    return _page(
        request,
        model_admin,
        "retrieval",
        "The page could not be read" if asked.state == asked.State.FAILED else "Fetching the page",
        200,
        asked=asked,
        host=host_of(asked.url),
        paste=_import_page(asked),
        known=Original.objects.filter(url=asked.url).select_related("latest_snapshot").first(),
        **_standing(asked),
    )


def retrieval_state(request, model_admin, pk):
    """For the script of that page: whether there is something new to see."""
    _may_import(request, model_admin)
    asked = get_object_or_404(Retrieval, pk=pk)
    return JsonResponse({"state": asked.state, **_standing(asked)})


def _standing(asked):
    """Whether it is still on its way, and in which words."""
    now = timezone.now()
    if asked.state == Retrieval.State.WAITING:
        waited = (now - asked.asked_at).total_seconds()
        if not durable.alive(now).exists():
            return {"open": True, "stuck": True, "sentence": _NO_WORKER}
        sentence = "Waiting: other work goes first." if waited > _WAITED else "Waiting."
        return {"open": True, "stuck": False, "sentence": sentence}
    if asked.state == Retrieval.State.FETCHING:
        sentence = f"Fetching the page from {host_of(asked.url)}."
        return {"open": True, "stuck": False, "sentence": sentence}
    return {"open": False, "stuck": False, "sentence": asked.error}


_NO_WORKER = (
    "No background worker is running, so nothing is fetched at the moment. Ask your administrator "
    "to start one (manage.py worker), or paste the text."
)


def _import_page(asked):
    """The import with everything kept that was said about this page."""
    said = {"url": asked.url}
    if asked.publication:
        said["publication"] = asked.publication.slug
    return f"{reverse('admin:sources_original_add')}?{urlencode(said)}#id_text"


def _show_retrieved(request, model_admin, asked):
    found = retrieving.reading_of(asked)
    # The address that the page gives as its own, where it is one of the same site.
    same_site = host_of(found.url) == host_of(asked.url)
    preview = PreviewForm.of(found, asked.publication, found.url if same_site else asked.url)
    return _show(request, model_admin, preview, found=found)


def _may_import(request, model_admin):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied("You may not import originals. An editor can.")


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
    may_commission = request.user.has_perm("articles.commission_article")
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
        may_check=model_admin.has_add_permission(request),
        may_commission=may_commission,
        matches=_elsewhere(original, snapshot) if may_commission and snapshot else (),
    )


def _elsewhere(original, snapshot):
    return likeness.elsewhere(
        original.url, snapshot.headline, snapshot.standfirst, original.first_published_at
    )


def check(request, model_admin, pk):
    """POST has the page of an original looked at now; with act=retrieve, read by a person."""
    _may_import(request, model_admin)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    original = get_object_or_404(Original.objects.exclude(url=""), pk=pk)
    if request.POST.get("act") == "retrieve":
        asked = retrieving.ask(original.url, by=request.user, publication=original.publication)
        return redirect("admin:sources_retrieval", asked.pk)
    watching.ask(original, by=request.user)
    idle = "" if durable.alive(timezone.now()).exists() else f" {_NO_WORKER}"
    messages.info(request, f"It is looked at in a moment; look again then.{idle}")
    return redirect("admin:sources_original_change", pk)


def _asked_for(request):
    """The paper and the address that a link to this page names."""
    slug = request.GET.get("publication", "")
    url = metadata.clean_url(request.GET.get("url", ""))
    return {"publication": Publication.objects.filter(slug=slug).first(), "url": url}


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
    tipping.taken_up(original, by=request.user)
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


def _show(request, model_admin, form, status=200, known=None, found=None):
    """The preview; `found` is what was just read, to tell at once whether it is known."""
    spoken, matches = metadata.clean_language(str(form["language"].value() or "")), ()
    if found:
        paper, url = form.initial["publication"], form.initial["url"]
        known = importing.known_as(found, publication=paper, url=url)
        at = found.first_published_at
        matches = likeness.elsewhere(url, found.headline, found.standfirst, at)
    return _page(
        request,
        model_admin,
        "preview",
        "Is this how it was published?",
        status,
        form=form,
        known=known,
        matches=matches,
        warning=found.warning if found else "",
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
