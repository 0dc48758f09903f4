"""The Stylebook in files, its beginning from CLDR, and its history. Each view gets TermAdmin."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from stylebook import exchange, importing, seeding
from stylebook.entries import from_data
from stylebook.forms import UploadForm
from stylebook.history import changes
from stylebook.keeping import entry_of, restore
from stylebook.models import Term, TermChange, TermImport

SHOWN = 200  # terms of a preview
_WORDS = {"new": "new", "changed": "with something new", "same": "as they stand here",
          "wrong": "left out: see why"}  # fmt: skip


def upload(model_admin, request):
    """A file comes in; what would become of it is shown before anything is stored."""
    _must(request, "add", "change")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            arrival = importing.upload(file.name, file.read(), by=request.user)
            return redirect("admin:stylebook_term_arrival", arrival.pk)
        except exchange.Unreadable as refusal:
            form.add_error("file", str(refusal))
    context = {"title": "Import terms", "form": form}
    return _page(model_admin, request, "import", context, 400 if form.is_bound else 200)


def arrival(model_admin, request, pk):
    """GET shows what the file would change, POST takes it in or throws it away."""
    _must(request, "add", "change")
    found = get_object_or_404(TermImport, pk=pk, by=request.user)
    if request.method == "POST" and "drop" in request.POST:
        found.delete()
        return redirect("admin:stylebook_term_import")
    if request.method == "POST":
        counts = Counter(o.what for o in importing.take_in(found, by=request.user))
        said = f"{counts['new']} new terms, {counts['changed']} with something new."
        if counts["wrong"]:
            said += f" {counts['wrong']} were left out."
        messages.success(request, said)
        return redirect("admin:stylebook_term_changelist")
    outcomes = importing.preview(found)
    counts = Counter(o.what for o in outcomes)
    shown = sorted(outcomes, key=lambda o: (list(_WORDS)[::-1].index(o.what), o.at))
    context = {
        "title": f"Import {found.name}",
        "arrival": found,
        "counts": [(counts[what], words) for what, words in _WORDS.items() if counts[what]],
        "coming": counts["new"] + counts["changed"],
        "outcomes": [o for o in shown if o.what != "same"][:SHOWN],
        "more": max(0, len(outcomes) - counts["same"] - SHOWN),
    }
    return _page(model_admin, request, "arrival", context)


def export(model_admin, request):
    """`?as=csv`, `xlsx` or `tbx`: the whole Stylebook."""
    _must(request, "view")
    ending = request.GET.get("as")
    if ending not in exchange.FORMATS:
        raise Http404("There is no such form of export.")
    kind, write = exchange.FORMATS[ending]
    terms = Term.objects.prefetch_related("wordings")
    content = write([(term.pk, entry_of(term)) for term in terms])
    response = HttpResponse(content, content_type=kind)
    name = f"stylebook-{timezone.localdate():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def seed(model_admin, request):
    """GET asks, POST brings the names in."""
    _must(request, "add", "change")
    if request.method != "POST":
        context = {"title": "Countries and languages", "languages": seeding.LANGUAGES}
        return _page(model_admin, request, "seed", context)
    new, more = seeding.seed(by=request.user)
    messages.success(request, f"{new} new terms, {more} with new wordings.")
    return redirect("admin:stylebook_term_changelist")


def latest(model_admin, request):
    """What was changed last, in the whole Stylebook."""
    _must(request, "view")
    rows = TermChange.objects.select_related("by", "term")[:SHOWN]
    context = {"title": "What was changed", "changes": changes(rows), "of_all": True}
    return _page(model_admin, request, "history", context)


def history(model_admin, request, pk):
    term = get_object_or_404(Term, pk=pk)
    _must(request, "view")
    rows = list(term.changes.select_related("by", "term"))
    context = {
        "title": f"History: {term}",
        "term": term,
        "changes": changes(rows),
        "may_restore": request.user.has_perm("stylebook.change_term"),
    }
    return _page(model_admin, request, "history", context)


def back(model_admin, request, pk, change):
    """POST makes a term what it was after this change."""
    found = get_object_or_404(TermChange.objects.select_related("term"), pk=change, term=pk)
    if request.method == "POST" and from_data(found.data).wordings:
        try:
            restore(found, by=request.user)
            messages.success(request, f"“{found.name}” is again as it was.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("admin:stylebook_term_history", pk)


def _must(request, *verbs):
    if not request.user.has_perms([f"stylebook.{verb}_term" for verb in verbs]):
        raise PermissionDenied


def _page(model_admin, request, name, context, status=200):
    context |= model_admin.admin_site.each_context(request) | {
        "opts": model_admin.opts,
        "title": context["title"],
    }
    request.current_app = model_admin.admin_site.name
    template = f"admin/stylebook/term/{name}.html"
    return TemplateResponse(request, template, context, status=status)


VIEWS = (
    ("import/", upload, "import"),
    ("import/<int:pk>/", arrival, "arrival"),
    ("export/", export, "export"),
    ("countries-and-languages/", seed, "seed"),
    ("changes/", latest, "latest"),
    ("<int:pk>/back/<int:change>/", back, "back"),
)
