"""What holds for every page of the readers' site at once: it reads nothing of the desk, costs
the same however large the archive, sets no cookie, and lets no text become markup."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Revision
from tests.articles import reading
from tests.articles.reading import page
from tests.factories import (
    make_article,
    make_author,
    make_live,
    make_newsletter,
    make_publication,
    make_section,
)

BASE = Path(settings.BASE_DIR)
APPS = ("articles", "authors", "jobs", "newsletters", "newsroom", "photos", "prose", "sources")
# What the readers' views may know: never the working copy, its versions or its moves.
FACTS = {
    "articles.addresses": {
        "of_author",
        "of_home",
        "of_section",
        "of_source",
        "of_story",
        "of_tag",
    },
    "articles.front_pages": {"front", "of_the_section", "of_the_site", "summary"},
    "articles.feeds.entries": {"JSON", "Entry", "Feed"},
    "articles.feeds.markup": {"cdata", "element", "legal", "pictures", "text"},
    "articles.media": {"absolute"},
    "articles.models": {
        "FOR_PROGRAMS",
        "PIECES",
        "Correction",
        "LiveArticle",
        "Page",
        "Redirect",
        "Section",
        "SectionName",
        "Tag",
    },
    "articles.shells": {"shell"},
    "articles.views": {"moved", "public", "sealed", "section"},
    "authors.models": {"Author"},
    "photos.pictures": {"picture"},  # which shows nothing without its credit
    "prose": {"wordings"},
    "prose.forms": {"as_number"},
    "sources.languages": {"country_name", "direction", "language_name", "locale"},
    "sources.licensing": {"shows_original"},
    "sources.models": {"Publication"},
}
READING = {
    "articles.addresses",
    "articles.caches",
    "articles.directories",
    "articles.directory_views",
    "articles.editions",
    "articles.bylines",
    "articles.feed_views",
    "articles.feeds.atom",
    "articles.feeds.entries",
    "articles.feeds.json_feed",
    "articles.feeds.markup",
    "articles.feeds.rss",
    "articles.front_pages",
    "articles.furniture",
    "articles.json_ld",
    "articles.layout",
    "articles.media",
    "articles.original_views",
    "articles.oembed",
    "articles.paging",
    "articles.pieces",
    "articles.portable",
    "articles.reading",
    "articles.shells",
    "articles.sitemaps",
    "articles.templatetags.stories",
    "articles.views_pages",
}


# --- the desk is not read


def imports(module):
    """{(module, name)} of what a module of ours takes from other modules of ours."""
    tree = ast.parse((BASE / f"{module.replace('.', '/')}.py").read_text())
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found |= {(node.module, alias.name) for alias in node.names}
    return {(source, name) for source, name in found if source.split(".")[0] in APPS}


@pytest.mark.parametrize("module", ["articles.views", *sorted(READING)])
def test_the_readers_views_import_nothing_of_the_desk(module):
    for source, name in imports(module):
        known = name in FACTS.get(source, ()) or f"{source}.{name}" in READING
        assert known, f"{module} imports {name} from {source}"


def test_the_readers_views_never_step_from_the_live_story_to_the_working_copy():
    for module in ("articles.views", *READING):
        tree = ast.parse((BASE / f"{module.replace('.', '/')}.py").read_text())
        steps = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not steps & {"article", "article_id", "articles", "revisions", "snapshot"}, module


def templates_of_views():
    """Names of every template that the readers' views show, with all they include."""
    source = "".join(
        (BASE / f"articles/{name}.py").read_text() for name in ("views", "portable", "oembed")
    )
    waiting, found = set(re.findall(r'"([\w/]+\.html)"', source)), set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        text = Path(get_template(name).origin.name).read_text()
        waiting |= set(re.findall(r'{% (?:include|extends) "([^"]+)"', text)) - found
    return sorted(found)


