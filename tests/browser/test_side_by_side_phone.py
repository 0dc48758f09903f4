"""The translator with a phone in the hand: the paragraph being translated stays in sight."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.originals import SOURCES, TEXTS, block
from tests.browser.writing import SETTLED
from tests.chromium import width

pytestmark = pytest.mark.browser

BODY = "".join(f'<p data-source="b{n}">{"Line of words. " * 12}{n}.</p>' for n in range(1, 7))
BOXES = """() => {
  const caret = getSelection().getRangeAt(0).getClientRects()[0]
  const strip = document.querySelector("#original-panel").getBoundingClientRect()
  return { caret: [caret.top, caret.bottom], strip: [strip.top, strip.bottom] }
}"""


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def visible(page):
    return page.locator(".block").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.block)"
    )


@pytest.mark.parametrize("language", SOURCES)
def test_the_paragraph_of_the_caret_stands_alone_above_the_text(desk, page, language):
    text = desk(language)
    text.area.get_by_text("Two cranes lift containers.").tap()
    expect(block(page, "b2")).to_have_attribute("aria-current", "true")
    assert visible(page) == ["b2"]
    expect(block(page, "b2")).to_be_in_viewport()
    expect(block(page, "b2")).to_contain_text(TEXTS[language][1][1][1])
    text.press("ArrowUp")
    expect(block(page, "b1")).to_be_in_viewport()


def test_the_strip_sticks_and_never_covers_the_caret(desk, page):
    text = desk(body=BODY)
    text.area.tap()
    text.press("Control+Home")
    for _ in range(26):
        text.press("ArrowDown")
    for key in ["ArrowUp"] * 20:
        text.press(key)
        found = page.evaluate(BOXES)
        assert found["caret"][0] >= found["strip"][1] - 1
        assert found["strip"][0] >= -1
    assert found["caret"][1] <= 844


def test_the_tools_come_over_the_text_and_give_the_caret_back(desk, page):
    text = desk(body=BODY)
    text.area.get_by_text("5.").tap()
    page.evaluate(SETTLED)
    text.press("Control+End").type(" One")
    sheet, opener = page.locator("#tools"), page.get_by_role("button", name="Tools")
    opener.tap()
    expect(page.locator("#tool-terms h2")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Back to the text")).to_be_focused()
    expect(page.locator("#comment-quote")).to_contain_text("Line of words.")
    assert width(page) == 390
    text.press("Escape").type(" two")
    expect(sheet).to_be_hidden()
    opener.tap()
    page.get_by_role("button", name="Back to the text").tap()
    expect(sheet).to_be_hidden()
    page.evaluate(SETTLED)
    text.type(" three.")
    body = page.locator("textarea[name=body]")
    expect(body).to_have_value(re.compile(r"6\. One two three\.</p>$"))
    page.reload()
    expect(opener).to_be_visible()
    expect(sheet).to_be_hidden()


def test_the_whole_original_is_one_tap_away_and_a_block_leads_back(desk, page):
    text = desk()
    text.area.get_by_text("Two cranes lift containers.").tap()
    whole = page.get_by_role("button", name="Whole original")
    whole.tap()
    assert visible(page) == ["b1", "b2", "b3", "b4", "b5", "b6"]
    block(page, "b1").tap()
    expect(whole).to_be_visible()
    expect(text.area).to_be_focused()
    assert visible(page) == ["b1"]


def test_nothing_is_wider_than_the_phone(desk, page):
    desk("ar")
    assert width(page) == 390
