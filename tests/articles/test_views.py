"""The readers' pages: what each shows, and what it answers where there is nothing to show."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.template.loader import render_to_string

from articles.models import Redirect
from newsroom.urls import urlpatterns as site
from tests.articles import reading
from tests.articles.reading import words
from tests.factories import (
    image_bytes,
    make_author,
    make_live,
    make_newsletter,
    make_publication,
    make_section,
    press,
)

pytestmark = pytest.mark.django_db

# A site that answers what it has no page for as ours does.
urlpatterns = site
handler404 = "articles.views.not_found"


def headlines(response, kind):
    """The headlines of the cards of this kind, in their order."""
    cards = reading.part(response, kind)
    return [link.text for card in cards for link in card.find_class("card-headline")[0].iter("a")]


# --- home


def test_the_newest_story_with_a_picture_leads_the_home_page(client):
    section = make_section()
    make_live(section=section, headline="Newest, no picture", first_published_at=reading.hours(0))
    make_live(
        headline="Pictured", picture=reading.make_picture(), first_published_at=reading.hours(1)
    )
    make_live(headline="Older", picture=reading.make_picture(), first_published_at=reading.hours(2))

    response = client.get("/")

    assert headlines(response, "card-lead") == ["Pictured"]
    assert headlines(response, "card-second") == ["Newest, no picture", "Older"]


def test_the_home_page_leads_with_the_newest_where_none_has_a_picture(client):
    make_live(headline="Older", first_published_at=reading.hours(2))
    make_live(headline="Newest", first_published_at=reading.hours(1))

    assert headlines(client.get("/"), "card-lead") == ["Newest"]


def test_the_home_page_lets_each_paper_have_its_say(client):
    quai, reki = make_publication(name="Le Quai"), make_publication(name="Dve Reki", country="KZ")
    for n, paper in enumerate([quai, reki, quai, quai]):
        make_live(
            headline=f"From {paper.name} {n}",
            publication=paper,
            source=reading.make_source(paper),
            first_published_at=reading.hours(n),
        )

    papers = reading.part(client.get("/"), "papers")[0].findall("ul/li")

    assert [paper.findtext(".//h3/a/bdi") for paper in papers] == ["Le Quai", "Dve Reki"]
    said = [link.text for link in papers[0].findall("p[@class='papers-story']/a")]
    assert said == ["From Le Quai 0", "From Le Quai 2"]


def test_the_home_page_says_so_while_nothing_is_published(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "Nothing has been published yet" in words(response)


def test_the_home_page_offers_the_newsletter_in_its_own_words(client):
    make_newsletter(call_headline="See further.", call_text="One letter a day.")

    form = reading.part(client.get("/"), "call")[0].find(".//form")

    assert (form.get("method"), form.get("action")) == ("post", "/newsletter/")
    assert [field.get("name") for field in form.iter("input")] == ["email"]


def test_without_a_newsletter_open_for_sign_up_none_is_offered(client):
    make_newsletter(active=False)

    assert not reading.part(client.get("/"), "call")


# --- cards


def test_a_card_names_the_paper_and_its_country(client):
    paper = make_publication(name="Le Quai", slug="le-quai", country="FR")
    make_live(publication=paper, source=reading.make_source(paper))

    assert words(client.get("/"), "origin") == "Le Quai · France"


def test_the_card_of_our_own_story_names_ourselves(client):
    make_live()

    assert words(client.get("/"), "origin") == "Test Courier"


def test_the_picture_of_a_card_has_its_credit_beneath_and_keeps_its_focal_point(client):
    make_live(picture=reading.make_picture(focal_x=0.32, focal_y=0.0))

    response = client.get("/")

    [image] = reading.part(response, "img")
    assert set(image.get("class").split()) == {"fx-3", "fy-0"}
    assert "Mona Iris/Field Images/Quayside" in words(response, "figcaption")


# --- section, author, source, tag


def test_a_section_shows_its_stories_and_no_others(client):
    world = make_section("World", slug="world", description="Elsewhere.")
    make_live(section=world, headline="Of the world")
    make_live(headline="Of another section")

    shown = words(client.get("/world/"))

    assert "World" in shown
    assert "Elsewhere." in shown
    assert "Of the world" in shown
    assert "Of another section" not in shown


def test_the_navigation_marks_the_section_we_are_in(client):
    make_section("World", slug="world")
    make_section("Ideas", slug="ideas")

    links = reading.part(client.get("/ideas/"), "sections")[0].findall(".//a")

    assert [link.text for link in links if link.get("aria-current")] == ["Ideas"]


def test_an_author_page_lists_what_they_wrote_and_what_they_translated(client):
    amira = make_author("Amira Sabbour", affiliation="The Ferry", bio="Reads drafts aloud.")
    make_live(headline="She wrote it", authors=[amira], byline=[reading.person(amira)])
    make_live(
        headline="She translated it", authors=[amira], team=[reading.person(amira, "translator")]
    )
    make_live(headline="Somebody else’s", authors=[make_author("Other")])

    shown = words(client.get(amira.get_absolute_url()))

    assert "Amira Sabbour Reads drafts aloud." in shown
    assert "She wrote it" in shown
    assert "She translated it" in shown
    assert "Somebody else’s" not in shown


def test_a_source_page_introduces_the_paper(client):
    paper = make_publication(
        name="Daftar",
        language="ar",
        country="JO",
        description="A notebook of Amman.",
        website="https://daftar.example/",
    )
    paper.logo.save("daftar.png", ContentFile(image_bytes()), save=True)
    make_live(headline="From Daftar", publication=paper, source=reading.make_source(paper))

    response = client.get(paper.get_absolute_url())

    assert "Jordan · Arabic Daftar A notebook of Amman." in words(response)
    assert "From Daftar" in words(response)
    assert "https://daftar.example/" in [a.get("href") for a in reading.part(response, "a")]
    [logo] = reading.part(response, "logo")
    assert logo.get("src") == paper.logo.url


def test_a_tag_page_lists_its_stories(client):
    tag = reading.make_tag("Häfen", "häfen")
    make_live(headline="Tagged", tags=[tag])
    make_live(headline="Untagged")

    response = client.get(tag.get_absolute_url())

    shown = words(response)
    assert "Häfen" in shown
    assert "Tagged" in shown
    assert "Untagged" not in shown
    [canonical] = reading.page(response).xpath("//link[@rel='canonical']/@href")
    assert canonical == "http://testserver/tag/h%C3%A4fen/"  # as the sitemap has it


@pytest.mark.parametrize("kind", ["section", "author", "source", "tag"])
def test_a_list_without_stories_says_so(client, kind):
    make = {
        "section": make_section,
        "author": make_author,
        "source": make_publication,
        "tag": reading.make_tag,
    }
    response = client.get(make[kind]().get_absolute_url())

    assert response.status_code == 200
    assert re.fullmatch(r"No story .* yet\.", words(response, "empty"))


def test_withdrawn_stories_are_on_no_list(client):
    live = reading.full_story()
    pages = reading.addresses(live)
    pages.remove(live.get_absolute_url())
    live.body, live.withdrawn_at, live.withdrawn_note = "", reading.NEW, "Gone."
    press(live)

    for address in pages:
        assert live.headline not in client.get(address).content.decode(), address


def test_older_stories_are_a_link_away_on_every_list(client, monkeypatch):
    monkeypatch.setattr("articles.paging.PAGE_SIZE", 2)
    world = make_section("World", slug="world")
    reading.fill(world, 3)

    first = client.get("/world/")
    [older] = [a for a in reading.part(first, "a") if a.get("rel") == "next"]
    second = client.get(f"/world/{older.get('href')}")

    assert older.text == "Older stories"
    links = [a.get("href") for a in reading.part(second, "a")]
    assert [link for link in links if link.startswith("/world/n")] == ["/world/number-2/"]
    assert "Older stories" not in words(second)


# --- what is not there


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "address",
    ["/nowhere/", "/world/nothing/", "/author/nobody/", "/source/none/", "/tag/none/", "/a/b/c/d"],
)
def test_an_unknown_address_offers_the_sections_and_the_newest_stories(client, address):
    make_section("World", slug="world")
    make_live(headline="Still worth reading")

    response = client.get(address)

    assert response.status_code == 404
    assert "There is no page at this address" in words(response)
    assert "Still worth reading" in words(response)
    assert "World" in words(response, "sections")
    assert "No Section matches" not in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("cursor", ["x", "1.", "-", "1.2.3", "\x00", "f" * 40 + ".1", "é.1"])
def test_a_damaged_cursor_is_answered_404_in_words(client, cursor):
    make_live()

    response = client.get("/", {"before": cursor})

    assert response.status_code == 404
    assert "This address of a page of older stories is damaged." in words(response)


@pytest.mark.urls(__name__)
def test_beneath_the_oldest_story_there_is_no_page(client):
    make_live()

    response = client.get("/", {"before": "1.1"})

    assert response.status_code == 404
    assert "There are no older stories here." in words(response)


@pytest.mark.urls(__name__)
def test_an_unknown_address_is_answered_even_without_a_database(client, monkeypatch):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr("articles.reading.fetch", fail)

    response = client.get("/nowhere/at/all/")

    assert response.status_code == 404
    assert "There is no page at this address" in words(response)


def test_a_withdrawn_story_is_gone_and_says_why(client):
    world = make_section("World", slug="world")
    reading.withdrawn(world, withdrawn_note="Two people could not be found.\n\nWe regret it.")

    response = client.get("/world/withdrawn/")

    assert response.status_code == 410
    assert "Two people could not be found. We regret it." in words(response)
    assert "What was said" not in response.content.decode()


def test_a_former_address_leads_to_the_present_one_for_good(client):
    live = reading.full_story()
    Redirect.objects.create(old_path="world/früher", live=live)

    response = client.get("/world/früher/")

    assert response.status_code == 301
    assert response["Location"] == live.get_absolute_url()


def test_browsers_ask_again_where_a_former_address_leads(client):
    """One that moved back would lead those in a circle that remember the way it went."""
    Redirect.objects.create(old_path="world/once", live=reading.full_story())

    response = client.get("/world/once/")

    assert "max-age=0" in response["Cache-Control"].split(", ")


@pytest.mark.parametrize("name", ["400", "403", "404", "410", "500"])
def test_error_pages_need_neither_database_nor_request(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string(f"{name}.html")

    assert "<h1>" in html
    assert "site/site.css" in html


# --- machines


def test_healthz_is_well_while_the_database_answers(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


def test_healthz_is_not_well_without_a_database(client, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", fail)

    assert client.get("/healthz").status_code == 503


def test_pictures_come_from_the_local_disk_and_are_not_sniffed(client, settings):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "a.jpg").write_bytes(image_bytes())

    response = client.get("/media/a.jpg")

    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["../settings.py", "%2e%2e/manage.py", "/etc/passwd", ""])
def test_nothing_outside_the_pictures_is_served(client, path):
    assert client.get(f"/media/{path}").status_code in (400, 404)


@pytest.mark.parametrize("address", ["/", "/healthz", "/world/amman-counts-its-water/"])
def test_pages_are_only_read(client, address):
    reading.full_story()

    assert client.delete(address).status_code == 405
