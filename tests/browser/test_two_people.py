"""Two people type into one story at once: both texts stay, and each sees the other."""

import re

import pytest
from playwright.sync_api import expect

from articles import revising
from articles.models import Article, State
from tests import chromium
from tests.articles.pages import change
from tests.browser.writing import SETTLED
from tests.factories import make_article, make_snapshot, make_user

pytestmark = pytest.mark.browser

# A caret is put into the second paragraph, and at once, before the editor has heard of it, what
# somebody else did is drawn: the first paragraph's words, findings, comments.
DRAWN_AT_ONCE = """async (kind) => {
  const { takeOver } = await import("/static/desk/taking-over.js")
  const { mark } = await import("/static/desk/finding-places.js")
  const [first, second] = document.querySelectorAll(".tiptap p")
  const html = `<p data-source="b1">Anew.</p><p data-source="b2">${second.textContent}</p>`
  const { editor } = document.querySelector(".tiptap")
  const words = document.createTreeWalker(second, NodeFilter.SHOW_TEXT).nextNode()
  getSelection().collapse(words, 4)
  if (kind === "words") takeOver(editor, html)
  const found = { id: "1", place: 0, severity: "hint", span: [0, 4] }
  if (kind === "findings") mark([{ ...found, quote: first.textContent.slice(0, 4) }])
}"""
SOON = 25_000  # milliseconds: a message every ten seconds, and what follows from it
TEXTS = {
    "ru": ("Утро в порту.", "Два крана.", " И чайки.", " И туман."),
    "ar": ("صباح في الميناء.", "رافعتان.", " والنوارس.", " والضباب."),
}


@pytest.fixture(params=TEXTS)
def story(editor, request):
    first, second, *_ = TEXTS[request.param]
    story = make_article(
        state=State.EDITING, translator=make_user("translator"), headline="Salt", use="full",
        language=request.param, snapshot=make_snapshot(),
        body=f'<p data-source="b1">{first}</p><p data-source="b2">{second}</p>',
    )  # fmt: skip
    revising.record(story, editor)
    return story


@pytest.fixture
def opens(open_page, log_in, story):
    def opens(user, **options):
        page = open_page(**{"viewport": {"width": 1280, "height": 900}} | options)
        log_in(page, user)
        page.goto(change(story))
        expect(page.locator(".tiptap")).to_be_visible()
        return page

    return opens


@pytest.fixture
def carla(live_server, editor):
    return make_user("editor", "carla", first_name="Carla")


def body(story):
    return Article.objects.get(pk=story.pk).body


def types(page, paragraph, words):
    page.locator(".tiptap p").nth(paragraph).click()
    page.evaluate(SETTLED)
    page.keyboard.press("End")
    page.keyboard.type(words)


def saved(page):
    expect(page.locator("#save-status")).to_have_text(re.compile("^Saved"), timeout=SOON)


def test_two_who_type_into_different_paragraphs_both_have_both(opens, story, editor, carla):
    *_, mine, hers = TEXTS[story.language]
    here, there = opens(editor), opens(carla)
    types(here, 0, mine)
    types(there, 1, hers)
    saved(here)
    saved(there)
    for page in (here, there):
        expect(page.locator(".tiptap")).to_contain_text(mine.strip(), timeout=SOON)
        expect(page.locator(".tiptap")).to_contain_text(hers.strip(), timeout=SOON)
        assert page.troubles == []
    assert mine in body(story)
    assert hers in body(story)


def test_the_caret_stays_where_it_is_when_anothers_words_arrive(opens, story, editor, carla):
    *_, mine, hers = TEXTS[story.language]
    here, there = opens(editor), opens(carla)
    types(here, 1, mine)
    saved(here)
    types(there, 0, hers)
    saved(there)
    expect(here.locator(".tiptap")).to_contain_text(hers.strip(), timeout=SOON)
    here.keyboard.type(" 123")
    expect(here.locator(".tiptap p").nth(1)).to_contain_text(f"{mine.strip()} 123")
    expect(here.locator(".desk-banner")).to_contain_text("Carla changed the 1st paragraph")


def test_the_caret_stays_in_a_paragraph_whose_spaces_the_desk_tidies(opens, story, editor, carla):
    *_, hers = TEXTS[story.language]
    here, there = opens(editor), opens(carla)
    types(there, 1, hers)
    saved(there)
    here.locator(".tiptap p").first.click()
    here.evaluate(SETTLED)
    here.keyboard.press("Home")
    here.keyboard.type("1  2 ")
    saved(here)
    expect(here.locator(".tiptap")).to_contain_text(hers.strip(), timeout=SOON)
    here.keyboard.type("345 ")
    expect(here.locator(".tiptap p").first).to_contain_text(re.compile("^1 +2 345 "))


@pytest.mark.parametrize("kind", ["words", "findings"])
def test_a_caret_just_put_down_stays_when_something_is_drawn(opens, editor, kind):
    page = opens(editor)
    page.locator(".tiptap p").first.click()
    page.wait_for_timeout(200)
    page.evaluate(DRAWN_AT_ONCE, kind)
    page.keyboard.type("XYZ")
    expect(page.locator(".tiptap p").nth(1)).to_contain_text(re.compile("^.{4}XYZ"))
    assert "XYZ" not in page.locator(".tiptap p").first.inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_two_who_type_into_one_paragraph_choose_and_lose_no_word(
    opens, story, editor, carla, width
):
    *_, mine, hers = TEXTS[story.language]
    here = opens(editor, viewport={"width": width, "height": 844})
    there = opens(carla)
    here.route("**/presence/", lambda route: route.abort())
    types(there, 0, hers)
    saved(there)
    types(here, 0, mine)
    refusal = re.compile("Carla and you both changed one paragraph")
    expect(here.locator("#save-status")).to_have_text(refusal, timeout=SOON)
    assert mine not in body(story)
    here.get_by_role("button", name="Compare and choose").click()
    expect(here.locator(".side-text").first).to_contain_text(mine.strip())
    expect(here.locator(".side-text").last).to_contain_text(hers.strip())
    assert chromium.width(here) <= width
    here.get_by_label("Mine", exact=True).focus()
    here.keyboard.press("ArrowDown")
    here.keyboard.press("ArrowDown")
    expect(here.get_by_label("Both, mine first")).to_be_checked()
    here.keyboard.press("Enter")
    expect(here.locator(".messagelist")).to_contain_text("Saved as version 3")
    assert mine in body(story)
    assert hers in body(story)


def test_each_sees_the_other_come_type_and_go(opens, editor, carla):
    there = opens(carla)
    here = opens(editor)
    presence = here.locator("#presence")
    expect(presence).to_have_text("Carla is in this story.", timeout=SOON)
    there.locator(".tiptap p").first.click()
    for _ in range(24):
        there.keyboard.type("слово ")
        there.wait_for_timeout(500)
    expect(presence).to_have_text("Carla is typing.", timeout=SOON)
    saved(there)
    there.goto("/admin/")
    expect(presence).to_have_text("", timeout=SOON)
    assert here.troubles == []
