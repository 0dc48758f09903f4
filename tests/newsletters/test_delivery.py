import datetime
import math

import pytest
from django.utils import timezone

from newsletters import claiming, delivery, mime, smtp, subscriptions, suppression
from newsletters.delivery import Sender
from newsletters.envelopes import Envelopes
from newsletters.models import Channel, Delivery, Issue, Reason, Subscriber, Subscription
from tests.factories import make_newsletter
from tests.newsletters.mailing import (
    arm,
    leaving,
    overdue,
    states,
    subscribe,
    the,
    through,
)
from tests.newsletters.sink import Fault, Sink

pytestmark = pytest.mark.django_db
ADA, BOB, CYD = (f"{name}@example.org" for name in ("ada", "bob", "cyd"))
State = Delivery.State


@pytest.fixture
def impatient(settings, monkeypatch):
    settings.EMAIL_TIMEOUT = 1
    monkeypatch.setattr(smtp, "PATIENCE", 1)


@pytest.fixture
def issue():
    return leaving(readers=[ADA, BOB, CYD])


@pytest.fixture
def between(monkeypatch):
    """Do something after the letters were claimed and before the first is armed."""

    def do(act):
        claim = claiming.claim

        def claim_and_act():
            batch = claim()
            if batch and not done:
                done.append(act())
            return batch

        done = []
        monkeypatch.setattr(claiming, "claim", claim_and_act)

    return do


def test_everybody_gets_one_letter_and_the_issue_is_sent(sink, sender, issue):
    assert sender.run() == 3

    assert sink.recipients == [ADA, BOB, CYD]
    assert set(states(issue).values()) == {State.SENT}
    issue.refresh_from_db()
    assert issue.state == Issue.State.SENT
    assert issue.finished_at


def test_a_letter_keeps_what_the_server_said(sink, sender, issue):
    sender.run()

    sent = the(ADA)
    assert (sent.smtp_code, sent.smtp_response) == (250, "2.0.0 taken")
    assert sent.attempts == 1
    assert sent.submitted_at <= sent.finished_at


def test_letters_share_one_connection(sink, sender, issue):
    sender.run()

    assert sink.connections == 1


def test_after_so_many_letters_a_new_connection_begins(sink, sender, issue):
    Channel.objects.update(max_per_connection=2)
    sender.run()

    assert sink.connections == 2


def test_running_again_sends_nothing(sink, sender, issue):
    sender.run()

    assert sender.run() == 0
    assert len(sink.received) == 3


DONE = "sent"


@pytest.mark.parametrize(
    ("fault", "first", "received", "then"),
    [
        # A first attempt that nobody took is made again, and arrives once.
        (Fault.RCPT_450, State.QUEUED, 0, (State.SENT, 1)),
        (Fault.RCPT_451_GREY, State.QUEUED, 0, (State.SENT, 1)),
        (Fault.DATA_452, State.QUEUED, 0, (State.SENT, 1)),
        (Fault.END_451, State.QUEUED, 0, (State.SENT, 1)),
        (Fault.BODY_DROP, State.UNCERTAIN, 0, (State.UNCERTAIN, 0)),
        # Refused for good.
        (Fault.RCPT_550, State.FAILED, 0, (State.FAILED, 0)),
        (Fault.RCPT_554, State.FAILED, 0, (State.FAILED, 0)),
        (Fault.END_552, State.FAILED, 0, (State.FAILED, 0)),
        (Fault.END_554, State.FAILED, 0, (State.FAILED, 0)),
        # Nobody knows, and nobody tries again.
        (Fault.KEPT_THEN_DROP, State.UNCERTAIN, 1, (State.UNCERTAIN, 1)),
        (Fault.LOST_THEN_DROP, State.UNCERTAIN, 0, (State.UNCERTAIN, 0)),
        (Fault.NONSENSE, State.UNCERTAIN, 0, (State.UNCERTAIN, 0)),
        (Fault.SILENCE, State.UNCERTAIN, 0, (State.UNCERTAIN, 0)),
    ],
)
def test_every_fault_of_a_server_ends_in_its_state(impatient, sink, sender, issue, fault, first,
                                                   received, then):  # fmt: skip
    sink.faults = {BOB: [fault]}

    sender.run()

    assert (states(issue)[BOB], sink.recipients.count(BOB)) == (first, received)
    Delivery.objects.update(not_before=None)
    sender.run()
    assert (states(issue)[BOB], sink.recipients.count(BOB)) == then
    assert (sink.recipients.count(ADA), sink.recipients.count(CYD)) == (1, 1)


