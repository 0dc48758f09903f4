from django.db.models import F, Q

from newsletters.models import Subscription


def leave(subscriptions, now):
    """End what is not ended, also a new request of somebody who had left before."""
    subscriptions.filter(
        ~Q(state=Subscription.State.UNSUBSCRIBED) | Q(requested_at__gt=F("unsubscribed_at"))
    ).update(state=Subscription.State.UNSUBSCRIBED, unsubscribed_at=now)
