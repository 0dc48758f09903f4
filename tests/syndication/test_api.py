"""The API as the programs of other papers meet it."""

import datetime
import json

import pytest
from django.utils import timezone

from articles.models import LiveArticle
from sources.models import Agreement
from syndication.models import Taking
from tests.articles import reading
from tests.factories import make_live, make_publication, make_section
from tests.syndication import papers, schema
from tests.syndication.papers import LIST, let_in

pytestmark = pytest.mark.django_db


def item(live):
    return f"{LIST}{live.pk}/"


def ask(client, address=LIST, headers=None, status=200):
    response = client.get(address, headers=headers)
    assert response.status_code == status, response.text
    return response.json()


def headlines(told):
    return [one["headlines"][0]["value"] for one in told["items"]]


def ago(**kwargs):
    return timezone.now() - datetime.timedelta(**kwargs)


def withdraw(live, at=None):
    LiveArticle.objects.filter(pk=live.pk).update(
        withdrawn_at=at or timezone.now(), body="", portable="", rss="", withdrawn_note="Wrong."
    )


# --- who is told what


def test_anybody_is_told_what_there_is_but_no_text(client):
    live = papers.sublicensed()
    [found] = ask(client)["items"]
    schema.valid(found)
    assert found["representationType"] == "partial"
    assert found == ask(client, item(live))
    assert "bodies" not in found


def test_who_has_a_key_gets_the_text_and_the_pictures_it_may_have(client):
    live, headers = papers.sublicensed(), let_in()
    found = ask(client, item(live), headers)
    schema.valid(found)
    assert found["representationType"] == "full"
    assert "On Tuesdays the pumps start." in found["bodies"][0]["value"]
    assert "theirs.jpg" not in json.dumps(found)


def test_the_list_of_who_has_a_key_holds_what_it_may_republish(client):
    papers.sublicensed()
    make_live(headline="Not to be passed on", publication=make_publication())
    assert headlines(ask(client, headers=let_in())) == ["Amman counts its water"]
    assert len(ask(client)["items"]) == 2


def test_a_story_that_may_not_be_passed_on_is_refused_with_the_reason(client):
    live = papers.sublicensed()
    Agreement.objects.update(sublicensing=False)
    told = ask(client, item(live), let_in(), status=403)
    assert told["title"] == "You may not republish this story."
    assert told["hint"] == "Our agreement with Daftar does not let us pass it on."
    assert not Taking.objects.exists()


def test_a_story_of_ours_may_be_closed_to_a_paper_too(client):
    live = papers.of_our_own()
    told = ask(client, item(live), let_in(papers.make_republisher(takes_own=False)), status=403)
    assert "other stories than our own" in told["hint"]


def test_taking_the_text_is_noted_and_only_that(client):
    live, republisher = papers.sublicensed(), papers.make_republisher()
    headers = let_in(republisher)
    ask(client)
    ask(client, item(live))
    ask(client, headers=headers)
    assert not Taking.objects.exists()
    ask(client, item(live), headers)
    noted = Taking.objects.get()
    assert (noted.republisher, noted.live, noted.version) == (republisher, live, live.version)


# --- what changed


def test_changes_are_told_in_their_order_withdrawals_among_them(client):
    first = papers.of_our_own(headline="First", rendered_at=ago(hours=5))
    papers.of_our_own(headline="Second", rendered_at=ago(hours=4))
    papers.of_our_own(headline="Old", rendered_at=ago(days=9))
    withdraw(first, ago(hours=3))
    told = ask(client)["items"]
    assert [one["pubStatus"] for one in told] == ["usable", "canceled"]
    assert told[0]["headlines"][0]["value"] == "Second"
    assert told[1]["uri"].endswith(item(first))
    assert "First" not in json.dumps(told[1])


def test_one_may_ask_since_a_moment(client):
    papers.of_our_own(headline="Old", rendered_at=ago(days=9))
    papers.of_our_own(headline="New", rendered_at=ago(days=2))
    since = f"{LIST}?since={ago(days=10):%Y-%m-%dT%H:%M:%SZ}"
    assert headlines(ask(client, since)) == ["Old", "New"]
    assert headlines(ask(client, f"{LIST}?since={ago(days=3):%Y-%m-%d}")) == ["New"]


def test_next_leads_through_all_of_them_each_once(client):
    at = ago(hours=2)
    for n in range(5):  # at one moment, as after a change of a name that many show
        papers.of_our_own(headline=str(n), rendered_at=at)
    found, address, more = [], f"{LIST}?limit=2", True
    while more:
        told = ask(client, address)
        found += headlines(told)
        address, more = told["next"], told["more"]
    assert found == ["0", "1", "2", "3", "4"]
    assert ask(client, address)["items"] == []


def test_where_all_is_told_next_finds_what_comes_later(client):
    papers.of_our_own(headline="Now", rendered_at=ago(hours=1))
    address = ask(client, f"{LIST}?language=en")["next"]
    assert ask(client, address)["items"] == []
    papers.of_our_own(headline="Later")
    papers.of_our_own(headline="Plus tard", language="fr")
    assert headlines(ask(client, address)) == ["Later"]


