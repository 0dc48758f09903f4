import email

import pytest
from django.core.exceptions import ValidationError

from newsletters import mime, testing, verp
from newsletters.models import Delivery, Subscription
from newsletters.rights import NotAllowed
from tests.factories import make_user
from tests.newsletters.issues import make_issue, make_shown
from tests.newsletters.readers import NOW, reader, sign_up
from tests.newsletters.sink import Fault

pytestmark = pytest.mark.django_db
PIA, HELEN = "pia@desk.example", "helen@desk.example"


@pytest.fixture
def issue(daily):
    return make_issue(make_shown("The harbour is silent"), newsletter=daily)


@pytest.fixture
def samir():
    return make_user("newsletter editor")


def letters(sink):
    return [email.message_from_bytes(mime.unstuffed(data)) for _, data, _ in sink.received]


def test_a_test_goes_to_each_named_address_and_says_that_it_is_one(sink, issue, samir):
    testing.send_test(issue, by=samir, to=[PIA, HELEN])

    assert [letter["To"] for letter in letters(sink)] == [PIA, HELEN]
    assert letters(sink)[0]["Subject"] == "[Test] Silence"
    text, html = letters(sink)[0].get_payload()
    for part in (text, html):
        assert b"The harbour is silent" in part.get_payload(decode=True)


def test_the_links_of_a_test_end_nobodys_subscription(sink, issue, samir, daily):
    sign_up()
    daily.subscriptions.update(state="confirmed", confirmed_at=NOW)

    testing.send_test(issue, by=samir, to=["ada@example.org"])

    letter = letters(sink)[-1]
    address = letter["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert "/newsletter/unsubscribe/" in address
    assert reader().post(address, {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert Subscription.objects.get().state == "confirmed"


def test_a_test_is_on_record_and_counts_nowhere(sink, issue, samir):
    testing.send_test(issue, by=samir, to=[PIA])

    issue.refresh_from_db()
    assert (issue.state, issue.version, issue.html) == ("draft", 1, "")
    assert not Delivery.objects.exists()
    assert list(issue.events.values_list("verb", "by", "note")) == [("test", samir.pk, "1 letter")]


def test_what_the_mail_server_says_against_it_is_told(sink, issue, samir):
    sink.faults = {PIA: [Fault.RCPT_550]}

    with pytest.raises(ValidationError, match=r"pia@desk\.example: the mail"):
        testing.send_test(issue, by=samir, to=[PIA, HELEN])

    assert sink.recipients == [HELEN]
    assert list(issue.events.values_list("verb", "note")) == [("test", "1 letter")]


def test_every_test_letter_is_a_letter_of_its_own(sink, issue, samir):
    """Of two with one Message-ID mail programs show the first: that from before the change."""
    testing.send_test(issue, by=samir, to=[PIA])
    testing.send_test(issue, by=samir, to=[PIA, HELEN])

    assert len({letter["Message-ID"] for letter in letters(sink)}) == 3


def test_what_bounces_of_a_test_is_about_no_letter(sink, issue, samir, settings):
    settings.BOUNCE_DOMAIN = "bounces.example"

    testing.send_test(issue, by=samir, to=[PIA])

    ((_, _, sender),) = sink.received
    assert sender.endswith("@bounces.example")
    assert verp.parse(sender) is None


def test_who_has_not_the_right_sends_no_test(sink, issue):
    with pytest.raises(NotAllowed):
        testing.send_test(issue, by=make_user("translator"), to=[PIA])

    assert sink.received == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Name an address."),
        ("pia", "not a complete e-mail address"),
        ("a@x.org b@x.org c@x.org d@x.org e@x.org f@x.org", "at most 5 addresses"),
    ],
)
def test_bad_addresses_are_refused_in_words(client, sink, issue, samir, typed, sentence):
    client.force_login(samir)

    answer = client.post(f"/admin/newsletters/issue/{issue.pk}/test/", {"to": typed})

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert typed in answer.content.decode()
    assert sink.received == []


def test_addresses_are_parted_by_whatever_people_type(client, sink, issue, samir):
    client.force_login(samir)

    client.post(f"/admin/newsletters/issue/{issue.pk}/test/", {"to": f"{PIA}; {HELEN.upper()},"})

    assert sink.recipients == [PIA, HELEN]
