"""The demo edition's own pages and its front: sound as data, and told by the verbs."""

import re

import pytest

from articles import fronts
from articles.addresses import SITE
from articles.models import Front, Page
from newsroom.demo import pages
from newsroom.demo.edition import edition, stories
from newsroom.demo.loading import Cast
from prose.sanitise import clean_page
from tests.factories import make_live, make_section, make_user

DATA = pages.told()


def test_the_pages_that_readers_look_for_are_there():
    slugs = [row["slug"] for row in DATA["pages"]]

    assert slugs == ["about", "masthead", "corrections-policy", "ethics", "privacy", "contact"]
    assert not {*slugs} & {*SITE, *(section["slug"] for section in edition()["sections"])}


@pytest.mark.parametrize("row", DATA["pages"], ids=lambda row: row["slug"])
def test_a_page_is_written_in_the_house_vocabulary(row):
    said = re.sub(r"\s*\n\s*", "", row["body"])

    assert re.sub("</?(li|p)>", "", clean_page(row["body"])) == re.sub("</?(li|p)>", "", said)


def test_the_masthead_names_everybody_and_nobody_else():
    masthead = next(row for row in DATA["pages"] if row["slug"] == "masthead")

    named = set(re.findall(r'/author/[-a-z]+/">([^<]+)<', masthead["body"]))
    assert named == {person["name"] for person in edition()["people"]}


def test_what_is_pinned_is_a_story_of_its_section():
    published = {
        s.story["headline"]: s.story["section"] for s in stories() if s.state == "published"
    }
    for row in DATA["pins"]:
        assert published[row["headline"]] == row.get("section", published[row["headline"]])


def test_pages_and_pins_are_told_by_the_verbs(db):
    cast = Cast()
    cast.people["helen"] = make_user("managing editor")
    culture = make_section(slug="culture")
    for row in DATA["pins"]:
        make_live(headline=row["headline"], section=culture)

    pages.load(cast)

    assert Page.objects.live().count() == len(DATA["pages"])
    assert [front.slots.count() for front in Front.objects.all()] == [1, 1]
    assert fronts.agenda()[0].until is not None
