"""What is stored of people, given out: to themselves, and to the desk as a table."""

from newsletters.models import Delivery

OWN_FORM = "sign-up form"
COLUMNS = ("Address", "State", "Asked for", "Confirmed", "Left", "Letters stopped", "Came by")


def person(subscriber):
    """All that is stored of one person, as plain data for JSON; moments in ISO 8601."""
    return {
        "address": subscriber.email,
        "known_since": subscriber.created_at.isoformat(),
        "letters_stopped": subscriber.get_suppressed_reason_display() or None,
        "letters_stopped_at": _moment(subscriber.suppressed_at),
        "subscriptions": [
            _subscription(each) for each in subscriber.subscriptions.select_related("newsletter")
        ],
        "letters": [_letter(each) for each in _letters(subscriber)],
    }


def _subscription(subscription):
    return {
        "newsletter": subscription.newsletter.name,
        "state": subscription.get_state_display(),
        "asked_for_at": _moment(subscription.requested_at),
        "confirmed_at": _moment(subscription.confirmed_at),
        "left_at": _moment(subscription.unsubscribed_at),
        "agreed_to": subscription.consent,
        "came_by": subscription.source or OWN_FORM,
    }


def _letters(subscriber):
    return (
        Delivery.objects.filter(subscription__subscriber=subscriber)
        .select_related("issue__newsletter")
        .prefetch_related("events")
        .order_by("pk")
    )


def _letter(delivery):
    return {
        "issue": str(delivery.issue),
        "state": delivery.get_state_display(),
        "at": _moment(delivery.finished_at),
        "reports": [f"{_moment(e.happened_at)}: {e}" for e in delivery.events.all()],
    }


def _moment(when):
    return when.isoformat() if when else None


def rows(newsletter):
    """A row of COLUMNS for each address of a list, by address; moments in ISO 8601."""
    found = newsletter.subscriptions.select_related("subscriber").order_by("subscriber__email")
    for each in found.defer("consent").iterator(2000):
        yield (
            each.subscriber.email,
            each.get_state_display(),
            _moment(each.requested_at),
            _moment(each.confirmed_at) or "",
            _moment(each.unsubscribed_at) or "",
            each.subscriber.get_suppressed_reason_display(),
            each.source or OWN_FORM,
        )
