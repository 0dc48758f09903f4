"""Storing what is typed while it is typed, and meeting what somebody else stored meanwhile."""

import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles import meeting, merging, panel, revising
from articles.desk_views.answers import refusal
from articles.forms import readable_cuts
from articles.moves import TEXT
from articles.offers import loses_approval
from prose.sanitise import TextTooLong

_NOT_HERE = "There is no such story here, or it belongs to somebody else."
_APPROVED = "The story was approved meanwhile. Save it yourself to reopen it."
_UNREAD = "This could not be read. Reload the page, and save with the button."


@dataclass(frozen=True)
class Sent:
    """`base` holds the texts as the page knows them to be stored in `version`; it comes when the
    page knows of a newer one. `tried` is what a request took along that was never answered."""

    version: int
    fields: dict
    cuts: dict | None = None
    user: int | None = None
    base: dict | None = None
    base_cuts: dict | None = None
    tried: dict = field(default_factory=dict)


def autosave(model_admin, request, pk):
    """Store what was sent as JSON (see Sent).

    Answers `{"version", "at", "head"}`, with "said" and "fields" where changes of somebody else
    were taken over; or `{"error": sentence}` with 400, 403, 404 or 409, where "open" says that
    somebody has to choose. `{"behind": true}` has stored nothing, and asks for the same with
    its base: two texts that meet are no error, and must not look like one in the browser's log.
    """
    try:
        sent = _parsed(request.body)
    except ValueError:
        return refusal(_UNREAD, 400)
    if sent.user not in (None, request.user.pk):
        name = request.user.get_full_name() or request.user.get_username()
        sentence = (
            f"You are now signed in as {name}. What was typed here is not stored under that "
            "name. Sign in as yourself again in another window."
        )
        return refusal(sentence, 403, other_user=True)
    try:
        with transaction.atomic():
            story = model_admin.get_queryset(request).select_for_update().filter(pk=pk).first()
            if story is None:
                return refusal(_NOT_HERE, 404)
            if loses_approval(story):
                return refusal(_APPROVED, 409, version=story.version)
            story, more = _stored(request.user, story, sent)
    except _Refused as refused:
        return refusal(refused.sentence, refused.status, **refused.more)
    except revising.Conflict as conflict:
        return JsonResponse({"behind": True, "version": conflict.article.version})
    return JsonResponse(
        {"version": story.version, "at": _now(), "head": _head(request, story), **more}
    )


class _Refused(Exception):
    def __init__(self, sentence, status, **more):
        super().__init__(sentence)
        self.sentence, self.status, self.more = sentence, status, more


def _parsed(body):
    try:
        said = json.loads(body)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(said, dict) or type(said.get("version")) is not int:
        raise ValueError
    known = {name: said[name] for name in Sent.__dataclass_fields__ if name in said}
    if not isinstance(said.get("fields"), dict) or type(said.get("user", 0)) is not int:
        raise ValueError
    if not isinstance(said.get("base_cuts") or {}, dict):
        raise ValueError
    texts = (said["fields"], said.get("base") or {}, said.get("tried") or {})
    if not all(_is_texts(each) for each in texts):
        raise ValueError
    return Sent(**known)


def _is_texts(said):
    return (
        isinstance(said, dict)
        and set(said) <= set(TEXT)
        and all(isinstance(text, str) for text in said.values())
    )


def _stored(user, story, sent):
    """The story as stored, and what to tell beside it."""
    seen, changes = sent.version, dict(sent.fields)
    if sent.cuts is not None:
        changes["cut_blocks"] = readable_cuts(sent.cuts, story.snapshot)
        if changes["cut_blocks"] is None:
            raise _Refused(_UNREAD, 400)
    more = {}
    try:
        if seen != story.version and sent.base is not None:
            changes, more = _met(user, story, sent, changes)
            seen = story.version
        return revising.save_text(story, by=user, seen=seen, changes=changes, autosave=True), more
    except revising.NotAllowed as error:
        raise _Refused(str(error), 403) from error
    except TextTooLong as error:
        raise _Refused(str(error), 400, fields=["body"]) from error
    except ValidationError as error:
        fields = sorted(getattr(error, "error_dict", ()))
        raise _Refused(" ".join(error.messages), 400, fields=fields) from error


def _met(user, story, sent, changes):
    """The changes with those taken over that were stored since, and what to tell of them."""
    stored = {name: getattr(story, name) for name in TEXT}
    answered = {n: t for n, t in meeting.cleaned(sent.tried).items() if stored[n] == t}
    base = meeting.cleaned(sent.base) | answered
    mine = meeting.cleaned(base | sent.fields)
    found = merging.merge_texts(base, mine, {name: stored[name] for name in mine})
    who = meeting.since(story, sent.version, user)
    if found.open:
        sentence = meeting.clashing(who, found.open)
        raise _Refused(sentence, 409, version=story.version, open=True)
    merged = {name: text for name, text in found.values.items() if text != stored[name]}
    if "cut_blocks" in changes:
        cuts = sent.base_cuts, changes["cut_blocks"], story.cut_blocks
        merged["cut_blocks"] = merging.merge_cuts(*cuts)
    told = {name: text for name, text in found.values.items() if text != mine[name]}
    return merged, {"fields": told, "said": meeting.told(who, found.taken) if told else ""}


def _head(request, story):
    """What stands above the text, as this version has it."""
    context = panel.head(story, request.user)
    return render_to_string("admin/articles/article/_head.html", context, request)


def _now():
    return f"{timezone.localtime():%H:%M:%S}"


def typed(model_admin, request, pk):
    """How texts that a browser kept differ from those stored, to be looked at."""
    try:
        sent = _parsed(request.body)
    except ValueError:
        return refusal(_UNREAD, 400)
    story = model_admin.get_queryset(request).filter(pk=pk).first()
    if story is None:
        return refusal(_NOT_HERE, 404)
    try:
        kept = revising.cleaned(sent.fields)
    except ValidationError as error:
        return refusal(" ".join(error.messages), 400)
    stored = {name: getattr(story, name) for name in kept}
    context = {"story": story, "differences": panel.differences(stored, kept)}
    html = render_to_string("admin/articles/article/_differences.html", context, request)
    return JsonResponse({"html": html})
