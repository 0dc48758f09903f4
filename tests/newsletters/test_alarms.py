import pytest
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from newsletters import issues, lifecycle
from newsletters.models import Delivery, Issue, Reason, Subscriber
from tests.factories import make_user
from tests.newsletters.issues import make_issue
from tests.newsletters.mailing import leaving
from tests.newsletters.readers import NOW, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make_user("newsletter editor", "samir")
    make_user("managing editor", "helen")
    make_user("translator", "anna")
    gone = make_user("newsletter editor", "gone")
    gone.is_active = False
    gone.save()


def held(daily):
    issue = make_issue(newsletter=daily, day="2026-03-02", preheader="x")
    Issue.objects.update(state="scheduled", scheduled_for=NOW, expires_at=NOW.replace(year=2200))
    with TestCase.captureOnCommitCallbacks(execute=True):
        issues.send_due()
    work()
    return issue


def test_who_may_send_is_told_what_the_clock_held_back(people, daily):
    issue = held(daily)

    (letter,) = mail.outbox
    assert letter.subject == "The Morning Crossing of 2026-03-02 was held back and is a draft again"
    assert "There is no story in this issue." in letter.body
    assert f"http://testserver/admin/newsletters/issue/{issue.pk}/change/" in letter.body
    assert letter.bcc == ["helen@desk.example", "samir@desk.example"]
    assert letter.to == []


def test_where_nobody_can_be_told_nothing_breaks(daily):
    held(daily)

    assert mail.outbox == []


def test_what_a_person_does_is_nobody_elses_alarm(people, daily):
    issue = make_issue(newsletter=daily)
    with TestCase.captureOnCommitCallbacks(execute=True):
        issues.cancel(issue, by=make_user("newsletter editor"), seen=1, note="No news.")
    work()

    assert mail.outbox == []


# --- an issue that has left with letters that may not have arrived


def left(**states):
    """An issue whose letters ended so, each as often as told; the clock has looked twice."""
    ends = [state for state, number in states.items() for _ in range(number)]
    issue = leaving(readers=len(ends))
    now = timezone.now()
    for letter, state in zip(Delivery.objects.order_by("pk"), ends, strict=True):
        ended = {"attempts": 1, "submitted_at": now, "finished_at": now}
        Delivery.objects.filter(pk=letter.pk).update(state=state, **ended)
    end()
    return issue


def end():
    for _ in range(2):
        with TestCase.captureOnCommitCallbacks(execute=True):
            lifecycle.settle(timezone.now())
        work()


def test_an_issue_that_reached_everybody_is_no_alarm(people):
    issue = left(sent=3, skipped=1)

    assert issue.events.get(verb="finish").note == ""
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({"uncertain": 1}, "1 letter is uncertain: nobody knows whether it arrived."),
        ({"uncertain": 3}, "3 letters are uncertain: nobody knows whether they arrived."),
        ({"failed": 1}, "1 letter was refused, though nothing is known against its address."),
        (
            {"failed": 2},
            "2 letters were refused, though nothing is known against the addresses.",
        ),
        (
            {"uncertain": 1, "failed": 2},
            "1 letter is uncertain: nobody knows whether it arrived. "
            "2 letters were refused, though nothing is known against the addresses.",
        ),
    ],
)
def test_who_may_send_is_told_once_how_many_letters_may_not_have_arrived(people, states, said):
    issue = left(sent=4, **states)

    (letter,) = mail.outbox
    assert letter.subject == f"{issue} has left, but may not have reached everybody"
    assert f"\n\n{said}\n\n" in letter.body
    assert letter.bcc == ["helen@desk.example", "samir@desk.example"]
    assert issue.events.get(verb="finish").note == said


@pytest.mark.parametrize(("state", "linked"), [("uncertain", True), ("failed", False)])
def test_the_alarm_leads_to_the_uncertain_letters_where_there_are_any(people, state, linked):
    issue = left(**{state: 1})

    (letter,) = mail.outbox
    page = f"http://testserver/admin/newsletters/issue/{issue.pk}"
    assert f"{page}/change/" in letter.body
    assert (f"{page}/uncertain/" in letter.body) is linked


def test_an_address_that_does_not_exist_is_no_alarm(people):
    issue = leaving(readers=1)
    now = timezone.now()
    Subscriber.objects.update(suppressed_at=now, suppressed_reason=Reason.BOUNCED)
    ended = {"attempts": 1, "submitted_at": now, "finished_at": now}
    Delivery.objects.update(state="failed", **ended)
    end()

    assert issue.events.get(verb="finish").note == ""
    assert mail.outbox == []
