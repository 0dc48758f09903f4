import html
import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from sources import tipping
from sources.models import Feed, Retrieval, Tip
from tests.factories import (
    make_agreement,
    make_article,
    make_elsewhere,
    make_feed,
    make_publication,
    make_snapshot,
    make_tip,
    make_user,
)
from tests.seals import seal

pytestmark = pytest.mark.django_db

LIST = "/admin/sources/tip/"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def anna(client):
    return make_user("translator", "anna", first_name="Anna", last_name="Voss")


@pytest.fixture
def ben():
    return make_user("editor", "ben")


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


@pytest.fixture
def managing(client):
    client.force_login(make_user("managing editor", "max"))
    return client


def address(tip, verb):
    return reverse("admin:sources_tip_act", args=[tip.pk, verb])


def text_of(response):
    body = response.content.decode().partition('id="content-main"')[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def shown(response):
    return [tip.headline for tip in response.context["cl"].result_list]


def stored(tip):
    return Tip.objects.get(pk=tip.pk)


# --- the list


def test_the_list_shows_what_is_open_the_newest_first(as_anna):
    make_tip(headline="Older", published_at="2026-11-01T00:00Z")
    make_tip(headline="Newer", published_at="2026-11-02T00:00Z")
    tipping.dismiss(make_tip(), by=make_user("editor"))
    assert shown(as_anna.get(LIST)) == ["Newer", "Older"]


def test_a_headline_stands_in_its_language_and_direction_and_leads_to_its_place(as_anna):
    make_tip(headline="المدينة", language="ar", url="https://daftar.example/1")
    page = as_anna.get(LIST).content.decode()
    assert (
        'lang="ar" dir="rtl"><a href="https://daftar.example/1" rel="noreferrer noopener"' in page
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("language=ar", ["Madina"]),
        ("section=Ports", ["Port"]),
        ("paper=daftar", ["Madina"]),
        ("state=proposed", ["Port"]),
        ("state=dismissed", ["Gone"]),
        ("state=all", ["Gone", "Madina", "Port"]),
        ("q=harbour", ["Port"]),
        ("q=Madina", ["Madina"]),
        ("language=ar&section=Ports", []),
        ("state=nonsense", ["Madina", "Port"]),
    ],
)
def test_the_list_is_narrowed(as_anna, anna, asked, found):
    port = make_tip(headline="Port", summary="Of a harbour", section="Ports")
    tipping.propose(port, by=anna)
    daftar = make_publication(slug="daftar", name="Daftar")
    make_tip(daftar, headline="Madina", language="ar")
    tipping.dismiss(make_tip(headline="Gone"), by=make_user("editor"))
    assert sorted(shown(as_anna.get(f"{LIST}?{asked}"))) == found


def test_a_headline_is_no_markup(as_anna):
    make_tip(headline="<script>alert(1)</script>", summary="<img src=x>")
    page = as_anna.get(LIST).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_a_tip_s_own_address_shows_it_alone(as_anna):
    tip = make_tip(headline="Port")
    make_tip()
    page = as_anna.get(reverse("admin:sources_tip_change", args=[tip.pk]), follow=True)
    assert shown(page) == ["Port"]


def test_the_photo_desk_has_no_tips(client):
    client.force_login(make_user("photo editor"))
    assert client.get(LIST).status_code == HTTPStatus.FORBIDDEN
    tip = make_tip()
    assert client.post(address(tip, "propose")).status_code == HTTPStatus.FORBIDDEN


def test_without_feeds_the_list_says_what_to_do(managing, client, anna):
    assert "Add the feed of a paper" in text_of(managing.get(LIST))
    client.force_login(anna)
    assert "A managing editor adds the feeds" in text_of(client.get(LIST))


def test_where_nothing_fits_the_list_leads_back(as_ben):
    make_feed()
    make_tip()
    assert "No tip fits" in text_of(as_ben.get(f"{LIST}?q=nothing-like-it"))


def test_when_all_is_decided_the_list_says_so(as_ben):
    make_feed()
    assert "Every tip has been decided" in text_of(as_ben.get(LIST))


