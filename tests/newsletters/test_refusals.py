"""Servers that refuse letters, or say nothing: is it the address, the issue, or are it we?"""

import pytest

from newsletters.delivery import Sender
from newsletters.models import Channel, Delivery, Issue, Reason, Subscriber
from tests.factories import make_newsletter
from tests.newsletters.mailing import addresses, leaving, states, the
from tests.newsletters.sink import Fault

pytestmark = pytest.mark.django_db
ADA, BOB, CYD = (f"{name}@example.org" for name in ("ada", "bob", "cyd"))
State = Delivery.State


@pytest.fixture
def issue():
    return leaving(readers=[ADA, BOB, CYD])


def suppressed():
    rows = Subscriber.objects.exclude(suppressed_at=None)
    return list(rows.values_list("email", "suppressed_reason"))


def test_an_address_that_does_not_exist_gets_no_more_letters(sink, sender, issue):
    sink.faults = {BOB: [Fault.RCPT_550], CYD: [Fault.END_554]}

    sender.run()

    assert suppressed() == [(BOB, Reason.BOUNCED)]


def test_the_first_of_an_issue_that_is_refused_is_tried_again_before_it_is_believed(
    sink, sender, issue
):
    sink.faults = {ADA: [Fault.RCPT_550] * 2}

    sender.run()
    assert (states(issue)[ADA], suppressed()) == (State.QUEUED, [])
    Delivery.objects.update(not_before=None)
    sender.run()
    assert (states(issue)[ADA], suppressed()) == (State.FAILED, [(ADA, Reason.BOUNCED)])


def test_a_server_that_refuses_everybody_takes_no_reader_from_the_list(sink, sender, issue):
    sink.faults = {reader: [Fault.RCPT_550] for reader in (ADA, BOB, CYD)}

    sender.run()
    assert set(states(issue).values()) == {State.QUEUED}
    Delivery.objects.update(not_before=None)
    sender.run()

    assert sorted(sink.recipients) == [ADA, BOB, CYD]
    assert suppressed() == []


def test_a_server_that_begins_to_refuse_everybody_costs_three_readers_at_most(sink, sender):
    readers = addresses(12)
    issue = leaving(readers=readers)
    sink.faults = {reader: [Fault.RCPT_550] for reader in readers[2:]}

    sender.run()

    assert len(suppressed()) == 3
    assert list(states(issue).values()).count(State.QUEUED) == 7
    assert "5.1.1 no such user" in Channel.objects.get().trouble


def test_an_issue_that_servers_begin_to_refuse_half_way_is_paused(sink, sender):
    readers = addresses(240)
    issue = leaving(readers=readers)
    sink.faults = {reader: [Fault.END_554] for reader in readers[205:]}

    sender.run()

    issue.refresh_from_db()
    assert issue.state == Issue.State.PAUSED
    assert len(sink.received) == 205
    assert list(states(issue).values()).count(State.FAILED) == 10


def test_however_slowly_the_letters_leave_an_issue_that_servers_refuse_is_paused(sink, issue):
    readers = addresses(12)
    issue = leaving(make_newsletter(), readers=readers)
    sink.faults = {reader: [Fault.END_554] for reader in readers}
    Delivery.objects.exclude(issue=issue).delete()
    Channel.objects.update(rate=0.1)

    for _ in readers:  # each time by another worker
        Channel.objects.update(next_slot_at=None)
        with Sender() as sender:
            sender.run()

    issue.refresh_from_db()
    assert issue.state == Issue.State.PAUSED


def test_an_issue_that_servers_refuse_for_what_it_says_is_paused(sink, sender):
    readers = [f"reader{n}@example.org" for n in range(30)]
    issue = leaving(readers=readers)
    sink.faults = {reader: [Fault.END_554] for reader in readers}

    sender.run()

    issue.refresh_from_db()
    assert issue.state == Issue.State.PAUSED
    assert issue.events.get(verb="pause").note.endswith("5.7.1 this is spam")
    counts = list(states(issue).values())
    assert (counts.count(State.FAILED), counts.count(State.QUEUED)) == (10, 20)


def test_a_reader_at_whom_the_server_breaks_off_holds_up_nobody_else(sink, sender, issue):
    sink.faults = {ADA: [Fault.RCPT_421] * 9}

    for _ in range(2):
        sender.run()
        Channel.objects.update(open_until=None)

    assert sink.recipients == [BOB, CYD]
    assert (states(issue)[ADA], the(ADA).attempts) == (State.QUEUED, 0)
    Delivery.objects.update(not_before=None)
    sink.faults = {}
    sender.run()
    assert sink.recipients == [BOB, CYD, ADA]


def test_a_server_that_leaves_letter_after_letter_unanswered_gets_a_rest(sink, sender):
    readers = addresses(12)
    issue = leaving(readers=readers)
    sink.faults = {reader: [Fault.LOST_THEN_DROP] for reader in readers}

    sender.run()

    counts = list(states(issue).values())
    assert (counts.count(State.UNCERTAIN), counts.count(State.QUEUED)) == (5, 7)
    assert Channel.objects.get().open_until


def test_a_server_may_look_at_a_letter_for_longer_than_at_a_line(settings, sink, sender, issue):
    settings.EMAIL_TIMEOUT, sink.answer_after = 0.2, 0.5

    sender.run()

    assert set(states(issue).values()) == {State.SENT}


def test_a_server_that_defers_everybody_for_hours_costs_no_letter(sink, sender):
    readers = addresses(7)
    issue = leaving(readers=readers)
    sink.faults = {reader: [Fault.DATA_452] * 99 for reader in readers}

    for _ in range(40):
        sender.run()
        Channel.objects.update(open_until=None)
        Delivery.objects.update(not_before=None)
    assert set(states(issue).values()) == {State.QUEUED}
    sink.faults = {}
    sender.run()

    assert set(states(issue).values()) == {State.SENT}
