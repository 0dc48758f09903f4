import datetime

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from newsletters import claiming
from newsletters.claiming import Done
from newsletters.models import Channel, Delivery, Issue
from newsletters.retries import Meaning, Outcome
from tests.factories import make_newsletter
from tests.newsletters.mailing import arm, leaving, overdue, states
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db
State = Delivery.State
SENT = Outcome(Meaning.SENT, 250, "taken", "id-7")


@pytest.fixture
def issue(db):
    return leaving(readers=3)


def pks(batch):
    return [letter.pk for letter in batch.letters]


def done(letter, attempt=1, outcome=SENT):
    return Done(letter.pk, attempt, outcome)


def stored(letter):
    return Delivery.objects.get(pk=letter.pk)


def test_a_claimed_letter_is_nobody_elses(issue):
    first, second = claiming.claim(size=2), claiming.claim(size=2)

    assert len(first.letters) == 2
    assert len(second.letters) == 1
    assert not set(pks(first)) & set(pks(second))
    assert claiming.claim() is None


def test_letters_are_claimed_in_their_order_with_the_token_of_their_links(issue):
    batch = claiming.claim()

    rows = issue.deliveries.order_by("pk").values_list("pk", "address", "subscription__token")
    assert [tuple(letter) for letter in batch.letters] == list(rows)


@pytest.mark.parametrize("state", ["paused", "sent", "cancelled", "expired"])
def test_nothing_of_an_issue_that_does_not_leave_is_claimed(issue, state):
    ended = None if state == "paused" else timezone.now()
    Issue.objects.update(state=state, finished_at=ended)

    assert claiming.claim() is None


def test_a_letter_that_waits_is_not_claimed_before_its_time(issue):
    now = timezone.now()
    Delivery.objects.update(not_before=now + datetime.timedelta(minutes=1))

    assert claiming.claim(now) is None
    assert len(claiming.claim(now + datetime.timedelta(minutes=1)).letters) == 3


def test_a_letter_is_armed_once(issue):
    batch = claiming.claim()

    assert arm(batch.letters[0], batch.lease) == 1
    assert arm(batch.letters[0], batch.lease) is None


def test_a_letter_is_armed_by_nobody_but_its_worker(issue):
    batch = claiming.claim()

    assert arm(batch.letters[0], "somebody else") is None


def test_a_worker_that_was_held_up_arms_nothing_that_somebody_has_taken_over(issue):
    held_up = claiming.claim()
    for row in Delivery.objects.all():
        overdue(row)
    claiming.claim()

    assert [arm(letter, held_up.lease) for letter in held_up.letters] == [None] * 3


def test_recording_one_letter_and_arming_the_next_is_one_step(issue):
    batch = claiming.claim()
    first, second, _ = batch.letters
    attempt = arm(first, batch.lease)

    arm(second, batch.lease, done(first, attempt))

    assert (stored(first).state, stored(second).state) == (State.SENT, State.SUBMITTING)
    assert stored(first).provider_id == "id-7"


@pytest.mark.parametrize(
    ("meaning", "code", "state", "attempts", "waits"),
    [
        (Meaning.SENT, 250, State.SENT, 1, False),
        (Meaning.LATER, 450, State.QUEUED, 1, True),
        (Meaning.STANDSTILL, 0, State.QUEUED, 0, False),
        (Meaning.STANDSTILL, 421, State.QUEUED, 0, True),
        (Meaning.HARD, 550, State.FAILED, 1, False),
        (Meaning.POLICY, 554, State.FAILED, 1, False),
        (Meaning.UNCERTAIN, 0, State.UNCERTAIN, 1, False),
    ],
)
def test_what_becomes_of_a_letter(issue, meaning, code, state, attempts, waits):
    batch = claiming.claim()
    letter = batch.letters[0]
    arm(letter, batch.lease)

    claiming.record([done(letter, outcome=Outcome(meaning, code, "said"))])

    now = stored(letter)
    assert (now.state, now.attempts, bool(now.not_before)) == (state, attempts, waits)
    assert bool(now.finished_at) == (state != State.QUEUED)
    assert (now.lease_token, now.lease_until) == ("", None)


def test_the_fifth_time_that_a_letter_is_deferred_is_the_last(issue):
    batch = claiming.claim()
    letter = batch.letters[0]
    Delivery.objects.filter(pk=letter.pk).update(attempts=4)
    attempt = arm(letter, batch.lease)

    claiming.record([done(letter, attempt, Outcome(Meaning.LATER, 450, "later"))])

    assert stored(letter).state == State.FAILED


def test_an_armed_letter_whose_worker_is_gone_is_uncertain_a_claimed_one_is_not(issue):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)

    claiming.recover(timezone.now() + claiming.LEASE + datetime.timedelta(seconds=1))

    assert list(states(issue).values()) == [State.UNCERTAIN, State.QUEUED, State.QUEUED]


