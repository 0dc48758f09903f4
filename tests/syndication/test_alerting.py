"""Mail to papers that took a story: found, sent until taken, stopped by a person."""

import datetime
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends import locmem
from django.utils import timezone

from articles import publishing
from articles.models import Correction, LiveArticle, State
from syndication import alerting, taking
from syndication.models import Alert, Republisher
from syndication.tasks import alert_republishers
from tests.articles.stories import bring
from tests.factories import make_user
from tests.syndication import papers
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db

GONE = SMTPRecipientsRefused({"x": (550, b"no such user")})


@pytest.fixture
def live(desk):
    """A published story that the Harbour Post took yesterday."""
    article = bring(desk, State.PUBLISHED)
    taking.note(papers.make_republisher(), article.live, ago(days=1))
    return article.live


@pytest.fixture
def withdrawal(live):
    return make_withdrawal(live)


def make_withdrawal(live):
    LiveArticle.objects.filter(pk=live.pk).update(
        withdrawn_at=timezone.now(), body="", withdrawn_note="The paper asked for it."
    )
    alerting.find()
    return Alert.objects.get(kind=Alert.Kind.WITHDRAWAL)


def ago(**kwargs):
    return timezone.now() - datetime.timedelta(**kwargs)


def later(**kwargs):
    return timezone.now() + datetime.timedelta(**kwargs)


def make_correction(live, by, **kwargs):
    return Correction.objects.create(live=live, text="Five cranes.", by=by, **kwargs)


def outbox():
    return [(message.to[0], message.subject) for message in mail.outbox]


def refuse(monkeypatch, error):
    """The mail server answers so from now on; how often it was asked."""
    asked = []

    def send_messages(backend, messages):
        asked.append(messages)
        raise error

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", send_messages)
    return asked


# --- what is told, and to whom


def test_the_verbs_of_the_desk_reach_who_took_the_story(desk):
    article = bring(desk, State.PUBLISHED)
    taking.note(papers.make_republisher(), article.live, ago(days=1))
    papers.make_republisher("Never Took It")
    article = publishing.correct(
        article, by=desk.max, seen=article.version, kind="correction", text="Five cranes."
    )
    alert_republishers.call()
    publishing.withdraw(article, by=desk.max, seen=article.version, note="Asked for.")
    alert_republishers.call()
    alert_republishers.call()
    assert outbox() == [
        ("harbour.post@paper.example", "Correction: A harbour wakes"),
        ("harbour.post@paper.example", "Withdrawn, please take it down: A harbour wakes"),
    ]


def test_each_correction_is_told_to_each_once(desk, live):
    taking.note(papers.make_republisher("Other"), live, ago(days=2))
    for _ in range(2):
        make_correction(live, desk.max)
    alerting.find()
    alerting.find()
    told = Alert.objects.values_list("republisher__name", "correction").distinct()
    assert len(told) == Alert.objects.count() == 4


def test_who_took_the_story_after_its_correction_has_it_already(desk, live):
    make_correction(live, desk.max, published_at=ago(days=3))
    alerting.find()
    assert not Alert.objects.exists()


def test_who_took_it_while_the_correction_was_being_stored_is_told(desk, live):
    make_correction(live, desk.max, published_at=ago(days=1, seconds=30))
    alerting.find()
    assert Alert.objects.count() == 1


def test_a_paper_that_gets_no_more_stories_still_hears_of_those_it_took(live):
    Republisher.objects.update(active=False)
    make_withdrawal(live)
    alerting.send_waiting()
    assert len(mail.outbox) == 1


def test_what_is_long_past_is_not_dug_up(desk, live):
    LiveArticle.objects.filter(pk=live.pk).update(
        withdrawn_at=ago(days=61), body="", withdrawn_note="Old."
    )
    alerting.find()
    assert not Alert.objects.exists()


def test_finding_costs_the_same_for_one_and_for_three(desk, live, django_assert_num_queries):
    for n in range(3):
        make_correction(live, desk.max)
        with django_assert_num_queries(3):
            alerting.find()
        assert Alert.objects.count() == n + 1


# --- sending


def test_what_was_taken_is_noted_and_not_sent_again(withdrawal):
    alerting.send_waiting()
    alerting.send_waiting(later(days=1))
    withdrawal.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (withdrawal.state, withdrawal.tries) == ("sent", 1)
    assert (withdrawal.sent_to, withdrawal.next_at) == ("harbour.post@paper.example", None)


