import datetime
import tracemalloc

import pytest
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from newsletters import importing, rights, suppression
from newsletters.models import Reason, Subscriber, SubscriberImport, Subscription
from newsletters.tasks import forget
from prose import sheets
from tests.factories import make_user
from tests.newsletters.letters import make_subscription
from tests.newsletters.readers import dump, work

pytestmark = pytest.mark.django_db
State = Subscription.State
SOURCE = "Paper form at the book fair, folder 7"
TABLE = "E-mail;Agreed\nada@example.org;2026-01-05\nbea@example.org;5 January\n"


@pytest.fixture
def nora(db):
    return make_user("newsletter editor")


@pytest.fixture
def bring(daily, nora):
    """Upload and check a table, and import it unless told otherwise."""

    def bring(table, start=True, **told):
        arrival = importing.upload("fair.csv", table.encode(), by=nora)
        columns = {"email": 0, "agreed": 1}
        told = {"header": True, "source": SOURCE, "proven": True, "columns": columns} | told
        importing.check(arrival, by=nora, newsletter=daily, **told)
        if start:
            with TestCase.captureOnCommitCallbacks(execute=True):
                importing.start(arrival, by=nora)
            work()
        arrival.refresh_from_db()
        return arrival

    return bring


def table(*emails):
    return "E-mail\n" + "".join(f"{email}\n" for email in emails)


def states():
    return dict(Subscription.objects.values_list("subscriber__email", "state"))


def test_who_provably_agreed_is_confirmed_with_where_and_when(bring, daily):
    arrival = bring(TABLE)

    ada, bea = Subscription.objects.order_by("subscriber__email")
    assert (ada.state, ada.newsletter, ada.source) == (State.CONFIRMED, daily, SOURCE)
    assert ada.confirmed_at == datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    assert timezone.now() - bea.confirmed_at < datetime.timedelta(minutes=5)
    assert (arrival.state, arrival.counts) == (SubscriberImport.State.DONE, {"confirmed": 2})


@pytest.mark.parametrize("proven", [True, False])
def test_nobody_gets_a_letter_by_being_imported(bring, proven):
    bring(TABLE, proven=proven)

    assert not mail.outbox
    assert Subscription.objects.count() == 2


def test_without_proof_they_only_wait_and_are_forgotten_after_a_month(bring, later):
    bring(TABLE, proven=False)
    assert set(states().values()) == {State.PENDING}
    assert not Subscription.objects.exclude(asked_at=None).exists()

    later(days=31)
    forget.func()

    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("state", "proven", "after", "count"),
    [
        ("confirmed", True, "confirmed", "already"),
        ("confirmed", False, "confirmed", "already"),
        ("pending", True, "confirmed", "confirmed"),
        ("pending", False, "pending", "already"),
        ("unsubscribed", True, "unsubscribed", "left"),
        ("unsubscribed", False, "unsubscribed", "left"),
    ],
)
def test_what_a_person_decided_stands(bring, daily, state, proven, after, count):
    dates = {"unsubscribed_at": timezone.now()} if state == "unsubscribed" else {}
    make_subscription("ada@example.org", daily, state=state, **dates)

    arrival = bring(table("ada@example.org"), proven=proven)

    assert states() == {"ada@example.org": after}
    assert arrival.counts == {count: 1}


@pytest.mark.parametrize("why", list(Reason))
def test_an_address_that_gets_no_letters_is_not_brought_back(bring, why):
    suppression.suppress("ada@example.org", why)

    arrival = bring(table("ada@example.org"))

    assert arrival.counts == {"stopped": 1}
    assert not Subscriber.objects.exists()


def test_a_person_known_from_another_list_is_joined_and_not_doubled(bring, weekly):
    make_subscription("ada@example.org", weekly)

    bring(table("ada@example.org"))

    assert Subscriber.objects.count() == 1
    assert Subscription.objects.count() == 2


def test_an_address_that_stands_twice_is_counted_once(bring):
    arrival = bring(table("ada@example.org", " ADA@Example.org", "ada@example.org"))

    assert arrival.counts == {"confirmed": 1, "twice": 2}


def test_what_is_wrong_with_a_row_is_said_with_its_number(bring):
    arrival = bring(
        "E-mail,Name\nada@example.org,A\nnonsense,B\n,C\nbea@example.org\n", start=False
    )

    assert arrival.counts == {"confirmed": 2, "faulty": 2}
    assert [fault[:2] for fault in arrival.faults] == [[3, "nonsense"], [4, ""]]
    assert "It should look like name@example.org." in arrival.faults[0][2]
    assert arrival.faults[1][2] == "There is no address in this row."


def test_of_very_many_faults_the_first_are_kept(bring):
    arrival = bring(table(*(f"bad {n}" for n in range(150))), start=False)

    assert arrival.counts == {"faulty": 150}
    assert len(arrival.faults) == 100


def test_checking_writes_no_subscriber(bring):
    arrival = bring(TABLE, start=False)

    assert arrival.counts == {"confirmed": 2}
    assert arrival.state == SubscriberImport.State.CHECKED
    assert not Subscriber.objects.exists()


