"""Issues that should be leaving and are not: who is told, and what stands on the first screen."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from newsletters import missing, progress
from newsletters.models import Channel, Delivery, Issue
from tests.factories import make_user
from tests.newsletters.issues import make_issue
from tests.newsletters.mailing import leaving
from tests.newsletters.readers import work

pytestmark = pytest.mark.django_db
State = Issue.State
MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE


@pytest.fixture
def samir():
    make_user("translator", "anna")
    return make_user("newsletter editor", "samir")


def scheduled(ago):
    at = timezone.now() - ago
    issue = make_issue(subject="Night is back")
    Issue.objects.update(state=State.SCHEDULED, scheduled_for=at, expires_at=at + 12 * HOUR)
    return issue


def begun(issue, ago):
    issue.events.all().delete()
    issue.events.create(verb="x", to_state=issue.state, at=timezone.now() - ago)
    return issue


def late():
    return [issue.reason for issue in progress.late(timezone.now())]


def test_what_did_not_leave_at_its_hour_is_late_after_a_quarter():
    issue = scheduled(14 * MINUTE)
    assert late() == []
    scheduled_for = timezone.now() - 16 * MINUTE
    Issue.objects.filter(pk=issue.pk).update(scheduled_for=scheduled_for)
    at = timezone.localtime(scheduled_for)
    assert late() == [f"It was to leave at {at:%H:%M} and has not."]


def test_what_cannot_be_prepared_is_late():
    issue = make_issue()
    Issue.objects.update(state=State.PREPARING)
    issue.refresh_from_db()
    begun(issue, 14 * MINUTE)
    assert late() == []
    begun(issue, 16 * MINUTE)
    assert late() == ["Its letters could not be made."]


def test_what_is_leaving_is_late_once_no_letter_has_left_for_a_quarter_of_an_hour():
    issue = begun(leaving(readers=2), 16 * MINUTE)
    Channel.objects.update(trouble="Connection refused", failures=1)
    assert late() == ["No letter has left for a quarter of an hour. Connection refused"]
    pk = Delivery.objects.first().pk
    Delivery.objects.filter(pk=pk).update(
        state="sent", attempts=1, submitted_at=timezone.now(), finished_at=timezone.now()
    )
    assert late() == []
    Delivery.objects.filter(pk=pk).update(finished_at=timezone.now() - 16 * MINUTE)
    assert len(late()) == 1
    begun(issue, MINUTE)
    assert late() == []


def test_letters_that_are_to_be_tried_again_later_are_not_late():
    begun(leaving(readers=2), 2 * HOUR)
    Delivery.objects.update(not_before=timezone.now() + HOUR)
    assert late() == []


def test_it_costs_one_question(django_assert_num_queries):
    for n in range(3):
        begun(leaving(readers=[f"reader{n}@example.org"]), HOUR)
    with django_assert_num_queries(1):
        assert len(late()) == 3


def test_who_may_send_is_told_once(samir):
    issue = scheduled(HOUR)
    for _ in range(2):
        missing.remind()
        work()

    (letter,) = mail.outbox
    assert letter.subject == f"{issue} is late"
    assert "and has not." in letter.body
    assert letter.bcc == [samir.email]


def test_and_once_more_if_it_is_late_at_another_step(samir):
    issue = begun(leaving(readers=2), HOUR)
    issue.events.create(
        verb="delay", to_state=State.SCHEDULED, at=timezone.now() - 2 * HOUR, note="It was to leave"
    )
    missing.remind()
    missing.remind()
    work()

    (letter,) = mail.outbox
    assert "No letter has left" in letter.body


def test_the_first_screen_says_that_it_is_late():
    scheduled(HOUR)
    (issue,) = progress.in_hand()
    assert issue.stopped.startswith("It was to leave at")


def test_ten_drafts_do_not_hide_what_is_on_its_way():
    issue = scheduled(HOUR)
    held = make_issue(newsletter=issue.newsletter, subject="Held back", day="2020-01-01")
    held.events.create(verb="hold", to_state=State.DRAFT, note="A story was withdrawn.")
    for n in range(11):
        make_issue(newsletter=issue.newsletter, subject=f"Draft {n}", day="2200-01-01")

    shown = progress.in_hand()

    assert shown[:2] == [issue, held]
    assert len(shown) == progress.MOST