@pytest.mark.parametrize("error", [GONE, SMTPServerDisconnected("closed"), OSError("no route")])
def test_what_is_refused_is_tried_again_ever_more_rarely_and_never_given_up(
    withdrawal, monkeypatch, error
):
    refuse(monkeypatch, error)
    at, waits = timezone.now(), []
    for _ in range(12):
        alerting.send_waiting(at)
        withdrawal.refresh_from_db()
        waits.append((withdrawal.next_at - at).total_seconds() / 60)
        at = withdrawal.next_at
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 180
    assert (withdrawal.state, withdrawal.tries) == ("waiting", 12)
    assert withdrawal.last_error.startswith(type(error).__name__)


def test_a_mended_address_is_used_at_the_next_try(withdrawal, monkeypatch):
    with monkeypatch.context() as refusing:
        refuse(refusing, GONE)
        alerting.send_waiting()
    Republisher.objects.update(email="desk@harbour.example")
    alerting.send_waiting(later(minutes=2))
    withdrawal.refresh_from_db()
    assert (withdrawal.sent_to, withdrawal.last_error) == ("desk@harbour.example", "")


def two_waiting(desk, live):
    taking.note(papers.make_republisher("Other"), live, ago(days=2))
    make_correction(live, desk.max)
    alerting.find()


def test_a_bad_address_holds_up_nobody_else(desk, live, monkeypatch):
    two_waiting(desk, live)
    assert len(refuse(monkeypatch, GONE)) == 0
    asked = refuse(monkeypatch, GONE)
    alerting.send_waiting()
    assert len(asked) == 2


def test_a_mail_server_that_does_not_answer_is_asked_once(desk, live, monkeypatch):
    two_waiting(desk, live)
    asked = refuse(monkeypatch, OSError("no route"))
    alerting.send_waiting()
    assert len(asked) == 1
    assert Alert.objects.filter(state="waiting").count() == 2


def test_a_worker_that_dies_while_sending_leaves_it_to_be_tried(withdrawal, monkeypatch):
    refuse(monkeypatch, SystemExit())
    with pytest.raises(SystemExit):
        alerting.send_waiting()
    monkeypatch.undo()
    alerting.send_waiting(later(minutes=9))
    assert mail.outbox == []
    alerting.send_waiting(later(minutes=11))
    assert len(mail.outbox) == 1


def test_a_correction_that_a_withdrawal_overtook_is_not_sent(desk, live):
    make_correction(live, desk.max)
    alerting.find()
    make_withdrawal(live)
    alerting.send_waiting()
    assert [subject[:9] for _, subject in outbox()] == ["Withdrawn"]
    stopped = Alert.objects.get(kind="correction")
    assert (stopped.state, stopped.stopped_note) == ("stopped", alerting.OVERTAKEN)


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_send_it_once(withdrawal):
    together(alerting.send_waiting, alerting.send_waiting)
    assert len(mail.outbox) == 1


# --- a person decides


def test_a_person_may_stop_it_with_a_reason(desk, withdrawal):
    alerting.stop(withdrawal, by=desk.max, note="Told\nby telephone.")
    alerting.send_waiting(later(days=1))
    withdrawal.refresh_from_db()
    assert mail.outbox == []
    assert (withdrawal.state, withdrawal.stopped_by) == ("stopped", desk.max)
    assert withdrawal.stopped_note == "Told by telephone."


def test_stopping_takes_a_reason_and_something_that_waits(desk, withdrawal):
    with pytest.raises(ValidationError):
        alerting.stop(withdrawal, by=desk.max, note=" ")
    alerting.send_waiting()
    with pytest.raises(ValidationError):
        alerting.stop(withdrawal, by=desk.max, note="Too late.")
    with pytest.raises(ValidationError):
        alerting.hurry(withdrawal, by=desk.max)


def test_a_person_may_have_it_tried_at_once(desk, withdrawal, monkeypatch):
    with monkeypatch.context() as refusing:
        refuse(refusing, GONE)
        alerting.send_waiting()
    alerting.hurry(withdrawal, by=desk.max)
    alerting.send_waiting()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("role", ["translator", "editor", "newsletter editor"])
def test_others_may_neither_stop_nor_hurry_it(withdrawal, role):
    somebody = make_user(role)
    with pytest.raises(alerting.NotAllowed):
        alerting.stop(withdrawal, by=somebody, note="No.")
    with pytest.raises(alerting.NotAllowed):
        alerting.hurry(withdrawal, by=somebody)
