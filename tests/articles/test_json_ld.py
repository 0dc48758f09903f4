"""What search engines are told of our pages, held against what the pages show."""

import datetime
from types import SimpleNamespace

import pytest

from articles import json_ld, publishing
from articles.models import State
from tests.articles import reading
from tests.articles.stories import bring
from tests.articles.test_media import KEPT
from tests.factories import make_author, make_live, make_publication, make_section

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
OURS = {"@type": "NewsMediaOrganization", "@id": f"{SITE}/#publisher", "name": "Test Courier"}
AT = datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)


def told(policies=None, **kwargs):
    """What is told of the full story with these fields."""
    live = reading.full_story(media=[KEPT], **kwargs)
    return json_ld.news_article(
        vars(live), live.first_published_at, live.published_at, policies=policies
    )


def names(people):
    return [one["name"] for one in people]


def test_publishing_keeps_what_the_page_shows(desk):
    live = bring(desk, State.PUBLISHED).live
    assert live.json_ld["headline"] == live.headline
    assert live.json_ld["dateline"] == "MARSEILLE"
    assert live.json_ld["contentLocation"] == {"@type": "Place", "name": "MARSEILLE"}
    assert names(live.json_ld["translator"]) == ["Anna Voss"]
    assert live.json_ld["translationOfWork"]["url"] == live.source["url"]
    assert live.json_ld["image"][0]["creditText"] == live.picture["credit"]


def test_a_correction_is_told_with_its_words_and_its_day(desk):
    article = bring(desk, State.PUBLISHED)
    publishing.correct(article, by=desk.max, seen=article.version, kind="correction", text="Five.")
    article.live.refresh_from_db()
    [note] = article.live.json_ld["correction"]
    assert (note["@type"], note["name"], note["text"]) == (
        "CorrectionComment", "Correction", "Five."
    )  # fmt: skip
    assert datetime.datetime.fromisoformat(note["datePublished"]).tzinfo


def test_people_are_told_by_what_they_did():
    found = told()
    assert names(found["author"]) == ["Lubna Sarhan", "Kanat Bekturov"]
    assert names(found["translator"]) == ["Amira Sabbour"]
    assert names(found["editor"]) == ["Ruth Oyelade"]
    assert found["author"][0]["url"].startswith(f"{SITE}/author/lubna-sarhan")


def test_a_story_nobody_signed_is_the_papers_own():
    assert told(byline=[])["author"] == [OURS]


def test_a_translation_names_its_original_and_whose_it_is():
    found = told()
    assert found["translationOfWork"] == {
        "@type": "NewsArticle",
        "headline": "عمّان تعدّ ماءها",
        "inLanguage": "ar",
        "url": "https://daftar.example/water",
        "datePublished": "2026-05-12T06:00:00+00:00",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Daftar"},
    }
    assert found["isBasedOn"] == "https://daftar.example/water"
    assert found["creditText"] == "First published by Daftar"
    assert found["copyrightNotice"] == "© Daftar; translation © 2026 Test Courier"
    assert found["copyrightHolder"] == [found["translationOfWork"]["publisher"], OURS]


def test_a_digest_is_based_on_its_original_and_translates_none():
    paper = make_publication(name="Daftar", slug="daftar")
    found = told(publication=paper, source=reading.make_source(paper, use="digest"))
    assert "translationOfWork" not in found
    assert found["isBasedOn"] == "https://daftar.example/water"


def test_an_original_that_stands_on_paper_only_is_told_without_an_address():
    paper = make_publication(name="Daftar", slug="daftar")
    found = told(publication=paper, source=reading.make_source(paper, url=""))
    assert found["isBasedOn"] == found["translationOfWork"]
    assert "url" not in found["isBasedOn"]


def test_a_story_of_our_own_has_no_original():
    live = make_live(media=[], dateline="", first_published_at=AT)
    found = json_ld.news_article(vars(live), AT, AT)
    absent = {
        "translationOfWork", "isBasedOn", "image", "dateline", "contentLocation", "correction",
        "translator",
    }  # fmt: skip
    assert not absent & set(found)
    assert found["copyrightNotice"] == "© 2026 Test Courier"
    assert found["copyrightHolder"] == OURS


def test_a_story_stands_in_its_section():
    steps = told()["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Test Courier", f"{SITE}/"),
        (2, "World", f"{SITE}/world/"),
        (3, "Amman counts its water", f"{SITE}/world/amman-counts-its-water/"),
    ]


def test_the_publisher_is_told_with_its_logo_and_what_it_says_of_itself():
    found = told({"correctionsPolicy": f"{SITE}/corrections/"})["publisher"]
    assert OURS.items() <= found.items()
    assert found["correctionsPolicy"] == f"{SITE}/corrections/"
    assert found["logo"]["url"].endswith("/logo.svg")


