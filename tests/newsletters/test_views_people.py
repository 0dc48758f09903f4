import re

import pytest
from django.test import Client
from django.urls import reverse

from newsletters import suppression
from newsletters.models import Reason, Subscriber, Subscription
from tests.newsletters.letters import make_delivery, make_subscription
from tests.newsletters.readers import dump, link, reader, sign_up, state, text

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
State = Subscription.State


@pytest.fixture
def subscription(daily):
    return make_subscription(ADA, daily)


def path(name, subscription):
    return reverse(f"newsletter-{name}", args=[subscription.token])


# --- preferences ---------------------------------------------------------------------


def test_the_page_shows_the_lists_and_which_are_on(subscription, weekly):
    page = text(reader().get(path("preferences", subscription)))

    assert ADA in page
    assert re.findall(r'value="([\w-]+)"[^>]*checked', page) == ["morning"]
    assert {"morning", "slow-boat"} == set(re.findall(r'name="wanted" value="([^"]+)"', page))


def test_the_page_shows_what_was_agreed_to(subscription):
    Subscription.objects.update(source="Fair of books")

    page = text(reader().get(path("preferences", subscription)))

    assert "As it stood then." in page
    assert "Fair of books" in page


def test_saving_switches_lists_and_says_so(subscription, weekly):
    data = {"was": ["morning"], "wanted": ["slow-boat"]}

    response = reader().post(path("preferences", subscription), data)

    assert response.status_code == 200
    assert "Saved." in text(response)
    assert re.findall(r'value="([\w-]+)"[^>]*checked', text(response)) == ["slow-boat"]
    assert [s.newsletter for s in Subscription.objects.confirmed()] == [weekly]


def test_where_letters_are_stopped_the_page_says_why_and_switches_nothing_on(subscription, weekly):
    suppression.suppress(ADA, Reason.BOUNCED)
    page = text(reader().get(path("preferences", subscription)))
    assert "your mail server refused our letters" in page
    assert re.search(r'value="slow-boat"[^>]*disabled', page)

    response = reader().post(path("preferences", subscription), {"wanted": ["slow-boat"]})

    assert response.status_code == 409
    assert "Letters to this address are stopped" in text(response)


@pytest.mark.parametrize("lists", [1, 4])
def test_the_page_costs_the_same_for_one_list_and_for_many(
    subscription, lists, django_assert_num_queries
):
    for _ in range(lists - 1):
        make_subscription(ADA)

    with django_assert_num_queries(4):
        reader().get(path("preferences", subscription))


def test_without_any_list_the_page_says_so(subscription, daily):
    subscription.state, subscription.confirmed_at = State.PENDING, None
    subscription.save()
    daily.active = False
    daily.save()

    page = text(reader().get(path("preferences", subscription)))

    assert "There is no newsletter at the moment." in page
    assert "<button" not in page


# --- one's data ----------------------------------------------------------------------


def test_the_data_comes_as_a_file(subscription):
    make_delivery(subscription)

    response = reader().get(path("data", subscription))

    assert response["Content-Type"] == "application/json"
    assert "my-newsletter-data.json" in response["Content-Disposition"]
    assert response.json()["address"] == ADA


def test_erasing_asks_first(subscription):
    page = text(reader().get(path("erase", subscription)))

    assert "Delete your data?" in page
    assert Subscriber.objects.exists()


def test_erasing_deletes_and_the_links_are_dead_afterwards(subscription):
    response = reader().post(path("erase", subscription))

    assert response.status_code == 200
    assert "Your data is deleted" in text(response)
    assert not Subscriber.objects.exists()
    for name in ("preferences", "data", "erase", "unsubscribe"):
        dead = reader().get(path(name, subscription))
        assert dead.status_code == 404
        assert "is deleted: then you get no letters" in text(dead)


def test_who_was_erased_can_sign_up_again_and_confirms_as_everybody_does(subscription):
    reader().post(path("erase", subscription))

    sign_up()
    reader().post(link())

    assert state() == State.CONFIRMED
    assert suppression.reason(ADA) == ""


# --- undo ----------------------------------------------------------------------------


def test_leaving_by_a_slip_is_undone_by_one_press(subscription):
    page = text(reader().post(path("unsubscribe", subscription)))
    assert f'action="{path("undo", subscription)}"' in page

    response = reader().post(path("undo", subscription))

    assert response.status_code == 200
    assert "You are back" in text(response)
    assert state() == State.CONFIRMED


def test_undoing_twice_says_the_same(subscription):
    reader().post(path("unsubscribe", subscription))
    first = reader().post(path("undo", subscription))

    assert reader().post(path("undo", subscription)).content == first.content


def test_a_week_later_one_signs_up_again(subscription, later):
    reader().post(path("unsubscribe", subscription))
    later(days=8)
    assert path("undo", subscription) not in text(reader().get(path("unsubscribe", subscription)))

    response = reader().post(path("undo", subscription))

    assert "Sign up again" in text(response)
    assert state() == State.UNSUBSCRIBED


def test_who_complained_does_not_come_back_by_undoing(subscription):
    suppression.suppress(ADA, Reason.COMPLAINED)

    reader().post(path("undo", subscription))

    assert state() == State.UNSUBSCRIBED


def test_undoing_does_not_confirm_what_never_was(daily):
    waiting = make_subscription(ADA, daily, state=State.PENDING)

    reader().post(path("unsubscribe", waiting))
    reader().post(path("undo", waiting))

    assert state() == State.UNSUBSCRIBED


# --- what holds for all of them --------------------------------------------------------


@pytest.mark.parametrize("name", ["preferences", "data", "erase"])
def test_these_pages_are_kept_listed_and_passed_on_by_nobody(subscription, name):
    response = reader().get(path(name, subscription))

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script", text(response))


@pytest.mark.parametrize(
    ("method", "name"),
    [("get", "data"), ("post", "preferences"), ("post", "erase"), ("post", "undo")],
)
def test_a_made_up_link_is_a_404_with_words(daily, method, name):
    response = getattr(reader(), method)(reverse(f"newsletter-{name}", args=["nonsense"]))

    assert response.status_code == 404
    assert "We do not know this link" in text(response)


@pytest.mark.parametrize("name", ["preferences", "data", "erase", "undo"])
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_do_nothing(subscription, name, method):
    before = dump()

    assert getattr(Client(), method)(path(name, subscription)).status_code == 405
    assert dump() == before
