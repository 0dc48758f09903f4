import datetime

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from newsletters import missing
from newsletters.models import Issue, Newsletter, Subscriber
from tests.factories import make_newsletter, make_user
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.mailing import subscribe
from tests.newsletters.readers import work

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def promised(daily):
    """The daily, which somebody reads."""
    subscribe(daily, "ada@example.org")
    return daily


def owed(now=MONDAY):
    return missing.owed(now)


def test_an_issue_is_owed_from_its_hour_on(promised):
    assert owed(MONDAY - HOUR) == []
    assert owed() == [promised]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"due_hour": None}, "it promises none"),
        ({"weekdays": 0b1111110}, "it leaves on other days"),
    ],
)
def test_none_is_owed_that_was_not_promised(promised, change, why):
    Newsletter.objects.update(**change)
    assert owed() == [], why


def test_nobody_waits_for_a_list_without_readers(promised):
    Subscriber.objects.update(suppressed_at=MONDAY, suppressed_reason="bounced")
    assert owed() == []


def test_a_draft_is_no_issue(promised):
    make_issue(newsletter=promised, day=MONDAY.date())
    assert owed() == [promised]


@pytest.mark.parametrize("verb", ["scheduled", "cancelled"])
def test_of_a_day_that_somebody_has_seen_to_nothing_is_owed(promised, verb):
    moved = {
        "scheduled": {"scheduled_for": MONDAY + 5 * HOUR, "expires_at": MONDAY + 9 * HOUR},
        "cancelled": {"finished_at": MONDAY - HOUR},
    }
    make_issue(newsletter=promised, day=MONDAY.date())
    Issue.objects.update(state=verb, **moved[verb])
    assert owed() == []


@pytest.mark.parametrize(
    ("hours", "is_owed"), [(5, False), (14.5, False), (24, True), (8760, True)]
)
def test_todays_issue_that_is_scheduled_for_another_day_is_none_of_today(promised, hours, is_owed):
    at = MONDAY + hours * HOUR
    make_issue(newsletter=promised, day=MONDAY.date())
    Issue.objects.update(state="scheduled", scheduled_for=at, expires_at=at + HOUR)
    assert owed() == [promised] * is_owed


def test_yesterdays_issue_that_is_to_leave_today_is_one_of_today(promised):
    make_issue(newsletter=promised, day=MONDAY.date() - 24 * HOUR)
    at = MONDAY + HOUR
    Issue.objects.update(state="scheduled", scheduled_for=at, expires_at=at + HOUR)
    assert owed() == []


def test_yesterdays_issue_that_left_today_is_one_of_today(promised):
    make_sent(newsletter=promised, day=MONDAY.date() - 24 * HOUR)
    Issue.objects.update(prepared_at=MONDAY - 8 * HOUR)
    assert owed() == []
    Issue.objects.update(prepared_at=MONDAY - 10 * HOUR)
    assert owed() == [promised]


def test_another_lists_issue_is_none_of_this(promised, weekly):
    make_sent(newsletter=weekly, day=MONDAY.date())
    assert owed() == [promised]


def test_the_day_and_the_hour_are_those_of_the_desk(promised):
    with timezone.override("Asia/Tokyo"):  # where it is Monday, 18:00
        Newsletter.objects.update(hour=None, due_hour=18)
        assert owed() == [promised]
        Newsletter.objects.update(due_hour=19)
        assert owed() == []


def test_it_costs_one_question(promised, django_assert_num_queries):
    for name in "abcdefgh":
        subscribe(make_newsletter(name=name, slug=name), f"{name}@example.org")
    with django_assert_num_queries(1):
        assert len(owed()) == 9


# --- who may send is told


@pytest.fixture
def samir():
    make_user("translator", "anna")
    return make_user("newsletter editor", "samir")


def reminded(now=MONDAY):
    missing.remind(now)
    work()
    return [letter.body for letter in mail.outbox]


def test_who_may_send_is_told_once_a_day(promised, samir):
    reminded()
    reminded(MONDAY + HOUR)
    (letter,) = mail.outbox
    assert letter.subject == "The Morning Crossing of 2026-03-02: nobody has seen to it"
    assert letter.bcc == ["samir@desk.example"]
    reminded(MONDAY + 24 * HOUR)
    assert len(mail.outbox) == 2


def test_the_letter_leads_to_the_draft(promised, samir):
    issue = make_issue(newsletter=promised, day=MONDAY.date())
    (body,) = reminded()
    assert "By 9:00 no issue of today has left, and none is scheduled." in body
    assert f"http://testserver/admin/newsletters/issue/{issue.pk}/change/" in body


def test_where_there_is_no_draft_it_leads_to_where_one_begins(promised, samir):
    make_shown(first_published_at=MONDAY - HOUR)
    (body,) = reminded()
    assert "There is no draft. Begin one:\nhttp://testserver/admin/newsletters/issue/add/" in body


def test_that_there_was_nothing_to_send_is_said(promised, samir):
    (body,) = reminded()
    assert body.endswith("Nothing was published since the last one.\n")


def test_a_reminder_that_is_not_put_into_the_queue_is_not_taken_for_told(
    promised, samir, monkeypatch
):
    def fail(*args):
        raise RuntimeError("queue")

    with monkeypatch.context() as broken:
        broken.setattr("newsletters.alarms.write", type("Broken", (), {"enqueue": fail}))
        with pytest.raises(RuntimeError):
            missing.remind(MONDAY)
    assert len(reminded()) == 1


# --- what cannot be


def test_an_issue_is_not_wanted_before_its_draft(daily):
    with pytest.raises(IntegrityError):
        Newsletter.objects.update(hour=9, due_hour=9)


def test_a_list_that_is_not_drafted_may_be_wanted_at_any_hour(daily):
    Newsletter.objects.update(hour=None, due_hour=0)
