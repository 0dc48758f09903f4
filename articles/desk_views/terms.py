"""The Stylebook beside one story, as JSON for static/desk/terms.js."""

import json

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from articles.admin_views import find
from articles.desk_views.answers import refusal
from prose import blocks
from stylebook import keeping, matching
from stylebook.forms import TermForm

_GONE = "There is no such story here, or it has no original."
_UNREADABLE = "This could not be read. Reload the page and try again."


def terms(model_admin, request, pk):
    """`{"terms": {id: …}, "blocks": {block: [id]}}` of the whole original at once, so that
    the caret never waits for them."""
    story = find(model_admin, request, pk)
    if story is None or story.snapshot is None:
        return refusal(_GONE, 404)
    texts = {b["id"]: blocks.text(f"<p>{b['html']}</p>") for b in story.snapshot.blocks}
    found = matching.find(texts, story.original.language, story.language)
    known = {term.pk: _shown(term) for standing in found.values() for term in standing}
    return JsonResponse(
        {
            "terms": known,
            "blocks": {block: [term.pk for term in standing] for block, standing in found.items()},
        }
    )


def add(model_admin, request, pk):
    """`{"source", "target", "kind", "note", "keep", "banned"}` into the Stylebook, for the
    languages of this story."""
    story = find(model_admin, request, pk)
    if story is None or story.snapshot is None:
        return refusal(_GONE, 404)
    if not request.user.has_perm("stylebook.add_term"):
        return refusal("Your role may not add terms of the Stylebook.", 403)
    try:
        said = json.loads(request.body)
        data = {name: said.get(name, "") for name in ("source", "target", "kind", "note", "banned")}
        data["keep"] = bool(said.get("keep"))
    except (ValueError, AttributeError, RecursionError):
        return refusal(_UNREADABLE, 400)
    data |= {"source_language": story.original.language, "target_language": story.language}
    form = TermForm(data)
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"error": " ".join(sentences), "fields": form.errors}, status=400)
    try:
        term = keeping.keep(form.save(commit=False), by=request.user)
    except PermissionDenied as error:
        return refusal(str(error), 403)
    return JsonResponse({"term": _shown(term)})


def _shown(term):
    return {
        "id": term.pk,
        "source": term.source,
        "target": matching.written(term),
        "keep": term.keep,
        "kind": term.get_kind_display(),
        "note": term.note,
        "banned": term.banned,
    }
