"""A story in ninjs 3.1, held against the properties of its schema."""

import pytest
from django.utils import timezone

from syndication import ninjs
from syndication.models import Republisher
from tests.articles import reading
from tests.factories import make_section
from tests.syndication import papers, schema

pytestmark = pytest.mark.django_db

WEB = "http://testserver/world/amman-counts-its-water/"


def full(live=None, **kwargs):
    found = ninjs.full(live or papers.sublicensed(**kwargs), Republisher())
    schema.valid(found)
    return found


def test_a_story_is_told_with_all_that_an_editor_needs():
    live = papers.sublicensed()
    found = full(live)
    assert found["uri"] == f"http://testserver/api/v1/stories/{live.pk}/"
    assert found["standard"]["version"] == "3.1"
    assert (found["type"], found["representationType"]) == ("text", "full")
    assert (found["pubStatus"], found["version"], found["language"]) == ("usable", "1", "en")
    assert found["headlines"] == [
        {"role": "main", "value": "Amman counts its water"},
        {"role": "kicker", "value": "Water"},
    ]
    assert found["descriptions"] == [{"role": "summary", "value": "The barrels are getting fewer."}]
    assert (found["by"], found["located"]) == ("Lubna Sarhan, Kanat Bekturov in Bishkek", "AMMAN")
    assert found["slugline"] == "amman-counts-its-water"
    assert found["firstCreated"] == "2026-05-20T12:00:00+00:00"
    assert found["contentCreated"] == "2026-05-12T06:00:00+00:00"
    assert found["altIds"] == [{"role": "web", "value": WEB}]
    assert [(one["name"], one["rel"]) for one in found["subjects"]] == [
        ("World", "category"),
        ("Harbours", "about"),
    ]


def test_people_and_papers_are_named_by_what_they_did():
    found = full()
    assert [(one["name"], one["rel"]) for one in found["people"]] == [
        ("Lubna Sarhan", "writer"),
        ("Kanat Bekturov", "reporter"),
        ("Ruth Oyelade", "editor"),
        ("Amira Sabbour", "translator"),
    ]
    assert [(one["name"], one["role"]) for one in found["infoSources"]] == [
        ("Daftar", "original publisher"),
        ("Test Courier", "translator and publisher"),
    ]
    assert (found["copyrightHolder"], found["copyrightNotice"]) == ("Daftar", "© Daftar")


def test_what_is_owed_for_it_is_said_in_sentences():
    assert full()["usageTerms"] == (
        f"Name Test Courier and link to {WEB}; name the translator: Amira Sabbour. "
        "Print “First published by Daftar” with a link to https://daftar.example/water."
    )


def test_the_text_comes_as_it_stands_anywhere():
    [body] = full()["bodies"]
    assert (body["role"], body["contentType"]) == ("main", "text/html")
    assert "On Tuesdays the pumps start." in body["value"]
    assert "First published by Daftar" in body["value"]
    assert body["wordCount"] >= 5


def test_only_pictures_that_may_be_passed_on_go_along():
    found = full()
    [picture] = [one for one in found["associations"] if one["rel"] == "picture"]
    assert picture["uri"] == "http://testserver/media/ours.jpg"
    assert picture["usageTerms"] == "Print the credit: Mona Iris/Zeta."
    assert picture["renditions"][0]["sizeInBytes"] == 9
    assert found["edNote"].startswith("1 picture is left out: we may not pass on")
    assert "ours.jpg" in found["bodies"][0]["value"]
    assert "theirs.jpg" not in str(found)


def test_nothing_is_left_out_in_silence_nor_noted_without_need():
    live = papers.of_our_own(media=[])
    assert "edNote" not in full(live)
    live = papers.sublicensed()
    live.media = [kept | {"partners": False} for kept in live.media]
    assert full(live)["edNote"].startswith("2 pictures are left out")


def test_a_licence_goes_along_with_its_picture():
    live = papers.sublicensed()
    live.media[0]["licence_url"] = "https://licence.example/by/4"
    picture = full(live)["associations"][0]
    assert picture["rightsInfo"] == {"linkedRights": "https://licence.example/by/4"}


def test_the_original_is_associated_as_what_it_is():
    [original] = [one for one in full()["associations"] if one["rel"] == "translationOf"]
    assert (original["uri"], original["language"]) == ("https://daftar.example/water", "ar")
    assert original["headlines"][0]["value"] == "عمّان تعدّ ماءها"


def test_a_story_of_our_own_owes_nothing_to_others():
    found = full(papers.of_our_own(media=[], path="world/ours"))
    assert "associations" not in found
    assert [one["role"] for one in found["infoSources"]] == ["publisher"]
    assert found["usageTerms"] == "Name Test Courier and link to http://testserver/world/ours/."
    assert found["copyrightHolder"] == "Test Courier"


def test_corrections_are_told():
    at = "2026-05-21T08:00:00+00:00"
    note = {"kind": "correction", "text": "Five.", "published_at": at}
    found = full(papers.sublicensed(corrections_shown=[note]))
    told = {"role": "correction", "value": "Correction, 2026-05-21: Five."}
    assert found["descriptions"][-1] == told


def test_corrections_are_told_in_the_language_of_the_edition(settings):
    settings.EDITIONS = ["en", "fr"]
    note = {"kind": "apology", "text": "Cinq.", "published_at": "2026-05-21T08:00:00+00:00"}
    found = full(papers.sublicensed(edition="fr", language="fr", corrections_shown=[note]))
    assert found["descriptions"][-1]["value"] == "Excuses, 2026-05-21: Cinq."


def test_in_part_a_story_has_neither_text_nor_pictures():
    found = ninjs.partial(papers.sublicensed())
    schema.valid(found)
    assert found["representationType"] == "partial"
    assert found["usageTerms"] == ninjs.TO_READ
    assert "bodies" not in found
    assert ".jpg" not in str(found)


def test_who_has_a_right_is_told_the_terms_in_the_list_too():
    found = ninjs.partial(papers.sublicensed(), Republisher())
    assert found["usageTerms"].startswith("Name Test Courier")


@pytest.mark.parametrize("write", [ninjs.partial, ninjs.full])
def test_of_a_withdrawn_story_nothing_is_told_but_that_and_why(write):
    at = timezone.now()
    live = reading.withdrawn(make_section("World", slug="world"), withdrawn_at=at)
    found = write(live, Republisher())
    schema.valid(found)
    assert found["pubStatus"] == "canceled"
    assert found["edNote"] == "The paper has withdrawn this story."
    assert found["versionCreated"] == at.isoformat(timespec="seconds")
    assert "What was said" not in str(found)
