import email
import email.policy
import logging
import re
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail

from jobs import durable
from newsletters import alarms, mails
from newsletters.models import Newsletter, Subscriber, Subscription
from tests.newsletters.readers import NOW, link, reader, sign_up, state

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"


@pytest.fixture
def subscription(daily):
    subscriber = Subscriber.objects.create(email=ADA)
    return Subscription.objects.create(subscriber=subscriber, newsletter=daily, requested_at=NOW)


def answer(subscription, asked=NOW):
    mails.answer_sign_up.call(subscription.subscriber_id, [subscription.pk], asked.isoformat())


def parsed(message):
    return email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)


def html(message):
    return message.alternatives[0].content


def test_the_confirmation_names_the_newsletter_the_site_and_the_time(subscription):
    answer(subscription)

    (message,) = mail.outbox
    assert message.subject == "Please confirm: The Morning Crossing"
    assert message.to == [ADA]
    for part in (message.body, html(message)):
        assert "Test Courier" in part
        assert "The Morning Crossing" in part
        assert "1 March 2026, 09:30 UTC" in part
        assert "The link works for 7 days." in part


def test_both_parts_carry_the_same_absolute_link(subscription):
    answer(subscription)

    (message,) = mail.outbox
    links = re.findall(r'href="(http://testserver/newsletter/confirm/[^"]+)"', html(message))
    assert set(links) == {f"http://testserver{link(message)}"}
    assert len(links) == 2


def test_the_letter_says_that_a_machine_wrote_it_and_has_two_parts(subscription):
    answer(subscription)

    message = parsed(mail.outbox[0])
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]


def test_the_letter_fetches_nothing_and_shows_itself_in_the_dark(subscription):
    answer(subscription)

    page = html(mail.outbox[0])
    assert not re.search(r"src=|<link|@import|url\(|<script", page)
    assert 'name="color-scheme" content="light dark"' in page
    assert "prefers-color-scheme: dark" in page


def test_names_stand_in_text_as_they_are_and_in_html_escaped(subscription):
    Newsletter.objects.update(name="Salt & <Pepper>", call_headline='"Fish" & chips')

    answer(subscription)

    (message,) = mail.outbox
    assert message.subject == "Please confirm: Salt & <Pepper>"
    assert '- Salt & <Pepper>: "Fish" & chips' in message.body
    assert "Salt &amp; &lt;Pepper&gt;" in html(message)
    assert "<Pepper>" not in html(message)


def test_a_line_break_in_a_name_makes_no_second_header(subscription):
    Newsletter.objects.update(name="Salt\r\nBcc: eve@example.org")

    answer(subscription)

    message = parsed(mail.outbox[0])
    assert message["Subject"] == "Please confirm: Salt Bcc: eve@example.org"
    assert "Bcc" not in message


def test_what_the_person_at_the_form_typed_stands_nowhere_in_the_letter(daily):
    sign_up("buy.pills.now@example.org")

    (message,) = mail.outbox
    assert "pills" not in message.subject + message.body + html(message)


def test_lines_of_the_letter_are_short_enough_for_every_server(subscription):
    answer(subscription)

    lines = mail.outbox[0].message().as_bytes().split(b"\n")
    assert max(map(len, lines)) < 998


def test_who_is_confirmed_hears_so_and_gets_the_way_out(subscription):
    Subscription.objects.update(state="confirmed", confirmed_at=NOW)

    answer(subscription)

    (message,) = mail.outbox
    assert message.subject == "You are already signed up: Test Courier"
    assert link(message, "unsubscribe") == f"/newsletter/unsubscribe/{subscription.token}/"
    assert f"/newsletter/unsubscribe/{subscription.token}/" in html(message)
    assert "/confirm/" not in message.body + html(message)


def test_who_has_left_meanwhile_gets_no_letter(subscription):
    Subscription.objects.update(state="unsubscribed", unsubscribed_at=NOW)

    answer(subscription)

    assert not mail.outbox


def test_who_was_deleted_meanwhile_gets_no_letter(subscription):
    Subscriber.objects.all().delete()

    answer(subscription)

    assert not mail.outbox


def test_the_time_of_the_letter_is_kept(subscription):
    answer(subscription)

    assert Subscription.objects.get().asked_at > NOW


def test_a_task_that_runs_twice_writes_once(subscription):
    answer(subscription)
    answer(subscription)

    assert len(mail.outbox) == 1


def test_a_later_sign_up_is_answered_too(subscription):
    answer(subscription)
    asked = Subscription.objects.get().asked_at

    answer(subscription, asked=asked.replace(year=asked.year + 1))

    assert len(mail.outbox) == 2


def test_the_same_sign_up_gets_the_same_message_id(subscription, settings):
    settings.SITE_URL = "https://courier.example"
    answer(subscription)
    Subscription.objects.update(asked_at=None)
    answer(subscription)

    first, second = (parsed(message)["Message-ID"] for message in mail.outbox)
    assert first == second
    assert re.fullmatch(r"<[0-9a-f]{32}@courier\.example>", first)


def test_two_sign_ups_have_two_message_ids(subscription):
    answer(subscription)
    answer(subscription, asked=NOW.replace(year=2099))

    first, second = (parsed(message)["Message-ID"] for message in mail.outbox)
    assert first != second


def test_a_letter_that_could_not_leave_is_tried_again(subscription, relay):
    relay.append(SMTPServerDisconnected("gone"))

    with pytest.raises(SMTPServerDisconnected):
        answer(subscription)
    assert Subscription.objects.get().asked_at is None
    answer(subscription)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("task", [mails.answer_sign_up, alarms.tell, alarms.write])
def test_a_mail_server_may_be_down_for_a_day(task):
    waits = [min(durable.LONGEST_WAIT, 2**tries) for tries in range(1, task.func.retries + 1)]
    assert 24 <= sum(waits) / 3600 < 25


def test_a_mailbox_that_is_not_there_is_not_tried_again(subscription, relay, caplog):
    relay.append(SMTPRecipientsRefused({ADA: (550, b"no such user")}))

    with caplog.at_level(logging.INFO, logger="newsletters.mails"):
        answer(subscription)
    answer(subscription)

    assert not mail.outbox
    assert "refused for good" in caplog.text
    assert ADA not in caplog.text


def test_a_mailbox_that_is_full_is_tried_again(subscription, relay):
    relay.append(SMTPRecipientsRefused({ADA: (452, b"full")}))

    with pytest.raises(SMTPRecipientsRefused):
        answer(subscription)


def test_an_edition_written_from_right_to_left_has_letters_that_are(subscription, settings):
    settings.EDITIONS = ["ar"]
    answer(subscription)

    assert '<html lang="ar" dir="rtl">' in html(mail.outbox[0])


def test_the_link_of_the_letter_works(daily):
    sign_up()

    assert reader().post(link()).status_code == 200
    assert state() == Subscription.State.CONFIRMED
