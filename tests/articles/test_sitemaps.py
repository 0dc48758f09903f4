"""What search engines are told to look at."""

import datetime

import pytest
from django.utils import timezone
from lxml import etree

from articles import page_keeping, sitemaps
from articles.models import LiveArticle
from tests.articles import reading
from tests.articles.test_media import KEPT
from tests.factories import make_author, make_live, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ALL = ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-0.xml", "/news-sitemap.xml", "/robots.txt")


def tree(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def locs(client, address):
    return [found.text for found in tree(client, address).iter(f"{S}loc")]


def ago(**kwargs):
    return timezone.now() - datetime.timedelta(**kwargs)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(sitemaps, "CHUNK", 2)


# --- the archive


def test_every_live_story_is_in_exactly_one_file(client, small):
    stories = [make_live() for _ in range(5)]
    reading.withdrawn(make_section())
    files = [address for address in locs(client, "/sitemap.xml") if "pages" not in address]
    found = [loc for address in files for loc in locs(client, address)]
    # The home page stands in the file of the one that was withdrawn, if that has no other.
    found = [loc for loc in found if loc != "http://testserver/"]
    assert sorted(found) == sorted(
        f"http://testserver{live.get_absolute_url()}" for live in stories
    )
    assert len(files) >= 3


def test_a_story_is_told_with_its_last_change_and_its_pictures(client):
    changed = datetime.datetime(2026, 5, 20, 12, 0, 7, 5, tzinfo=datetime.UTC)
    make_live(path="world/a", published_at=changed, media=[KEPT | {"url": "/media/b&.jpg"}])
    [url] = tree(client, "/sitemap-0.xml").iter(f"{S}url")
    assert url.findtext(f"{S}loc") == "http://testserver/world/a/"
    assert url.findtext(f"{S}lastmod") == "2026-05-20T12:00:07+00:00"
    assert url.findtext(f"{IMAGE}image/{IMAGE}loc") == "http://testserver/media/b&.jpg"


def test_an_address_in_any_script_is_escaped(client):
    make_live(path="world/mäher-海")
    assert locs(client, "/sitemap-0.xml") == ["http://testserver/world/m%C3%A4her-%E6%B5%B7/"]


def test_the_index_says_of_a_file_when_its_stories_changed_last(client, small):
    for _ in range(4):
        make_live(published_at=ago(days=5))
    newest = make_live(published_at=ago(hours=1))
    told = {
        found.findtext(f"{S}loc"): found.findtext(f"{S}lastmod")
        for found in tree(client, "/sitemap.xml").iter(f"{S}sitemap")
    }
    file = f"http://testserver/sitemap-{newest.pk // 2}.xml"
    assert told[file] == newest.published_at.isoformat(timespec="seconds")
    assert told["http://testserver/sitemap-pages.xml"] is None


def test_a_site_without_stories_has_an_index_all_the_same(client):
    assert locs(client, "/sitemap.xml") == ["http://testserver/sitemap-pages.xml"]


def test_where_no_story_is_the_home_page_stands_for_the_protocol_wants_an_address(client):
    reading.withdrawn(make_section())
    for address in ("/sitemap-0.xml", "/news-sitemap.xml"):
        assert locs(client, address) == ["http://testserver/"]


@pytest.mark.parametrize("number", [7, 10**30])
def test_a_part_that_is_not_there_is_not_found(client, number):
    make_live()
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_who_has_a_file_is_told_whether_it_changed(client):
    live = make_live()
    before = client.get("/sitemap-0.xml")
    asked = {"If-None-Match": before["ETag"]}
    assert client.get("/sitemap-0.xml", headers=asked).status_code == 304
    LiveArticle.objects.filter(pk=live.pk).update(withdrawn_at=timezone.now(), body="",
                                                  withdrawn_note="Wrong.")  # fmt: skip
    after = client.get("/sitemap-0.xml", headers=asked)
    assert (after.status_code, live.path in after.text) == (200, False)


# --- the pages about stories


def test_pages_that_list_a_live_story_are_told_and_no_others(client):
    live = reading.full_story()
    make_section("Empty", slug="empty")
    make_author("Nobody Yet")
    make_publication(slug="unused")
    reading.make_tag("Unused", "unused")
    lists = set(reading.addresses(live)) - {live.get_absolute_url()}
    registers = {"/sources/", "/countries/", "/topics/", "/country/jo/", "/corrections/"}
    wanted = {f"http://testserver{address}" for address in lists | registers}
    assert set(locs(client, "/sitemap-pages.xml")) == wanted


def test_the_sites_own_pages_are_told_once_they_are_published(client):
    helen = make_user("managing editor", "helen")
    about, _ = (
        page_keeping.begin(by=helen, edition="en", slug=slug, title="T", body="<p>We carry.</p>")
        for slug in ("about", "unpublished")
    )
    page_keeping.publish(about, by=helen, seen=1)
    found = locs(client, "/sitemap-pages.xml")
    assert found == [f"http://testserver{at}" for at in ("/", "/corrections/", "/about/")]


def test_all_editions_stand_in_one_set_of_files(client, settings):
    settings.EDITIONS = ["en", "fr"]
    make_live(
        section=make_section("World", slug="world"),
        path="world/port",
        language="fr",
        first_published_at=ago(hours=1),
    )
    story = "http://testserver/fr/world/port/"
    [file] = [at for at in locs(client, "/sitemap.xml") if "pages" not in at]
    assert locs(client, file) == locs(client, "/news-sitemap.xml") == [story]
    told = ("/", "/corrections/", "/fr/", "/fr/corrections/", "/fr/world/")
    assert locs(client, "/sitemap-pages.xml") == [f"http://testserver{at}" for at in told]
    assert "Disallow: /fr/search/" in client.get("/robots.txt").text
    assert client.get("/fr/sitemap.xml").status_code == 404


# --- news


def test_the_news_of_two_days_are_told_with_paper_language_time_and_title(client):
    at = ago(hours=47)
    make_live(path="world/a", headline="Bread & circuses", first_published_at=at, language="pt-BR")
    make_live(first_published_at=ago(hours=49))
    [url] = tree(client, "/news-sitemap.xml").iter(f"{S}url")
    assert url.findtext(f"{S}loc") == "http://testserver/world/a/"
    news = url.find(f"{NEWS}news")
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "Test Courier"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "pt"
    assert news.findtext(f"{NEWS}publication_date") == at.isoformat(timespec="seconds")
    assert news.findtext(f"{NEWS}title") == "Bread & circuses"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "en"), ("zh", "zh-cn"), ("zh-Hant", "zh-tw"), ("ckb", "ckb")]
)
def test_languages_are_named_as_news_engines_know_them(language, told):
    assert sitemaps._short(language) == told


