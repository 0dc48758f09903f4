"""Cards of our stories on other people's pages."""

from urllib.parse import quote

import lxml.html
import pytest
from lxml import etree

from articles.models import Redirect
from tests.articles import reading
from tests.articles.reading import make_picture
from tests.factories import make_live, make_section

pytestmark = pytest.mark.django_db

STORY = "http://testserver/world/amman-counts-its-water/"


def ask(client, url=STORY, **kwargs):
    more = "".join(f"&{name}={value}" for name, value in kwargs.items())
    return client.get(f"/oembed/?url={quote(url)}{more}")


def card(client, **kwargs):
    return lxml.html.fragment_fromstring(ask(client, **kwargs).json()["html"])


def test_a_story_is_told_as_a_card(client):
    reading.full_story()
    told = ask(client).json()
    del told["html"]
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "Amman counts its water",
        "author_name": "Lubna Sarhan, Kanat Bekturov in Bishkek",
        "provider_name": "Test Courier",
        "provider_url": "http://testserver/",
        "cache_age": 3600,
        "width": 600,
        "height": 480,
    }


def test_the_card_names_paper_writers_and_the_photographs_credit(client):
    reading.full_story()
    shown = card(client)
    words = " ".join(shown.text_content().split())
    assert "Amman counts its water The barrels are getting fewer." in words
    assert "First published by Daftar · Test Courier" in words
    assert "Mona Iris/Field Images/Quayside" in words
    assert set(shown.xpath("//a/@href")) == {STORY, "http://testserver/"}


def test_the_card_brings_no_script_and_no_style(client):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    picture = make_picture(credit=hostile, alt=hostile)
    reading.full_story(headline=hostile, standfirst=hostile, picture=picture)
    shown = card(client)
    assert not shown.xpath("//script | //style | //@style | //@onerror")
    assert "alert(1)" in shown.text_content()


def test_the_same_in_xml(client):
    reading.full_story()
    response = ask(client, format="xml")
    root = etree.fromstring(response.content)
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    told = {child.tag: child.text for child in root}
    assert told == {name: str(said) for name, said in ask(client).json().items()}


@pytest.mark.parametrize(
    ("most", "width"), [({"maxwidth": 300}, None), ({"maxheight": 200}, None), ({}, 320),
                        ({"maxwidth": 320, "maxheight": 214}, 320), ({"maxwidth": "x"}, 320)]
)  # fmt: skip
def test_a_card_is_no_larger_than_asked_for(client, most, width):
    reading.full_story()
    told = ask(client, **most).json()
    assert told["width"] == (most.get("maxwidth", 600) if most.get("maxwidth") != "x" else 600)
    assert told["height"] == most.get("maxheight", 480)
    shown = card(client, **most).xpath("//img/@width")
    assert shown == ([str(width)] if width else [])


@pytest.mark.parametrize("picture", [None, make_picture(social=None), {"gone": True, "width": 1}])
def test_a_picture_that_may_not_leave_the_site_stays(client, picture):
    reading.full_story(picture=picture)
    assert not card(client).xpath("//img")


def test_a_former_address_still_finds_its_story(client):
    live = reading.full_story()
    Redirect.objects.create(old_path="world/old", live=live)
    assert ask(client, "http://testserver/world/old/").json()["title"] == live.headline


def test_a_story_of_another_edition_is_found_under_its_address(client, settings):
    settings.EDITIONS = ["en", "fr"]
    make_live(path="world/port", language="fr", headline="Le port")
    told = ask(client, "http://testserver/fr/world/port/").json()
    assert (told["title"], told["provider_url"]) == ("Le port", "http://testserver/fr/")
    assert ask(client, "http://testserver/world/port/").status_code == 404


@pytest.mark.parametrize(
    "url",
    ["", "http://testserver/", "http://testserver/world/", "http://testserver/world/never-was/",
     "https://elsewhere.example/world/amman-counts-its-water/", "http://testserver.example/",
     "http://[/", "http://testserver/%00/", "/world/amman-counts-its-water/"],
)  # fmt: skip
def test_what_is_no_story_of_ours_is_not_found(client, url):
    reading.full_story()
    response = ask(client, url)
    assert (response.status_code, response.text[:14]) == (404, "Ask with url= ")


def test_a_withdrawn_story_has_no_card(client):
    reading.withdrawn(make_section("World", slug="world"))
    assert ask(client, "http://testserver/world/withdrawn/").status_code == 404


def test_a_format_that_we_do_not_write_is_said_to_be_so(client):
    make_live()
    response = ask(client, format="yaml")
    assert (response.status_code, "format=json" in response.text) == (501, True)


def test_any_site_may_read_it_and_caches_keep_it(client, django_assert_num_queries):
    reading.full_story()
    with django_assert_num_queries(1):
        response = ask(client)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == client.get("/")["Cache-Control"]
    assert client.post("/oembed/").status_code == 405
