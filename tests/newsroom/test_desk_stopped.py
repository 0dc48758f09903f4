"""What the first screen says of what did not happen though it was to happen by itself."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Stale, State
from jobs.models import WorkerPulse
from newsletters.models import Channel, Issue, Subscriber, Subscription
from tests.articles.pages import change, tree, words
from tests.articles.stories import bring
from tests.factories import make_newsletter
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.mailing import subscribe

pytestmark = pytest.mark.django_db


def first_screen(client, user):
    client.force_login(user)
    return client.get("/admin/")


def stopped(verb, **kwargs):
    """An issue of which the clock has made this move; the note says why."""
    issue = make_issue(make_shown(), subject="Night is back", **kwargs)
    issue.events.create(verb=verb, to_state="draft", note="A story in it was withdrawn.")
    return issue


def newsletters(client, user):
    return words(tree(first_screen(client, user)).get_element_by_id("queue-newsletters"))


def test_why_the_clock_held_an_issue_back_stands_beneath_it_until_somebody_takes_it_up(
    client, desk
):
    issue = stopped("hold")
    assert "A story in it was withdrawn." in newsletters(client, desk.nina)
    issue.events.create(verb="save", to_state="draft", by=desk.nina, note="version 2")
    said = newsletters(client, desk.nina)
    assert "Night is back" in said
    assert "version 2" not in said
    assert "withdrawn" not in said


def test_why_the_way_out_stands_still_stands_beneath_what_is_leaving(client, desk):
    issue = make_sent(subject="Night is back")
    Issue.objects.filter(pk=issue.pk).update(state="sending", finished_at=None)
    assert "Connection refused" not in newsletters(client, desk.nina)
    Channel.objects.update(failures=1, trouble="Connection refused")
    assert "Connection refused" in newsletters(client, desk.nina)


def grown_too_old(days_ago=1, **kwargs):
    issue = make_issue(subject="Night is back", **kwargs)
    at = timezone.now() - datetime.timedelta(days=days_ago)
    Issue.objects.filter(pk=issue.pk).update(state="expired", finished_at=at)
    return issue


def test_an_issue_that_grew_too_old_stays_in_sight_for_a_week(client, desk):
    daily = make_newsletter()
    grown_too_old(newsletter=daily)
    said = newsletters(client, desk.nina)
    assert "Night is back was not sent: it grew too old" in said
    Issue.objects.update(finished_at=timezone.now() - datetime.timedelta(days=8))
    assert "Night is back" not in newsletters(client, desk.nina)


def test_or_until_the_next_of_its_list_has_left(client, desk):
    issue = grown_too_old()
    other = make_newsletter(name="Another", slug="another")
    make_sent(newsletter=other, subject="Elsewhere")
    assert "it grew too old" in newsletters(client, desk.nina)
    make_sent(newsletter=issue.newsletter, subject="Next")
    assert "it grew too old" not in newsletters(client, desk.nina)


def test_of_one_that_stopped_half_way_is_said_that_some_have_it(client, desk):
    issue = make_sent(subject="Night is back")
    Issue.objects.filter(pk=issue.pk).update(state="expired", finished_at=timezone.now())
    assert "did not reach everybody: it grew too old" in newsletters(client, desk.nina)


def test_a_list_that_owes_its_issue_says_so(client, desk):
    daily = make_newsletter(hour=None, due_hour=0)
    assert "no issue today yet" not in newsletters(client, desk.nina)
    subscribe(daily, "ada@example.org")
    assert "no issue today yet" in newsletters(client, desk.nina)


# --- what nobody does


def test_everybody_sees_on_the_first_screen_that_nothing_happens_by_itself(client, desk):
    said = "Nothing happens by itself. No worker is running."
    assert said in words(first_screen(client, desk.anna))
    now = timezone.now()
    WorkerPulse.objects.create(worker_id="w", started_at=now, seen_at=now)
    assert "Nothing happens by itself" not in words(first_screen(client, desk.anna))


def untold(minutes, tries=3):
    now = timezone.now()
    Stale.objects.create(paths=["/"], at=now - datetime.timedelta(minutes=minutes), tries=tries)


@pytest.mark.parametrize(
    ("minutes", "tries", "shown"), [(6, 3, True), (4, 3, False), (600, 0, False)]
)
def test_who_publishes_sees_that_a_cache_does_not_hear(
    client, desk, settings, minutes, tries, shown
):
    settings.PURGE_URLS = ["http://127.0.0.1:1"]
    untold(minutes, tries)
    untold(minutes - 1, tries)
    said = words(first_screen(client, desk.carla))
    assert ("A cache does not hear of changes." in said) is shown
    since = timezone.localtime() - datetime.timedelta(minutes=minutes)
    assert (f"withdrawn since {since:%-d %B, %H:%M}" in said) is shown
    assert "A cache does not hear" not in words(first_screen(client, desk.anna))


def test_where_no_cache_is_told_none_is_deaf(client, desk):
    untold(60)
    assert "A cache does not hear" not in words(first_screen(client, desk.carla))


@pytest.mark.parametrize(
    ("state", "page", "shown"),
    [
        ("draft", "change", False),
        ("scheduled", "change", True),
        ("sending", "progress", True),
        ("sent", "progress", False),
    ],
)
def test_and_where_something_is_to_happen_by_itself(client, desk, state, page, shown):
    now = timezone.now()
    issue = make_issue() if state in ("draft", "scheduled") else make_sent()
    dates = {
        "scheduled": {"scheduled_for": now, "expires_at": now},
        "sending": {"finished_at": None},
    }
    Issue.objects.filter(pk=issue.pk).update(state=state, **dates.get(state, {}))
    client.force_login(desk.nina)
    response = client.get(reverse(f"admin:newsletters_issue_{page}", args=[issue.pk]))
    assert ("Nothing happens by itself" in words(response)) is shown


def test_a_scheduled_story_says_so_as_well(client, desk):
    article = bring(desk, State.SCHEDULED)
    client.force_login(desk.ben)
    assert "Nothing happens by itself" in words(client.get(change(article)))


def test_readers_who_wait_for_the_letter_that_asks_them_are_counted(client, desk):
    daily = make_newsletter()
    said = "2 readers signed up and have not got the letter that asks them to confirm"
    now = timezone.now()
    subscribe(daily, "ada@example.org", "bob@example.org", "cyd@example.org", state="pending")
    assert "signed up" not in newsletters(client, desk.nina)
    Subscription.objects.update(requested_at=now - datetime.timedelta(minutes=16))
    Subscription.objects.filter(subscriber__email="cyd@example.org").update(asked_at=now)
    assert said in newsletters(client, desk.nina)
    Subscription.objects.update(requested_at=now - datetime.timedelta(days=8))
    assert "signed up" not in newsletters(client, desk.nina)


def test_who_gets_no_letters_is_not_counted_among_the_readers(client, desk):
    daily = make_newsletter()
    subscribe(daily, "ada@example.org", "bob@example.org")
    Subscriber.objects.filter(email="bob@example.org").update(
        suppressed_at=timezone.now(), suppressed_reason="bounced"
    )
    assert "1 confirmed reader" in newsletters(client, desk.nina)
    assert "2 confirmed" not in newsletters(client, desk.nina)
