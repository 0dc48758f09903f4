"""The words of the mails to papers that took a story."""

import datetime

import pytest
from django.utils import translation

from articles.models import Correction
from syndication import letters, taking
from syndication.models import Alert, Taking
from tests.articles import reading
from tests.factories import make_section, make_user
from tests.syndication import papers

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 5, 21, 8, 30, tzinfo=datetime.UTC)


def compose(alert):
    return letters.compose(alert, Taking.objects.get())


def both(message):
    return message.body, message.alternatives[0].content


def corrected(**kwargs):
    live = reading.full_story(version=3, **kwargs)
    taking.note(papers.make_republisher(), live, AT - datetime.timedelta(days=1))
    Taking.objects.update(version=2)
    note = Correction.objects.create(
        live=live, text="It was <five>.", published_at=AT, by=make_user("managing editor")
    )
    kind = Alert.Kind.CORRECTION
    return Alert.objects.create(
        republisher=Taking.objects.get().republisher, live=live, kind=kind, correction=note
    )


def withdrawn():
    live = reading.withdrawn(make_section("World", slug="world"), withdrawn_at=AT)
    taking.note(papers.make_republisher(), live, AT - datetime.timedelta(days=1))
    return Alert.objects.create(
        republisher=Taking.objects.get().republisher, live=live, kind=Alert.Kind.WITHDRAWAL
    )


def test_a_letter_is_in_english_whatever_the_desk_speaks():
    alert = corrected()
    with translation.override("fr"):
        message = compose(alert)
    text, html = both(message)
    assert message.subject.startswith("Correction: ")
    assert "Correction of 21 May 2026, 08:30 UTC" in text
    assert '<html lang="en"' in html


def test_a_correction_says_what_was_wrong_where_and_what_to_do():
    alert = corrected()
    message = compose(alert)
    assert message.subject == "Correction: Amman counts its water"
    assert message.to == ["harbour.post@paper.example"]
    for part in both(message):
        assert "a story that Harbour Post took from us" in part
        assert "http://testserver/world/amman-counts-its-water/" in part
        assert "Correction of 21 May 2026, 08:30 UTC:" in part
        assert "You took version 2 on 20 May 2026, 08:30 UTC." in part
        assert f"http://testserver/api/v1/stories/{alert.live.pk}/" in part
        assert "Put the new text in the place of yours." in part
        assert "holds this note already" not in part
    assert "It was <five>." in message.body
    assert "It was &lt;five&gt;." in message.alternatives[0].content


def test_who_took_the_corrected_version_meanwhile_is_told_so():
    alert = corrected()
    Taking.objects.update(version=3)
    assert "It holds this note already." in compose(alert).body


def test_a_withdrawal_says_what_to_take_down_and_what_our_readers_are_told():
    message = compose(withdrawn())
    assert message.subject == "Withdrawn, please take it down: What was said"
    for part in both(message):
        assert "http://testserver/world/withdrawn/" in part
        assert "Withdrawn on 21 May 2026, 08:30 UTC." in part
        assert "The paper has withdrawn this story." in part
        assert "take it off your pages, feeds and apps today, with its pictures" in part


def test_its_head_says_that_a_machine_wrote_it_and_is_the_same_each_time():
    alert = corrected()
    first, second = compose(alert), compose(alert)
    assert first.extra_headers["Auto-Submitted"] == "auto-generated"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@testserver>")


def test_two_alerts_are_two_messages():
    assert letters.message_id(corrected()) != letters.message_id(
        Alert(pk=1, republisher_id=1, live_id=1, kind="withdrawal")
    )


def test_a_headline_cannot_write_into_the_head():
    message = compose(corrected(headline="Salt\r\nBcc: all@desk.example"))
    assert message.subject == "Correction: Salt Bcc: all@desk.example"
    assert message.recipients() == ["harbour.post@paper.example"]
