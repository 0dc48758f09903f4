import datetime
import os
import signal
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletters import claiming, delivery
from newsletters.models import Issue
from newsletters.tasks import send_due
from tests.factories import make_live
from tests.newsletters.mailing import leaving, make_issue, states, subscribe

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeps_its_signals():
    """The command takes them over, as a process of its own may."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("keeps_its_signals")
def test_the_command_sends_what_is_due_and_says_how_many(sink, capsys):
    issue = leaving(readers=3)

    call_command("send_newsletters", "--once")

    assert len(sink.received) == 3
    assert capsys.readouterr().out == "3 letters handed over.\n"
    issue.refresh_from_db()
    assert issue.state == Issue.State.SENT


@pytest.mark.usefixtures("keeps_its_signals")
def test_with_nothing_to_do_the_command_says_nothing(sink, capsys):
    call_command("send_newsletters", "--once")

    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("keeps_its_signals")
def test_told_to_end_the_command_hands_over_the_letter_in_hand_and_no_more(sink):
    leaving(readers=20)

    def end_it(seen=sink.received):
        while not seen:
            threading.Event().wait(0.001)
        os.kill(os.getpid(), signal.SIGTERM)

    sink.answer_after = 0.02
    threading.Thread(target=end_it).start()
    call_command("send_newsletters")

    issue = Issue.objects.get()
    counts = [issue.deliveries.filter(state=state).count() for state in ("sent", "queued")]
    assert counts[0] == len(sink.received) < 20
    assert sum(counts) == 20


def test_the_worker_sends_what_waits_from_preparing_on(sink):
    issue = make_issue(number=1, expires_at=timezone.now() + datetime.timedelta(hours=1))
    issue.picks.create(live=make_live(headline="A harbour wakes"))
    subscribe(issue.newsletter, "ada@example.org")

    send_due.call()

    assert sink.recipients == ["ada@example.org"]
    assert b"A harbour wakes" in sink.received[0][1]


@pytest.mark.parametrize("readers", [1, 12])
def test_a_letter_costs_two_statements(sink, sender, readers):
    leaving(readers=readers)

    with CaptureQueriesContext(connection) as queries:
        sender.run()

    updates = [q["sql"] for q in queries if q["sql"].strip().startswith("UPDATE newsletters_del")]
    assert len(updates) == 2 * readers
    other = [q for q in queries if q["sql"].strip() not in map(str.strip, updates)]
    savepoints = [q for q in other if "SAVEPOINT" in q["sql"]]
    assert len(other) - len(savepoints) == 21


def test_once_a_story_in_it_is_withdrawn_no_letter_leaves(sink, sender, monkeypatch):
    issue, live = leaving(readers=3), make_live()
    issue.picks.create(live=live, position=0)
    claim = claiming.claim

    def claim_and_withdraw():
        batch = claim()
        note = {"withdrawn_note": "It was wrong.", "body": ""}
        type(live).objects.update(withdrawn_at=timezone.now(), **note)
        return batch

    monkeypatch.setattr(claiming, "claim", claim_and_withdraw)
    sender.run()
    assert set(states(issue).values()) == {"queued"}

    delivery.tend(sender, seconds=5)
    issue.refresh_from_db()
    assert (sink.received, issue.state) == ([], Issue.State.PAUSED)
