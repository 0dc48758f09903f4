"""What the copy checks find in a story while it is typed, as JSON for static/desk/findings.js.

Everything is a POST, because it carries the text as it is on the screen, which nobody has
stored. A text that is not sent is taken as it is stored.
"""

import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format

from articles import checking, dismissing, noticing
from articles.desk_views.answers import refusal
from articles.revising import NotAllowed
from sources.languages import direction

_GONE = "There is no such story here, or it belongs to somebody else."
_UNREADABLE = "This could not be read. Reload the page and try again."
_MOVED_ON = "The text has changed meanwhile, and this is no longer found in it."
_TOO_LONG = "The text is too long to be checked."
_MOST = 400_000  # characters


class _Refused(Exception):
    def __init__(self, sentence, status):
        self.answer = refusal(sentence, status)


@dataclass(frozen=True)
class Sent:
    """`fields` and `blocks` are the text on the screen, both or none; `opened` says that somebody
    has just come to it, `fixed` which findings the key has mended since the last time."""

    fields: dict | None = None
    blocks: list | None = None
    opened: bool = False
    fixed: list = field(default_factory=list)
    fingerprint: str = ""
    reason: str = ""
    words: str = ""
    everywhere: bool = False
    dismissal: int = 0


def findings(model_admin, request, pk):
    """Nothing is done: only looked."""
    return _answer(model_admin, request, pk, lambda story, sent, found: False)


def dismiss(model_admin, request, pk):
    """`fingerprint`, `reason`, `words`, `everywhere`: it may stand as it is."""

    def act(story, sent, found):
        one = found.named(sent.fingerprint)
        if one is None:
            raise _Refused(_MOVED_ON, 409)
        said = {"reason": sent.reason, "words": sent.words, "everywhere": sent.everywhere}
        dismissing.dismiss(story, one, by=request.user, **said)
        return True

    return _answer(model_admin, request, pk, act)


def take_back(model_admin, request, pk):
    """`dismissal`, its id: it stands again."""

    def act(story, sent, found):
        standing = {one.dismissal.pk: one.dismissal for one in found.dismissed}
        if sent.dismissal not in standing:
            raise _Refused(_MOVED_ON, 409)
        dismissing.take_back(standing[sent.dismissal], by=request.user)
        return True

    return _answer(model_admin, request, pk, act)


def _answer(model_admin, request, pk, act):
    """Do it (`act` says whether anything was done), and answer with all as it is then."""
    stories = model_admin.get_queryset(request).select_related("snapshot__original")
    story = stories.filter(pk=pk).first()
    if story is None:
        return refusal(_GONE, 404)
    try:
        sent = _parsed(request.body)
        target = _target(story, sent)
        found = checking.report(story, target)
        if act(story, sent, found):
            found = checking.report(story, target)
    except _Refused as refused:
        return refused.answer
    except NotAllowed as error:
        return refusal(str(error), 403)
    except ValidationError as error:
        return refusal(" ".join(error.messages), 400)
    if sent.opened:
        dismissing.count(story, [*found.standing, *found.dismissed])
    if sent.fixed:
        dismissing.fixed(story, sent.fixed[:50])
    return JsonResponse(_told(story, found))


def _parsed(body):
    try:
        said = json.loads(body)
        if not isinstance(said, dict):
            raise TypeError("not an object")
        known = {name: said[name] for name in Sent.__dataclass_fields__ if name in said}
        sent = Sent(**known)
        kinds = {name: type(getattr(Sent(), name)) for name in known if known[name] is not None}
        for name in kinds.keys() - {"fields", "blocks"}:
            if not isinstance(known[name], kinds[name]):
                raise TypeError(name)
    except (ValueError, TypeError, RecursionError) as error:
        raise _Refused(_UNREADABLE, 400) from error
    return sent


def _target(story, sent):
    if sent.fields is None or sent.blocks is None:
        return None
    try:
        fields = {name: str(text) for name, text in sent.fields.items()}
        lines = [
            (str(tag), str(text), [str(name) for name in sources])
            for tag, text, sources in sent.blocks
        ]
    except (AttributeError, TypeError, ValueError) as error:
        raise _Refused(_UNREADABLE, 400) from error
    if sum(map(len, fields.values())) + sum(len(text) for _, text, _ in lines) > _MOST:
        raise _Refused(_TOO_LONG, 400)
    return checking.typed(story, fields, lines)


def _told(story, found):
    return {
        "findings": [_shown(one) for one in found.standing],
        "dismissed": [_shown(one) | _answered(one.dismissal) for one in found.dismissed],
        "counts": found.counts,
        "source": {
            "lang": story.original.language if story.snapshot else "",
            "dir": direction(story.original.language) if story.snapshot else "auto",
        },
    }


def _shown(one):
    return {
        "id": one.fingerprint,
        "code": one.finding.code,
        "severity": one.severity,
        "title": one.title,
        "message": one.message,
        "place": one.place,
        "span": one.finding.span,
        "quote": one.quote,
        "line": one.line,
        "source": one.source,
        "sourceQuote": one.source_quote,
        "fix": one.finding.fix,
    }


def _answered(dismissal):
    at = date_format(timezone.localtime(dismissal.at), "j M, H:i")
    return {
        "dismissal": dismissal.pk,
        "reason": dismissal.get_reason_display(),
        "words": dismissal.words,
        "everywhere": dismissal.everywhere,
        "by": f"{noticing.name_of(dismissal.by)}, {at}",
    }
