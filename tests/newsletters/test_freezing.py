import datetime
import hashlib

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletters import composing, freezing, issues
from newsletters.models import Channel, Delivery, Issue, Reason, Subscriber
from newsletters.rendering import Rendered
from tests.factories import make_live, make_newsletter, make_user
from tests.newsletters.mailing import (
    HTML,
    TEXT,
    addresses,
    leaving,
    make_issue,
    states,
    subscribe,
)
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db
LETTER = Rendered(HTML, TEXT)


@pytest.fixture
def newsletter(db):
    return make_newsletter()


def frozen(issue, letter=LETTER):
    freezing.freeze(issue, letter, timezone.now())
    issue.refresh_from_db()
    return issue


def test_everybody_who_has_confirmed_is_written_down_and_nobody_else(newsletter):
    subscribe(newsletter, "ada@example.org", "bob@example.org")
    subscribe(newsletter, "cyd@example.org", state="pending")
    subscribe(newsletter, "dan@example.org", state="unsubscribed")
    subscribe(make_newsletter(), "eve@example.org")

    issue = frozen(make_issue(newsletter, number=1))

    assert states(issue) == {"ada@example.org": "queued", "bob@example.org": "queued"}
    assert (issue.recipients, issue.excluded) == (2, 0)


def test_who_is_suppressed_is_on_record_as_left_out(newsletter):
    subscribe(newsletter, "ada@example.org")
    subscribe(newsletter, "bob@example.org", suppressed_reason=Reason.BOUNCED,
              suppressed_at=timezone.now())  # fmt: skip

    issue = frozen(make_issue(newsletter, number=1))

    assert states(issue) == {"ada@example.org": "queued", "bob@example.org": "skipped"}
    assert (issue.recipients, issue.excluded) == (1, 1)


def test_the_letter_stands_fast(newsletter):
    issue = frozen(make_issue(newsletter, number=1))

    assert issue.state == Issue.State.SENDING
    assert (issue.html, issue.text) == (HTML, TEXT)
    assert issue.sha256 == hashlib.sha256(f"{HTML}\0{TEXT}".encode()).hexdigest()
    assert len(HTML) + len(TEXT) < issue.size < 1500
    assert issue.prepared_at


def test_it_may_leave_for_as_long_as_its_list_says(newsletter):
    newsletter.expires_after = datetime.timedelta(hours=2)

    issue = frozen(make_issue(newsletter, number=1))

    assert issue.expires_at - issue.prepared_at == datetime.timedelta(hours=2)


def test_it_leaves_by_the_channel_of_its_list(newsletter):
    newsletter.channel = Channel.objects.create(name="the fast one")

    assert frozen(make_issue(newsletter, number=1)).channel.name == "the fast one"


def test_lists_without_a_channel_share_one(newsletter):
    first = frozen(make_issue(newsletter, number=1))
    second = frozen(make_issue(make_newsletter(), number=1))

    assert first.channel == second.channel == Channel.objects.get()


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 readers, 0 left out"), (1, "1 reader, 0 left out"), (12, "12 readers, 0 left out")],
)
def test_an_event_says_for_how_many(newsletter, count, said):
    subscribe(newsletter, *addresses(count))

    issue = frozen(make_issue(newsletter, number=1))

    event = issue.events.get()
    assert (event.verb, event.from_state, event.to_state) == ("prepare", "preparing", "sending")
    assert event.note == said


def test_freezing_again_changes_nothing(newsletter):
    subscribe(newsletter, "ada@example.org")
    issue = make_issue(newsletter, number=1)
    freezing.freeze(issue, LETTER, timezone.now())
    subscribe(newsletter, "bob@example.org")

    freezing.freeze(issue, Rendered("<p>other</p>", "other"), timezone.now())

    issue.refresh_from_db()
    assert issue.text == TEXT
    assert states(issue) == {"ada@example.org": "queued"}


def test_rows_that_are_there_already_undo_the_whole(newsletter):
    (subscription, _) = subscribe(newsletter, "ada@example.org", "bob@example.org")
    issue = make_issue(newsletter, number=1)
    Delivery.objects.create(issue=issue, subscription=subscription, address="ada@example.org")

    with pytest.raises(IntegrityError):
        freezing.freeze(issue, LETTER, timezone.now())


def test_rows_that_nobody_asked_for_undo_the_whole(newsletter, monkeypatch):
    subscribe(newsletter, "ada@example.org")
    issue = make_issue(newsletter, number=1)
    Delivery.objects.create(issue=issue, address="stray@example.org")

    with pytest.raises(freezing.Miscounted):
        freezing.freeze(issue, LETTER, timezone.now())

    issue.refresh_from_db()
    assert issue.state == Issue.State.PREPARING
    assert list(states(issue)) == ["stray@example.org"]


