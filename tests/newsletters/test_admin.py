import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsletters.models import Newsletter, Subscriber, Subscription
from tests.factories import make_newsletter, make_user
from tests.newsletters.readers import NOW, dump, text
from tests.seals import seal

pytestmark = pytest.mark.django_db
LIST = "admin:newsletters_subscription_changelist"
State = Subscription.State
# What the form of a list asks for about its letters.
SENDING = {"expires_after": "12:00:00", "weekdays": ["0"], "max_stories": "8"}


@pytest.fixture
def nora():
    """The newsletter editor, who may also unsubscribe readers on request."""
    nora = make_user("newsletter editor", "nora")
    nora.user_permissions.add(Permission.objects.get(codename="unsubscribe_subscription"))
    return nora


@pytest.fixture
def desk(client, nora):
    client.force_login(nora)
    return client


@pytest.fixture
def subscription(daily):
    return subscribe("ada@example.org", daily)


def subscribe(email, newsletter, state=State.CONFIRMED):
    dates = {State.CONFIRMED: {"confirmed_at": NOW}, State.UNSUBSCRIBED: {"unsubscribed_at": NOW}}
    return Subscription.objects.create(
        subscriber=Subscriber.objects.get_or_create(email=email)[0],
        newsletter=newsletter,
        state=state,
        consent="As it stood then.",
        **dates.get(state, {}),
    )


def act(client, *chosen, **data):
    chosen = {"_selected_action": [one.pk for one in chosen]}
    return client.post(reverse(LIST), {"action": "unsubscribe_on_request"} | chosen | data)


def test_the_lists_show_how_many_are_in_each_state(desk, daily):
    for n, state in enumerate([State.CONFIRMED] * 3 + [State.PENDING] * 2 + [State.UNSUBSCRIBED]):
        subscribe(f"{n}@example.org", daily, state)

    page = text(desk.get(reverse("admin:newsletters_newsletter_changelist")))

    cells = re.findall(r'class="field-(?:confirmed|waiting|unsubscribed)">(\d+)<', page)
    assert cells == ["3", "2", "1"]


@pytest.mark.parametrize("name", ["newsletter", "subscriber", "subscription"])
def test_a_list_costs_the_same_at_one_row_and_at_four(desk, daily, name):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse(f"admin:newsletters_{name}_changelist")).status_code == 200
        return len(captured)

    subscribe("a@example.org", daily)
    one = queries()
    for n in range(3):
        subscribe(f"{n}@example.org", make_newsletter())

    assert queries() == one


def test_a_reader_is_found_by_a_part_of_the_address(desk, subscription, daily):
    subscribe("bea@example.org", daily)

    for name in ("subscriber", "subscription"):
        found = text(desk.get(reverse(f"admin:newsletters_{name}_changelist"), {"q": "ada@"}))
        assert "ada@example.org" in found
        assert "bea@example.org" not in found


def test_the_page_of_a_reader_shows_what_they_agreed_to(desk, subscription):
    address = reverse("admin:newsletters_subscriber_change", args=[subscription.subscriber_id])

    page = text(desk.get(address))

    assert "As it stood then." in page
    assert "The Morning Crossing" in page
    assert subscription.token not in page


def test_no_state_is_changed_by_filling_in_a_form(desk, subscription):
    for thing in (subscription, subscription.subscriber):
        name = thing._meta.model_name
        address = reverse(f"admin:newsletters_{name}_change", args=[thing.pk])
        assert not re.search(r'name="(state|email|confirmed_at)"', text(desk.get(address)))
        assert desk.post(address, {"state": "unsubscribed", "email": "x@x.org"}).status_code == 403
        assert desk.get(reverse(f"admin:newsletters_{name}_add")).status_code == 403

    subscription.refresh_from_db()
    assert subscription.state == State.CONFIRMED


def test_a_newsletter_editor_opens_and_closes_lists(desk, daily):
    fields = ("name", "slug", "language", "call_headline", "call_text", "position")
    data = SENDING | {name: getattr(daily, name) for name in fields}
    data["seen"] = seal(daily)

    desk.post(reverse("admin:newsletters_newsletter_change", args=[daily.pk]), data)

    assert not Newsletter.objects.get().active


