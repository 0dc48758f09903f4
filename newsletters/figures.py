"""How a list grows and what becomes of its letters, in sums. There is no open pixel; clicks are
counted only where a list wants it, and never by person."""

import datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone

from newsletters.models import Delivery, DeliveryEvent, Issue, Subscription

WEEKS = 12
ISSUES = 20
State = Delivery.State


def growth(newsletter, now=None):
    """A dict for each of the last WEEKS weeks, the newest first: `week` (its Monday), `asked`,
    `confirmed`, `left`, `bounced`, `complained`. Of a person who left and came back, only the last
    of each counts."""
    monday = _monday(now or timezone.now())
    weeks = [monday - datetime.timedelta(weeks=n) for n in range(WEEKS)]
    mine = newsletter.subscriptions
    events = DeliveryEvent.objects.filter(delivery__issue__newsletter=newsletter)
    sums = {
        "asked": _by_week(mine, "requested_at", weeks),
        "confirmed": _by_week(mine, "confirmed_at", weeks),
        "left": _by_week(
            mine.filter(state=Subscription.State.UNSUBSCRIBED), "unsubscribed_at", weeks
        ),
        "bounced": _by_week(
            events.filter(kind=DeliveryEvent.Kind.HARD), "happened_at", weeks, "delivery"
        ),
        "complained": _by_week(
            events.filter(kind=DeliveryEvent.Kind.COMPLAINT), "happened_at", weeks, "delivery"
        ),
    }
    return [{"week": week} | {name: sums[name].get(week, 0) for name in sums} for week in weeks]


def _monday(moment):
    day = timezone.localdate(moment)
    return day - datetime.timedelta(days=day.weekday())


def _by_week(rows, field, weeks, each="pk"):
    since = timezone.make_aware(datetime.datetime.combine(weeks[-1], datetime.time()))
    counted = (
        rows.filter(**{f"{field}__gte": since})
        .order_by()
        .values(week=TruncWeek(field))
        .annotate(count=Count(each, distinct=each != "pk"))
    )
    return {row["week"].date(): row["count"] for row in counted}


def issues(newsletter):
    """The last issues that left, each with `sent`, `failed`, `uncertain`, `returned` (letters that
    bounced for good) and `clicked`."""
    shown = list(
        Issue.objects.filter(newsletter=newsletter, prepared_at__isnull=False)
        .defer("html", "text")
        .order_by("-prepared_at")[:ISSUES]
    )
    states = Delivery.objects.filter(issue__in=shown).order_by().values("issue")
    counts = {
        row["issue"]: row
        for row in states.annotate(
            **{
                state: Count("pk", filter=Q(state=state))
                for state in (State.SENT.value, State.FAILED.value, State.UNCERTAIN.value)
            }
        )
    }
    returned = _sums(
        DeliveryEvent.objects.filter(delivery__issue__in=shown, kind=DeliveryEvent.Kind.HARD),
        "delivery__issue",
        Count("delivery", distinct=True),
    )
    clicked = _sums(
        Issue.objects.filter(pk__in=[issue.pk for issue in shown]), "pk", Sum("clicks__count")
    )
    return [
        {
            "issue": issue,
            **{
                name: counts.get(issue.pk, {}).get(name, 0)
                for name in ("sent", "failed", "uncertain")
            },
            "returned": returned.get(issue.pk, 0),
            "clicked": clicked.get(issue.pk) or 0,
        }
        for issue in shown
    ]


def _sums(rows, by, what):
    return dict(rows.order_by().values_list(by).annotate(sum=what))