def test_the_readers_templates_never_step_to_the_working_copy():
    names = templates_of_views()

    assert {"articles/story.html", "articles/_feed_story.html", "base.html"} <= set(names)
    for name in names:
        text = Path(get_template(name).origin.name).read_text()
        code = " ".join(re.findall(r"{[{%].*?[}%]}", re.sub(r"{% comment %}.*?{% end", "", text)))
        outside_quotes = re.sub(r"\"[^\"]*\"|'[^']*'", "", code)
        assert not re.search(r"\barticles?\b|\brevision|\bsnapshot", outside_quotes), name


@pytest.fixture
def everything(db):
    """The addresses of every kind of page, also of those that are no longer there."""
    live = reading.edition()
    reading.withdrawn(live.section)
    reading.page_with_a_draft()
    return [
        *reading.addresses(live),
        "/world/withdrawn/",
        "/world/never-was/",
        "/newsletter/",
        "/newsletter/sent/",
        "/about/",
        "/corrections/",
    ]


def test_no_page_asks_the_database_for_the_desk(client, everything, settings):
    settings.PREPARE_STATEMENTS = False  # or the log of PostgreSQL's connection does not show them
    desk = {f'"{model._meta.db_table}"' for model in (Article, Revision)}

    for address in [*everything, "/feed/"]:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        for query in asked.captured_queries:
            assert not [table for table in desk if table in query["sql"]], address


def test_the_words_of_a_draft_appear_on_no_page(client, everything):
    draft = {
        "headline": "SECRET headline",
        "standfirst": "SECRET standfirst",
        "kicker": "SECRET",
        "dateline": "SECRET",
        "body": "<p>SECRET</p>",
        "slug": "SECRET",
        "brief": "SECRET",
        "lead_caption": "SECRET",
    }
    Article.objects.update(**draft)
    make_article(**draft)

    for address in [*everything, "/feed/"]:
        assert "SECRET" not in client.get(address).content.decode(), address
    assert client.get("/world/SECRET/").status_code == 404


# --- the cost does not grow