def test_the_list_says_what_is_known_before_a_story_is_taken(as_ben, anna):
    ours = make_tip(headline="Ours")
    snapshot = make_snapshot(ours.publication, headline="Le port")
    Tip.objects.filter(pk=ours.pk).update(original=snapshot.original)
    make_article(snapshot=snapshot, use="full", headline="The port", translator=anna)
    make_elsewhere(headline="Their port", links=[make_tip(headline="Theirs").url])
    page = text_of(as_ben.get(LIST))
    assert "We have it: Le port" in page
    assert re.search(r"The port \S+ Anna Voss", page)
    assert re.search(r"Published in our language by Gazette \d+: Their port", page)
    assert "May not be used at present: There is no agreement with" in page


def test_translators_see_no_rights_and_no_decisions(as_anna):
    make_tip()
    page = as_anna.get(LIST).content.decode()
    assert 'data-act="propose"' in page
    for word in ("agreement", 'data-act="take"', 'data-act="dismiss"', "Dismiss the chosen"):
        assert word not in page


@pytest.mark.parametrize(("name", "queries"), [("as_anna", 14), ("as_ben", 16)])
def test_fifty_tips_cost_as_many_queries_as_one(
    request, name, queries, anna, django_assert_num_queries
):
    client = request.getfixturevalue(name)
    make_feed()
    for count in (1, 49):
        for _ in range(count):
            shot = make_snapshot()
            tip = make_tip(shot.original.publication, original=shot.original)
            tipping.propose(tip, by=anna)
            make_article(snapshot=shot, use="full", translator=anna)
            make_agreement(tip.publication)
            make_elsewhere(links=[tip.url])
        with django_assert_num_queries(queries):
            assert len(shown(client.get(LIST))) in (1, 50)


# --- acts


def test_a_translator_proposes_and_comes_back_to_the_same_list(as_anna, anna):
    tip = make_tip()
    said = {f"note-{tip.pk}": "Fresh", "list": "language=fr&q=x"}
    response = as_anna.post(address(tip, "propose"), said)
    assert response.headers["Location"] == f"{LIST}?language=fr&q=x#tip-{tip.pk}"
    assert (stored(tip).proposed_by, stored(tip).note) == (anna, "Fresh")


@pytest.mark.parametrize("forged", ["//evil.example/", "x\r\nSet-Cookie: a=b", "https://evil"])
def test_nobody_is_led_away_from_the_list(as_anna, forged):
    response = as_anna.post(address(make_tip(), "propose"), {"list": forged})
    assert response.headers["Location"].startswith(LIST)
    assert "Set-Cookie: a=b" not in str(response.headers)


@pytest.mark.parametrize("verb", ["take", "dismiss", "reopen"])
def test_a_forged_decision_of_a_translator_is_refused(as_anna, verb):
    tip = make_tip()
    if verb == "reopen":
        tipping.dismiss(tip, by=make_user("editor"))
    before = stored(tip).state
    assert as_anna.post(address(tip, verb)).status_code == HTTPStatus.FORBIDDEN
    assert as_anna.post(address(tip, verb), headers=SCRIPT).status_code == HTTPStatus.FORBIDDEN
    assert stored(tip).state == before


def test_a_forged_dismissal_of_many_is_refused(as_anna):
    tip = make_tip()
    answer = as_anna.post(f"{LIST}dismiss/", {"tip": [tip.pk]})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert stored(tip).state == "seen"


@pytest.mark.parametrize("verb", ["propose", "take", "dismiss", "reopen"])
def test_nothing_is_done_by_following_a_link(as_ben, verb):
    tip = make_tip()
    assert as_ben.get(address(tip, verb)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert stored(tip).state == "seen"


def test_a_post_without_its_token_is_refused(ben):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ben)
    assert client.post(address(make_tip(), "dismiss")).status_code == HTTPStatus.FORBIDDEN


def test_an_unknown_act_does_not_exist(as_ben):
    assert as_ben.post(address(make_tip(), "delete")).status_code == HTTPStatus.NOT_FOUND


def test_taking_leads_to_the_page_on_its_way(as_ben):
    response = as_ben.post(address(make_tip(), "take"))
    asked = Retrieval.objects.get()
    assert response.headers["Location"] == reverse("admin:sources_retrieval", args=[asked.pk])


def test_taking_what_we_have_leads_to_the_original(as_ben):
    original = make_snapshot().original
    response = as_ben.post(address(make_tip(url=original.url), "take"), headers=SCRIPT)
    place = reverse("admin:sources_original_change", args=[original.pk])
    assert response.json() == {"location": place}


