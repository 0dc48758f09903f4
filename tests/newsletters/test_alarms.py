import pytest
from django.core import mail
from django.test import TestCase

from newsletters import issues
from newsletters.models import Issue
from tests.factories import make_user
from tests.newsletters.issues import make_issue
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