def test_policies_are_the_sites_own_pages_of_that_name():
    pages = [{"slug": "ethics"}, {"slug": "masthead"}, {"slug": "privacy"}]
    assert json_ld.policies(pages, "en") == {
        "ethicsPolicy": f"{SITE}/ethics/",
        "masthead": f"{SITE}/masthead/",
    }


def test_a_picture_is_told_with_whose_it_is():
    [image] = told()["image"]
    assert image["url"] == image["contentUrl"] == f"{SITE}/media/a.jpg"
    assert (image["creditText"], image["copyrightNotice"]) == ("Mona Iris/Zeta", "© Mona Iris")


def test_no_story_changed_before_it_was_published():
    live = make_live()
    found = json_ld.news_article(vars(live), AT, AT - datetime.timedelta(hours=1))
    assert found["dateModified"] == found["datePublished"]


# --- lists


def test_the_home_page_tells_who_publishes_and_how_to_search():
    paper, site = json_ld.home("en", {"masthead": f"{SITE}/about/"})["@graph"]
    assert (paper["name"], paper["masthead"]) == ("Test Courier", f"{SITE}/about/")
    assert site["publisher"] == {"@id": paper["@id"]}
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/search/?q={{search_term_string}}"


def test_a_section_is_a_collection_with_the_way_to_it():
    found = json_ld.section("World", "Far.", "world", "en")
    assert (found["@type"], found["name"], found["url"]) == (
        "CollectionPage", "World", f"{SITE}/world/"
    )  # fmt: skip
    assert found["breadcrumb"]["itemListElement"][-1] == {
        "@type": "ListItem", "position": 2, "name": "World", "item": f"{SITE}/world/"
    }  # fmt: skip


def test_another_edition_has_addresses_of_its_own(settings):
    settings.EDITIONS = ["en", "fr"]
    assert json_ld.section("Monde", "", "world", "fr")["url"] == f"{SITE}/fr/world/"
    site = json_ld.home("fr")["@graph"][1]
    assert (site["url"], site["inLanguage"]) == (f"{SITE}/fr/", "fr")
    found = told(edition="fr", language="fr")
    assert found["url"] == f"{SITE}/fr/world/amman-counts-its-water/"
    assert found["author"][0]["url"].startswith(f"{SITE}/fr/author/lubna-sarhan")


def test_a_papers_page_is_about_the_paper():
    paper = make_publication(name="Daftar", website="https://daftar.example/")
    assert json_ld.source(paper, "en", "Old.")["about"] == {
        "@type": "NewsMediaOrganization",
        "name": "Daftar",
        "url": "https://daftar.example/",
        "description": "Old.",
    }


def test_an_authors_page_is_about_a_person():
    author = make_author("Lea Marin", affiliation="Le Quai")
    portrait = reading.make_picture(
        photographer="Mona Iris", agency="", size=0, newsletter=True, partners=False, alt="Lea"
    )
    found = json_ld.profile(author, "en", "Writes.", portrait)
    one = found["mainEntity"]
    assert (found["@type"], one["@type"], one["name"]) == ("ProfilePage", "Person", "Lea Marin")
    assert one["affiliation"]["name"] == "Le Quai"
    assert one["image"]["creditText"] == "Mona Iris/Field Images/Quayside"


def test_an_author_of_whom_little_is_known_is_told_with_little():
    author = SimpleNamespace(name="Ada", slug="ada", affiliation="")
    found = json_ld.profile(author, "en", "")
    assert not {"affiliation", "image", "description"} & set(found["mainEntity"])


# --- on the page


def test_the_page_of_a_story_holds_what_was_kept(client):
    kept = {"@type": "NewsArticle", "headline": "</script>&"}
    live = make_live(section=make_section("World", slug="world"), json_ld=kept)
    assert reading.linked_data(client.get(live.get_absolute_url())) == kept


def test_each_list_tells_what_it_is_and_as_what_it_is_shown(client):
    live = reading.edition()
    kinds = {
        "/": "Organization",
        "/world/": "CollectionPage",
        live.publication.get_absolute_url(): "CollectionPage",
        live.authors.first().get_absolute_url(): "ProfilePage",
        live.tags.get().get_absolute_url(): "CollectionPage",
    }
    for address, kind in kinds.items():
        response = client.get(address)
        found = reading.linked_data(response)
        if address == "/":
            assert [one["@type"] for one in found["@graph"]] == [f"NewsMedia{kind}", "WebSite"]
            continue
        [canonical] = reading.page(response).xpath("//link[@rel='canonical']/@href")
        [title] = reading.page(response).xpath("//h1")
        assert (found["@type"], found["url"]) == (kind, canonical), address
        assert found["name"] == title.text_content().strip(), address


def test_the_logo_has_a_lasting_address(client):
    response = client.get("/logo.svg")
    assert (response.status_code, response["Location"]) == (302, "/static/site/favicon.svg")
