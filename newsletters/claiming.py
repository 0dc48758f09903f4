"""The queue: who may hand over which letter, and what is written down when.

A worker takes a batch (`claim`), and *arms* each letter before a mail server hears of it: a
statement that sees to it that the letter is still this worker's, that the reader still wants it
and that the issue is still leaving, with no story withdrawn since it was made. The outcome of a
letter is written in the transaction that arms the next. Whatever the moment at which a worker
dies or is held up: a letter that was not armed goes back to the queue, one that was armed becomes
uncertain, and is not sent again by itself.

The two statements of the inner circle are SQL that SQLite and PostgreSQL both read: made by the
ORM they would cost more than all the rest of sending.
"""

import datetime
import secrets
import time
from dataclasses import dataclass
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from newsletters import channels, retries
from newsletters.models import Channel, Delivery, Issue
from newsletters.retries import Meaning, Outcome

BATCH = 100  # letters
# Longer than a mail server may take for all answers about a letter (EMAIL_TIMEOUT each).
LEASE = datetime.timedelta(minutes=3)
State = Delivery.State

ARM = """
UPDATE newsletters_delivery
SET state = 'submitting', attempts = attempts + 1, submitted_at = %s, lease_until = %s
WHERE id = %s AND state = 'claimed' AND lease_token = %s
  AND EXISTS (
    SELECT 1 FROM newsletters_subscription s
    JOIN newsletters_subscriber r ON r.id = s.subscriber_id
    WHERE s.id = newsletters_delivery.subscription_id
      AND s.state = 'confirmed' AND r.suppressed_at IS NULL)
  AND EXISTS (
    SELECT 1 FROM newsletters_issue i
    WHERE i.id = newsletters_delivery.issue_id AND i.state = 'sending' AND i.expires_at > %s
      AND NOT EXISTS (
        SELECT 1 FROM newsletters_issuestory p JOIN articles_livearticle l ON l.id = p.live_id
        WHERE p.issue_id = i.id AND l.withdrawn_at > i.prepared_at))
RETURNING attempts
"""
# `attempts` tells this attempt from a later one, should somebody have had it sent again. What was
# taken for uncertain meanwhile may end, but not go back into the queue of an issue that has ended.
RECORD = """
UPDATE newsletters_delivery
SET state = %s, lease_token = '', lease_until = NULL, attempts = attempts - %s,
    not_before = %s, finished_at = %s, smtp_code = %s, smtp_response = %s, provider_id = %s
WHERE id = %s AND attempts = %s AND (state = 'submitting' OR state = 'uncertain' AND %s)
"""
BECOMES = {
    Meaning.SENT: State.SENT,
    Meaning.LATER: State.QUEUED,
    Meaning.STANDSTILL: State.QUEUED,
    Meaning.HARD: State.FAILED,
    Meaning.POLICY: State.FAILED,
    Meaning.UNCERTAIN: State.UNCERTAIN,
}


class Letter(NamedTuple):
    """A claimed Delivery. `token` is that of the subscription, for its links."""

    pk: int
    address: str
    token: str


class Done(NamedTuple):
    pk: int
    attempt: int
    outcome: Outcome


@dataclass(frozen=True)
class Batch:
    """Letters of one issue, leased under `lease`, to leave from `first` on, `gap` apart."""

    issue: Issue
    channel: Channel
    lease: str
    letters: list
    first: datetime.datetime
    gap: datetime.timedelta


def claim(now=None, size=BATCH):
    """The next Batch of any issue that is leaving; None if nothing is due."""
    now = now or timezone.now()
    recover(now)
    leaving = Issue.objects.filter(state=Issue.State.SENDING, expires_at__gt=now)
    for issue in leaving.defer("html", "text").order_by("prepared_at"):
        if due(issue, now).exists() and (batch := _claim(issue, now, size)):
            return batch
    return None


def due(issue, now):
    waited = Q(not_before=None) | Q(not_before__lte=now)
    return Delivery.objects.filter(waited, issue=issue, state=State.QUEUED)


