"""What a mail service tells of letters by calling us. Stored and answered at once; handled later
by bounces.handle_waiting."""

import hashlib
import re

from anymail.signals import EventType, RejectReason, tracking
from django.core.exceptions import ValidationError
from django.dispatch import receiver

from newsletters import addresses, bounces, reports
from newsletters.models import Delivery, DeliveryEvent
from prose.forms import as_number

Kind = DeliveryEvent.Kind

# Opened and clicked are not here: we do not want to know.
_KINDS = {
    EventType.COMPLAINED: Kind.COMPLAINT,
    EventType.UNSUBSCRIBED: Kind.UNSUBSCRIBED,
    EventType.DEFERRED: Kind.DEFERRED,
    EventType.DELIVERED: Kind.DELIVERED,
    EventType.FAILED: Kind.OTHER,
}
# Of letters that the service has not even tried to deliver, by its own list.
_REJECTED = {
    RejectReason.SPAM: Kind.COMPLAINT,
    RejectReason.UNSUBSCRIBED: Kind.UNSUBSCRIBED,
    RejectReason.INVALID: Kind.HARD,
    RejectReason.BOUNCED: Kind.HARD,
}
_CODE = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b|\b[45]\d\d\b")
_FOR_NOW = re.compile(r"soft|transient|temporar|mailbox.?full|quota", re.IGNORECASE)


@receiver(tracking)
def store(sender, event, esp_name, **kwargs):
    """Raises nothing for what is merely odd: a service sends the whole batch again after an
    error, and again, and again."""
    kind = kind_of(event)
    if kind is None:
        return
    address = _address(event.recipient)
    bounces.store(
        _key(event, esp_name),
        kind,
        provider=esp_name[:40],
        delivery=_delivery(event, address),
        address=address,
        reason=_words(event),
        happened_at=event.timestamp,
    )


def kind_of(event):
    """The DeliveryEvent.Kind of what a service tells; None for what does not concern us."""
    if event.event_type == EventType.BOUNCED:
        return _bounce(event)
    if event.event_type == EventType.REJECTED:
        return _REJECTED.get(event.reject_reason, Kind.OTHER)
    return _KINDS.get(event.event_type)


def _bounce(event):
    """By the code of the other server where the service hands it on, since services call hard
    what may pass; else by the service's own word for it."""
    if event.reject_reason == RejectReason.INVALID:
        return Kind.HARD
    if _CODE.search(event.mta_response or ""):
        return bounces.KINDS[reports.hardness_of(event.mta_response)]
    if event.reject_reason == RejectReason.BOUNCED and not _FOR_NOW.search(_told(event)):
        return Kind.HARD
    return Kind.SOFT


def _told(event):
    """What kind of bounce the service says that it is, under the names they have for it."""
    raw = event.esp_event if hasattr(event.esp_event, "get") else {}
    own = (raw.get(name) for name in ("Type", "bounceType", "severity", "event", "type"))
    return " ".join(str(word) for word in [*own, event.description] if word)


def _key(event, esp_name):
    if event.event_id:
        told = f"{event.event_type}:{event.event_id}"
    else:
        facts = (event.event_type, event.message_id, event.recipient, event.timestamp)
        told = hashlib.sha256(repr(facts).encode()).hexdigest()
    return f"{esp_name}:{told}"[:200]


def _address(recipient):
    try:
        return addresses.normal(recipient or "")
    except ValidationError:
        return ""


def _delivery(event, address):
    """By the number that we gave along, never by the service's own, which may be quicker than our
    note of it. The address must fit: another site may use the same account."""
    pk = as_number(str((event.metadata or {}).get("delivery", "")))
    return Delivery.objects.filter(pk=pk, address=address).first() if pk and address else None


def _words(event):
    return " ".join(filter(None, (event.reject_reason, event.description, event.mta_response)))