@pytest.mark.parametrize("fault", [Fault.MAIL_421, Fault.MAIL_DROP])
def test_a_server_that_breaks_off_before_it_knows_the_reader_gets_the_letter_once(
    sink, sender, issue, fault
):
    sink.faults = {"": [fault]}

    sender.run()
    Delivery.objects.update(not_before=None)
    Channel.objects.update(open_until=None)
    sender.run()

    assert sorted(sink.recipients) == [ADA, BOB, CYD]
    assert set(states(issue).values()) == {State.SENT}


def test_no_server_at_all_closes_the_way_and_charges_nobody(settings, sender, issue):
    with Sink() as gone:
        through(settings, gone)

    sender.run()

    channel = Channel.objects.get()
    assert channel.failures == 1
    assert channel.open_until > timezone.now()
    assert "refused" in channel.trouble.lower()
    assert set(issue.deliveries.values_list("state", "attempts")) == {(State.QUEUED, 0)}


def test_while_the_way_is_closed_nothing_is_tried(sink, sender, issue):
    soon = timezone.now() + datetime.timedelta(seconds=9)
    Channel.objects.update(failures=1, open_until=soon)

    assert sender.run() == 0
    assert sink.connections == 0


def test_a_letter_that_gets_through_ends_the_trouble(sink, sender, issue):
    Channel.objects.update(failures=3, trouble="it was down", open_until=timezone.now())

    sender.run()

    assert Channel.objects.values_list("failures", "trouble", "open_until").get() == (0, "", None)


def test_five_deferred_letters_in_a_row_let_the_way_rest(sink, sender):
    readers = [f"reader{n}@example.org" for n in range(8)]
    leaving(readers=readers)
    sink.faults = {reader: [Fault.RCPT_450] for reader in readers}

    assert sender.run() == 5
    assert Channel.objects.get().failures == 1


def test_a_letter_is_deferred_four_times_and_then_given_up(sink, sender):
    issue = leaving(readers=[ADA])
    sink.faults = {ADA: [Fault.RCPT_450] * 5}

    for _ in range(5):
        assert states(issue)[ADA] == State.QUEUED
        sender.run()
        Delivery.objects.update(not_before=None)

    assert states(issue)[ADA] == State.FAILED
    assert the(ADA).attempts == 5
    assert not Subscriber.objects.exclude(suppressed_at=None).exists()


def test_a_deferred_letter_waits_a_minute(sink, sender, issue):
    sink.faults = {ADA: [Fault.RCPT_450]}
    before = timezone.now()

    sender.run()

    waits = the(ADA).not_before - before
    assert datetime.timedelta(seconds=59) < waits < datetime.timedelta(seconds=75)


def test_a_reader_who_leaves_between_claim_and_sending_gets_nothing(sink, sender, issue, between):
    bobs = Subscription.objects.get(subscriber__email=BOB)
    between(lambda: subscriptions.unsubscribe(bobs.token))

    sender.run()

    assert sink.recipients == [ADA, CYD]
    assert states(issue)[BOB] == State.SKIPPED


def test_an_address_suppressed_between_claim_and_sending_gets_nothing(sink, sender, issue, between):
    between(lambda: suppression.suppress(BOB, Reason.BOUNCED))

    sender.run()

    assert sink.recipients == [ADA, CYD]
    assert states(issue)[BOB] == State.SKIPPED


def test_a_person_erased_between_claim_and_sending_gets_nothing(sink, sender, issue, between):
    between(lambda: Subscriber.objects.filter(email=BOB).delete())

    sender.run()

    assert sink.recipients == [ADA, CYD]
    assert states(issue)[BOB] == State.SKIPPED


def test_an_issue_paused_between_claim_and_sending_waits(sink, sender, issue, between):
    between(lambda: Issue.objects.update(state=Issue.State.PAUSED))

    sender.run()

    assert sink.received == []
    assert set(states(issue).values()) == {State.QUEUED}
    Issue.objects.update(state=Issue.State.SENDING)
    sender.run()
    assert sink.recipients == [ADA, BOB, CYD]


