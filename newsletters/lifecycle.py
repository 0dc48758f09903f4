"""The moves of an issue that nobody makes but the clock and the mail servers."""

import datetime
from functools import partial

from django.db import transaction
from django.db.models import Subquery

from newsletters import alarms, claiming, progress
from newsletters.models import Delivery, Issue, IssueEvent

# An issue that so many servers refuse for what it says is paused: 5 % of its first 200 letters, or
# at any time so many one after another.
FIRST = 200
MOST_REFUSED = 10
BELIEVED = 3  # letters, of which one must have been taken lately
TOO_LATE = "What had not left by then stays: it is too old."
SWEPT = datetime.timedelta(days=1)  # after its end


def takes_letters(issue):
    """Was one of the last few letters of an issue taken? A server that takes none says nothing
    about an address by refusing it."""
    last = _ended(issue).order_by("-finished_at").values_list("state", flat=True)[:BELIEVED]
    return Delivery.State.SENT in last


def pause_if_unwanted(issue, response):
    """Pause an issue that servers refuse for what it says, before all of them have. What was
    refused before somebody resumed it does not count. Returns whether it was paused."""
    begun = issue.events.filter(to_state=Issue.State.SENDING).values("at")[:1]
    ended = _ended(issue).filter(finished_at__gt=Subquery(begun))
    last = list(ended.order_by("-finished_at").values_list("state", flat=True)[:MOST_REFUSED])
    if len(last) < MOST_REFUSED:
        return False
    if set(last) != {Delivery.State.FAILED} and not _unwanted_at_first(ended):
        return False
    note = f"Mail servers refuse this issue. The last one said: {response}"
    with transaction.atomic():
        return move(issue, "pause", Issue.State.PAUSED, note=note)


def _ended(issue):
    ended = Delivery.objects.filter(issue=issue, finished_at__isnull=False)
    return ended.exclude(state=Delivery.State.SKIPPED)


def _unwanted_at_first(ended):
    if ended[: FIRST + 1].count() > FIRST:
        return False
    return ended.filter(progress.BLAMELESS).count() >= MOST_REFUSED


@transaction.atomic
def settle(now):
    """End the issues that have left or grown too old, and what still waits of ended ones."""
    leaving = Issue.objects.filter(state=Issue.State.SENDING).defer("html", "text")
    for issue in leaving.select_for_update(no_key=True, skip_locked=True):
        if not Delivery.objects.filter(issue=issue).open().exists():
            note = progress.trouble(issue)
            move(issue, "finish", Issue.State.SENT, note=note, finished_at=now)
    stale = [Issue.State.SCHEDULED, Issue.State.PREPARING, Issue.State.SENDING]
    for issue in Issue.objects.filter(state__in=stale, expires_at__lte=now).defer("html", "text"):
        move(issue, "expire", Issue.State.EXPIRED, note=TOO_LATE, finished_at=now)
    ended = Issue.objects.filter(
        state__in=[Issue.State.CANCELLED, Issue.State.EXPIRED],
        finished_at__gt=now - SWEPT,
        prepared_at__isnull=False,
    )
    for issue in ended.defer("html", "text"):
        claiming.skip_rest(issue, now)


def move(issue, verb, state, *, note="", **dates):
    """A move that nobody makes but the clock; of those that need somebody, which have a `note`,
    the editors are told.
    Returns False if somebody was quicker."""
    moved = Issue.objects.filter(pk=issue.pk, state=issue.state).update(state=state, **dates)
    if moved:
        event = IssueEvent.objects.create(
            issue=issue, verb=verb, from_state=issue.state, to_state=state, note=note
        )
        if note:
            transaction.on_commit(partial(alarms.tell.enqueue, event.pk))
    return bool(moved)
