"""What can happen to a subscription: asked for, confirmed, ended, forgotten.

Nothing here tells the caller whether an address was known; what there is to say goes to
the address itself, by mail.
"""

import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from newsletters import consent, limits, links, mails
from newsletters.models import CONFIRM_WITHIN, Subscriber, Subscription

FORGET_AFTER = datetime.timedelta(days=30)


class NotAllowed(PermissionDenied):
    """Carries a sentence for the person at the desk."""


@transaction.atomic
def sign_up(email, newsletters, *, now):
    """Ask the person behind `email` (as addresses.normal gives it) to confirm `newsletters`.

    Silent for every outcome. Writes nothing while the address has had its share of letters.
    """
    if not limits.may_write_to(email, now=now):
        return
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(
        email=email, defaults={"created_at": now}
    )
    asked = [_ask(subscriber, newsletter, now) for newsletter in newsletters]
    letter = partial(mails.answer_sign_up.enqueue, subscriber.pk, asked, now.isoformat())
    transaction.on_commit(letter)


def _ask(subscriber, newsletter, now):
    words = consent.words(newsletter)
    subscription, new = Subscription.objects.get_or_create(
        subscriber=subscriber,
        newsletter=newsletter,
        defaults={"requested_at": now, "consent": words},
    )
    if not new:
        # A request that still waits goes on, so that the links of both letters work; one that
        # is over, or was put in other words, begins anew.
        over = (
            Q(requested_at__lte=now - CONFIRM_WITHIN)
            | Q(requested_at__lte=F("unsubscribed_at"))
            | ~Q(consent=words)
        )
        Subscription.objects.filter(over, pk=subscription.pk).exclude(
            state=Subscription.State.CONFIRMED
        ).update(requested_at=now, consent=words)
    return subscription.pk


def confirm(token):
    """Confirm what the link asks about, if it still may. Again: no change, no error.

    Returns the subscriptions as links.asked_for; raises links.UnknownLink.
    """
    now = timezone.now()
    asked = links.asked_for(token)
    asked.open(now).update(
        state=Subscription.State.CONFIRMED, confirmed_at=now, unsubscribed_at=None
    )
    return asked


def unsubscribe(token):
    """End the subscription of this link. Again: no change, no error. Raises links.UnknownLink."""
    return _end(links.subscription_of(token))


def unsubscribe_on_request(subscription, *, by):
    """End it for a person who wrote or rang. Raises NotAllowed."""
    if not by.has_perm("newsletters.unsubscribe_subscription"):
        raise NotAllowed("You may not unsubscribe readers. Ask a newsletter editor to do it.")
    return _end(subscription)


def _end(subscription):
    """Also ends a new request of an address that had left before."""
    Subscription.objects.filter(
        ~Q(state=Subscription.State.UNSUBSCRIBED) | Q(requested_at__gt=F("unsubscribed_at")),
        pk=subscription.pk,
    ).update(state=Subscription.State.UNSUBSCRIBED, unsubscribed_at=timezone.now())
    subscription.refresh_from_db(fields=["state", "unsubscribed_at"])
    return subscription


def forget_unconfirmed(now):
    """Delete what was never confirmed, and the addresses that nothing is left of."""
    Subscription.objects.filter(
        state=Subscription.State.PENDING, requested_at__lt=now - FORGET_AFTER
    ).delete()
    Subscriber.objects.filter(subscriptions=None).delete()
