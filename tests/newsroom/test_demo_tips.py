import re
from urllib.parse import urlsplit

import pytest

from newsroom.demo import tips
from newsroom.demo.edition import edition, stories
from newsroom.demo.loading import Cast
from sources.models import Elsewhere, Feed, Retrieval, Tip
from tests.factories import make_publication, make_snapshot, make_user

DATA = tips.arriving()
FEEDS = {row["slug"]: row for row in DATA["feeds"]}


def decided(how):
    return [row for row in DATA["tips"] if how in row]


def test_there_are_a_dozen_tips_in_six_languages_and_four_scripts():
    assert len(DATA["tips"]) >= 12
    assert {FEEDS[row["feed"]]["language"] for row in DATA["tips"]} == {
        "fr", "ru", "ar", "zh-Hans", "de", "tr",
    }  # fmt: skip
    for script in ("[\u0600-\u06ff]", "[\u4e00-\u9fff]", "[а-я]", "[a-z]"):
        assert any(re.search(script, row["headline"]) for row in DATA["tips"])


def test_every_address_is_on_the_site_of_its_invented_paper():
    sites = {row["slug"]: row["website"] for row in edition()["publications"]}
    for row in DATA["tips"]:
        assert row["url"].startswith(sites[FEEDS[row["feed"]]["publication"]])
    for row in [*DATA["feeds"], *DATA["elsewhere"]]:
        assert urlsplit(row["url"]).hostname.endswith(".example")


def test_one_is_proposed_one_dismissed_and_one_taken():
    assert [len(decided(f"{how}_by")) for how in ("proposed", "dismissed", "taken")] == [1, 1, 1]
    people = {row["username"]: row["role"] for row in edition()["people"]}
    assert people[decided("proposed_by")[0]["proposed_by"]] == "translator"
    assert decided("proposed_by")[0]["note"]


def test_the_one_that_is_taken_is_an_original_of_the_edition():
    originals = {story.original["url"] for story in stories() if story.original}
    assert decided("taken_by")[0]["url"] in originals


def test_one_is_published_elsewhere_and_one_perhaps():
    linked = {link for row in DATA["elsewhere"] for link in row["links"]}
    assert linked & {row["url"] for row in DATA["tips"]}
    assert any(not row["links"] for row in DATA["elsewhere"])


@pytest.fixture
def loaded(db):
    cast = Cast()
    for row in DATA["feeds"]:
        if "publication" in row:
            cast.papers[row["publication"]] = make_publication(slug=row["publication"])
    cast.people = {"amira": make_user("translator"), "jonas": make_user("editor")}
    original = make_snapshot(cast.papers["le-quai"]).original
    original.url = decided("taken_by")[0]["url"]
    original.save()
    tips.load(cast)


def test_the_feeds_are_at_rest_and_nothing_is_asked_for(loaded):
    assert Feed.objects.count() == len(DATA["feeds"])
    assert not Feed.objects.filter(active=True).exists()
    assert not Retrieval.objects.exists()


def test_the_tips_are_told_by_the_verbs(loaded):
    states = Tip.objects.values_list("state", flat=True)
    assert sorted(states) == ["dismissed", "proposed", *["seen"] * (len(states) - 3), "taken"]
    assert Tip.objects.get(state="taken").original is not None


def test_what_others_have_is_found_for_two_of_them(loaded):
    editor = make_user("editor")
    found = tips.likeness.judge(Tip.objects.select_related("publication"), editor).values()
    matches = [match for each in found for match in each.elsewhere]
    assert sorted(match.certain for match in matches) == [False, True]
    assert Elsewhere.objects.count() == 3
