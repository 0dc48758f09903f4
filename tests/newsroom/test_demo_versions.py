"""The demo edition in other languages: sound as data, and told by the verbs where it is wanted."""

import re
from collections import Counter
from html import unescape

import pytest
from django.utils.text import slugify

from articles import readiness
from articles.models import Article, LiveArticle, Page, SectionName
from newsletters.models import Newsletter
from newsroom.demo import other_editions
from newsroom.demo.edition import edition, original_html, stories
from newsroom.demo.loading import Cast
from prose.blocks import number
from prose.sanitise import clean_body, clean_page
from sources.models import Use
from tests.factories import (
    make_agreement,
    make_author,
    make_photo,
    make_publication,
    make_section,
    make_snapshot,
    make_user,
)
from tests.newsroom.test_demo_data import agreement_on

EDITIONS = ["fr"]
FIRST = {s.story["slug"]: s for s in stories() if s.state == "published"}
VERSIONS = {s.story["slug"]: s for code in EDITIONS for s in other_editions.versions(code)}
NO_BREAK = "\u00a0\u202f"

each_version = pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS.keys())


def first(version):
    return FIRST[version.story["version_of"]]


def blocks(version):
    return version.story["blocks"]


def rendered(version):
    return {source for block in blocks(version) for source in block.get("sources", "").split()}


def test_there_are_some_and_no_two_of_the_same():
    assert len(VERSIONS) >= 3
    assert Counter(v.story["version_of"] for v in VERSIONS.values()).most_common(1)[0][1] == 1
    assert not {*VERSIONS} & {*FIRST}


@each_version
def test_it_comes_after_the_first_and_stands_beside_it(version):
    told, before = version.story, first(version)
    assert version.state == "published"
    assert version.desk["published_hours_ago"] < before.desk["published_hours_ago"]
    assert told["section"] == before.story["section"]
    assert told["photo"] == before.story["photo"]
    writers = [row for row in told["bylines"] if row["role"] == "writer"]
    assert [row.get("author") for row in writers] == [
        row.get("author") for row in before.story["bylines"] if row["role"] == "writer"
    ]


@each_version
def test_it_renders_what_there_is(version):
    original = first(version).original
    there = {f"b{n}" for n, _ in enumerate(original["blocks"], 1)} if original else set()
    assert rendered(version) <= there
    if version.story.get("use") == Use.FULL:
        assert rendered(version) == there


@each_version
def test_its_agreement_allows_it(version):
    if original := first(version).original:
        days = version.desk["published_hours_ago"] // 24
        agreement = agreement_on(original["publication"], days, version.edition)
        waited = original["published_hours_ago"] - version.desk["published_hours_ago"]
        assert version.story["use"] in agreement["uses"]
        assert waited >= agreement["delay_hours"]


@each_version
def test_it_is_set_as_its_language_sets_it(version):
    words = [block["html"] for block in blocks(version) if "html" in block]
    for html in (*words, version.story["headline"], version.story["standfirst"]):
        text = re.sub(r"<[^>]*>", "", html)
        assert not re.search(r"[\"']", text), html
        assert not re.search(rf"[^{NO_BREAK}][»;!?%]|«[^{NO_BREAK}]", text), html
    for html in words:
        (kept,) = number(clean_body(f"<p>{html}</p>"))
        assert kept["html"].replace('"', "'") == html.replace('"', "'")


@each_version
def test_a_pull_quote_says_nothing_that_the_text_does_not_say(version):
    text = " ".join(block["html"] for block in blocks(version) if block["tag"] == "p")
    for block in blocks(version):
        if block["tag"] == "aside":
            assert block["html"].rstrip(".") in text


@each_version
def test_who_translated_it_reads_its_language_and_approves_nothing_of_it(version):
    desk = version.desk
    assert desk["editor"] != desk["translator"]
    assert desk["why"].endswith(".")
    if original := first(version).original:
        papers = {row["slug"]: row for row in edition()["publications"]}
        people = {row["username"]: row for row in edition()["people"]}
        language = papers[original["publication"]]["language"]
        assert language in people[desk["translator"]]["languages"]


@pytest.mark.parametrize("code", EDITIONS)
def test_every_section_has_its_name_and_every_page_the_house_vocabulary(code):
    told = other_editions.told(code)
    assert [*told["sections"]] == [section["slug"] for section in edition()["sections"]]
    for row in told["pages"]:
        said = re.sub(r"\s*\n\s*", "", row["body"])
        assert unescape(clean_page(row["body"])).replace("\n", "") == said


@pytest.mark.parametrize("code", EDITIONS)
def test_everything_that_it_shows_is_said_in_its_words(code):
    told = other_editions.told(code)
    names = {row["username"]: slugify(row["name"]) for row in edition()["people"]}
    for version in other_editions.versions(code):
        story = version.story
        pictures = {story["photo"], *(b["photo"] for b in story["blocks"] if "photo" in b)}
        people = {row.get("author") or names[row["person"]] for row in story["bylines"]}
        assert pictures <= told["photos"].keys()
        assert people <= told["authors"].keys()
        if version.original:
            assert version.original["publication"] in told["publications"]


@pytest.fixture
def cast(desk):
    """Those of the demo whom its French edition needs, and the stories it has versions of."""
    cast = Cast()
    roles = {row["username"]: row["role"] for row in edition()["people"]}
    for section in edition()["sections"]:
        make_section(section["name"], slug=section["slug"])
    for name in ("helen", "ruth", "jonas", "ilya", "tomas"):
        cast.people[name] = make_user(roles[name], name)
        cast.authors[name] = make_author(name)
    paper = make_publication()
    make_agreement(paper, languages=["fr"], allows_digest=True)
    for version in VERSIONS.values():
        for row in version.story["bylines"]:
            if "author" in row:
                cast.authors[row["author"]] = make_author(row["author"])
        photos = {version.story["photo"], *(b["photo"] for b in blocks(version) if "photo" in b)}
        cast.photos |= {slug: make_photo() for slug in photos}
        make_first(version, paper, desk)
    return cast


def make_first(version, paper, desk):
    original = first(version).original
    html = original_html(original["blocks"]) if original else ""
    Article.objects.create(
        headline=first(version).story["headline"],
        slug=version.story["version_of"],
        snapshot=make_snapshot(paper, html=html) if original else None,
        use="full" if original else "",
        commissioned_by=desk.ben,
    )


def test_they_are_told_by_the_verbs(cast, settings):
    settings.EDITIONS = ["en", "fr"]

    other_editions.load(cast)

    live = LiveArticle.objects.live()
    assert {row.path.split("/")[1] for row in live} == {*VERSIONS}
    assert {(row.edition, row.language) for row in live} == {("fr", "fr")}
    for row in live:
        assert row.article.version_of.slug == VERSIONS[row.article.slug].story["version_of"]
        assert row.section_name == other_editions.told("fr")["sections"][row.section.slug]["name"]
        assert [p for p in readiness.problems(row.article) if p.blocks] == []
    assert Page.objects.live().get().edition == "fr"
    assert Newsletter.objects.filter(language="fr", active=True).count() == 1


def test_without_another_edition_nothing_is_told(cast):
    other_editions.load(cast)

    assert not LiveArticle.objects.exists()
    assert not SectionName.objects.exists()