def test_a_lease_that_has_not_run_out_is_left_alone(issue):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)

    claiming.recover(timezone.now() + claiming.LEASE - datetime.timedelta(seconds=5))

    assert list(states(issue).values()) == [State.SUBMITTING, State.CLAIMED, State.CLAIMED]


def test_a_late_answer_settles_what_was_uncertain(issue):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)
    overdue(batch.letters[0])
    claiming.recover(timezone.now())

    claiming.record([done(batch.letters[0])])

    assert stored(batch.letters[0]).state == State.SENT


def test_a_letter_that_was_taken_for_uncertain_is_not_tried_again_by_a_late_worker(issue):
    """Its issue may have ended meanwhile: nobody would come for it."""
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)
    overdue(batch.letters[0])
    claiming.recover(timezone.now())

    claiming.record([done(batch.letters[0], outcome=Outcome(Meaning.LATER, 450, "later"))])

    assert stored(batch.letters[0]).state == State.UNCERTAIN


def test_a_late_answer_to_an_earlier_attempt_says_nothing_about_a_later_one(issue):
    batch = claiming.claim()
    letter = batch.letters[0]
    arm(letter, batch.lease)
    Delivery.objects.filter(pk=letter.pk).update(attempts=2)

    claiming.record([done(letter, attempt=1)])

    assert stored(letter).state == State.SUBMITTING


def test_what_a_mail_service_reported_meanwhile_stands(issue):
    batch = claiming.claim()
    letter = batch.letters[0]
    arm(letter, batch.lease)
    Delivery.objects.filter(pk=letter.pk).update(
        state=State.FAILED, finished_at=timezone.now(), lease_token="", lease_until=None
    )

    claiming.record([done(letter)])

    assert stored(letter).state == State.FAILED


def test_released_letters_can_be_claimed_at_once(issue):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)

    claiming.release(batch.lease)

    assert pks(claiming.claim()) == pks(batch)[1:]


def test_the_rest_is_skipped_but_not_what_is_being_handed_over(issue):
    batch = claiming.claim(size=2)
    arm(batch.letters[0], batch.lease)

    assert claiming.skip_rest(issue, timezone.now()) == 2
    assert list(states(issue).values()) == [State.SUBMITTING, State.SKIPPED, State.SKIPPED]


def test_a_clock_that_jumps_ahead_sends_nothing_twice(issue, later):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)
    later(hours=1)

    again = claiming.claim()

    assert pks(again) == pks(batch)[1:]
    assert stored(batch.letters[0]).state == State.UNCERTAIN


def test_a_channel_with_a_pace_gives_each_worker_moments_of_its_own():
    channel = Channel.objects.create(name="slow", rate=2)
    leaving(make_newsletter(channel=channel), readers=30)
    now = timezone.now()

    first, second = claiming.claim(now), claiming.claim(now)

    assert len(first.letters) == 10  # five seconds of it
    assert (first.first, first.gap) == (now, datetime.timedelta(seconds=0.5))
    assert second is None
    five = now + datetime.timedelta(seconds=1)
    assert claiming.claim(five).first == now + datetime.timedelta(seconds=5)


def test_a_database_that_is_out_of_reach_for_a_moment_does_not_lose_an_answer(
    issue, monkeypatch, settings
):
    batch = claiming.claim()
    arm(batch.letters[0], batch.lease)
    calls = []

    def fails_once():
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("server closed the connection")
        return "stored"

    monkeypatch.setattr("newsletters.claiming.time.sleep", lambda seconds: None)
    monkeypatch.setattr("newsletters.claiming.connection", _Elsewhere())

    assert claiming._insist(fails_once) == "stored"


class _Elsewhere:
    """A connection outside of any transaction."""

    in_atomic_block = False

    def close(self):
        pass


def test_inside_a_transaction_an_outage_is_not_hidden(issue):
    def fails():
        raise OperationalError("server closed the connection")

    with pytest.raises(OperationalError), transaction.atomic():
        claiming._insist(fails)


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_that_claim_at_one_moment_share_the_letters():
    leaving(readers=40)

    batches = together(*[lambda: claiming.claim(size=10)] * 4)

    claimed = [pk for batch in batches if batch for pk in pks(batch)]
    assert len(claimed) == len(set(claimed))


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_keep_one_pace():
    channel = Channel.objects.create(name="slow", rate=4)
    leaving(make_newsletter(channel=channel), readers=40)
    now = timezone.now()

    batches = together(*[lambda: claiming.claim(now)] * 3)

    assert [len(batch.letters) for batch in batches if batch] == [20]
    channel.refresh_from_db()
    assert channel.next_slot_at == now + datetime.timedelta(seconds=5)
