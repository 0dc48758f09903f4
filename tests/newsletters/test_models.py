import pytest
from django.db import IntegrityError

from newsletters.models import Newsletter, Subscriber, Subscription
from tests.factories import make_newsletter
from tests.newsletters.readers import NOW

pytestmark = pytest.mark.django_db
LATER = NOW.replace(hour=20)
State = Subscription.State


@pytest.fixture
def subscriber(db):
    return Subscriber.objects.create(email="ada@example.org")


def subscribe(subscriber, **kwargs):
    return Subscription.objects.create(
        subscriber=subscriber, newsletter=make_newsletter(), requested_at=NOW, **kwargs
    )


def test_an_address_is_stored_in_lower_case_or_not_at_all():
    with pytest.raises(IntegrityError):
        Subscriber.objects.create(email="Ada@example.org")


def test_an_address_is_stored_once(subscriber):
    with pytest.raises(IntegrityError):
        Subscriber.objects.create(email="ada@example.org")


@pytest.mark.parametrize(
    "contradiction",
    [
        {"state": State.PENDING, "confirmed_at": NOW},
        {"state": State.PENDING, "unsubscribed_at": NOW},
        {"state": State.CONFIRMED},
        {"state": State.CONFIRMED, "confirmed_at": NOW, "unsubscribed_at": NOW},
        {"state": State.UNSUBSCRIBED, "confirmed_at": NOW},
    ],
)
def test_a_state_without_its_date_cannot_be_stored(subscriber, contradiction):
    with pytest.raises(IntegrityError):
        subscribe(subscriber, **contradiction)


def test_waiting_are_those_who_have_not_answered_the_latest_request(subscriber):
    pending = subscribe(subscriber)
    subscribe(subscriber, state=State.CONFIRMED, confirmed_at=NOW)
    subscribe(subscriber, state=State.UNSUBSCRIBED, unsubscribed_at=LATER)
    again = subscribe(subscriber, state=State.UNSUBSCRIBED, unsubscribed_at=NOW.replace(year=2025))

    assert set(Subscription.objects.waiting()) == {pending, again}


def test_open_are_those_who_were_asked_within_the_week(subscriber):
    fresh = subscribe(subscriber)
    stale = subscribe(subscriber)
    reminded = subscribe(subscriber, asked_at=NOW)
    Subscription.objects.exclude(pk=fresh.pk).update(requested_at=NOW.replace(month=2, day=1))

    assert set(Subscription.objects.open(LATER)) == {fresh, reminded}
    assert stale in Subscription.objects.waiting()


def test_a_list_with_readers_cannot_be_deleted(subscriber):
    subscription = subscribe(subscriber)

    with pytest.raises(IntegrityError):
        Newsletter.objects.filter(pk=subscription.newsletter_id).delete()


def test_offered_are_the_open_lists_in_their_order():
    second = make_newsletter(position=2)
    make_newsletter(active=False)
    first = make_newsletter(position=1)

    assert list(Newsletter.objects.offered()) == [first, second]


def test_things_say_what_they_are(subscriber, daily):
    subscription = subscribe(subscriber)
    subscription.newsletter = daily

    assert str(daily) == "The Morning Crossing"
    assert str(subscription) == "ada@example.org on The Morning Crossing"
