import datetime

import pytest
from django.utils import timezone

from newsletters import claiming, lifecycle
from newsletters.models import Delivery, Issue, Subscriber
from tests.factories import make_newsletter, make_user
from tests.newsletters.mailing import arm, leaving, make_issue, states
from tests.newsletters.readers import work

pytestmark = pytest.mark.django_db
State = Issue.State
NOW = timezone.now()


def settled(issue, now=None):
    lifecycle.settle(now or timezone.now())
    issue.refresh_from_db()
    return issue.state


def test_an_issue_is_sent_when_nothing_of_it_is_open():
    issue = leaving(readers=2)
    assert settled(issue) == State.SENDING

    Delivery.objects.update(
        state="sent", attempts=1, submitted_at=NOW, finished_at=NOW, smtp_code=250
    )

    assert settled(issue) == State.SENT
    assert issue.finished_at
    assert issue.events.filter(verb="finish").count() == 1


def test_an_issue_without_readers_is_sent():
    assert settled(leaving(readers=0)) == State.SENT


def test_uncertain_letters_do_not_hold_an_issue_up():
    issue = leaving(readers=1)
    Delivery.objects.update(state="uncertain", attempts=1, submitted_at=NOW, finished_at=NOW)

    assert settled(issue) == State.SENT


@pytest.mark.parametrize("state", [State.PREPARING, State.SENDING])
def test_what_is_too_old_expires(state):
    issue = leaving() if state == State.SENDING else make_issue(expires_at=NOW, number=1)

    assert settled(issue, timezone.now() + datetime.timedelta(hours=13)) == State.EXPIRED
    assert set(states(issue).values()) <= {"skipped"}
    assert issue.events.get(verb="expire").note == lifecycle.TOO_LATE


def test_a_paused_issue_waits_for_somebody_however_old():
    issue = leaving()
    Issue.objects.update(state=State.PAUSED)

    assert settled(issue, timezone.now() + datetime.timedelta(hours=13)) == State.PAUSED


def test_the_editors_are_told_of_what_expires(django_capture_on_commit_callbacks, mailoutbox):
    samir = make_user("newsletter editor", "samir")
    issue = leaving()
    with django_capture_on_commit_callbacks(execute=True):
        settled(issue, timezone.now() + datetime.timedelta(hours=13))

    work()

    (told,) = mailoutbox
    assert told.bcc == [samir.email]
    assert lifecycle.TOO_LATE in told.body


def test_they_are_told_how_many_have_it(django_capture_on_commit_callbacks, mailoutbox):
    make_user("newsletter editor", "samir")
    issue = leaving(readers=3)
    ended(issue, failed=0, sent=1)
    with django_capture_on_commit_callbacks(execute=True):
        settled(issue, timezone.now() + datetime.timedelta(hours=13))

    work()

    (told,) = mailoutbox
    assert told.subject == f"{issue} did not reach everybody: it grew too old"
    assert "1 of 3 letters has left." in told.body


def test_a_letter_that_comes_back_to_an_issue_that_was_cancelled_is_skipped():
    issue = leaving(readers=1)
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)
    Issue.objects.update(state=State.CANCELLED, finished_at=timezone.now())
    Delivery.objects.update(state="queued", lease_token="", lease_until=None)

    settled(issue)

    assert set(states(issue).values()) == {"skipped"}


def ended(issue, failed, sent=0):
    """Let so many letters have been refused, and then so many have been taken."""
    pks = list(Delivery.objects.filter(issue=issue).order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    for n, pk in enumerate(pks[: failed + sent]):
        Delivery.objects.filter(pk=pk).update(
            state="failed" if n < failed else "sent",
            attempts=1,
            submitted_at=now,
            finished_at=now + datetime.timedelta(milliseconds=n),
        )


def paused(issue):
    said = lifecycle.pause_if_unwanted(issue, "554 spam")
    issue.refresh_from_db()
    assert said is (issue.state == State.PAUSED)
    return said


@pytest.mark.parametrize(
    ("failed", "sent", "expected"),
    [(9, 0, False), (10, 0, True), (9, 50, False), (10, 190, True), (10, 191, False)],
)
def test_an_issue_is_paused_if_many_of_its_first_letters_are_refused(failed, sent, expected):
    issue = leaving(readers=failed + sent + 5)
    ended(issue, failed, sent)

    assert paused(issue) is expected


def test_of_an_address_that_does_not_exist_the_issue_is_not_to_blame():
    issue = leaving(readers=20)
    ended(issue, 10, 5)
    Subscriber.objects.update(suppressed_at=NOW, suppressed_reason="bounced")

    assert not paused(issue)


def test_who_resumes_an_issue_has_seen_what_was_refused_before():
    issue = leaving(readers=20)
    ended(issue, 10)
    assert paused(issue)
    at = timezone.now() + datetime.timedelta(seconds=1)
    issue.events.create(verb="resume", to_state=State.SENDING, at=at)
    Issue.objects.update(state=State.SENDING)
    issue.refresh_from_db()

    assert not paused(issue)


def test_of_two_who_move_an_issue_at_once_one_wins():
    issue = leaving()
    same = Issue.objects.get(pk=issue.pk)

    assert lifecycle.move(issue, "pause", State.PAUSED)
    assert not lifecycle.move(same, "pause", State.PAUSED)
    assert issue.events.filter(verb="pause").count() == 1


@pytest.mark.parametrize("issues", [1, 5])
def test_settling_costs_little_for_each_issue_that_leaves(issues, django_assert_num_queries):
    for n in range(issues):
        leaving(make_newsletter(), readers=[f"reader{n}@example.org"])

    with django_assert_num_queries(5 + issues):
        lifecycle.settle(timezone.now())


@pytest.mark.parametrize("letters", [1, 20])
def test_ending_an_issue_costs_the_same_however_many_letters_are_uncertain(
    letters, django_assert_num_queries
):
    leaving(readers=letters)
    Delivery.objects.update(state="uncertain", attempts=1, submitted_at=NOW, finished_at=NOW)

    with django_assert_num_queries(9):
        lifecycle.settle(timezone.now())