def test_the_check_says_what_the_import_will_come_to(bring, daily, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    make_subscription("ada@example.org", daily)
    suppression.suppress("eve@example.org", Reason.COMPLAINED)
    mixed = table("ada@example.org", "bea@x.org", "bad", "eve@example.org", "bea@x.org", "c@x.org")

    checked = bring(mixed, start=False).counts
    done = bring(mixed).counts

    assert checked == done
    assert done == {"already": 1, "confirmed": 2, "faulty": 1, "stopped": 1, "twice": 1}


def test_without_a_row_of_names_the_first_row_counts(bring):
    arrival = bring("ada@example.org\nnonsense\n", header=False)

    assert arrival.counts == {"confirmed": 1, "faulty": 1}
    assert arrival.faults[0][0] == 2


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [
        ("2026-01-05", "2026-01-05T00:00:00+00:00"),
        ("2026-01-05 10:30", "2026-01-05T10:30:00+00:00"),
        ("2026-01-05T10:30:00+02:00", "2026-01-05T08:30:00+00:00"),
    ],
)
def test_the_day_of_consent_is_read_from_its_column(bring, typed, agreed):
    bring(f"E-mail,Agreed\nada@example.org,{typed}\n")

    assert Subscription.objects.get().confirmed_at == datetime.datetime.fromisoformat(agreed)


@pytest.mark.parametrize("typed", ["", "yes", "2026-13-45", "2199-01-01"])
def test_a_day_that_is_none_or_to_come_is_today(bring, typed):
    bring(f"E-mail,Agreed\nada@example.org,{typed}\n")

    assert Subscription.objects.get().confirmed_at <= timezone.now()


def test_the_file_is_deleted_with_its_import(bring):
    assert bytes(bring(TABLE).content) == b""


def test_a_file_that_nobody_went_on_with_is_deleted(bring, later):
    bring(TABLE, start=False)
    later(days=31)

    forget.func()

    assert not SubscriberImport.objects.exists()


def test_what_was_typed_wrongly_is_forgotten_too(bring, later):
    bring(table("nonsense"))
    later(days=31)

    forget.func()

    assert SubscriberImport.objects.get().faults == []


def test_an_import_that_was_cut_off_goes_on_where_it_was(bring, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 1)
    arrival = bring(table("a@x.org", "b@x.org", "c@x.org"), start=False)
    SubscriberImport.objects.update(state="waiting", counts={})
    write = importing._write

    def die(arrival, new):
        if "b@x.org" in new:
            raise KeyboardInterrupt
        write(arrival, new)

    monkeypatch.setattr(importing, "_write", die)
    with pytest.raises(KeyboardInterrupt):
        importing.run.func(arrival.pk)
    assert set(states()) == {"a@x.org"}
    monkeypatch.setattr(importing, "_write", write)

    importing.run.func(arrival.pk)

    assert set(states()) == {"a@x.org", "b@x.org", "c@x.org"}
    assert SubscriberImport.objects.get().counts == {"confirmed": 3}


def test_an_import_starts_once(bring, nora):
    arrival = bring(TABLE)

    with pytest.raises(importing.NotReady):
        importing.start(arrival, by=nora)
    with pytest.raises(importing.NotReady):
        importing.check(
            arrival, by=nora, newsletter=arrival.newsletter, columns={"email": 0}, header=True,
            source="x", proven=True,
        )  # fmt: skip


def test_running_again_what_is_done_changes_nothing(bring):
    arrival = bring(TABLE)
    before = dump()

    importing.run.func(arrival.pk)

    assert dump() == before


def test_an_empty_file_is_refused(nora):
    with pytest.raises(sheets.Unreadable, match="no rows"):
        importing.upload("x.csv", b"\n\n", by=nora)


@pytest.mark.parametrize("role", ["editor", "translator", "photo editor", ""])
def test_others_may_not_import(bring, role):
    by = make_user(role)
    arrival = bring(TABLE, start=False)

    for verb in (
        lambda: importing.upload("x.csv", b"x", by=by),
        lambda: importing.start(arrival, by=by),
        lambda: importing.check(
            arrival, by=by, newsletter=None, columns={}, header=True, source="", proven=True
        ),
    ):
        with pytest.raises(rights.NotAllowed, match="Ask a newsletter editor"):
            verb()

    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("rows", [1, 20])
def test_a_batch_costs_the_same_for_one_row_and_for_many(bring, rows, django_assert_num_queries):
    emails = [f"{n}@example.org" for n in range(rows)]
    arrival = bring(table(*emails), start=False)
    SubscriberImport.objects.update(state="waiting")

    with django_assert_num_queries(14):
        importing.run.func(arrival.pk)


def test_a_long_table_takes_little_more_memory_than_a_short_one(bring):
    def peak(count):
        arrival = importing.upload("x.csv", content(count), by=make_user("newsletter editor"))
        told = {"columns": {"email": 0}, "header": True, "source": SOURCE, "proven": True}
        arrival.newsletter = Subscription.newsletter.field.related_model.objects.first()
        tracemalloc.start()
        importing.check(arrival, by=arrival.by, newsletter=arrival.newsletter, **told)
        found = tracemalloc.get_traced_memory()[1] - 3 * len(arrival.content)
        tracemalloc.stop()
        return found

    def content(count):
        return table(*(f"reader{n}@example.org" for n in range(count))).encode()

    peak(10)
    assert peak(12_000) < 4 * peak(2_000)  # of six times as many rows
