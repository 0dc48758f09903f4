"""Readers on lists, and letters that went to them, without the way there."""

import datetime

from django.utils import timezone

from newsletters.models import Channel, Delivery, Issue, Subscriber, Subscription
from tests.factories import make_newsletter

CONFIRMED = Subscription.State.CONFIRMED


def make_subscription(email="ada@example.org", newsletter=None, **kwargs):
    """Confirmed, unless told otherwise."""
    now = timezone.now()
    dates = {"confirmed_at": now} if kwargs.get("state", CONFIRMED) == CONFIRMED else {}
    subscriber, _ = Subscriber.objects.get_or_create(email=email)
    return Subscription.objects.create(
        **{
            "subscriber": subscriber,
            "newsletter": newsletter or make_newsletter(),
            "state": CONFIRMED,
            "consent": "As it stood then.",
        }
        | dates
        | kwargs
    )


def make_mailing(newsletter, **kwargs):
    """On its way."""
    now = timezone.now()
    number = newsletter.issues.count() + 1
    channel, _ = Channel.objects.get_or_create(name="Mail server")
    return Issue.objects.create(
        **{
            "newsletter": newsletter,
            "number": number,
            "state": Issue.State.SENDING,
            "day": timezone.localdate() + datetime.timedelta(days=number),
            "sha256": "0" * 64,
            "recipients": 1,
            "excluded": 0,
            "channel": channel,
            "prepared_at": now,
            "expires_at": now + datetime.timedelta(hours=12),
        }
        | kwargs
    )


def make_delivery(subscription, state=Delivery.State.SENT, issue=None):
    now = timezone.now()
    is_open = state in ("queued", "claimed", "submitting")
    leased = state in ("claimed", "submitting")
    return Delivery.objects.create(
        issue=issue or make_mailing(subscription.newsletter),
        subscription=subscription,
        address=subscription.subscriber.email,
        state=state,
        attempts=0 if state in ("queued", "claimed") else 1,
        submitted_at=None if state in ("queued", "claimed") else now,
        finished_at=None if is_open else now,
        lease_token="mine" if leased else "",
        lease_until=now if leased else None,
    )
