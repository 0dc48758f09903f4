"""Everything visible on two real pages of such a publication has a home in ours.

The pages lie beside the project, not in it; without them these tests are skipped.
"""

import html
import re
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import pytest

from articles import publishing, workflow
from articles.revising import save_text
from prose.characters import clean_line
from tests.articles.stories import commission
from tests.factories import make_author, make_live, make_newsletter, make_photo, make_section

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "two-pages.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed pages are not here")


def words(text):
    return set(re.findall(r"[\w-]+", text.lower()))


def is_crosshead(line):
    return len(line) < 60 and line[-1] not in ".?!”\"'"


def is_pull_quote(line, lines):
    """A short line whose words stand again, all but one, in a longer one."""
    longer = (other for other in lines if len(other) > len(line) + 20)
    repeated = any(len(words(line) - words(other)) <= 1 for other in longer)
    return len(line) < 100 and repeated and not is_crosshead(line)


def pages():
    text = SEED.read_text(encoding="utf-8").replace("\\u200b", "\u200b")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    calls = [n for n, line in enumerate(lines) if line.startswith("Keep up")]
    return first_page(lines[: calls[0] + 2]), second_page(lines[calls[0] + 2 :])


def first_page(lines):
    return SimpleNamespace(
        headline=lines[0],
        standfirst="",
        caption=lines[1],
        people=re.split(r",\s*", lines[3]),
        body=lines[4:-2],
        figure=None,
        call=lines[-2:],
    )


def second_page(lines):
    credit = next(n for n, line in enumerate(lines) if line.count("/") == 2)
    return SimpleNamespace(
        headline=lines[0],
        standfirst=lines[1],
        caption=lines[2],
        people=[lines[3]],
        body=lines[4 : credit - 2] + lines[credit + 1 : -2],
        figure=SimpleNamespace(
            at=credit - 6, alt=lines[credit - 2], caption=lines[credit - 1], credit=lines[credit]
        ),
        call=lines[-2:],
    )


def body_html(page, photo):
    parts = []
    dateline, _, first = re.match(r"([A-Z]+) (-|—) (.*)", page.body[0]).groups()
    for line in [first, *page.body[1:]]:
        tag = "p"
        if is_crosshead(line):
            tag = "h2"
        elif is_pull_quote(line, page.body):
            tag = "aside"
        parts.append(f"<{tag}>{html.escape(line)}</{tag}>")
    if page.figure:
        caption = html.escape(page.figure.caption)
        figure = f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'
        parts.insert(page.figure.at, figure)
    return dateline, "".join(parts)


def byline(name_and_place):
    name, _, place = name_and_place.partition(" in ")
    return (make_author(name), "writer", place)


def build(desk, page):
    """The page as a story that went the whole way from commission to publication."""
    inline = page.figure and make_photo(credit=page.figure.credit, alt=clean_line(page.figure.alt))
    dateline, body = body_html(page, inline)
    article = commission(desk, use="full", section=make_section("World"))
    article = workflow.claim(article, by=desk.anna, seen=article.version)
    sources = " ".join(block["id"] for block in article.snapshot.blocks)
    text = {
        "headline": page.headline,
        "standfirst": page.standfirst,
        "dateline": dateline,
        "body": body.replace("<p>", f'<p data-source="{sources}">', 1),
        "lead_caption": page.caption,
        "bylines": [*map(byline, page.people), (make_author("Anna Voss"), "translator", "")],
    }
    article = save_text(article, by=desk.anna, seen=article.version, changes=text)
    article = workflow.hand_in(article, by=desk.anna, seen=article.version)
    filing = {"slug": "the-story", "lead_photo": make_photo()}
    article = save_text(article, by=desk.ben, seen=article.version, changes=filing)
    # The copy checks find slips in it, which a managing editor lets stand here.
    printed = {"by": desk.max, "note": "As first printed."}
    article = workflow.approve(article, seen=article.version, **printed)
    return publishing.publish(article, seen=article.version, **printed).live


@pytest.fixture(params=[0, 1], ids=["first page", "second page"])
def shown(request, desk, client):
    """(what was on the printed page, our page as a tree, our page as text)"""
    page = pages()[request.param]
    make_newsletter(call_headline=page.call[0], call_text=page.call[1])
    live = build(desk, page)
    make_live(section=live.section, headline="The next story beneath")
    response = client.get(live.get_absolute_url())
    assert response.status_code == 200
    tree = lxml.html.fromstring(response.content.decode())
    return SimpleNamespace(page=page, tree=tree, text=squeeze(tree.text_content()), live=live)


def squeeze(text):
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def test_headline_standfirst_and_caption_are_shown(shown):
    assert squeeze(shown.tree.findtext(".//h1")).strip() == shown.page.headline
    assert shown.page.standfirst in shown.text
    assert shown.page.caption in shown.text


def test_every_name_is_shown_with_its_place(shown):
    assert ", ".join(shown.page.people) in shown.text


def test_the_dateline_opens_the_story(shown):
    place, first = re.match(r"([A-Z]+) (?:-|—) (.*)", shown.page.body[0]).groups()

    assert f"{place} — {squeeze(first)}" in shown.text


def test_every_paragraph_crosshead_and_pull_quote_is_shown_as_what_it_is(shown):
    crossheads = [line for line in shown.page.body if is_crosshead(line)]
    quotes = [line for line in shown.page.body[1:] if is_pull_quote(line, shown.page.body)]

    assert crossheads
    assert [e.text_content() for e in shown.tree.iter("h2")][: len(crossheads)] == crossheads
    shown_quotes = [e.text_content() for e in shown.tree.find_class("pull-quote")]
    assert shown_quotes == quotes
    for line in shown.page.body[1:]:
        assert squeeze(line) in shown.text


def test_the_inline_photograph_has_its_words_and_its_credit_chain(shown):
    if not shown.page.figure:
        pytest.skip("this page has no inline photograph")
    images = [i for i in shown.tree.iter("img") if i.get("alt") == squeeze(shown.page.figure.alt)]

    assert images, "alternative text"
    assert shown.page.figure.caption in shown.text
    assert shown.page.figure.credit in shown.text


def test_the_partner_paper_the_original_and_the_translator_are_named(shown):
    links = {a.get("href") for a in shown.tree.iter("a")}

    assert shown.live.source["url"] in links
    assert shown.live.source["name"] in shown.text
    assert "Anna Voss" in shown.text


def test_the_sign_up_call_has_its_words_and_the_next_story_stands_beneath(shown):
    for line in shown.page.call:
        assert line in shown.text
    assert "The next story beneath" in shown.text


def test_no_invisible_character_survives(shown):
    article = shown.tree.find(".//main")

    assert "\u200b" not in article.text_content()
