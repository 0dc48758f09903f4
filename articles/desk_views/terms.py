"""The Stylebook beside one story, as JSON for static/desk/terms.js."""

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse

from articles.admin_views import find
from articles.desk_views.answers import refusal
from prose import blocks, characters
from stylebook import keeping, looking_up, matching
from stylebook.forms import PairForm
from stylebook.models import Kind

_GONE = "There is no such story here, or it belongs to somebody else."
_UNREADABLE = "This could not be read. Reload the page and try again."
_MOST_WORDS = 100  # characters of a question


def terms(model_admin, request, pk):
    """`{"terms": {id: …}, "blocks": {block: [id]}}` of the whole original at once, so that
    the caret never waits for them. `?words=` asks the whole Stylebook: `{"found": […]}`."""
    story = find(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    if words := characters.clean_line(request.GET.get("words", ""))[:_MOST_WORDS]:
        found = looking_up.look_up(words, theirs=_source(story), ours=story.language)
        return JsonResponse({"found": [_shown(pair) for pair in found]})
    if story.snapshot is None:
        return JsonResponse({"terms": {}, "blocks": {}})
    texts = {b["id"]: blocks.text(f"<p>{b['html']}</p>") for b in story.snapshot.blocks}
    found = matching.find(texts, story.original.language, story.language)
    known = {pair.term: _shown(pair) for standing in found.values() for pair in standing}
    return JsonResponse(
        {
            "terms": known,
            "blocks": {
                block: [pair.term for pair in standing] for block, standing in found.items()
            },
        }
    )


def add(model_admin, request, pk):
    """`{"source", "target", "kind", "domain", "note", "keep", "banned"}` into the Stylebook, for
    the languages of this story."""
    story = find(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    if not request.user.has_perm("stylebook.add_term"):
        return refusal("Your role may not add terms of the Stylebook.", 403)
    try:
        said = json.loads(request.body)
        names = ("source", "target", "kind", "domain", "note", "banned")
        data = {name: said.get(name, "") for name in names} | {"keep": bool(said.get("keep"))}
    except (ValueError, AttributeError, RecursionError):
        return refusal(_UNREADABLE, 400)
    form = PairForm(data, source_language=_source(story), target_language=story.language)
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"error": " ".join(sentences), "fields": form.errors}, status=400)
    try:
        term = keeping.keep_pair(form.entry, ours=story.language, by=request.user)
    except PermissionDenied as error:
        return refusal(str(error), 403)
    except ValidationError as error:
        return refusal(" ".join(error.messages), 400)
    said = form.cleaned_data
    return JsonResponse(
        {"term": {"id": term.pk, "source": said["source"] or term.name,
                  "target": said["target"] or said["source"]}}
    )  # fmt: skip


def _source(story):
    return story.original.language if story.snapshot else ""


def _shown(pair):
    return {
        "id": pair.term,
        "source": pair.source,
        "target": pair.target,
        "keep": pair.keep,
        "kind": Kind(pair.kind).label,
        "note": pair.note,
        "also": list(pair.also),
        "banned": list(pair.banned),
    }