@pytest.mark.parametrize("count", [1, 300])
def test_the_recipients_are_written_by_one_statement(newsletter, count):
    subscribe(newsletter, *addresses(count))
    issue = make_issue(newsletter, number=1)

    with CaptureQueriesContext(connection) as queries:
        freezing.freeze(issue, LETTER, timezone.now())

    inserts = [q for q in queries if "INTO newsletters_delivery" in q["sql"]]
    assert len(inserts) == 1
    assert Delivery.objects.count() == count


def test_preparing_makes_the_letter_of_the_stories(newsletter):
    issue = make_issue(newsletter, number=1)
    issue.picks.create(live=make_live(headline="A harbour wakes"))

    freezing.prepare.call(issue.pk)

    issue.refresh_from_db()
    assert issue.state == Issue.State.SENDING
    assert "A harbour wakes" in issue.text
    assert "@@UNSUBSCRIBE@@" in issue.html


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_what_is_to_leave_is_prepared(newsletter, state):
    ended = timezone.now() if state == "cancelled" else None
    issue = make_issue(newsletter, state=state, finished_at=ended)

    freezing.prepare.call(issue.pk)

    issue.refresh_from_db()
    assert issue.state == state


def test_an_issue_whose_task_was_lost_is_prepared_all_the_same(newsletter):
    issue = make_issue(newsletter, number=1)

    freezing.prepare_waiting()

    issue.refresh_from_db()
    assert issue.state == Issue.State.SENDING


def test_an_issue_that_cannot_be_prepared_does_not_hold_up_another(newsletter, monkeypatch, caplog):
    broken, *others = (make_issue(newsletter, number=n) for n in (2, 1, 3))
    letter = composing.freeze
    making = {broken.pk: lambda issue: 1 / 0}
    monkeypatch.setattr(composing, "freeze", lambda it: making.get(it.pk, letter)(it))

    freezing.prepare_waiting()

    leaving = Issue.objects.filter(state=Issue.State.SENDING)
    assert {issue.pk for issue in leaving} == {issue.pk for issue in others}
    assert f"Issue {broken.pk} could not be prepared" in caplog.text


def test_what_is_cancelled_while_its_letter_is_made_is_not_frozen(newsletter):
    subscribe(newsletter, "ada@example.org")
    issue = make_issue(newsletter, number=1)

    issues.cancel(issue, by=make_user("newsletter editor"), seen=issue.version)
    freezing.freeze(issue, LETTER, timezone.now())

    issue.refresh_from_db()
    assert (issue.state, issue.recipients) == (Issue.State.CANCELLED, None)
    assert not Delivery.objects.exists()


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_several_who_freeze_an_issue_at_once_one_has_done_it():
    newsletter = make_newsletter()
    subscribe(newsletter, *addresses(50))
    issue = make_issue(newsletter, number=1)

    outcomes = together(*[lambda: freezing.prepare.call(issue.pk)] * 3)

    assert outcomes == [None] * 3
    assert Delivery.objects.count() == 50
    assert issue.events.count() == 1


def test_a_person_erased_later_leaves_a_row_without_address_of_a_person(newsletter):
    issue = leaving(newsletter, readers=["ada@example.org"])

    Subscriber.objects.all().delete()

    assert issue.deliveries.get().subscription is None


# --- what happened meanwhile


@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_issue_that_lost_a_story_since_it_was_sent_off_goes_back_to_its_editor(
    newsletter, withdrawn, django_capture_on_commit_callbacks
):
    subscribe(newsletter, "ada@example.org")
    issue = make_issue(newsletter, subject="Silence", number=1, state="preparing")
    live = make_live()
    issue.picks.create(live=live)
    if withdrawn:
        type(live).objects.update(withdrawn_at=timezone.now(), withdrawn_note="Gone.", body="")

    with django_capture_on_commit_callbacks() as told:
        freezing.prepare.call(issue.pk)

    issue.refresh_from_db()
    if withdrawn:
        assert (issue.state, issue.number, issue.prepared_at) == ("draft", None, None)
        assert not issue.deliveries.exists()
        assert [event.verb for event in issue.events.all()] == ["hold"]
        assert told, "the editors are told"
    else:
        assert (issue.state, issue.number, issue.deliveries.count()) == ("sending", 1, 1)
