"""Subscribers from a table. Nobody gets a letter by being imported: who agreed elsewhere, provably,
is confirmed; all others only wait, until they sign up themselves or are forgotten."""

import itertools
from datetime import UTC, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django_tasks import task

from jobs.schedule import retries
from newsletters import addresses, suppression
from newsletters.models import Subscriber, SubscriberImport, Subscription, Suppression
from newsletters.rights import must
from prose import characters, sheets

MAY_NOT = "You may not import subscribers. Ask a newsletter editor to do it."
BATCH = 1000  # rows in one transaction
SHOWN_FAULTS = 100
CONFIRMED, PENDING, ALREADY, LEFT, STOPPED, TWICE, FAULTY = (
    "confirmed", "waiting", "already", "left", "stopped", "twice", "faulty",
)  # fmt: skip
State = SubscriberImport.State


class NotReady(Exception):
    """Carries a sentence that says what to do."""


def upload(name, content, *, by):
    """Keep a file for the next steps. Raises NotAllowed, sheets.Unreadable."""
    must(by, "import_subscriber", MAY_NOT)
    if not any(sheets.rows(content)):
        raise sheets.Unreadable("The file holds no rows.")
    return SubscriberImport.objects.create(
        name=characters.clean_line(name)[:200], content=content, by=by
    )


def beginning(arrival, most=6):
    """The first rows, for people to see what stands in which column."""
    return list(itertools.islice(sheets.rows(bytes(arrival.content)), most))


def check(arrival, *, by, newsletter, columns, header, source, proven):
    """Count what importing would come to, without writing a subscriber. Raises NotAllowed,
    NotReady, sheets.Unreadable."""
    must(by, "import_subscriber", MAY_NOT)
    arrival.newsletter, arrival.columns, arrival.header = newsletter, columns, header
    arrival.source, arrival.proven = source, proven
    seen, outcome = set(), _Outcome()
    for _, batch in _batches(arrival, 0):
        for row, (kind, _) in _judged(arrival, batch, seen, outcome):
            outcome.count(kind, row)
    ready = SubscriberImport.objects.filter(
        pk=arrival.pk, state__in=[State.UPLOADED, State.CHECKED]
    )
    if not ready.update(
        state=State.CHECKED, newsletter=newsletter, columns=columns, header=header, source=source,
        proven=proven, counts=outcome.counts, faults=outcome.faults,
    ):  # fmt: skip
        raise NotReady("This file is being imported already.")
    arrival.refresh_from_db()


@transaction.atomic
def start(arrival, *, by):
    """Import what was checked; the worker does it. Raises NotAllowed, NotReady."""
    must(by, "import_subscriber", MAY_NOT)
    won = SubscriberImport.objects.filter(pk=arrival.pk, state=State.CHECKED).update(
        state=State.WAITING, counts={}, faults=[], next_row=0
    )
    if not won:
        raise NotReady("This file is not checked yet, or was imported already.")
    transaction.on_commit(lambda: run.enqueue(arrival.pk))


@task()
@retries(5)
def run(pk):
    """Batch after batch, each in one transaction with the note how far it came."""
    arrival = SubscriberImport.objects.filter(pk=pk, state=State.WAITING).first()
    if arrival is None:
        return
    seen = set()
    for number, batch in _batches(arrival, arrival.next_row):
        _take_in(arrival, number, batch, seen)
    SubscriberImport.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.DONE, content=b"", finished_at=timezone.now()
    )


@transaction.atomic
def _take_in(arrival, number, batch, seen):
    locked = SubscriberImport.objects.select_for_update().defer("content").get(pk=arrival.pk)
    if locked.next_row > number:
        return  # by another worker, which went on when this one was taken for dead
    outcome, new = _Outcome(locked.counts, locked.faults), {}
    for row, (kind, email) in _judged(arrival, batch, seen, outcome):
        outcome.count(kind, row)
        if kind in (CONFIRMED, PENDING):
            new[email] = _agreed(arrival, row[1])
    _write(arrival, new)
    SubscriberImport.objects.filter(pk=arrival.pk).update(
        next_row=number + len(batch), counts=outcome.counts, faults=outcome.faults
    )


class _Outcome:
    def __init__(self, counts=None, faults=None):
        self.counts, self.faults = dict(counts or {}), list(faults or [])

    def count(self, kind, row):
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def fault(self, number, value, sentence):
        if len(self.faults) < SHOWN_FAULTS:
            self.faults.append([number, value[:100], sentence])


