"""How far an issue has come."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.utils import timezone

from newsletters.models import Delivery, Issue, IssueEvent

MINUTE = datetime.timedelta(minutes=1)
WEEK = datetime.timedelta(days=7)
LATE = datetime.timedelta(minutes=15)  # without a letter, after which somebody is to look
State = Delivery.State
IN_HAND = ("draft", "scheduled", "preparing", "sending", "paused")
UNDER_WAY = ("scheduled", "preparing", "sending")
STOPS = ("hold", "pause")  # the moves back, which leave a note if the clock has made them
DELAY = "delay"  # no move: it was told that an issue is late
MOST = 10
# Refused, though nothing is known against the address.
BLAMELESS = Q(state=State.FAILED, subscription__subscriber__suppressed_at=None)


@dataclass(frozen=True)
class Progress:
    """Counts of letters; `per_minute` are those that were handed over in the last one."""

    queued: int
    sent: int
    failed: int
    uncertain: int
    skipped: int
    per_minute: int

    @property
    def all(self):
        return self.queued + self.sent + self.failed + self.uncertain + self.skipped

    @property
    def done(self):
        return self.all - self.queued

    @property
    def minutes_left(self):
        """At the present pace; None while nothing leaves."""
        return -(-self.queued // self.per_minute) if self.per_minute else None


def of(issue, now=None):
    """The Progress of an issue; two questions, both answered from an index."""
    letters = Delivery.objects.filter(issue=issue)
    states = dict(letters.order_by().values_list("state").annotate(n=Count("pk")))
    lately = letters.filter(
        finished_at__gt=(now or timezone.now()) - MINUTE, state__in=[State.SENT, State.FAILED]
    )
    ended = {state: states.get(state, 0) for state in ("sent", "failed", "uncertain", "skipped")}
    queued = sum(states.values()) - sum(ended.values())
    return Progress(queued=queued, **ended, per_minute=lately.count())


def in_hand():
    """The issues that somebody works on or that are on their way, the newest first and drafts after
    all others; `stopped` says what the clock stopped and nobody has taken up since, why the way out
    stands still, or that it is late."""
    last = IssueEvent.objects.filter(issue=OuterRef("pk"))
    found = Issue.objects.filter(state__in=IN_HAND).select_related("newsletter", "channel")
    found = found.annotate(
        last_verb=Subquery(last.values("verb")[:1]), last_note=Subquery(last.values("note")[:1])
    )
    at_rest = Case(When(last_verb__in=STOPS, then=0), When(state="draft", then=1), default=0)
    issues = list(found.order_by(at_rest, *Issue._meta.ordering).defer("html", "text")[:MOST])
    reasons = {issue.pk: issue.reason for issue in late(timezone.now())}
    for issue in issues:
        issue.stopped = _stopped(issue) or reasons.get(issue.pk, "")
    return issues


def _stopped(issue):
    if issue.last_verb in STOPS:
        return issue.last_note
    return issue.channel.trouble if issue.state == Issue.State.SENDING else ""


def late(now):
    """The issues that should have begun to leave, or of which another letter should have left, a
    quarter of an hour ago; `reason` says what did not happen. One question."""
    before = now - LATE
    moves = IssueEvent.objects.filter(issue=OuterRef("pk"), to_state=OuterRef("state"))
    letters = Delivery.objects.filter(issue=OuterRef("pk"))
    due = letters.open().filter(Q(not_before=None) | Q(not_before__lt=before))
    still = Q(Exists(due), ~Exists(letters.filter(finished_at__gt=before)), state="sending")
    found = Issue.objects.filter(state__in=UNDER_WAY)  # which an index holds
    found = found.annotate(since=Subquery(moves.exclude(verb=DELAY).values("at")[:1]))
    found = found.filter(
        Q(state="scheduled", scheduled_for__lt=before)
        | Q(Q(state="preparing") | still, since__lt=before)
    )
    issues = list(found.select_related("newsletter", "channel").defer("html", "text"))
    for issue in issues:
        issue.reason = _why_late(issue)
    return issues


def _why_late(issue):
    if issue.state == Issue.State.SCHEDULED:
        return f"It was to leave at {timezone.localtime(issue.scheduled_for):%H:%M} and has not."
    if issue.state == Issue.State.PREPARING:
        return "Its letters could not be made."
    return f"No letter has left for a quarter of an hour. {issue.channel.trouble}".strip()


def missed(now):
    """The issues that grew too old to leave within the last seven days, of lists that have sent
    none since."""
    since = Issue.objects.filter(
        newsletter=OuterRef("newsletter"), prepared_at__gt=OuterRef("finished_at")
    )
    expired = Issue.objects.filter(state=Issue.State.EXPIRED, finished_at__gt=now - WEEK)
    found = expired.filter(~Exists(since)).select_related("newsletter")
    return found.defer("html", "text")[:MOST]


def trouble(issue):
    """What of an issue may not have arrived, in sentences; "" if all is well.

    An address that does not exist is no news: it gets no further letters by itself. What is
    refused for another reason, or was tried until there was no point, is.
    """
    letters = Delivery.objects.filter(issue=issue, state__in=[State.UNCERTAIN, State.FAILED])
    counts = letters.aggregate(
        uncertain=Count("pk", filter=Q(state=State.UNCERTAIN)),
        refused=Count("pk", filter=BLAMELESS),
    )
    return " ".join(filter(None, [_uncertain(counts["uncertain"]), _refused(counts["refused"])]))


def _uncertain(count):
    if count == 1:
        return "1 letter is uncertain: nobody knows whether it arrived."
    return count and f"{count} letters are uncertain: nobody knows whether they arrived."


def _refused(count):
    if count == 1:
        return "1 letter was refused, though nothing is known against its address."
    return count and f"{count} letters were refused, though nothing is known against the addresses."


def in_doubt(now):
    """The issues that ended within the last seven days with letters that are uncertain to this
    hour and that nobody has decided to leave; `uncertain` is how many."""
    undecided = {"deliveries__state": State.UNCERTAIN, "deliveries__left_at": None}
    found = Issue.objects.filter(finished_at__gt=now - WEEK, **undecided)
    counted = found.annotate(uncertain=Count("deliveries"))
    return counted.select_related("newsletter").defer("html", "text")
