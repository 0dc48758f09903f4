import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.models import Channel, Newsletter
from tests.factories import make_user
from tests.newsletters.readers import text

pytestmark = pytest.mark.django_db
SAID = {
    "name": "The Slow Boat",
    "slug": "slow-boat",
    "language": "en",
    "position": "0",
    "call_headline": "See further.",
    "call_text": "Once a week.",
    "hour": "7",
    "weekdays": ["0", "4"],
    "max_stories": "6",
    "expires_after": "06:00:00",
}


@pytest.fixture
def desk(client):
    client.force_login(make_user("newsletter editor"))
    return client


@pytest.fixture
def manager(client):
    client.force_login(make_user("managing editor"))
    return client


def add(desk, **said):
    return desk.post(reverse("admin:newsletters_newsletter_add"), SAID | said)


def test_the_days_of_a_list_are_chosen_one_by_one(desk):
    assert add(desk).status_code == 302

    newsletter = Newsletter.objects.get()
    assert newsletter.weekdays == 0b0010001
    days = [newsletter.leaves_on(datetime.date(2026, 11, 23 + n)) for n in range(7)]
    assert days == [True, False, False, False, True, False, False]


def test_the_days_stand_ticked_in_the_form(desk):
    add(desk)
    page = desk.get(
        reverse("admin:newsletters_newsletter_change", args=[Newsletter.objects.get().pk])
    )

    assert page.context["adminform"].form["weekdays"].value() == [0, 4]
    assert text(page).count("checked") == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("weekdays", [], "Choose the days on which it leaves."),
        ("weekdays", ["7"], "Select a valid choice."),
        ("hour", "24", "less than or equal to 23"),
        ("max_stories", "0", "greater than or equal to 1"),
        ("expires_after", "-1:00:00", "Give a time after which it is too old"),
        ("expires_after", "0", "Give a time after which it is too old"),
        ("list_id", "not a host", "Like a host name."),
        ("from_email", "nobody", "Enter a valid email address."),
    ],
)
def test_what_cannot_be_is_refused_in_words(desk, field, value, sentence):
    page = add(desk, **{field: value})

    assert sentence in text(page)
    assert not Newsletter.objects.exists()


def test_without_an_hour_no_draft_is_proposed(desk):
    assert add(desk, hour="").status_code == 302
    assert Newsletter.objects.get().hour is None


def test_a_managing_editor_sets_the_pace_of_a_way_out(manager):
    said = {"name": "Relay", "kind": "smtp", "rate": "12.5", "max_per_connection": "100"}
    said["per_call"] = "1"

    assert manager.post(reverse("admin:newsletters_channel_add"), said).status_code == 302
    assert Channel.objects.get().rate == 12.5


@pytest.mark.parametrize("rate", ["0", "-3", "fast"])
def test_a_pace_that_is_none_is_refused(manager, rate):
    said = {"name": "Relay", "kind": "smtp", "rate": rate, "max_per_connection": "100"}
    said["per_call"] = "1"

    assert manager.post(reverse("admin:newsletters_channel_add"), said).status_code == 400
    assert not Channel.objects.exists()


def test_a_newsletter_editor_sees_the_pace_and_does_not_set_it(desk):
    Channel.objects.create(name="Relay")

    assert desk.get(reverse("admin:newsletters_channel_changelist")).status_code == 200
    assert desk.get(reverse("admin:newsletters_channel_add")).status_code == 403


@pytest.mark.parametrize(
    ("failures", "minutes", "says"),
    [
        (0, None, "open"),
        (2, 5, "stands still until"),
        (2, -5, "is tried again: Connection refused"),
    ],
)
def test_the_list_of_ways_says_how_each_is(desk, failures, minutes, says):
    until = minutes and timezone.now() + datetime.timedelta(minutes=minutes)
    Channel.objects.create(
        name="Relay", failures=failures, open_until=until, trouble="Connection refused"
    )

    assert says in text(desk.get(reverse("admin:newsletters_channel_changelist")))


@pytest.mark.parametrize("slug", ["sent", "confirm", "unsubscribe", "preferences", "go"])
def test_a_list_does_not_bear_the_name_of_a_page_of_signing_up(desk, slug):
    answer = add(desk, slug=slug)

    assert f"“{slug}” is a page of its own here." in text(answer)
    assert not Newsletter.objects.exists()


def test_an_issue_wanted_before_its_draft_is_refused_in_words(desk):
    page = add(desk, due_hour="7")

    assert page.status_code == 400
    assert "Let it be wanted by an hour after that of its draft." in text(page)
    assert not Newsletter.objects.exists()


def test_an_issue_is_wanted_by_nine_where_nothing_else_is_said(desk):
    page = desk.get(reverse("admin:newsletters_newsletter_add"))

    assert page.context["adminform"].form["due_hour"].value() == 9