def test_unsubscribing_asks_first_and_names_the_readers(desk, subscription):
    before = dump()

    page = text(act(desk, subscription))

    assert "Unsubscribe at the reader" in page
    assert "ada@example.org on The Morning Crossing" in page
    assert f'name="_selected_action" value="{subscription.pk}"' in page
    assert dump() == before


def test_unsubscribing_acts_when_it_is_confirmed_and_notes_who_did_it(desk, nora, subscription):
    act(desk, subscription, confirmed="yes")
    page = text(desk.get(reverse(LIST)))

    subscription.refresh_from_db()
    assert subscription.state == State.UNSUBSCRIBED
    told = "Unsubscribed at the reader&#x27;s request: ada@example.org on The Morning Crossing."
    assert told in page
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (nora, str(subscription.pk))


def test_several_are_unsubscribed_together(desk, daily):
    chosen = [subscribe(f"{n}@example.org", daily) for n in range(3)]

    act(desk, *chosen[:2], confirmed="yes")

    assert Subscription.objects.confirmed().get() == chosen[2]


def test_more_than_a_hundred_at_once_are_taken_for_a_slip(desk, daily):
    chosen = [subscribe(f"{n}@example.org", daily) for n in range(101)]

    act(desk, *chosen, confirmed="yes")

    assert Subscription.objects.confirmed().count() == 101
    assert "At most 100 at once" in text(desk.get(reverse(LIST)))


def make_onlooker():
    onlooker = make_user(username="onlooker")
    onlooker.user_permissions.add(Permission.objects.get(codename="view_subscription"))
    return onlooker


@pytest.mark.parametrize("confirmed", ["", "yes"])
def test_a_forged_post_of_somebody_who_may_only_look_does_nothing(client, subscription, confirmed):
    client.force_login(make_onlooker())
    page = text(client.get(reverse(LIST)))

    act(client, subscription, confirmed=confirmed)

    assert "unsubscribe_on_request" not in page
    subscription.refresh_from_db()
    assert subscription.state == State.CONFIRMED


def test_looking_at_the_action_by_get_does_nothing(desk, subscription):
    data = {"action": "unsubscribe_on_request", "confirmed": "yes"}

    desk.get(reverse(LIST), data | {"_selected_action": subscription.pk})

    subscription.refresh_from_db()
    assert subscription.state == State.CONFIRMED


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor"])
def test_other_roles_do_not_see_the_addresses_of_readers(client, subscription, role):
    client.force_login(make_user(role))

    for name in ("subscriber", "subscription"):
        assert client.get(reverse(f"admin:newsletters_{name}_changelist")).status_code == 403


def test_an_administrator_may_erase_a_reader_altogether(client, subscription):
    client.force_login(make_user(is_superuser=True))
    address = reverse("admin:newsletters_subscriber_delete", args=[subscription.subscriber_id])

    client.post(address, {"post": "yes"})

    assert not Subscriber.objects.exists()
    assert not Subscription.objects.exists()


def test_the_confirmation_page_holds_nothing_that_the_security_policy_forbids(desk, subscription):
    page = text(act(desk, subscription))
    content = page[page.index('id="content"') : page.index("</main>")]

    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src)", content)


def test_stray_characters_are_taken_out_of_the_words_of_a_list(desk):
    said = SENDING | {"name": "Dai\u200bly\x00", "slug": "daily", "language": "en", "position": "0",
            "description": "One.\u202e\r\nTwo.", "call_headline": "See\u2066  further.",
            "call_text": "\ufeffEvery morning."}  # fmt: skip
    assert desk.post(reverse("admin:newsletters_newsletter_add"), said).status_code == 302
    stored = Newsletter.objects.get()
    assert (stored.name, stored.description) == ("Daily", "One.\nTwo.")
    assert (stored.call_headline, stored.call_text) == ("See further.", "Every morning.")
