import datetime

import pytest
from django.utils import timezone

from newsletters import progress, resolving
from newsletters.models import Issue
from tests.factories import make_user
from tests.newsletters.issues import make_issue, make_sent

pytestmark = pytest.mark.django_db


def letters(issue, state, number=1, ago=0):
    at = timezone.now() - datetime.timedelta(seconds=ago)
    leased = {"lease_token": "x", "lease_until": at} if state in ("claimed", "submitting") else {}
    ended = {"finished_at": at} if state in ("sent", "failed", "uncertain", "skipped") else {}
    for _ in range(number):
        issue.deliveries.create(state=state, submitted_at=at, attempts=1, **leased, **ended)


def test_what_is_in_hand_still_waits():
    issue = make_issue()
    for state in ("queued", "claimed", "submitting"):
        letters(issue, state)

    now = progress.of(issue)

    assert (now.queued, now.done, now.all) == (3, 0, 3)
    assert now.minutes_left is None


def test_the_pace_is_that_of_the_last_minute():
    issue = make_issue()
    letters(issue, "queued", 5)
    letters(issue, "sent", 1)
    letters(issue, "failed", 1, ago=50)
    letters(issue, "sent", 4, ago=70)
    letters(issue, "skipped", 3)

    now = progress.of(issue)

    assert (now.sent, now.failed, now.skipped) == (5, 1, 3)
    assert (now.per_minute, now.minutes_left) == (2, 3)


def test_letters_of_other_issues_are_not_counted(daily):
    letters(make_issue(newsletter=daily), "sent")

    assert progress.of(make_issue(newsletter=daily)).all == 0


@pytest.mark.parametrize("number", [1, 20])
def test_counting_costs_two_questions(number, django_assert_num_queries):
    issue = make_issue()
    letters(issue, "sent", number)

    with django_assert_num_queries(2):
        progress.of(issue)


def test_issues_in_hand_are_those_that_have_not_ended(daily):
    draft = make_issue(newsletter=daily)
    make_sent(newsletter=daily)

    assert list(progress.in_hand()) == [draft]


def test_issues_in_doubt_ended_within_a_week_with_uncertain_letters(daily):
    now = timezone.now()
    for days, state in [(6, "uncertain"), (8, "uncertain"), (1, "failed")]:
        issue = make_sent(newsletter=daily, subject=f"{days} {state}")
        Issue.objects.filter(pk=issue.pk).update(finished_at=now - datetime.timedelta(days=days))
        letters(issue, state, 2)
        letters(issue, "sent", 3)
    letters(make_issue(newsletter=daily), "uncertain")

    (found,) = progress.in_doubt(now)

    assert (found.subject, found.uncertain) == ("6 uncertain", 2)


def test_an_issue_is_in_doubt_until_somebody_has_decided_about_each_letter(daily):
    issue = make_sent(newsletter=daily)
    letters(issue, "uncertain", 2)
    samir = make_user("newsletter editor")
    now = timezone.now()

    resolving.leave(issue.deliveries.all()[:1], by=samir)
    (found,) = progress.in_doubt(now)
    assert found.uncertain == 1

    assert resolving.leave(issue.deliveries.all(), by=samir) == 1
    assert list(progress.in_doubt(now)) == []
