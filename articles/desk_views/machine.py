"""Machine drafts as JSON for static/desk/machine.js. Where no machine is configured, none of
these addresses exists."""

import json
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.http import JsonResponse
from django.utils import timezone

from articles import drafting, machine, tasks
from articles.admin_views import find
from articles.desk_views.answers import refusal
from articles.models import MachineRun
from articles.moves import editable_fields
from articles.revising import NotAllowed
from prose.forms import as_number

_GONE = "There is no such story here, or no machine to draft it."
_UNREADABLE = "This could not be read. Reload the page and try again."
_LATE = 20  # seconds after which a run that nobody took up is worth a word
_NO_WORKER = "Nothing has come yet: the worker is busy, or not running. You may go on meanwhile."
_USAGE_KEPT = 60  # seconds


def offer(story, user):
    """What the page of a story offers: {"providers", "refusal", "blocks"}, or None."""
    found = machine.providers()
    if not found or story.snapshot is None or "body" not in editable_fields(user, story):
        return None
    lengths = {block["id"]: len(block["html"]) for block in story.snapshot.blocks}
    return {
        "providers": found,
        "refusal": drafting.refusal(story, user),
        "lengths": json.dumps(lengths, separators=(",", ":")),
    }


def state(model_admin, request, pk):
    """How the story's last run stands; `?after=` the drafts that came later than this one."""
    story = _story(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    run = story.machine_runs.select_related("by").first()
    if run is None:
        return JsonResponse({"run": None, "drafts": []})
    mine = run.by_id == request.user.pk
    drafts = run.drafts.filter(pk__gt=as_number(request.GET.get("after"))).order_by("pk")
    tags = _tags(story)
    return JsonResponse(
        {
            "run": _run(run) | {"mine": mine},
            "drafts": [_draft(draft, tags) for draft in drafts] if mine else [],
        }
    )


def usage(model_admin, request, pk):
    """`?provider=`: what is used of its quota, in words; empty where it does not tell."""
    story = _story(model_admin, request, pk)
    provider = machine.named(request.GET.get("provider", ""))
    if story is None or provider is None:
        return refusal(_GONE, 404)
    key = f"machine-usage-{provider.name}"
    said = cache.get(key)
    if said is None:
        try:
            said = str(provider.usage() or "")
        except machine.Trouble as trouble:
            return refusal(str(trouble), 409)
        cache.set(key, said, _USAGE_KEPT)
    return JsonResponse({"usage": said})


def draft(model_admin, request, pk):
    """`{"provider", "block"}`: this block, at once."""
    story, provider, said = _asked(model_admin, request, pk)
    if story is None or provider is None:
        return refusal(_GONE, 404)
    if not isinstance(said.get("block"), str):
        return refusal(_UNREADABLE, 400)
    try:
        found, notes = drafting.draft(story, said["block"], by=request.user, provider=provider)
    except NotAllowed as error:
        return refusal(str(error), 403)
    except machine.Trouble as trouble:
        return refusal(str(trouble), 409)
    return JsonResponse(_draft(found, _tags(story)) | {"notes": notes})


def whole(model_admin, request, pk):
    """`{"provider", "blocks": [...]}`: these blocks, one after the other, by the worker."""
    story, provider, said = _asked(model_admin, request, pk)
    if story is None or provider is None:
        return refusal(_GONE, 404)
    wanted = said.get("blocks")
    if not isinstance(wanted, list) or not all(isinstance(block, str) for block in wanted):
        return refusal(_UNREADABLE, 400)
    try:
        with transaction.atomic():
            run = drafting.start(story, wanted, by=request.user, provider=provider)
            transaction.on_commit(partial(tasks.draft_story.enqueue, run.pk))
    except NotAllowed as error:
        return refusal(str(error), 409)
    return JsonResponse({"run": _run(run) | {"mine": True}, "drafts": []})


def cancel(model_admin, request, pk):
    story = _story(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    run = MachineRun.objects.filter(article=story, ended_at=None).select_related("article").first()
    if run is None:
        return refusal("There is nothing to stop: it has ended already.", 409)
    try:
        drafting.cancel(run, by=request.user)
    except NotAllowed as error:
        return refusal(str(error), 403)
    return state(model_admin, request, pk)


def _story(model_admin, request, pk):
    story = find(model_admin, request, pk) if machine.providers() else None
    return story if story and story.snapshot else None


def _asked(model_admin, request, pk):
    """(story, provider, what was sent), with None for what does not exist."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        said = {}
    said = said if isinstance(said, dict) else {}
    return _story(model_admin, request, pk), machine.named(said.get("provider")), said


def _tags(story):
    return {block["id"]: block["tag"] for block in story.snapshot.blocks}


def _draft(found, tags):
    return {
        "id": found.pk,
        "block": found.block,
        "markup": drafting.markup(found, tags.get(found.block, "p")),
        "label": machine.label_of(found.provider),
    }


def _run(run):
    done = run.drafts.count()
    late = not done and (timezone.now() - run.at).total_seconds() > _LATE
    return {
        "id": run.pk,
        "by": run.by.get_full_name() or run.by.get_username(),
        "total": len(run.blocks),
        "done": done,
        "ended": run.ended_at is not None,
        "trouble": run.trouble or (_NO_WORKER if late and not run.ended_at else ""),
    }
