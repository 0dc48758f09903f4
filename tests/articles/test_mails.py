"""Mail of notices: one message each, to who wants it, whatever the mail server does."""

import asyncio
import datetime
import email
import email.policy
import threading
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.utils import timezone

from articles import commenting, mails, noticing, workflow
from articles.models import Article, Notice, NoticeKind, State
from articles.tasks import mail_notices, notice_what_is_due
from tests.articles.stories import bring, commission, fresh
from tests.factories import make_snapshot
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db
GONE = {"anna@desk.example": (550, b"no such user")}
FULL = {"anna@desk.example": (452, b"mailbox full")}


@pytest.fixture
def returned(desk):
    """anna is told that ben returned her story."""
    story = bring(desk, State.EDITING)
    workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="Cut <b>it</b>.")
    return Notice.objects.get()


def later(**delta):
    return timezone.now() + datetime.timedelta(**delta)


def subjects():
    return [message.subject for message in mail.outbox]


# --- the message


def test_it_says_who_did_what_with_which_story_when_and_where(returned):
    mails.send_waiting()
    (message,) = mail.outbox
    address = f"http://testserver/admin/articles/article/{returned.article_id}/change/"
    assert message.subject == "Returned to you: A harbour wakes"
    assert message.to == ["anna@desk.example"]
    html = message.alternatives[0].content
    for part in (message.body, html):
        assert "ben returned “A harbour wakes” to you." in part
        assert address in part
        assert "http://testserver/admin/notices/mail/" in part
        assert f"{timezone.localtime(returned.at):%Y, %H:%M} UTC" in part
    assert "Cut <b>it</b>." in message.body
    assert "Cut &lt;b&gt;it&lt;/b&gt;." in html


def test_its_head_says_that_a_machine_wrote_it_and_is_the_same_each_time(returned):
    first, second = mails.compose(returned), mails.compose(returned)
    assert first.extra_headers["Auto-Submitted"] == "auto-generated"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@testserver>")
    assert not [name for name in first.message() if name.lower().startswith("list-")]


def test_a_headline_cannot_write_into_the_head(desk, returned):
    Article.objects.update(headline="Salt\r\nBcc: all@desk.example")
    mails.send_waiting()
    (message,) = mail.outbox
    assert message.subject == "Returned to you: Salt Bcc: all@desk.example"
    assert message.recipients() == ["anna@desk.example"]


# --- every kind, end to end


def test_each_kind_arrives_by_the_tasks(desk):
    due = timezone.now() + datetime.timedelta(seconds=1)
    story = commission(desk, translator=desk.anna, editor=desk.ben, due_at=due)
    Article.objects.filter(pk=story.pk).update(due_at=timezone.now() - datetime.timedelta(hours=1))
    notice_what_is_due.call()
    story = bring(desk, State.EDITING, article=_translated(desk, fresh(story)))
    workflow.return_to_translator(story, by=desk.carla, seen=story.version, note="No.")
    commenting.comment(story, by=desk.carla, text="@anna?")
    make_snapshot(original=story.original)
    notice_what_is_due.call()
    for _ in range(3):
        mail_notices.call()
    assert sorted((message.to[0], message.subject.split(":")[0]) for message in mail.outbox) == [
        ("anna@desk.example", "A comment for you"),
        ("anna@desk.example", "Commissioned from you"),
        ("anna@desk.example", "Overdue"),
        ("anna@desk.example", "Returned to you"),
        ("ben@desk.example", "Look at the original"),
        ("ben@desk.example", "Overdue"),
    ]
    assert not Notice.objects.filter(mailed_at=None).exists()


def _translated(desk, story):
    """Back in the queue, for anna to take it from there as every story does."""
    Article.objects.filter(pk=story.pk).update(state=State.COMMISSIONED, translator=None)
    return fresh(story)


# --- to whom


def test_a_kind_that_is_switched_off_stands_on_the_desk_alone(desk, returned):
    noticing.choose_mail(["mention"], by=desk.anna)
    mails.send_waiting()
    returned.refresh_from_db()
    assert mail.outbox == []
    assert (returned.mail_next_at, returned.mailed_at) == (None, None)
    assert noticing.unread(desk.anna) == [returned.article_id]


