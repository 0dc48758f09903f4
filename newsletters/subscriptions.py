"""What can happen to a subscription: asked for, confirmed, ended, forgotten.

Nothing here tells the caller whether an address was known; what there is to say goes to
the address itself, by mail.
"""

import datetime
from functools import partial

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles import editions
from newsletters import consent, limits, links, mails, suppression
from newsletters.leaving import leave
from newsletters.models import CONFIRM_WITHIN, Subscriber, Subscription
from newsletters.rights import must

FORGET_AFTER = datetime.timedelta(days=30)
UNDO_WITHIN = datetime.timedelta(days=7)  # of leaving
MAY_NOT = "You may not unsubscribe readers. Ask a newsletter editor to do it."


@transaction.atomic
def sign_up(email, newsletters, *, now):
    """Ask the person behind `email` (as addresses.normal gives it) to confirm `newsletters`.

    Silent for every outcome; the letter speaks as the edition does that was asked. Writes nothing
    while the address has had its share of letters, nor for somebody who wants none from us at all.
    """
    if suppression.reason(email) in suppression.SILENT:
        return
    if not limits.may_write_to(email, now=now):
        return
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(
        email=email, defaults={"created_at": now}
    )
    asked = [_ask(subscriber, newsletter, now) for newsletter in newsletters]
    said = subscriber.pk, asked, now.isoformat(), editions.current()
    transaction.on_commit(partial(mails.answer_sign_up.enqueue, *said))


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


@transaction.atomic
def confirm(token):
    """Confirm what the link asks about, if it still may. Again: no change, no error. That the
    letter arrived, and was answered, also ends what an earlier bounce or erasure had stopped.

    Returns the subscriptions as links.asked_for; raises links.UnknownLink.
    """
    now = timezone.now()
    asked = links.asked_for(token)
    open_ = asked.open(now).exclude(subscriber__suppressed_reason__in=suppression.SILENT)
    for email in set(open_.values_list("subscriber__email", flat=True)):
        suppression.lift(email, suppression.LIFTED_BY_CONFIRMING)
    open_.update(state=Subscription.State.CONFIRMED, confirmed_at=now, unsubscribed_at=None)
    return asked


def unsubscribe(token):
    """End the subscription of this link. Again: no change, no error. Raises links.UnknownLink."""
    return _end(links.subscription_of(token))


def unsubscribe_on_request(subscription, *, by):
    """End it for a person who wrote or rang. Raises NotAllowed."""
    must(by, "unsubscribe_subscription", MAY_NOT)
    return _end(subscription)


def _end(subscription):
    leave(Subscription.objects.filter(pk=subscription.pk), timezone.now())
    subscription.refresh_from_db(fields=["state", "unsubscribed_at"])
    return subscription


def may_undo(now):
    """The subscriptions that have ended so lately, after being confirmed, that one press brings
    them back: for a slip of the finger, without a letter and a link."""
    return Subscription.objects.filter(
        state=Subscription.State.UNSUBSCRIBED,
        confirmed_at__isnull=False,
        unsubscribed_at__gt=now - UNDO_WITHIN,
        subscriber__suppressed_at=None,
    )


def undo(token):
    """Take back an unsubscription, if it still may be. Raises links.UnknownLink."""
    subscription = links.subscription_of(token)
    may_undo(timezone.now()).filter(pk=subscription.pk).update(
        state=Subscription.State.CONFIRMED, unsubscribed_at=None
    )
    subscription.refresh_from_db(fields=["state", "unsubscribed_at"])
    return subscription


def forget_unconfirmed(now):
    """Delete what was never confirmed, and the addresses that nothing is left of."""
    Subscription.objects.filter(
        state=Subscription.State.PENDING, requested_at__lt=now - FORGET_AFTER
    ).delete()
    Subscriber.objects.filter(subscriptions=None).delete()
