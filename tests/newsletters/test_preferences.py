import pytest

from newsletters import preferences, suppression
from newsletters.models import Newsletter, Reason, Subscription
from tests.newsletters.letters import make_subscription

pytestmark = pytest.mark.django_db
State = Subscription.State


@pytest.fixture
def ada(daily):
    return make_subscription(newsletter=daily).subscriber


def states(subscriber):
    return dict(subscriber.subscriptions.values_list("newsletter__slug", "state"))


def test_switching_a_list_on_keeps_what_was_agreed_to_and_where(ada, weekly):
    preferences.choose(ada, was=["morning"], wanted=["morning", "slow-boat"])

    new = ada.subscriptions.get(newsletter=weekly)
    assert new.state == State.CONFIRMED
    assert "The Slow Boat" in new.consent
    assert new.source == preferences.SOURCE
    assert new.confirmed_at == new.requested_at


def test_switching_a_list_off_leaves_it(ada):
    preferences.choose(ada, was=["morning"], wanted=[])

    assert states(ada) == {"morning": State.UNSUBSCRIBED}


def test_who_left_can_come_back(ada):
    preferences.choose(ada, was=["morning"], wanted=[])
    preferences.choose(ada, was=[], wanted=["morning"])

    assert states(ada) == {"morning": State.CONFIRMED}


def test_what_changed_elsewhere_since_the_page_was_made_stays(ada, weekly):
    make_subscription(newsletter=weekly)

    preferences.choose(ada, was=["morning"], wanted=["morning"])

    assert states(ada) == {"morning": State.CONFIRMED, "slow-boat": State.CONFIRMED}


def test_saving_twice_changes_nothing_more(ada, weekly):
    choice = {"was": ["morning"], "wanted": ["slow-boat"]}
    preferences.choose(ada, **choice)
    once = list(Subscription.objects.order_by("pk").values())

    preferences.choose(ada, **choice)

    assert list(Subscription.objects.order_by("pk").values()) == once


def test_a_closed_list_can_be_left_and_not_joined(ada, weekly):
    Newsletter.objects.update(active=False)

    assert [newsletter.slug for newsletter, _ in preferences.lists_of(ada)] == ["morning"]
    preferences.choose(ada, was=["morning", "x\x00"], wanted=["slow-boat", "nonsense", "y\x00"])
    assert states(ada) == {"morning": State.UNSUBSCRIBED}


@pytest.mark.parametrize("why", list(Reason))
def test_nothing_is_switched_on_where_letters_are_stopped(ada, weekly, why):
    suppression.suppress(ada.email, why)
    ada.refresh_from_db()
    before = states(ada)

    with pytest.raises(preferences.Stopped, match="stopped"):
        preferences.choose(ada, was=["morning"], wanted=["slow-boat"])

    assert states(ada) == before


def test_where_letters_are_stopped_one_can_still_leave(ada):
    suppression.suppress(ada.email, Reason.BOUNCED)
    ada.refresh_from_db()

    preferences.choose(ada, was=["morning"], wanted=[])

    assert states(ada) == {"morning": State.UNSUBSCRIBED}


def test_another_persons_lists_are_not_touched(ada, daily):
    make_subscription("bea@example.org", daily)

    preferences.choose(ada, was=["morning"], wanted=[])

    assert Subscription.objects.confirmed().get().subscriber.email == "bea@example.org"