def test_an_issue_cancelled_between_claim_and_sending_never_leaves(sink, sender, issue, between):
    between(lambda: Issue.objects.update(state=Issue.State.CANCELLED, finished_at=timezone.now()))

    sender.run()
    sender.run()

    assert sink.received == []
    assert set(states(issue).values()) == {State.SKIPPED}


def test_an_issue_that_grew_too_old_between_claim_and_sending_stays(sink, sender, issue, between):
    between(lambda: Issue.objects.update(expires_at=timezone.now()))

    sender.run()

    assert sink.received == []
    issue.refresh_from_db()
    assert issue.state == Issue.State.EXPIRED
    assert set(states(issue).values()) == {State.SKIPPED}


def test_yesterdays_news_do_not_leave_after_an_outage(sink, sender, issue, later):
    later(hours=13)

    sender.run()

    assert sink.received == []
    issue.refresh_from_db()
    assert issue.state == Issue.State.EXPIRED


def test_who_is_told_to_stop_gives_back_what_is_left(sink, issue):
    with Sender(stop=lambda: len(sink.received) >= 1) as sender:
        sender.run()

    assert sink.recipients == [ADA]
    assert states(issue) == {ADA: State.SENT, BOB: State.QUEUED, CYD: State.QUEUED}


def test_an_error_in_the_middle_leaves_the_rest_in_the_queue(sink, sender, issue, monkeypatch):
    monkeypatch.setattr(Envelopes, "message", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        sender.run()

    assert states(issue) == dict.fromkeys([ADA, BOB, CYD], State.QUEUED)


def test_a_letter_that_cannot_be_made_fails_by_itself(sink, sender, issue, monkeypatch):
    make = Envelopes.message

    def made(envelopes, letter):
        if letter.address == BOB:
            raise mime.NotPlain("a token")
        return make(envelopes, letter)

    monkeypatch.setattr(Envelopes, "message", made)
    sender.run()

    assert sink.recipients == [ADA, CYD]
    assert states(issue) == {ADA: State.SENT, BOB: State.FAILED, CYD: State.SENT}


def test_what_a_dead_worker_had_armed_is_uncertain_and_not_sent_again(sink, sender, issue):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)
    for row in Delivery.objects.all():
        overdue(row)

    sender.run()

    assert sink.recipients == [BOB, CYD]
    assert states(issue)[ADA] == State.UNCERTAIN


def test_several_lists_leave_one_after_the_other(sink, sender):
    first = leaving(readers=[ADA])
    second = leaving(make_newsletter(), readers=[BOB])

    sender.run()

    assert sink.recipients == [ADA, BOB]
    assert set(Issue.objects.values_list("state", flat=True)) == {Issue.State.SENT}
    assert {first.pk, second.pk} == set(Issue.objects.values_list("pk", flat=True))


def test_the_pace_of_a_channel_is_kept(sink, sender, monkeypatch):
    pauses = []
    monkeypatch.setattr("newsletters.delivery.time.sleep", pauses.append)
    leaving(make_newsletter(channel=Channel.objects.create(name="slow", rate=2)), readers=4)

    sender.run()

    # The clock does not move on while nobody sleeps: each is told the whole way to its moment.
    assert [math.ceil(pause * 2) for pause in pauses] == [1, 2, 3]


def test_the_clock_sends_what_is_scheduled_and_what_waits(sink, sender, monkeypatch):
    done = []
    monkeypatch.setattr("newsletters.issues.send_due", lambda: done.append("due"))
    monkeypatch.setattr("newsletters.issues.pause_withdrawn", lambda: done.append("withdrawn"))
    monkeypatch.setattr("newsletters.freezing.prepare_waiting", lambda: done.append("prepared"))

    delivery.tend(sender, 1)

    assert done == ["due", "withdrawn", "prepared"]


@pytest.mark.parametrize(
    "duty", ["issues.send_due", "issues.pause_withdrawn", "freezing.prepare_waiting"]
)
def test_an_issue_that_cannot_be_prepared_does_not_hold_up_another(
    sink, sender, issue, monkeypatch, caplog, duty
):
    monkeypatch.setattr(f"newsletters.{duty}", lambda: 1 / 0)

    delivery.tend(sender, 5)

    assert len(sink.received) == 3
    assert "A newsletter is held up" in caplog.text


def test_a_new_subscriber_after_freezing_gets_the_next_issue(sink, sender, issue):
    subscribe(issue.newsletter, "late@example.org")

    sender.run()

    assert "late@example.org" not in sink.recipients
