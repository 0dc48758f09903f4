"""The feeds beside RSS of the site: Atom and JSON Feed, and those of a section, an author, a
source and a tag, in all three forms."""

import datetime
import json

import feedparser
import pytest
from django.conf import settings
from django.utils import timezone
from lxml import etree

from articles.models import LiveArticle
from tests.articles import reading
from tests.articles.test_media import KEPT
from tests.factories import make_author, make_live, make_publication, make_section

pytestmark = pytest.mark.django_db

ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
STORY = "http://testserver/world/amman-counts-its-water/"
FORMS = ("feed/", "feed/atom/", "feed.json")
TYPES = {
    "feed/": "application/rss+xml; charset=utf-8",
    "feed/atom/": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


def beneath(live):
    """The pages that have feeds of their own."""
    return [address for address in reading.addresses(live) if address != live.get_absolute_url()]


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    if address.endswith(".json"):
        return [item["title"] for item in json.loads(response.content)["items"]]
    found = feedparser.parse(response.content)
    assert not found.bozo, (address, found.bozo_exception)
    return [entry.title for entry in found.entries]


# --- whose stories


@pytest.mark.parametrize("form", FORMS)
def test_each_page_of_stories_has_a_feed_of_those_stories(client, form):
    live = reading.full_story()
    make_live(section=make_section("Ports", slug="ports"), headline="Another")
    for page in beneath(live):
        others = ["Another"] if page == "/" else []
        assert titles(client, f"{page}{form}") == [*others, live.headline], page
        assert client.get(f"{page}{form}")["Content-Type"] == TYPES[form]


@pytest.mark.parametrize("form", FORMS)
def test_what_there_is_none_of_has_no_feed(client, form):
    for page in ("/nowhere/", "/author/nobody/", "/source/none/", "/tag/nothing/"):
        assert client.get(f"{page}{form}").status_code == 404, page


@pytest.mark.parametrize("form", FORMS)
def test_a_page_without_stories_has_an_empty_feed(client, form):
    make_section("World", slug="world")
    assert titles(client, f"/world/{form}") == []


def test_a_tag_in_any_script_has_its_feed(client):
    tag = reading.make_tag("海", "海")
    make_live(headline="Waves", tags=[tag])
    assert titles(client, f"{tag.get_absolute_url()}feed/") == ["Waves"]
    told = client.get(f"{tag.get_absolute_url()}feed.json").json()
    assert told["title"] == "海 — Test Courier"
    page = "http://testserver/tag/%E6%B5%B7/"
    assert (told["home_page_url"], told["feed_url"]) == (page, f"{page}feed.json")


@pytest.mark.parametrize("form", FORMS)
def test_a_page_leads_to_its_feeds_in_all_forms(client, form):
    live = reading.edition()
    kind = TYPES[form].split(";")[0]
    for page in reading.addresses(live):
        links = reading.page(client.get(page)).xpath(
            f"//link[@rel='alternate' and @type='{kind}']/@href"
        )
        own = {page} if page in beneath(live) else set()
        assert set(links) == {f"/{form}", *(f"http://testserver{at}{form}" for at in own - {"/"})}
        for link in links:
            assert client.get(link).status_code == 200, link


def test_a_feed_says_whose_it_is(client):
    reading.full_story(section=make_section("World", slug="world", description="Far  away."))
    told = feedparser.parse(client.get("/world/feed/").content).feed
    assert (told.title, told.link, told.subtitle) == (
        "World — Test Courier",
        "http://testserver/world/",
        "Far away.",
    )
    [own] = [link.href for link in told.links if link.rel == "self"]
    assert own == "http://testserver/world/feed/"


def test_each_edition_has_feeds_of_its_own_stories(client, settings):
    settings.EDITIONS = ["en", "fr"]
    section = make_section("World", slug="world")
    make_live(section=section, headline="Ours")
    make_live(section=section, headline="Le nôtre", language="fr", path="world/port")
    for page in ("/", "/world/"):
        for form in FORMS:
            assert titles(client, f"{page}{form}") == ["Ours"], (page, form)
            assert titles(client, f"/fr{page}{form}") == ["Le nôtre"], (page, form)
    told = client.get("/fr/feed.json").json()
    assert (told["language"], told["home_page_url"]) == ("fr", "http://testserver/fr/")
    assert told["items"][0]["url"] == "http://testserver/fr/world/port/"


# --- Atom


def test_atom_says_all_that_rss_says(client):
    reading.full_story(published_at=reading.hours(-3), media=[KEPT | {"caption": "The quay"}])
    [entry] = feedparser.parse(client.get("/feed/atom/").content, sanitize_html=False).entries
    assert (entry.title, entry.link, entry.id) == ("Amman counts its water", STORY, STORY)
    assert (entry.published, entry.summary) == (
        "2026-05-20T12:00:00+00:00",
        "The barrels are getting fewer.",
    )
    assert [author.name for author in entry.authors] == ["Lubna Sarhan", "Kanat Bekturov"]
    assert [person.name for person in entry.contributors] == ["Amira Sabbour"]
    assert [(tag.term, tag.label) for tag in entry.tags] == [("harbours", "Harbours")]
    assert "On Tuesdays the pumps start." in entry.content[0].value
    assert entry.media_content[0]["url"] == "http://testserver/media/a.jpg"
    assert entry.media_credit[0]["content"] == "Mona Iris/Zeta"


def test_atom_leads_to_the_original(client):
    reading.full_story()
    root = etree.fromstring(client.get("/feed/atom/").content)
    [via] = root.findall(f"{ATOM}entry/{ATOM}link[@rel='via']")
    assert (via.get("href"), via.get("hreflang")) == ("https://daftar.example/water", "ar")
    assert via.get("title") == "عمّان تعدّ ماءها"


def test_atom_has_what_its_standard_demands(client):
    make_live()
    root = etree.fromstring(client.get("/feed/atom/").content)
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}"), name
        assert root.findtext(f"{ATOM}entry/{ATOM}{name}"), name
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Test Courier"  # for entries with none
    assert root.findtext(f"{ATOM}id") == "http://testserver/feed/atom/"


