import email
import re
from email import policy
from email.utils import parsedate_to_datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters import claiming, mime, verp
from newsletters.envelopes import Envelopes, message_id
from tests.factories import make_newsletter
from tests.newsletters.mailing import leaving
from tests.newsletters.readers import reader, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(settings):
    """`sent(**newsletter)`: the message as its reader gets it."""
    settings.DEFAULT_FROM_EMAIL = "Courier <post@courier.example>"

    def sent(subject="Ferries & bridges", **newsletter):
        issue = leaving(make_newsletter(**newsletter), readers=["ada@example.org"], subject=subject)
        (letter,) = claiming.claim().letters
        message = Envelopes(issue).message(letter)
        return email.message_from_bytes(mime.unstuffed(message), policy=policy.default)

    return sent


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("From", "The Morning Crossing <post@courier.example>"),
        ("To", "ada@example.org"),
        ("Subject", "Ferries & bridges"),
        ("List-Id", "<morning.testserver>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Reply-To", None),
        ("Bcc", None),
        ("Auto-Submitted", None),
    ],
)
def test_a_letter_says_whose_it_is(sent, header, value):
    message = sent(name="The Morning Crossing", slug="morning")

    assert message[header] == value


def test_a_list_may_have_its_own_sender():
    from_ = {"from_name": "Zoë, Ferry", "from_email": "zoe@ferry.example"}
    issue = leaving(make_newsletter(**from_, reply_to="desk@ferry.example", list_id="f.example"))
    message = email.message_from_bytes(
        Envelopes(issue).message(claiming.claim().letters[0]), policy=policy.default
    )

    assert message["From"].addresses[0].display_name == "Zoë, Ferry"
    assert message["From"].addresses[0].addr_spec == "zoe@ferry.example"
    assert message["Reply-To"] == "desk@ferry.example"
    assert message["List-Id"] == "<f.example>"


def test_the_subject_arrives_in_any_script(sent):
    subject = "Пять историй: 漢字, عبور, und “Zürich” – " + "ü" * 60

    assert sent(subject=subject)["Subject"] == subject


def test_one_press_in_the_mail_program_ends_the_subscription(sent):
    (address,) = re.findall(r"^<http://testserver(\S+)>$", sent()["List-Unsubscribe"])

    answer = reader().post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert state() == "unsubscribed"


def test_the_links_in_both_parts_are_those_of_the_reader(sent):
    message = sent()
    token = message["List-Unsubscribe"].rstrip("/>").rpartition("/")[2]

    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    leave = f"http://testserver{reverse('newsletter-unsubscribe', args=[token])}"
    choose = f"http://testserver{reverse('newsletter-preferences', args=[token])}"
    assert leave in text
    assert f'<a href="{leave}">' in html
    assert f'<a href="{choose}">' in html
    assert "@@" not in text + html


def test_the_date_is_now(sent):
    at = parsedate_to_datetime(sent()["Date"])

    assert abs((timezone.now() - at.replace(tzinfo=timezone.now().tzinfo)).total_seconds()) < 10


def test_a_letter_is_called_the_same_however_often_it_is_made():
    issue = leaving()
    letters = claiming.claim().letters
    made = [Envelopes(issue).message(letters[0]) for _ in range(2)]

    ids = [re.search(rb"Message-ID: <(\S+)@testserver>", message)[1].decode() for message in made]
    assert ids == [message_id(issue.pk, letters[0].pk)] * 2
    assert message_id(issue.pk, letters[0].pk) != message_id(issue.pk, letters[1].pk)


def test_nobody_can_make_up_the_name_of_a_letter(settings):
    name = message_id(1, 2)
    settings.SECRET_KEY = "another"

    assert message_id(1, 2) != name


def test_the_feedback_id_names_issue_list_and_sender(sent):
    issue, newsletter, kind, sender = sent(slug="morning")["Feedback-ID"].split(":")

    assert issue.isdigit()
    assert (newsletter, kind) == ("morning", "newsletter")
    assert 5 <= len(sender) <= 15


def test_what_comes_back_tells_which_letter_it_is_about(settings):
    settings.BOUNCE_DOMAIN = "bounces.courier.example"
    issue = leaving(readers=1)
    (letter,) = claiming.claim().letters

    path = Envelopes(issue).return_path(letter)

    assert path.endswith("@bounces.courier.example")
    assert verp.parse(path) == letter.pk


def test_without_a_domain_for_it_bounces_go_to_the_sender(settings):
    settings.DEFAULT_FROM_EMAIL = "Courier <post@courier.example>"
    issue = leaving(readers=1)

    assert Envelopes(issue).return_path(claiming.claim().letters[0]) == "post@courier.example"
