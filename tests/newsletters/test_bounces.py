import datetime
import itertools
import mailbox

import pytest
from django.core.management import CommandError, call_command

from newsletters import bounces, reports, suppression
from newsletters.mailboxes import Unreachable
from newsletters.models import Delivery, DeliveryEvent, Reason, Subscription
from newsletters.tasks import handle_reports, read_bounces
from tests.newsletters.letters import make_delivery, make_subscription
from tests.newsletters.readers import NOW
from tests.newsletters.returned import (
    complaint,
    delivery_report,
    failed,
    in_own_words,
    path,
    recipient,
)
from tests.newsletters.returned import on_holiday as holiday

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
State, Kind = Delivery.State, DeliveryEvent.Kind
HARD = ("5.1.1", "550 5.1.1 unknown user")
SOFT = ("5.2.2", "552 5.2.2 mailbox full")


@pytest.fixture
def ada(daily):
    return make_subscription(ADA, daily)


def come_back(*raws):
    for raw in raws:
        bounces.store_report(reports.read(raw))
    bounces.handle_waiting()


def reason():
    return suppression.reason(ADA)


# --- what a report does ----------------------------------------------------------------


def test_a_bounce_for_good_stops_letters_to_the_address(ada):
    come_back(failed(make_delivery(ada).pk, *HARD))

    assert reason() == Reason.BOUNCED
    ada.refresh_from_db()
    assert ada.state == Subscription.State.CONFIRMED
    event = DeliveryEvent.objects.get()
    assert (event.kind, event.address, event.provider) == (Kind.HARD, ADA, "smtp")
    assert event.reason == "5.1.1 smtp; 550 5.1.1 unknown user"
    assert event.handled_at


def test_a_complaint_stops_letters_and_leaves_every_list(ada, weekly):
    make_subscription(ADA, weekly)

    come_back(complaint(make_delivery(ada).pk))

    assert reason() == Reason.COMPLAINED
    assert not Subscription.objects.confirmed().exists()


@pytest.mark.parametrize(
    ("pattern", "stopped"),
    [
        ("b", False),
        ("bb", False),
        ("bbb", True),
        ("b..b.b", False),
        ("b.b.b", True),
        ("bb....b", False),
        ("...bbb", True),
    ],
)
def test_three_soft_bounces_of_the_last_five_letters_stop_them(ada, pattern, stopped):
    for each in pattern:
        delivery = make_delivery(ada)
        if each == "b":
            come_back(failed(delivery.pk, *SOFT))

    assert bool(reason()) == stopped


def test_three_reports_of_one_letter_are_one_soft_bounce(ada):
    delivery = make_delivery(ada)

    come_back(*(failed(delivery.pk, "4.4.1", f"try {n}") for n in range(3)))

    assert DeliveryEvent.objects.count() == 3
    assert reason() == ""


def test_what_nobody_can_read_counts_as_a_soft_bounce(ada):
    come_back(*(in_own_words(make_delivery(ada).pk) for _ in range(3)))

    assert reason() == Reason.BOUNCED


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (lambda pk: failed(pk, "5.7.1", "554 5.7.1 content"), Kind.OTHER),
        (lambda pk: delivery_report(path(pk), recipient("delayed", "4.4.1")), Kind.DEFERRED),
        (lambda pk: delivery_report(path(pk), recipient("delivered", "2.0.0")), Kind.DELIVERED),
    ],
)
def test_what_is_no_fault_of_the_address_is_noted_only(ada, raw, kind):
    come_back(*(raw(make_delivery(ada).pk) for _ in range(5)))

    assert set(DeliveryEvent.objects.values_list("kind", flat=True)) == {kind}
    assert reason() == ""


@pytest.mark.parametrize("raw", [holiday, lambda pk: failed(pk + 1), lambda pk: b"Subject: x\n\n"])
def test_what_is_no_report_about_a_letter_of_ours_is_not_kept(ada, raw):
    come_back(raw(make_delivery(ada).pk))

    assert not DeliveryEvent.objects.exists()


# --- twice, late, in any order -----------------------------------------------------------


def test_the_same_report_three_times_is_one(ada):
    raw = failed(make_delivery(ada).pk, *HARD)

    come_back(raw, raw)
    before = list(DeliveryEvent.objects.values())
    come_back(raw)

    assert list(DeliveryEvent.objects.values()) == before
    assert len(before) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_reports_may_come_in_any_order(ada, order):
    pk = make_delivery(ada).pk
    raws = [failed(pk, *SOFT), failed(pk, *HARD), complaint(pk)]

    come_back(*(raws[n] for n in order))

    assert reason() == Reason.COMPLAINED
    assert not Subscription.objects.confirmed().exists()


def test_a_bounce_of_before_a_new_confirmation_does_not_stop_letters(ada):
    delivery = make_delivery(ada)
    after = delivery.submitted_at + datetime.timedelta(minutes=1)
    Subscription.objects.update(requested_at=after, confirmed_at=after)

    come_back(failed(delivery.pk, *HARD))
    assert reason() == ""

    come_back(complaint(delivery.pk))
    assert reason() == Reason.COMPLAINED


def test_a_report_about_a_person_erased_does_nothing(ada):
    delivery = make_delivery(ada)
    Delivery.objects.update(subscription=None, address="")

    come_back(failed(delivery.pk, *HARD))

    assert reason() == ""
    assert DeliveryEvent.objects.get().address == ""


