import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from newsletters import erasing, rights, suppression
from newsletters.models import (
    Delivery,
    DeliveryEvent,
    Reason,
    Subscriber,
    Subscription,
)
from tests.factories import make_user
from tests.newsletters.letters import make_delivery, make_subscription
from tests.newsletters.readers import dump

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
State = Delivery.State


@pytest.fixture
def subscription(daily):
    return make_subscription(ADA, daily)


def log(thing):
    LogEntry.objects.create(
        user=make_user("newsletter editor"),
        content_type=ContentType.objects.get_for_model(thing),
        object_id=str(thing.pk),
        object_repr=str(thing),
        action_flag=CHANGE,
        change_message=f"About {thing}",
    )


def test_nothing_in_the_database_names_the_person_afterwards(subscription):
    DeliveryEvent.objects.create(
        key="1", provider="smtp", kind="hard", address=ADA, reason=f"550 {ADA}",
        delivery=make_delivery(subscription),
    )  # fmt: skip
    log(subscription)
    log(subscription.subscriber)
    assert ADA in repr(dump())

    erasing.erase(subscription.subscriber)

    assert ADA not in repr(dump())
    assert not Subscriber.objects.exists()
    assert not Subscription.objects.exists()


def test_that_the_address_gets_no_letters_is_still_known(subscription):
    erasing.erase(subscription.subscriber)

    assert suppression.reason(ADA) == Reason.ERASED


def test_a_letter_that_was_sent_still_counts(subscription):
    delivery = make_delivery(subscription)

    erasing.erase(subscription.subscriber)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.subscription) == (State.SENT, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.QUEUED, State.SKIPPED),
        (State.CLAIMED, State.SKIPPED),
        (State.SUBMITTING, State.SUBMITTING),
        (State.UNCERTAIN, State.UNCERTAIN),
        (State.FAILED, State.FAILED),
    ],
)
def test_a_letter_that_waits_does_not_leave(subscription, before, after):
    delivery = make_delivery(subscription, before)

    erasing.erase(subscription.subscriber)

    delivery.refresh_from_db()
    assert delivery.state == after


def test_others_stay_as_they_are(subscription, weekly):
    other = make_delivery(make_subscription("bea@example.org", weekly), State.QUEUED)

    erasing.erase(subscription.subscriber)

    other.refresh_from_db()
    assert (other.state, other.address) == (State.QUEUED, "bea@example.org")


@pytest.mark.parametrize("letters", [1, 5])
def test_erasing_costs_the_same_for_one_letter_and_for_many(
    subscription, letters, django_assert_num_queries
):
    for _ in range(letters):
        make_delivery(subscription)

    with django_assert_num_queries(16):
        erasing.erase(subscription.subscriber)


@pytest.mark.parametrize("role", ["managing editor", "administrator"])
def test_the_head_of_the_desk_erases_at_a_persons_request(subscription, role):
    by = make_user(role)

    erasing.erase_on_request(subscription.subscriber, by=by)

    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("role", ["newsletter editor", "editor", ""])
def test_others_may_not(subscription, role):
    with pytest.raises(rights.NotAllowed, match="Ask a managing editor"):
        erasing.erase_on_request(subscription.subscriber, by=make_user(role))

    assert Subscriber.objects.exists()
