from newsletters.models.arrivals import SubscriberImport
from newsletters.models.delivery import Delivery, DeliveryEvent
from newsletters.models.issues import Click, Issue, IssueEvent, IssueStory
from newsletters.models.lists import Channel, Newsletter
from newsletters.models.people import (
    CONFIRM_WITHIN,
    Reason,
    Subscriber,
    Subscription,
    Suppression,
    Tally,
    new_token,
)

__all__ = [
    "CONFIRM_WITHIN",
    "Channel",
    "Click",
    "Delivery",
    "DeliveryEvent",
    "Issue",
    "IssueEvent",
    "IssueStory",
    "Newsletter",
    "Reason",
    "Subscriber",
    "SubscriberImport",
    "Subscription",
    "Suppression",
    "Tally",
    "new_token",
]
