"""Earlier published pairs for the paragraph at the caret, as a piece of the story's page."""

from django.template.response import TemplateResponse

from articles import memory
from articles.admin_views import find
from articles.desk_views.answers import refusal
from articles.moves import editable_fields, may_see
from prose import blocks, characters
from sources.languages import direction

_MOST_WORDS = 200  # characters of a question in words


def pairs(model_admin, request, pk):
    """`?block=b3` (or `b3 b4`): what resembles it. `?words=…`: what contains these words."""
    story = find(model_admin, request, pk)
    if story is None or story.snapshot is None:
        return refusal("There is no such story here, or it has no original.", 404)
    if "body" not in editable_fields(request.user, story):
        return refusal("This text is not yours to change, so there is nothing to take here.", 403)
    languages = {"source": story.original.language, "target": story.language}
    words = characters.clean_line(request.GET.get("words", ""))[:_MOST_WORDS]
    text = "" if words else _text(story.snapshot, request.GET.get("block", "").split())
    if words:
        found = memory.containing(words, **languages)
    else:
        found = memory.resembling(text, besides=story, **languages)
    context = {
        "found": [_shown(pair, request.user) for pair in found],
        "words": words,
        "text": text,
    }
    return TemplateResponse(request, "admin/articles/article/_memory_pairs.html", context)


def _text(snapshot, ids):
    """The blocks together, as they would stand in memory."""
    asked = (block["html"] for block in snapshot.blocks if block["id"] in ids)
    return " ".join(" ".join(blocks.text(f"<p>{html}</p>").split()) for html in asked)


def _shown(found, user):
    live = found.pair.article.live
    return {
        "found": found,
        "pair": found.pair,
        "live": live,
        "paper": live.publication,
        "source_direction": direction(found.pair.source_language),
        "target_direction": direction(found.pair.target_language),
        "on_the_desk": may_see(user, found.pair.article),
    }
