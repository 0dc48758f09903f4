"""What readers wait for in vain: an issue of the day that nobody has seen to, and one that was to
leave by itself and does not."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from newsletters import alarms, progress, proposing
from newsletters.models import Issue, Newsletter, Subscription


def owed(now=None):
    """The Newsletters that promise an issue for today, by an hour that is past, and have readers,
    while none was sent or ended by somebody, or is scheduled, for today."""
    now = timezone.localtime(now)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    todays = ~Q(state__in=["draft", "scheduled"]) & Q(day=now.date())
    to_leave = Q(state="scheduled", scheduled_for__lt=midnight + datetime.timedelta(days=1))
    seen_to = Issue.objects.filter(
        todays | to_leave | Q(prepared_at__gte=midnight), newsletter=OuterRef("pk")
    )
    readers = Subscription.objects.confirmed().filter(
        newsletter=OuterRef("pk"), subscriber__suppressed_at=None
    )
    found = Newsletter.objects.filter(~Exists(seen_to), Exists(readers), due_hour__lte=now.hour)
    return [newsletter for newsletter in found if newsletter.leaves_on(now.date())]


def remind(now=None):
    """Tell who may send of what is owed, once a day and list, and of what is late, once for each
    step at which it is. Safe to run at any time."""
    now = timezone.localtime(now)
    for newsletter in owed(now):
        _remind(newsletter, now)
    for issue in progress.late(now):
        _tell_late(issue)


@transaction.atomic
def _remind(newsletter, now):
    untold = Newsletter.objects.filter(pk=newsletter.pk).exclude(reminded_on=now.date())
    if untold.update(reminded_on=now.date()):
        title = f"{newsletter} of {now:%Y-%m-%d}: nobody has seen to it"
        alarms.write.enqueue(title, _how_it_stands(newsletter, now))


@transaction.atomic
def _tell_late(issue):
    # Held, so that of two workers one tells.
    Issue.objects.select_for_update(no_key=True).only("pk").get(pk=issue.pk)
    told = {"verb": progress.DELAY, "from_state": issue.state, "to_state": issue.state}
    if not issue.events.filter(**told).exists():
        event = issue.events.create(**told, note=issue.reason)
        alarms.tell.enqueue(event.pk)


def _how_it_stands(newsletter, now):
    said = f"By {newsletter.due_hour}:00 no issue of today has left, and none is scheduled."
    drafts = newsletter.issues.filter(state=Issue.State.DRAFT, day=now.date())
    if draft := drafts.order_by("pk").first():
        return f"{said} Its draft waits:\n{_address('change', draft.pk)}"
    if proposing.news(newsletter, now).exists():
        return f"{said} There is no draft. Begin one:\n{_address('add')}"
    return f"{said} Nothing was published since the last one."


def _address(page, *args):
    return settings.SITE_URL + reverse(f"admin:newsletters_issue_{page}", args=args)
