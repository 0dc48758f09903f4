import json

import pytest

from newsletters import exporting, suppression
from newsletters.models import DeliveryEvent, Reason
from tests.newsletters.letters import make_delivery, make_subscription

pytestmark = pytest.mark.django_db


def test_a_person_gets_all_that_is_stored_of_them(daily, weekly):
    subscription = make_subscription("ada@example.org", daily)
    make_subscription("ada@example.org", weekly, state="pending", source="Fair of books")
    delivery = make_delivery(subscription)
    DeliveryEvent.objects.create(key="1", provider="smtp", kind="soft", delivery=delivery)

    told = json.loads(json.dumps(exporting.person(subscription.subscriber)))

    assert told["address"] == "ada@example.org"
    lists = {each["newsletter"]: each for each in told["subscriptions"]}
    assert lists["The Morning Crossing"]["state"] == "confirmed"
    assert lists["The Morning Crossing"]["agreed_to"] == "As it stood then."
    assert lists["The Morning Crossing"]["came_by"] == "sign-up form"
    assert lists["The Slow Boat"]["came_by"] == "Fair of books"
    assert [letter["state"] for letter in told["letters"]] == ["sent"]
    assert "bounced for now" in told["letters"][0]["reports"][0]


def test_it_says_why_letters_are_stopped(daily):
    subscriber = make_subscription(newsletter=daily).subscriber
    assert exporting.person(subscriber)["letters_stopped"] is None
    suppression.suppress(subscriber.email, Reason.BOUNCED)
    subscriber.refresh_from_db()

    told = exporting.person(subscriber)

    assert "refused our letters" in told["letters_stopped"]
    assert told["letters_stopped_at"] == subscriber.suppressed_at.isoformat()


def test_nothing_of_others_and_no_secret_is_in_it(daily):
    subscription = make_subscription("ada@example.org", daily)
    make_delivery(make_subscription("bea@example.org", daily))

    told = repr(exporting.person(subscription.subscriber))

    assert "bea" not in told
    assert subscription.token not in told


@pytest.mark.parametrize("letters", [1, 4])
def test_the_number_of_letters_costs_nothing(daily, letters, django_assert_num_queries):
    subscription = make_subscription("ada@example.org", daily)
    for _ in range(letters):
        make_delivery(subscription)

    with django_assert_num_queries(3):
        exporting.person(subscription.subscriber)
