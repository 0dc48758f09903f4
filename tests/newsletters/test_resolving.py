import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import LiveArticle
from newsletters import lifecycle, resolving
from newsletters.delivery import Sender
from newsletters.models import Delivery, Issue, IssueStory
from newsletters.rights import NotAllowed
from tests.factories import make_live, make_user
from tests.newsletters.mailing import leaving, states, the, through
from tests.newsletters.sink import Fault, Sink
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db
ADA, BOB = "ada@example.org", "bob@example.org"


@pytest.fixture
def samir():
    return make_user("newsletter editor", "samir")


@pytest.fixture
def issue():
    """Sent, but for one letter of which nobody knows."""
    issue = leaving(readers=[ADA, BOB])
    now = timezone.now()
    ended = {"attempts": 1, "submitted_at": now, "finished_at": now}
    Delivery.objects.filter(address=ADA).update(state="sent", **ended)
    Delivery.objects.filter(address=BOB).update(state="uncertain", **ended)
    lifecycle.settle(now)
    issue.refresh_from_db()
    return issue


def test_an_uncertain_letter_leaves_again_when_an_editor_wants_it(issue, samir, settings):
    assert resolving.resend([the(BOB)], by=samir) == 1

    with Sink() as sink, Sender() as sender:
        through(settings, sink)
        sender.run()

    assert sink.recipients == [BOB]
    assert states(issue) == {ADA: "sent", BOB: "sent"}
    issue.refresh_from_db()
    assert issue.state == Issue.State.SENT


def test_the_decision_is_on_record(issue, samir):
    resolving.resend([the(BOB)], by=samir)

    event = issue.events.get(verb="resend")
    assert (event.by, event.from_state, event.to_state) == (samir, "sent", "sending")
    assert event.note == "1 uncertain letter"


def test_a_letter_that_is_certain_does_not_leave_again(issue, samir):
    assert resolving.resend([the(ADA)], by=samir) == 0

    assert states(issue)[ADA] == "sent"
    assert not issue.events.filter(verb="resend").exists()


def test_pressing_twice_sends_once(issue, samir):
    letter = the(BOB)
    resolving.resend([letter], by=samir)

    assert resolving.resend([letter], by=samir) == 0


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor"])
def test_others_may_not_decide(issue, role):
    with pytest.raises(NotAllowed):
        resolving.resend([the(BOB)], by=make_user(role))

    assert states(issue)[BOB] == "uncertain"


@pytest.mark.parametrize("state", ["cancelled", "expired"])
def test_nothing_leaves_of_an_issue_that_was_ended(issue, samir, state):
    Issue.objects.update(state=state)

    with pytest.raises(ValidationError, match="no letter of it leaves"):
        resolving.resend([the(BOB)], by=samir)

    assert states(issue)[BOB] == "uncertain"


def test_a_withdrawn_story_is_not_sent_again(issue, samir):
    live = make_live()
    IssueStory.objects.create(issue=issue, live=live)
    LiveArticle.objects.update(withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body="")

    with pytest.raises(ValidationError, match="withdrawn"):
        resolving.resend([the(BOB)], by=samir)

    assert states(issue)[BOB] == "uncertain"


def test_a_second_time_it_may_be_uncertain_again(issue, samir, settings):
    resolving.resend([the(BOB)], by=samir)

    with Sink({BOB: [Fault.KEPT_THEN_DROP]}) as sink, Sender() as sender:
        through(settings, sink)
        sender.run()

    assert (the(BOB).state, the(BOB).attempts) == ("uncertain", 2)


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_issue_does_not_end_while_a_letter_of_it_is_let_go_again(samir):
    issue = leaving(readers=[BOB])
    now = timezone.now()
    ended = {"attempts": 1, "submitted_at": now, "finished_at": now}
    Delivery.objects.update(state="uncertain", **ended)
    decided, looked = threading.Event(), threading.Event()

    def decide():
        with transaction.atomic():
            resolving.resend([the(BOB)], by=samir)
            decided.set()
            looked.wait(20)

    def look():
        decided.wait(20)
        try:
            lifecycle.settle(timezone.now())
        finally:
            looked.set()

    assert together(decide, look) == [None, None]
    issue.refresh_from_db()
    assert (issue.state, the(BOB).state) == ("sending", "queued")


def test_leaving_letters_as_they_are_takes_the_right_to_and_changes_no_letter(issue, samir):
    with pytest.raises(NotAllowed):
        resolving.leave([the(BOB)], by=make_user("translator"))

    resolving.leave([the(BOB)], by=samir)

    event = issue.events.get(verb="leave")
    assert (event.by, event.note) == (samir, "1 uncertain letter")
    assert states(issue) == {ADA: "sent", BOB: "uncertain"}