def test_what_is_committed_late_is_not_missed(client):
    papers.of_our_own(headline="Seen")
    address = ask(client)["next"]
    papers.of_our_own(headline="Late", rendered_at=ago(seconds=30))
    assert "Late" in headlines(ask(client, address))


def test_a_list_may_be_of_one_section_or_language(client):
    papers.of_our_own(headline="Ports", section=make_section(slug="ports"))
    papers.of_our_own(headline="Mers", language="fr")
    assert headlines(ask(client, f"{LIST}?section=ports")) == ["Ports"]
    assert headlines(ask(client, f"{LIST}?language=fr")) == ["Mers"]


def test_a_withdrawn_story_says_so_to_everybody_under_its_name(client):
    live = papers.sublicensed()
    withdraw(live)
    for headers in (None, let_in()):
        told = ask(client, item(live), headers)
        assert (told["pubStatus"], told["edNote"]) == ("canceled", "Wrong.")
    assert not Taking.objects.exists()


# --- refusals, each with a hint


@pytest.mark.parametrize(
    ("address", "headers", "status", "hint"),
    [
        (f"{LIST}?since=soon", {}, 400, "Write it as 2026-05-20T12:00:00Z."),
        (f"{LIST}?page=2", {}, 400, "Known are since, after, limit, language, section."),
        (f"{LIST}999999/", {}, 404, f"Look it up in {LIST}."),
        (LIST, {"Authorization": "Bearer nr_wrong"}, 401, "It may be revoked. "),
        (LIST, {"Authorization": "Basic bmE6bmE="}, 401, "Bearer KEY"),
    ],
)
def test_a_refusal_says_what_to_do(client, address, headers, status, hint):
    response = client.get(address, headers=headers)
    told = response.json()
    assert response.status_code == told["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert hint in told["hint"]
    assert response["Cache-Control"] == "no-store"


def test_a_key_that_does_not_open_is_asked_for_again(client):
    response = client.get(LIST, headers={"Authorization": "Bearer x"})
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_key_that_asks_too_often_is_told_when_to_ask_again(client, monkeypatch):
    papers.per_minute(monkeypatch, 1)
    headers = let_in()
    ask(client, headers=headers)
    response = client.get(LIST, headers=headers)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert "1 times a minute" in response.json()["hint"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_here(client, method):
    response = getattr(client, method)(LIST)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json()["hint"] == "Use GET."


# --- caches and costs


def test_who_has_a_story_is_told_whether_it_changed(client):
    live, headers = papers.sublicensed(), let_in()
    for address in (LIST, item(live)):
        for who in ({}, headers):
            before = client.get(address, headers=who)
            asked = who | {"If-None-Match": before["ETag"]}
            same = client.get(address, headers=asked)
            assert (same.status_code, same.content) == (304, b""), address
    LiveArticle.objects.update(rendered_at=timezone.now())
    assert client.get(item(live), headers=asked).status_code == 200


def test_a_change_of_rights_is_a_change(client):
    live, republisher = papers.sublicensed(), papers.make_republisher()
    headers = let_in(republisher)
    asked = headers | {"If-None-Match": client.get(item(live), headers=headers)["ETag"]}
    republisher.takes_photos = False
    republisher.save()
    told = client.get(item(live), headers=asked)
    assert told.status_code == 200
    assert "ours.jpg" not in told.text


def test_caches_may_keep_what_everybody_is_told_and_nothing_else(client):
    live = papers.sublicensed()
    for address in ("/api/v1/", LIST, item(live)):
        public = client.get(address)
        assert "public" in public["Cache-Control"]
        assert public["Access-Control-Allow-Origin"] == "*"
        private = client.get(address, headers=let_in(papers.make_republisher(address)))
        assert "private" in private["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in private
        for response in (public, private):
            assert "Authorization" in response["Vary"]
            assert not response.cookies


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_at_one_story_and_at_three(
    client, number, django_assert_num_queries
):
    headers, section = let_in(), make_section("World", slug="world")
    reading.fill(section, number)
    with django_assert_num_queries(1):
        assert len(ask(client)["items"]) == number
    with django_assert_num_queries(3):  # the key, its count, the stories
        assert len(ask(client, headers=headers)["items"]) == number


def test_a_story_costs_a_query_and_for_who_takes_it_three_more(client, django_assert_num_queries):
    live, headers = papers.sublicensed(), let_in()
    with django_assert_num_queries(1):
        ask(client, item(live))
    with django_assert_num_queries(4):
        ask(client, item(live), headers)


def test_the_address_of_the_api_says_what_there_is(client):
    told = ask(client, "/api/v1/")
    assert told["stories"] == f"http://testserver{LIST}"
    assert "Bearer" in told["key"]
    assert ask(client, "/api/v1/", let_in())["key"] == "Harbour Post"
