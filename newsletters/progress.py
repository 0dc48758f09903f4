"""How far an issue has come."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from newsletters.models import Delivery, Issue

MINUTE = datetime.timedelta(minutes=1)
State = Delivery.State
IN_HAND = ("draft", "scheduled", "preparing", "sending", "paused")
MOST = 10


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
    """The issues that somebody works on or that are on their way, the newest first."""
    found = Issue.objects.filter(state__in=IN_HAND).select_related("newsletter")
    return found.defer("html", "text")[:MOST]
