"""What a reader decides about their own letters, on the page that every letter links to."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletters import consent
from newsletters.leaving import leave
from newsletters.models import Newsletter, Subscription

SOURCE = "preferences page"
STOPPED = _("Letters to this address are stopped, so no newsletter can be switched on here.")


class Stopped(Exception):
    """Carries a sentence for the reader."""


def lists_of(subscriber):
    """(newsletter, subscription or None) of every list that the person is on or may join."""
    own = {s.newsletter_id: s for s in subscriber.subscriptions.select_related("newsletter")}
    standing = [pk for pk, s in own.items() if s.state == Subscription.State.CONFIRMED]
    shown = Newsletter.objects.filter(Q(active=True) | Q(pk__in=standing))
    return [(newsletter, own.get(newsletter.pk)) for newsletter in shown]


@transaction.atomic
def choose(subscriber, *, was, wanted):
    """Switch lists on and off. `was`, `wanted`: slugs ticked when the page was made and now; what
    changed elsewhere meanwhile is left alone. Raises Stopped.

    Switching on needs no further letter: the page is reached from the mailbox alone.
    """
    was, wanted = set(was), set(wanted)
    offered = dict(lists_of(subscriber))
    on = [n for n in offered if n.slug in wanted - was]
    off = [n for n in offered if n.slug in was - wanted]
    if on and subscriber.suppressed_at:
        raise Stopped(STOPPED)
    now = timezone.now()
    for newsletter in on:
        _switch_on(subscriber, newsletter, now)
    leave(subscriber.subscriptions.filter(newsletter__in=off), now)


def _switch_on(subscriber, newsletter, now):
    agreed = {
        "state": Subscription.State.CONFIRMED,
        "requested_at": now,
        "confirmed_at": now,
        "unsubscribed_at": None,
        "consent": consent.words(newsletter),
        "source": SOURCE,
    }
    subscription, new = Subscription.objects.get_or_create(
        subscriber=subscriber, newsletter=newsletter, defaults=agreed
    )
    if not new:
        same = Subscription.objects.filter(pk=subscription.pk)
        same.exclude(state=Subscription.State.CONFIRMED).update(**agreed)