@transaction.atomic
def _claim(issue, now, size):
    channel = channels.locked(issue.channel_id)
    share = channels.share(channel, now, size)
    rows = due(issue, now).select_for_update(skip_locked=True).order_by("pk")
    pks = list(rows.values_list("pk", flat=True)[:share])
    if not pks:
        return None
    lease = secrets.token_hex(16)
    Delivery.objects.filter(pk__in=pks, state=State.QUEUED).update(
        state=State.CLAIMED, lease_token=lease, lease_until=now + LEASE
    )
    first, gap = channels.reserve(channel, now, len(pks))
    taken = Delivery.objects.filter(pk__in=pks, lease_token=lease).order_by("pk")
    letters = [
        Letter(pk, address, token or "")
        for pk, address, token in taken.values_list("pk", "address", "subscription__token")
    ]
    return Batch(issue, channel, lease, letters, first, gap)


def recover(now):
    """Take up what workers have left that are dead, or were held up for longer than a lease."""
    over = Delivery.objects.filter(lease_until__lt=now)
    free = {"lease_token": "", "lease_until": None}
    over.filter(state=State.CLAIMED).update(state=State.QUEUED, **free)
    over.filter(state=State.SUBMITTING).update(state=State.UNCERTAIN, finished_at=now, **free)


def arm(letters, lease, done=()):
    """Write down the outcomes of the letters before, and that these may leave from now on.

    Returns {pk: number of the attempt}. A letter that is missing there is not to leave: see
    `turn_down`.
    """
    return _insist(lambda: _record_and_arm(done, letters, lease))


def record(done):
    """Write down the outcomes of letters. They also count if a letter was taken for uncertain
    meanwhile."""
    if done:
        _insist(lambda: _record_and_arm(done, (), ""))


def _record_and_arm(done, letters, lease):
    now = timezone.now()
    moment, until = map(_moment, (now, now + LEASE))
    attempts = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for each in done:
            cursor.execute(RECORD, _result(each, now))
        for letter in letters:
            cursor.execute(ARM, [moment, until, letter.pk, lease, moment])
            if armed := cursor.fetchone():
                attempts[letter.pk] = armed[0]
    return attempts


def _result(done, now):
    meaning, code, response, provider_id = done.outcome
    state = BECOMES[meaning]
    wait = None
    if meaning is Meaning.LATER:
        wait = retries.wait(done.attempt)
    elif meaning is Meaning.STANDSTILL and code:
        # Said of this letter, perhaps: those behind it go first once the way is open again.
        wait = retries.LONGEST_STANDSTILL
    if meaning is Meaning.LATER and not wait:
        state = State.FAILED
    return [
        state.value,
        int(meaning is Meaning.STANDSTILL),  # an attempt that is not counted
        wait and _moment(now + wait),
        None if state is State.QUEUED else _moment(now),
        code or None,
        response[:300],
        provider_id[:200],
        done.pk,
        done.attempt,
        state is not State.QUEUED,
    ]


def turn_down(letter, lease):
    """Put aside a letter that could not be armed: skipped if its reader does not want it any more
    or its issue has ended, back into the queue if the issue does not leave at the moment.

    True if it is the issue that is held up. Nothing happens to a letter that somebody else has
    by now.
    """
    now = timezone.now()
    mine = Delivery.objects.filter(pk=letter.pk, state=State.CLAIMED, lease_token=lease)
    letters = mine.select_related("issue").defer("issue__html", "issue__text")
    if not (found := letters.first()):
        return False
    issue = found.issue
    held = issue.state == Issue.State.PAUSED or (
        issue.state == Issue.State.SENDING
        and (
            issue.expires_at <= now
            or issue.stories.filter(withdrawn_at__gt=issue.prepared_at).exists()
        )
    )
    change = {"state": State.QUEUED} if held else {"state": State.SKIPPED, "finished_at": now}
    mine.update(lease_token="", lease_until=None, **change)
    return held


def release(lease):
    """Give back all that is claimed under a lease and has not been armed."""
    Delivery.objects.filter(state=State.CLAIMED, lease_token=lease).update(
        state=State.QUEUED, lease_token="", lease_until=None
    )


def skip_rest(issue, now):
    """Nothing more of this issue leaves. What is being handed over at the moment may still."""
    waiting = Q(state__in=[State.QUEUED, State.CLAIMED])
    return Delivery.objects.filter(waiting, issue=issue).update(
        state=State.SKIPPED, lease_token="", lease_until=None, finished_at=now
    )


def _moment(moment):
    return connection.ops.adapt_datetimefield_value(moment)


def _insist(call):
    """Try for as long as the lease lasts: what a mail server has said is not to be lost because
    the database is out of reach for a moment."""
    until = time.monotonic() + LEASE.total_seconds()
    while True:
        try:
            return call()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            connection.close()
            time.sleep(1)
