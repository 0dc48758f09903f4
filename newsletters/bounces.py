"""What mail servers and services tell of letters later on: stored at once, every report one row
however often it comes, and handled afterwards. An effect had twice does no harm."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from newsletters import mailboxes, reports, suppression
from newsletters.leaving import leave
from newsletters.models import Delivery, DeliveryEvent, Reason, Subscriber, Subscription
from prose import characters

logger = logging.getLogger(__name__)

SOFT_BOUNCES, OF_LETTERS = 3, 5  # of the last five letters to an address three came back
AT_ONCE = 500
Kind = DeliveryEvent.Kind
KINDS = {
    reports.HARD: Kind.HARD,
    reports.SOFT: Kind.SOFT,
    reports.REFUSED: Kind.OTHER,
    reports.DELAYED: Kind.DEFERRED,
    reports.COMPLAINT: Kind.COMPLAINT,
    reports.ARRIVED: Kind.DELIVERED,
}


def read(address, *, say=lambda words: None):
    """Read the unread mail of a mailbox; returns (reports stored, messages that were none).

    Every message is marked as read once it is stored, so that breaking off loses nothing.
    Raises mailboxes.Unreachable.
    """
    told, others = 0, 0
    with mailboxes.open_mailbox(address) as mailbox:
        for name, raw in mailbox.unread():
            report = reports.read(raw)
            stored = store_report(report)
            told, others = told + bool(stored), others + (not stored)
            say(f"{report.kind}: letter {report.delivery or 'unknown'}, {report.words[:120]}")
            mailbox.done(name)
    return told, others


def store_report(report):
    """The event of a report that came by mail; None for an answer of a person or machine, and
    for what belongs to no letter of ours."""
    if report.delivery is None or report.kind not in KINDS:
        return None
    delivery = Delivery.objects.filter(pk=report.delivery).first()
    if delivery is None:
        return None
    words = f"{report.status} {report.words}".strip()
    return store(
        f"smtp:{report.key}", KINDS[report.kind], provider="smtp", delivery=delivery, reason=words
    )


def store(key, kind, *, provider, delivery=None, address="", reason="", happened_at=None):
    """The DeliveryEvent of this key, made now if it is new."""
    facts = {
        "kind": kind,
        "provider": provider,
        "delivery": delivery,
        "address": address or (delivery.address if delivery else ""),
        "reason": characters.clean_line(reason)[:500],
        "happened_at": happened_at or timezone.now(),
    }
    return DeliveryEvent.objects.get_or_create(key=characters.clean_line(key), defaults=facts)[0]


def handle_waiting():
    """Do what stored reports call for; returns how many were handled."""
    waiting = DeliveryEvent.objects.filter(handled_at=None).order_by("pk")
    handled = sum(map(_handled, waiting.select_related("delivery")[:AT_ONCE]))
    settle_uncertain()
    return handled


def _handled(event):
    """One report that cannot be handled holds up no other; it is tried again."""
    try:
        return handle(event)
    except Exception:
        logger.exception("Report %s is left for later", event.pk)
        return False


@transaction.atomic
def handle(event):
    """True if it was for us to handle: of several workers one wins."""
    won = DeliveryEvent.objects.filter(pk=event.pk, handled_at=None).update(
        handled_at=timezone.now()
    )
    if won and event.kind in _EFFECTS:
        subscriber = _subscriber(event)
        if subscriber and not _is_out_of_date(event, subscriber):
            _EFFECTS[event.kind](event, subscriber)
    return bool(won)


def settle_uncertain():
    """A letter of which something came back had been taken, whatever its worker saw."""
    told = DeliveryEvent.objects.filter(delivery=OuterRef("pk")).exclude(kind=Kind.OTHER)
    Delivery.objects.filter(Exists(told), state=Delivery.State.UNCERTAIN).update(
        state=Delivery.State.SENT
    )


def _subscriber(event):
    if event.delivery and event.delivery.subscription_id:
        return Subscriber.objects.get(subscriptions=event.delivery.subscription_id)
    return Subscriber.objects.filter(email=event.address).first() if event.address else None


def _is_out_of_date(event, subscriber):
    """Did the letter leave before the person confirmed anew, and so proved that letters arrive?
    A complaint counts always."""
    left_at = event.delivery and event.delivery.submitted_at
    if event.kind not in (Kind.HARD, Kind.SOFT) or not left_at:
        return False
    since = Subscription.objects.confirmed().filter(
        subscriber=subscriber, requested_at__gt=left_at, confirmed_at__gt=left_at
    )
    return since.exists()


def _hard(event, subscriber):
    suppression.suppress(subscriber.email, Reason.BOUNCED)


def _soft(event, subscriber):
    letters = Delivery.objects.filter(
        subscription__subscriber=subscriber, submitted_at__isnull=False
    )
    last = list(letters.order_by("-pk").values_list("pk", flat=True)[:OF_LETTERS])
    returned = DeliveryEvent.objects.filter(delivery__in=last, kind__in=[Kind.SOFT, Kind.HARD])
    if returned.values("delivery").distinct().count() >= SOFT_BOUNCES:
        suppression.suppress(subscriber.email, Reason.BOUNCED)


def _complained(event, subscriber):
    suppression.suppress(subscriber.email, Reason.COMPLAINED)


def _unsubscribed(event, subscriber):
    """At the mail service, which tells not always of which list."""
    mine = subscriber.subscriptions.all()
    if event.delivery and event.delivery.subscription_id:
        mine = mine.filter(pk=event.delivery.subscription_id)
    leave(mine, timezone.now())


_EFFECTS = {
    Kind.HARD: _hard,
    Kind.SOFT: _soft,
    Kind.COMPLAINT: _complained,
    Kind.UNSUBSCRIBED: _unsubscribed,
}