@pytest.mark.parametrize("kind", [Kind.DELIVERED, Kind.SOFT, Kind.HARD, Kind.COMPLAINT])
def test_an_uncertain_letter_of_which_something_came_back_was_sent(ada, kind):
    delivery = make_delivery(ada, State.UNCERTAIN)
    bounces.store("x", kind, provider="smtp", delivery=delivery)

    bounces.handle_waiting()

    delivery.refresh_from_db()
    assert delivery.state == State.SENT


def test_a_report_may_be_earlier_than_our_own_doubt(ada):
    delivery = make_delivery(ada, State.SUBMITTING)
    bounces.store("x", Kind.DELIVERED, provider="smtp", delivery=delivery)
    bounces.handle_waiting()
    delivery.refresh_from_db()
    assert delivery.state == State.SUBMITTING

    Delivery.objects.update(
        state=State.UNCERTAIN, lease_token="", lease_until=None, finished_at=NOW
    )
    bounces.handle_waiting()

    delivery.refresh_from_db()
    assert delivery.state == State.SENT


def test_other_uncertain_letters_stay_uncertain(ada):
    delivery = make_delivery(ada, State.UNCERTAIN)

    bounces.handle_waiting()

    delivery.refresh_from_db()
    assert delivery.state == State.UNCERTAIN


def test_a_report_that_cannot_be_handled_holds_up_no_other(ada, monkeypatch):
    for name in ("odd", "good"):
        bounces.store(name, Kind.HARD, provider="smtp", delivery=make_delivery(ada, State.SENT))
    handle = bounces.handle
    monkeypatch.setattr(bounces, "handle", lambda e: 1 / 0 if e.key == "odd" else handle(e))

    assert bounces.handle_waiting() == 1
    assert reason() == Reason.BOUNCED


def test_an_event_is_handled_by_one_of_two_workers(ada):
    event = bounces.store("x", Kind.HARD, provider="smtp", delivery=make_delivery(ada))

    assert [bounces.handle(event), bounces.handle(event)] == [True, False]


@pytest.mark.parametrize("known", [True, False])
def test_an_event_without_letter_is_told_by_its_address(ada, known):
    bounces.store("x", Kind.HARD, provider="postmark", address=ADA if known else "eve@example.org")

    bounces.handle_waiting()

    assert bool(reason()) == known


def test_who_unsubscribes_at_the_mail_service_leaves_that_list(ada, weekly):
    make_subscription(ADA, weekly)
    bounces.store("x", Kind.UNSUBSCRIBED, provider="sendgrid", delivery=make_delivery(ada))

    bounces.handle_waiting()

    assert Subscription.objects.confirmed().get().newsletter == weekly


def test_who_unsubscribes_there_from_no_known_letter_leaves_every_list(ada, weekly):
    make_subscription(ADA, weekly)
    bounces.store("x", Kind.UNSUBSCRIBED, provider="sendgrid", address=ADA)

    bounces.handle_waiting()

    assert not Subscription.objects.confirmed().exists()


def test_characters_that_no_database_takes_do_not_stop_the_reading(ada):
    come_back(failed(make_delivery(ada).pk, "5.1.1", "550 \x00 5.1.1 gone"))

    assert "\x00" not in DeliveryEvent.objects.get().reason


@pytest.mark.parametrize("letters", [1, 6])
def test_a_soft_bounce_costs_the_same_after_one_letter_and_after_many(
    ada, letters, django_assert_num_queries
):
    deliveries = [make_delivery(ada) for _ in range(letters)]
    event = bounces.store("x", Kind.SOFT, provider="smtp", delivery=deliveries[-1])

    with django_assert_num_queries(7):
        bounces.handle(event)


# --- the mailbox -------------------------------------------------------------------------


@pytest.fixture
def box(tmp_path):
    box = mailbox.Maildir(tmp_path / "box", create=True)
    box.address = f"maildir:{tmp_path / 'box'}"
    return box


def test_the_command_reads_handles_and_counts(ada, box, capsys):
    box.add(failed(make_delivery(ada).pk, *HARD))
    box.add(b"Subject: hello\n\n")

    call_command("read_bounces", box.address)

    assert "Reports about our letters: 1. Other messages: 1." in capsys.readouterr().out
    assert reason() == Reason.BOUNCED


def test_the_command_reads_each_message_once(ada, box, capsys):
    box.add(failed(make_delivery(ada).pk, *HARD))
    call_command("read_bounces", box.address)

    call_command("read_bounces", box.address)

    assert "Reports about our letters: 0. Other messages: 0." in capsys.readouterr().out


def test_the_command_shows_what_it_read_if_asked(ada, box, capsys):
    box.add(failed(7, *HARD))

    call_command("read_bounces", box.address, verbosity=2)

    assert "hard: letter 7, smtp; 550" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "words"), [("", "set BOUNCE_MAILBOX"), ("maildir:/nowhere", "is no Maildir")]
)
def test_the_command_says_what_is_wrong(db, settings, address, words):
    with pytest.raises(CommandError, match=words):
        call_command("read_bounces", address)


def test_the_worker_reads_the_configured_mailbox_and_handles_what_it_told(ada, box, settings):
    settings.BOUNCE_MAILBOX = box.address
    box.add(failed(make_delivery(ada).pk, *HARD))

    read_bounces.func()
    handle_reports.func()

    assert reason() == Reason.BOUNCED


def test_without_a_mailbox_the_worker_reads_none(db, settings):
    settings.BOUNCE_MAILBOX = ""

    read_bounces.func()

    settings.BOUNCE_MAILBOX = "maildir:/nowhere"
    with pytest.raises(Unreachable):
        read_bounces.func()
