"""Papers that republish us, their keys and the mails to them, at the desk."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.models import LiveArticle
from syndication import alerting, keys, taking
from syndication.models import Alert, ApiKey, Republisher
from tests.articles.reading import page
from tests.factories import make_user
from tests.syndication import papers

pytestmark = pytest.mark.django_db

LIST = "admin:syndication_republisher_changelist"


@pytest.fixture
def post():
    return papers.make_republisher()


@pytest.fixture
def alert(post):
    live = papers.of_our_own(headline="A story they took")
    taking.note(post, live)
    LiveArticle.objects.update(withdrawn_at=timezone.now(), body="", withdrawn_note="Wrong.")
    alerting.find()
    return Alert.objects.get()


def at_the_desk(client, role="managing editor"):
    client.force_login(make_user(role))
    return client


def at(name, *args):
    return reverse(f"admin:syndication_{name}", args=args)


def words(response):
    return " ".join(page(response).text_content().split())


# --- papers


def test_a_managing_editor_enters_a_paper(client):
    at_the_desk(client)
    said = {"name": "Le  Port", "email": "desk@leport.example", "active": "on", "takes_own": "on"}
    assert client.post(at("republisher_add"), said).status_code == 302
    found = Republisher.objects.get()
    assert (found.name, found.takes_own, found.takes_photos) == ("Le Port", True, False)


def test_the_list_says_who_asks_and_whose_mail_waits(client, post, alert):
    _, secret = papers.make_key(post)
    keys.use(secret)
    [row] = page(at_the_desk(client).get(reverse(LIST))).xpath(
        "//table[@id='result_list']/tbody/tr"
    )
    told = {cell.get("class").split()[0]: cell.text_content() for cell in row[1:]}
    assert told["field-email"] == "harbour.post@paper.example"
    assert (told["field-open_keys"], told["field-waiting"]) == ("1", "1")
    assert told["field-last_used"] != "-"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_paper_and_for_three(
    client, number, django_assert_num_queries
):
    for n in range(number):
        papers.make_key(papers.make_republisher(f"Paper {n}"))
    at_the_desk(client)
    with django_assert_num_queries(6):
        client.get(reverse(LIST))


def test_a_paper_is_shown_with_its_keys_and_with_what_it_took(client, post, alert):
    papers.make_key(post, label="app", revoked_at=timezone.now(), revoked_by=make_user())
    shown = words(at_the_desk(client).get(at("republisher_change", post.pk)))
    assert "A story they took" in shown
    assert "app" in shown
    assert "revoked on" in shown


@pytest.mark.parametrize(("role", "led"), [("editor", 0), ("managing editor", 1)])
def test_who_may_revoke_no_key_is_led_to_no_such_page(client, post, role, led):
    papers.make_key(post)
    shown = page(at_the_desk(client, role).get(at("republisher_change", post.pk)))
    assert len(shown.xpath("//a[contains(@href, '/revoke/')]")) == led


def test_nobody_deletes_a_paper(client, post):
    at_the_desk(client, "administrator")
    assert client.post(at("republisher_delete", post.pk), {"post": "yes"}).status_code == 403


# --- keys


def test_a_key_is_shown_once(client, post):
    at_the_desk(client)
    assert "What is it for?" in words(client.get(at("republisher_give_key", post.pk)))
    assert not ApiKey.objects.exists()
    response = client.post(at("republisher_give_key", post.pk), {"label": "website"})
    [secret] = page(response).xpath("//textarea[@id='key']/text()")
    assert keys.use(secret).republisher == post
    assert "no-store" in response["Cache-Control"]
    assert secret not in client.get(at("republisher_change", post.pk)).text
    assert re.match("Gave out a key: nr_", LogEntry.objects.get().change_message)


def test_a_key_without_a_purpose_is_not_made(client, post):
    response = at_the_desk(client).post(at("republisher_give_key", post.pk), {"label": " "})
    assert response.status_code == 400
    assert "Say where the key will be used." in words(response)


def test_an_inactive_paper_gets_no_key(client):
    post = papers.make_republisher(active=False)
    response = at_the_desk(client).post(at("republisher_give_key", post.pk), {"label": "x"})
    assert (response.status_code, ApiKey.objects.exists()) == (409, False)
    assert "is not active" in words(response)


def test_revoking_asks_first_and_then_closes(client, post):
    key, secret = papers.make_key(post)
    address = at("republisher_revoke_key", post.pk, key.pk)
    assert "This cannot be undone" in words(at_the_desk(client).get(address))
    assert keys.use(secret)
    response = client.post(address, follow=True)
    assert keys.use(secret) is None
    assert "It opens nothing any more." in words(response)


def test_a_key_is_revoked_under_its_own_paper_only(client, post):
    key, _ = papers.make_key(papers.make_republisher("Other"))
    address = at("republisher_revoke_key", post.pk, key.pk)
    assert at_the_desk(client).post(address).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("translator", 403)])
def test_who_may_not_makes_and_revokes_no_key(client, post, role, status):
    key, secret = papers.make_key(post)
    at_the_desk(client, role)
    for address in (
        at("republisher_give_key", post.pk),
        at("republisher_revoke_key", post.pk, key.pk),
    ):
        assert client.get(address).status_code == status
        assert client.post(address, {"label": "x"}).status_code == status
    assert keys.use(secret)
    assert ApiKey.objects.count() == 1


# --- mails


def test_while_nothing_had_to_be_told_the_list_says_so(client):
    at_the_desk(client)
    shown = words(client.get(at("alert_changelist")))
    assert "No paper had to be told of anything yet." in shown
    assert "Nothing fits" not in shown


def test_what_fits_no_filter_leads_back_to_the_whole_list(client, alert):
    at_the_desk(client)
    for narrowed in ("?state__exact=stopped", "?q=zebra"):
        found = page(client.get(at("alert_changelist") + narrowed))
        assert "Nothing fits." in found.text_content()
        assert found.xpath("//a[.='Show all.']/@href") == [at("alert_changelist")]
    assert "A story they took" in words(client.get(at("alert_changelist")))


def test_a_mail_that_waits_is_shown_with_its_error(client, alert):
    Alert.objects.update(last_error="SMTPRecipientsRefused: no such user", tries=7)
    at_the_desk(client)
    for address in (at("alert_changelist"), at("alert_change", alert.pk)):
        shown = words(client.get(address))
        assert "SMTPRecipientsRefused: no such user" in shown
        assert "A story they took" in shown


def test_of_a_mail_is_shown_what_matters_in_its_state(client, alert):
    at_the_desk(client)
    address = at("alert_change", alert.pk)
    assert "Next try:" in words(client.get(address))
    alerting.stop(alert, by=make_user("managing editor"), note="Told by telephone.")
    shown = words(client.get(address))
    assert "Told by telephone." in shown
    assert not {"Next try:", "Sent to:", "Correction:"} & set(re.findall(r"[A-Z][a-z ]+:", shown))


def test_stopping_asks_for_the_reason_and_then_stops(client, alert):
    at_the_desk(client)
    address = at("alert_stop", alert.pk)
    assert "would not hear from us of its withdrawal" in words(client.get(address))
    assert client.post(address, {"note": ""}).status_code == 400
    response = client.post(address, {"note": "Told by telephone."}, follow=True)
    alert.refresh_from_db()
    assert (alert.state, alert.stopped_note) == ("stopped", "Told by telephone.")
    assert "Stop trying…" not in words(response)
    assert client.post(address, {"note": "Again."}).status_code == 409


def test_a_mail_may_be_tried_at_once_by_a_post_alone(client, alert):
    at_the_desk(client)
    later = timezone.now() + datetime.timedelta(hours=2)
    Alert.objects.update(next_at=later)
    address = at("alert_hurry", alert.pk)
    assert client.get(address).status_code == 405
    assert "tried within half a minute" in words(client.post(address, follow=True))
    alert.refresh_from_db()
    assert alert.next_at < later


@pytest.mark.parametrize(("role", "sees"), [("editor", True), ("translator", False)])
def test_who_may_not_stop_it_is_told_so(client, alert, role, sees):
    at_the_desk(client, role)
    assert (client.get(at("alert_change", alert.pk)).status_code == 200) == sees
    assert client.get(at("alert_stop", alert.pk)).status_code == 403
    assert client.post(at("alert_stop", alert.pk), {"note": "No."}).status_code == 403
    assert client.post(at("alert_hurry", alert.pk)).status_code == 403
    alert.refresh_from_db()
    assert alert.state == "waiting"