def _batches(arrival, first):
    """(number of its first row, rows) of what follows row `first`; rows count from 0, without
    the one of names."""
    rows = sheets.rows(bytes(arrival.content))
    rows = itertools.islice(rows, first + bool(arrival.header), None)
    number = first
    while batch := list(itertools.islice(rows, BATCH)):
        yield number, list(enumerate(batch, number + 1 + bool(arrival.header)))
        number += len(batch)


def _judged(arrival, batch, seen, outcome):
    """((row number, row), (what it comes to, address)) of each row of a batch."""
    emails = [_email(arrival, number, row, outcome) for number, row in batch]
    known = _Known(arrival.newsletter, [email for email in emails if email])
    for numbered, email in zip(batch, emails, strict=True):
        if not email:
            kind = FAULTY
        elif hash(email) in seen:
            kind = TWICE
        else:
            seen.add(hash(email))
            kind = known.kind(email, arrival.proven)
        yield numbered, (kind, email)


def _email(arrival, number, row, outcome):
    column = arrival.columns["email"]
    typed = row[column] if column < len(row) else ""
    try:
        return addresses.normal(typed)
    except ValidationError as error:
        sentence = error.messages[0] if typed else "There is no address in this row."
        outcome.fault(number, typed, sentence)
        return ""


class _Known:
    """What we know of the addresses of a batch, by three queries."""

    def __init__(self, newsletter, emails):
        self._keys = {email: suppression.keys(email) for email in emails}
        keys = [key for each in self._keys.values() for key in each]
        self._stopped = set(Suppression.objects.filter(key__in=keys).values_list("key", flat=True))
        self._state = dict(
            Subscription.objects.filter(
                newsletter=newsletter, subscriber__email__in=emails
            ).values_list("subscriber__email", "state")
        )
        self._silent = set(
            Subscriber.objects.filter(email__in=emails, suppressed_at__isnull=False).values_list(
                "email", flat=True
            )
        )

    def kind(self, email, proven):
        if email in self._silent or self._stopped.intersection(self._keys[email]):
            return STOPPED
        state = self._state.get(email)
        if state == Subscription.State.UNSUBSCRIBED:
            return LEFT
        if state == Subscription.State.CONFIRMED or (state and not proven):
            return ALREADY
        return CONFIRMED if proven else PENDING


def _agreed(arrival, row):
    """When they agreed, where a column says so and it can be read; else now."""
    column = arrival.columns.get("agreed")
    typed = row[column] if column is not None and column < len(row) else ""
    now = timezone.now()
    try:
        when = parse_datetime(typed) or parse_date(typed)
    except ValueError:
        return now
    if when and not isinstance(when, datetime):
        when = datetime.combine(when, time(), UTC)
    if when and timezone.is_naive(when):
        when = timezone.make_aware(when)
    return min(when, now) if when else now


def _write(arrival, new):
    """`new`: moment of consent by address. Addresses that came meanwhile stay as they are."""
    now = timezone.now()
    Subscriber.objects.bulk_create(
        [Subscriber(email=email, created_at=now) for email in new], ignore_conflicts=True
    )
    pks = dict(Subscriber.objects.filter(email__in=new).values_list("email", "pk"))
    state = Subscription.State.CONFIRMED if arrival.proven else Subscription.State.PENDING
    rows = [
        Subscription(
            subscriber_id=pks[email],
            newsletter=arrival.newsletter,
            state=state,
            requested_at=now,
            confirmed_at=agreed if arrival.proven else None,
            source=arrival.source,
        )
        for email, agreed in new.items()
    ]
    if not arrival.proven:
        Subscription.objects.bulk_create(rows, ignore_conflicts=True)
        return
    asked = Subscription.objects.filter(
        newsletter=arrival.newsletter, subscriber__in=pks.values(), state="pending"
    )
    asked.update(state=state, confirmed_at=now, source=arrival.source)
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)


def forget_old(before):
    """Delete files that nobody went on with since then, and what was typed wrongly in others:
    they are full of addresses."""
    old = SubscriberImport.objects.filter(created_at__lt=before)
    old.filter(state__in=[State.UPLOADED, State.CHECKED]).delete()
    old.filter(state=State.DONE).update(faults=[])