def count(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("stories", [1, 50])
@pytest.mark.parametrize(
    ("kind", "first", "later"),
    [("home", 3, 1), ("section", 3, 1), ("author", 3, 3), ("source", 3, 3), ("tag", 3, 3),
     ("story", 2, 1)],
)  # fmt: skip
def test_a_page_costs_the_same_at_one_story_and_at_fifty(client, kind, first, later, stories):
    """And less when the process knows what stands around it."""
    section, paper = make_section("World", slug="world"), make_publication()
    author, tag = make_author(), reading.make_tag()
    make_newsletter()
    reading.fill(
        section,
        stories,
        publication=paper,
        source=reading.make_source(paper),
        picture=reading.make_picture(),
        byline=[reading.person(author)],
        authors=[author],
        tags=[tag],
    )
    address = {
        "home": "/",
        "section": section.get_absolute_url(),
        "author": author.get_absolute_url(),
        "source": paper.get_absolute_url(),
        "tag": tag.get_absolute_url(),
        "story": "/world/number-0/",
    }[kind]

    assert (count(client, address), count(client, address)) == (first, later)


@pytest.mark.django_db
def test_an_unchanged_story_costs_one_query(client, django_assert_num_queries):
    address = reading.edition().get_absolute_url()
    tag = client.get(address)["ETag"]

    with django_assert_num_queries(1):
        client.get(address, headers={"If-None-Match": tag})


@pytest.mark.django_db
def test_lists_leave_the_bodies_in_the_database(client, settings):
    settings.PREPARE_STATEMENTS = False  # see above
    make_live(body="<p>x</p>")

    with CaptureQueriesContext(connection) as asked:
        client.get("/")

    assert not [query for query in asked.captured_queries if '"body"' in query["sql"]]


@pytest.mark.django_db
def test_lists_are_not_counted(client, everything, settings):
    settings.PREPARE_STATEMENTS = False  # see above
    for address in everything:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert not [query for query in asked.captured_queries if "COUNT(" in query["sql"]]


# --- for everybody the same


def test_pages_set_no_cookie_and_differ_for_nobody(client, everything):
    for address in everything:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert "csrfmiddlewaretoken" not in response.content.decode(), address


def test_pages_may_be_kept_by_caches(client, everything):
    public = "public, max-age=0, s-maxage=60, stale-while-revalidate=30"

    for address in everything[:8]:
        assert client.get(address)["Cache-Control"] == public, address


def test_lists_that_have_not_changed_are_not_sent_again(client, everything):
    for address in everything[:2]:
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304, address


def test_pages_work_under_a_strict_policy(client, everything):
    """No script but data, no inline style, and no nonce that would bind a page to one visit."""
    for address in everything:
        response = client.get(address)
        tree = page(response)
        scripts = [s for s in tree.iter("script") if s.get("type") != "application/ld+json"]
        handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
        assert not scripts + handlers + list(tree.iter("style")) + tree.xpath("//@style"), address
        assert "nonce" not in response["Content-Security-Policy"], address


# --- text stays text

HOSTILE = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


@pytest.mark.django_db
def test_hostile_text_stays_text_on_every_page(client):
    paper = make_publication(name=HOSTILE[:100], slug="x", description=HOSTILE)
    section = make_section(HOSTILE[:60], slug="world", description=HOSTILE)
    author = make_author(HOSTILE[:90], slug="y", bio=HOSTILE, affiliation=HOSTILE)
    tag = reading.make_tag(HOSTILE, "z")
    make_newsletter(call_headline=HOSTILE, call_text=HOSTILE)
    live = make_live(
        section=section,
        path="world/hostile",
        publication=paper,
        kicker=HOSTILE[:50],
        headline=HOSTILE,
        standfirst=HOSTILE,
        dateline=HOSTILE[:70],
        section_name=HOSTILE[:60],
        byline=[reading.person(author, place=HOSTILE)],
        team=[reading.person(author, "translator")],
        picture=reading.make_picture(alt=HOSTILE, caption=HOSTILE, credit=HOSTILE),
        source=reading.make_source(
            paper, headline=HOSTILE, attribution=HOSTILE, country_name=HOSTILE, use_label=HOSTILE
        ),
        tag_list=[{"name": HOSTILE, "slug": "z"}],
        corrections_shown=[
            {"kind": kind, "text": HOSTILE, "published_at": None}
            for kind in ("correction", "update")
        ],
        json_ld={"headline": HOSTILE},
        authors=[author],
        tags=[tag],
    )
    make_live(
        section=section, path="world/beneath", headline=HOSTILE, first_published_at=reading.NEW
    )
    reading.withdrawn(section, withdrawn_note=HOSTILE)

    for address in [*reading.addresses(live), "/world/withdrawn/"]:
        tree = page(client.get(address))
        assert not tree.xpath("//script[not(@type='application/ld+json')]"), address
        assert not tree.xpath("//@onerror"), address
        assert "alert(1)" in tree.text_content(), address
    assert reading.linked_data(client.get("/world/hostile/")) == {"headline": HOSTILE}


# --- for every reader


def heading_levels(tree):
    return [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4")]


def test_every_page_can_be_found_ones_way_about_in(client, everything):
    for address in everything:
        tree = page(client.get(address))
        levels = heading_levels(tree)
        assert tree.get("lang") == "en", address
        assert levels.count(1) == 1, address
        assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False)), address
        assert tree.findtext(".//title").strip(), address
        assert tree.xpath("//a[@class='skip']/@href") == ["#main"], address
        assert tree.xpath("//main/@id") == ["main"], address
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), address


def test_every_picture_has_words_and_a_size(client, everything):
    for address in everything:
        for image in page(client.get(address)).iter("img"):
            assert image.get("alt") is not None, address
            assert image.get("width"), address
            assert image.get("height"), address


def test_every_field_has_a_label_and_every_link_a_name(client, everything):
    for address in everything[:6]:
        tree = page(client.get(address))
        for field in tree.xpath("//input[not(@type='hidden')]"):
            assert tree.xpath("//label[@for=$id]", id=field.get("id")), address
        for link in tree.iter("a"):
            assert link.text_content().strip() or link.xpath(".//img[@alt!='']"), address