def test_the_newest_are_told_and_no_more_than_are_allowed(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "NEWS_SIZE", 2)
    stories = [make_live(first_published_at=ago(hours=n)) for n in (3, 1, 2)]
    wanted = [f"http://testserver{stories[n].get_absolute_url()}" for n in (1, 2)]
    assert locs(client, "/news-sitemap.xml") == wanted


def test_withdrawn_news_are_no_news(client):
    reading.withdrawn(make_section(), first_published_at=ago(hours=1))
    assert not list(tree(client, "/news-sitemap.xml").iter(f"{NEWS}news"))


# --- robots.txt


def test_robots_are_kept_from_the_desk_and_led_to_the_sitemaps(client):
    response = client.get("/robots.txt")
    lines = response.text.splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /search/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Sitemap: http://testserver/news-sitemap.xml" in lines


# --- for all of them


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/sitemap.xml", 2), ("/sitemap-pages.xml", 6), ("/sitemap-0.xml", 2),
     ("/news-sitemap.xml", 1), ("/robots.txt", 0)],
)  # fmt: skip
@pytest.mark.parametrize("number", [1, 4])
def test_each_costs_the_same_at_one_story_and_at_many(
    client, address, queries, number, django_assert_num_queries
):
    author, tag, paper = make_author(), reading.make_tag(), make_publication()
    for _ in range(number):
        make_live(authors=[author], tags=[tag], publication=paper, media=[KEPT])
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ALL)
def test_caches_may_keep_them_and_nobody_posts_to_them(client, address):
    make_live(pk=1)
    response = client.get(address)
    assert response["Cache-Control"] == client.get("/")["Cache-Control"]
    assert not response.cookies
    assert client.post(address).status_code == 405
