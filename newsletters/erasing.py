"""Forgetting a person. What stays is that nobody may write to the address (a keyed hash), and
that some letter went to somebody, for the sums."""

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils import timezone

from newsletters import suppression
from newsletters.models import Delivery, DeliveryEvent, Reason, Subscriber, Subscription
from newsletters.rights import must

IN_THE_LOG = "a person erased"


def erase_on_request(subscriber, *, by):
    """Erase a person who wrote or rang. Raises NotAllowed."""
    must(by, "erase_subscriber", "You may not erase people. Ask a managing editor to do it.")
    erase(subscriber, by=by)


@transaction.atomic
def erase(subscriber, *, by=None):
    """Delete a person's address, subscriptions and consent, wherever they stand; letters that
    wait for it do not leave. `by`: None where the person pressed the button."""
    now = timezone.now()
    suppression.suppress(subscriber.email, Reason.ERASED, by=by, now=now)
    subscriptions = list(subscriber.subscriptions.values_list("pk", flat=True))
    letters = Delivery.objects.filter(subscription__in=subscriptions)
    letters.filter(state__in=[Delivery.State.QUEUED, Delivery.State.CLAIMED]).update(
        state=Delivery.State.SKIPPED, lease_token="", lease_until=None, finished_at=now
    )
    letters.update(address="", smtp_response="")
    DeliveryEvent.objects.filter(address=subscriber.email).update(address="", reason="")
    _forget_in_log(Subscriber, [subscriber.pk])
    _forget_in_log(Subscription, subscriptions)
    subscriber.delete()


def _forget_in_log(model, pks):
    """The desk's own log names what it is about: by the address."""
    LogEntry.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        object_id__in=[str(pk) for pk in pks],
    ).update(object_repr=IN_THE_LOG, change_message="")