def test_who_has_no_address_reads_it_on_the_desk(desk, returned):
    desk.anna.email = ""
    desk.anna.save()
    mails.send_waiting()
    assert mail.outbox == []
    assert noticing.unread(desk.anna) == [returned.article_id]


@pytest.mark.parametrize("how", ["another translator", "left"])
def test_who_may_not_see_it_any_more_gets_no_mail(desk, returned, how):
    if how == "left":
        desk.anna.is_active = False
        desk.anna.save()
    else:
        Article.objects.update(translator=desk.omar)
    mails.send_waiting()
    assert mail.outbox == []
    assert Notice.objects.get().mail_next_at is None


# --- once


def test_it_is_sent_once(returned):
    for _ in range(3):
        mails.send_waiting()
    assert len(mail.outbox) == 1
    assert Notice.objects.get().mailed_at is not None


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_send_it_once(desk, returned):
    assert together(mails.send_waiting, mails.send_waiting) == [None, None]
    assert len(mail.outbox) == 1


def test_a_server_out_of_reach_is_tried_again_ever_later(returned, relay):
    relay += [ConnectionRefusedError(), TimeoutError()]
    mails.send_waiting()
    mails.send_waiting(later(seconds=20))
    assert len(relay) == 1  # not asked again so soon
    mails.send_waiting(later(seconds=40))
    assert relay == []
    mails.send_waiting(later(seconds=70))
    assert mail.outbox == []
    mails.send_waiting(later(seconds=100))
    assert subjects() == ["Returned to you: A harbour wakes"]
    assert Notice.objects.get().mailed_at is not None


def test_a_full_mailbox_is_tried_again_and_a_missing_one_is_not(returned, relay):
    relay += [SMTPRecipientsRefused(FULL), SMTPRecipientsRefused(GONE)]
    mails.send_waiting()
    assert Notice.objects.get().mail_next_at > timezone.now()
    mails.send_waiting(later(minutes=1))
    notice = Notice.objects.get()
    assert (notice.mail_next_at, notice.mailed_at, relay) == (None, None, [])


def test_one_message_that_is_refused_keeps_no_other_for_long(desk, returned, relay):
    story = returned.article
    commenting.comment(story, by=desk.ben, text="@carla?")
    relay.append(SMTPDataError(554, b"not this one"))
    mails.send_waiting()
    mails.send_waiting()
    assert subjects() == ["A comment for you: A harbour wakes"]


def test_after_two_days_it_is_given_up(returned, relay):
    relay.append(ConnectionRefusedError())
    Notice.objects.update(at=timezone.now() - datetime.timedelta(days=3))
    mails.send_waiting()
    assert Notice.objects.get().mail_next_at is None
    assert Notice.objects.get().kind == NoticeKind.RETURNED


def test_nothing_to_send_asks_the_mail_server_nothing(desk, settings, django_assert_num_queries):
    settings.EMAIL_BACKEND = "nowhere.EmailBackend"
    with django_assert_num_queries(1):
        mails.send_waiting()


# --- over a real line


class Sink:
    """An SMTP server of a few words that keeps what it is given."""

    def __init__(self):
        self.letters = []
        self.ready = threading.Event()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.run, daemon=True).start()
        assert self.ready.wait(10)

    def run(self):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def talk(self, reader, writer):
        writer.write(b"220 sink\r\n")
        while line := await reader.readline():
            word = line.strip().upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
            writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 sink\r\n")
            if word == b"QUIT":
                break
        writer.close()


def test_a_mail_server_is_given_whole_messages_over_one_line(desk, returned, settings):
    sink = Sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    commenting.comment(returned.article, by=desk.ben, text="@carla, 两个？")
    mails.send_waiting()
    sink.loop.call_soon_threadsafe(sink.loop.stop)
    letters = [email.message_from_bytes(one, policy=email.policy.default) for one in sink.letters]
    assert [letter["To"] for letter in letters] == ["anna@desk.example", "carla@desk.example"]
    assert letters[1]["Subject"] == "A comment for you: A harbour wakes"
    assert letters[1]["Auto-Submitted"] == "auto-generated"
    assert "两个？" in letters[1].get_body(("plain",)).get_content()
    assert "两个？" in letters[1].get_body(("html",)).get_content()