def test_atom_without_stories_still_has_a_time(client):
    root = etree.fromstring(client.get("/feed/atom/").content)
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


# --- JSON Feed


def test_json_feed_names_its_version_and_itself(client):
    told = client.get("/feed.json").json()
    assert told == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Test Courier",
        "home_page_url": "http://testserver/",
        "feed_url": "http://testserver/feed.json",
        "description": settings.SITE_TAGLINE,
        "language": "en",
        "items": [],
    }


def test_json_feed_tells_a_story_whole(client):
    live = reading.full_story(published_at=reading.hours(-3), media=[KEPT | {"caption": "Quay"}])
    [item] = client.get("/feed.json").json()["items"]
    assert "On Tuesdays the pumps start." in item.pop("content_html")
    changed = datetime.datetime.fromisoformat(item.pop("date_modified"))
    assert changed == live.rendered_at.replace(microsecond=0)
    writers = [(person["name"], person["url"]) for person in item.pop("authors")]
    assert writers[0][0] == "Lubna Sarhan"
    assert writers[0][1].startswith("http://testserver/author/lubna-sarhan")
    ours = item.pop("_newsroom")
    assert [person["name"] for person in ours["translators"]] == ["Amira Sabbour"]
    assert ours["attribution"] == "First published by Daftar"
    assert [one["credit"] for one in ours["credits"]] == ["Mona Iris/Zeta"]
    assert item == {
        "id": STORY,
        "url": STORY,
        "external_url": "https://daftar.example/water",
        "title": "Amman counts its water",
        "summary": "The barrels are getting fewer.",
        "language": "en",
        "date_published": "2026-05-20T12:00:00+00:00",
        "tags": ["Harbours"],
        "image": "http://testserver/media/a.jpg",
        "attachments": [
            {
                "url": "http://testserver/media/a.jpg",
                "mime_type": "image/jpeg",
                "title": "Quay",
                "size_in_bytes": 9,
            }
        ],
    }


def test_json_feed_says_nothing_empty(client):
    make_live(standfirst="")
    [item] = client.get("/feed.json").json()["items"]
    assert not {"external_url", "summary", "authors", "tags", "image", "attachments"} & set(item)


# --- at what cost, and what must never be said


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize("form", FORMS)
def test_the_feed_of_a_page_costs_the_same_at_one_story_and_at_thirty(
    client, number, form, django_assert_num_queries
):
    paper, author, tag = make_publication(slug="daftar"), make_author(), reading.make_tag()
    section = make_section("World", slug="world")
    reading.fill(section, number, publication=paper, authors=[author], tags=[tag], media=[KEPT])
    with django_assert_num_queries(1):
        client.get(f"/{form}")
    for page in (section, author, paper, tag):
        address = f"{page.get_absolute_url()}{form}"
        with django_assert_num_queries(2):
            response = client.get(address)
        with django_assert_num_queries(2):
            same = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert (same.status_code, same.content) == (304, b"")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_withdrawn_leaves_every_feed_at_once(client, form):
    live = reading.full_story()
    pages = beneath(live)
    before = {page: client.get(f"{page}{form}") for page in pages}
    LiveArticle.objects.filter(pk=live.pk).update(
        body="", portable="", withdrawn_at=timezone.now(), withdrawn_note="Wrong."
    )
    for page in pages:
        headers = {"If-None-Match": before[page]["ETag"]}
        after = client.get(f"{page}{form}", headers=headers)
        assert after.status_code == 200, page
        assert "Amman" not in after.text, page


def test_each_form_has_an_etag_of_its_own(client):
    make_live()
    assert len({client.get(f"/{form}")["ETag"] for form in FORMS}) == 3


def test_two_pages_never_share_an_answer(client):
    for slug in ("north", "south"):
        make_section(slug=slug)
    north = client.get("/north/feed/")
    other = client.get("/south/feed/", headers={"If-None-Match": north["ETag"]})
    assert other.status_code == 200