def test_a_script_gets_the_row_as_it_is_now(as_ben):
    tip = make_tip()
    answer = as_ben.post(address(tip, "dismiss"), {"list": "q=x"}, headers=SCRIPT).json()
    assert answer["said"] == "Dismissed."
    assert "Dismissed by ben" in answer["row"]
    assert 'name="list" value="q=x"' in answer["row"]
    assert address(tip, "reopen") in answer["row"]


def test_who_comes_too_late_is_told_and_shown_how_it_stands(as_ben):
    tip = tipping.dismiss(make_tip(), by=make_user("editor", "carla"))
    answer = as_ben.post(address(tip, "take"), headers=SCRIPT)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "dismissed by carla" in answer.json()["error"]
    assert "Dismissed by carla" in answer.json()["row"]
    plain = as_ben.post(address(tip, "take"), follow=True)
    assert "This tip is dismissed by carla by now." in plain.content.decode()


def test_many_are_dismissed_at_once(as_ben):
    tips = [make_tip(), make_tip()]
    chosen = [tips[0].pk, "nonsense", 10**30]
    response = as_ben.post(f"{LIST}dismiss/", {"tip": chosen, "list": "q=x"}, follow=True)
    assert response.redirect_chain[0][0] == f"{LIST}?q=x"
    assert "1 tip dismissed." in response.content.decode()
    assert [stored(tip).state for tip in tips] == ["dismissed", "seen"]


def test_dismissing_none_says_what_to_do(as_ben):
    response = as_ben.post(f"{LIST}dismiss/", follow=True)
    assert "Tick the tips that are to go first." in response.content.decode()


# --- feeds

FEED = {"url": "https://lequai.example/rss", "name": "", "language": "", "section": "Mer",
        "active": "on"}  # fmt: skip


def test_a_feed_is_added_by_its_address_and_looked_at_at_once(
    managing, django_capture_on_commit_callbacks
):
    paper = make_publication(name="Le Quai", language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        managing.post("/admin/sources/feed/add/", FEED | {"publication": paper.pk})
    feed = Feed.objects.get()
    assert (feed.name, feed.language, feed.publication) == ("Le Quai, Mer", "fr", paper)
    assert DBTaskResult.objects.filter(task_path__contains="look_at").count() == 1


def test_a_feed_of_others_needs_its_language(managing):
    answer = managing.post("/admin/sources/feed/add/", FEED)
    assert "Give the code of a language" in answer.content.decode()
    managing.post("/admin/sources/feed/add/", FEED | {"language": "en"})
    assert Feed.objects.get().name == "lequai.example"


def test_another_address_forgets_the_marks_of_the_old_one(managing):
    feed = make_feed(etag='"old"', last_modified="then", failures=3, error="Gone")
    said = FEED | {"publication": feed.publication_id, "name": feed.name, "language": "fr"}
    said["seen"] = seal(feed)
    managing.post(reverse("admin:sources_feed_change", args=[feed.pk]), said)
    feed.refresh_from_db()
    assert (feed.etag, feed.last_modified, feed.failures, feed.error) == ("", "", 0, "")


def test_a_feed_in_trouble_says_so_on_the_list_and_its_page(managing):
    feed = make_feed(error="This is a web page, not a feed.", failures=2)
    for place in ("/admin/sources/feed/", reverse("admin:sources_feed_change", args=[feed.pk])):
        assert "This is a web page, not a feed." in text_of(managing.get(place))


def test_a_feed_is_checked_by_a_press(managing, django_capture_on_commit_callbacks):
    feed = make_feed()
    check = reverse("admin:sources_feed_check", args=[feed.pk])
    assert check in managing.get(f"/admin/sources/feed/{feed.pk}/change/").content.decode()
    assert managing.get(check).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    with django_capture_on_commit_callbacks(execute=True):
        managing.post(check)
    assert DBTaskResult.objects.filter(task_path__contains="look_at").count() == 1


def test_an_editor_reads_feeds_and_changes_none(as_ben):
    feed = make_feed()
    page = as_ben.get(f"/admin/sources/feed/{feed.pk}/change/").content.decode()
    assert "Check now" not in page
    check = as_ben.post(reverse("admin:sources_feed_check", args=[feed.pk]))
    assert check.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_of_feeds_costs_the_same_at_one_and_at_nine(
    managing, count, django_assert_num_queries
):
    for _ in range(count):
        make_tip(feed=make_feed())
    with django_assert_num_queries(6):
        managing.get("/admin/sources/feed/")
