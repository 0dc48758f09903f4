"""Side by side without a mouse: the keys of the desk, and the list that tells them."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, State
from tests.browser.originals import ENGLISH, SOURCES, TEXTS, block

pytestmark = pytest.mark.browser

ALTGR = """() => document.querySelector(".tiptap").dispatchEvent(new KeyboardEvent("keydown", {
  code: "KeyN", key: "ń", altKey: true, shiftKey: true, modifierAltGraph: true, bubbles: true,
}))"""


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1440, "height": 900})


def focused(page):
    return page.evaluate("document.activeElement.dataset.block || document.activeElement.className")


@pytest.mark.parametrize("language", SOURCES)
def test_a_whole_text_is_written_from_block_to_block(desk, page, language):
    text = desk(language, body="").enter()
    for words in ("One.", "Two.", "Three", "Four.", "Five."):
        text.press("Alt+Shift+n").type(words)
        expect(page.locator(".block.is-here")).to_have_class(re.compile("is-rendered"))
    assert text.html == (
        '<p data-source="b1">One.</p><p data-source="b2">Two.</p><h2 data-source="b3">Three</h2>'
        '<p data-source="b4">Four.</p><blockquote><p data-source="b5">Five.</p></blockquote>'
    )
    expect(page.locator("#coverage")).to_have_text("5 of 6 paragraphs")


def test_the_one_before_is_found_going_up(desk, page):
    text = desk(body=ENGLISH.replace("b2", "b5").replace("b1", "b2"))
    text.caret("Two cranes lift containers.").press("Alt+Shift+p")
    expect(block(page, "b4")).to_have_attribute("aria-current", "true")
    text.press("Alt+Shift+p")
    expect(block(page, "b3")).to_have_attribute("aria-current", "true")
    assert text.ids == ["b2", "b5"], "paragraphs that were passed by leave nothing behind"


def test_what_still_reads_as_the_original_is_written_over(desk, page):
    first, second = (line for _, line in TEXTS["ru"][1][:2])
    text = desk(body=f'<p data-source="b1">{first}</p><p data-source="b2">{second}</p>')
    text.caret(first).press("Alt+Shift+n").type("Two cranes.")
    assert text.words == [first, "Two cranes."]


def test_the_original_is_copied_into_its_paragraph(desk, page):
    text = desk("ar").enter()
    text.press("Alt+Shift+n", "Alt+Shift+c")
    assert text.words[-1] == "البحر ينتظر"
    expect(block(page, "b3")).to_have_class(re.compile("is-open"))


def test_a_paragraph_is_linked_and_unlinked(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.").press("Alt+Shift+u")
    assert text.ids == ["b1", ""]
    text.press("Alt+Shift+u")
    assert text.ids == ["b1", "b2"]


def test_a_paragraph_moves_up_and_down_with_its_ids(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.").press("Alt+Shift+ArrowUp")
    assert text.ids == ["b2", "b1"]
    text.type("Then ")
    assert text.words[0] == "Then Two cranes lift containers."
    text.press("Alt+Shift+ArrowDown")
    assert text.ids == ["b1", "b2"]
    text.press("Alt+Shift+ArrowDown")
    assert text.ids == ["b1", "b2"]


def test_a_moved_paragraph_is_back_after_one_undo(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.").press("Alt+Shift+ArrowUp")
    text.undo()
    assert text.html == ENGLISH


def test_from_the_text_to_the_original_and_back(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.").press("Alt+Shift+o")
    assert focused(page) == "b2"
    text.press("ArrowUp")
    assert focused(page) == "b1"
    text.press("End")
    assert focused(page) == "b6"
    text.press("Home", "Enter").type(" Very.")
    assert text.words[0] == "In the morning the port is quiet. Very."
    text.press("Alt+Shift+o", "Alt+Shift+o")
    expect(text.area).to_be_focused()


def test_enter_on_an_open_block_begins_its_paragraph(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.").press("Alt+Shift+o", "ArrowDown", "Enter")
    text.type("The sea waits")
    assert text.html == f'{ENGLISH}<h2 data-source="b3">The sea waits</h2>'


def test_one_tab_stop_for_the_whole_original(desk, page):
    desk()
    assert page.locator(".original-text [tabindex='0']").count() == 1


def test_a_block_is_left_out_by_keys_alone(desk, page):
    text = desk().enter()
    text.press("Alt+Shift+n", "Alt+Shift+l")
    expect(page.get_by_label("Left out because")).to_be_focused()
    text.type("Local detail").press("Enter")
    expect(block(page, "b3")).to_have_class(re.compile("is-cut"))
    assert focused(page) == "b3"


def test_the_story_is_handed_in_by_a_key(desk, page):
    rest = {f"b{n}": "Repetition" for n in range(3, 7)}
    body = ENGLISH.replace("is quiet", "is is quiet")
    text = desk(cut_blocks=rest, body=body).enter()
    page.keyboard.press("Alt+Shift+Enter")
    # What the copy checks found is shown before it goes.
    page.locator("#content form button.act:not(.quiet)").first.click()
    expect(page.locator(".messagelist")).to_contain_text("A port wakes before dawn")
    assert Article.objects.get(pk=text.story.pk).state == State.EDITING
    page.troubles.clear()  # what was on its way for a story that is no longer hers


# --- the list


@pytest.mark.parametrize("keys", ["Alt+Shift+k", "Control+/"])
def test_the_keys_are_listed_by_a_key(desk, page, keys):
    text = desk().enter()
    text.press(keys)
    listed = page.get_by_role("dialog", name="Keys")
    expect(listed).to_contain_text("Next paragraph to translate")
    text.press("Escape")
    expect(listed).to_be_hidden()
    expect(text.area).to_be_focused()


def test_no_two_things_listen_to_the_same_keys_and_none_is_listed_in_vain(desk, page):
    desk()
    page.get_by_role("button", name="Keys").click()
    listed = page.locator("#keys-list")
    expect(listed.locator("dt", has_text="pair of memory")).to_have_count(1)
    expect(listed).not_to_contain_text("achine")  # none is configured
    rows = page.locator("#keys-list dd").evaluate_all("(all) => all.map((one) => one.textContent)")
    assert len(rows) > 12
    assert len(rows) == len(set(rows))


def test_keys_do_nothing_behind_an_open_list(desk, page):
    text = desk().enter()
    text.press("Alt+Shift+k", "Alt+Shift+n", "Escape")
    assert text.html == ENGLISH


def test_what_altgr_types_is_typed(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.", "end")
    page.evaluate(ALTGR)
    assert text.html == ENGLISH


# --- from an obstacle to its block


def test_an_obstacle_leads_to_its_block_and_what_looks_unfinished_says_so(desk, page):
    second = '<p data-source="b2">Two cranes lift the containers out of ships.</p>'
    text = desk(body=f'<p data-source="b1">In.</p>{second}')
    expect(block(page, "b1")).to_contain_text("looks unfinished")
    page.locator(".obstacles summary").click()
    page.locator(".problems li", has_text="looks unfinished").get_by_role("link").click()
    expect(block(page, "b1")).to_have_attribute("aria-current", "true")
    text.type(" the morning the port is quiet.")
    expect(block(page, "b1")).not_to_contain_text("looks unfinished", timeout=8_000)
    page.evaluate("scrollTo(0, 0)")
    assert page.locator(".prose-editor").bounding_box()["y"] > 600
    text.press("Alt+Shift+n")
    bar = page.locator("#desk-bar").bounding_box()
    top = page.locator(".prose-editor").bounding_box()["y"]
    assert bar["height"] <= top < 200
    link = page.locator(".problems li", has_text="neither translated").get_by_role("link")
    page.goto(page.url.split("#")[0] + link.get_attribute("href"))
    page.reload()
    expect(block(page, "b3")).to_have_attribute("aria-current", "true")


# --- folding


def test_filing_and_tools_take_turns_and_stay_as_left(desk, page):
    desk()
    tools, filing = (page.get_by_role("button", name=name) for name in ("Tools", "Filing"))
    expect(tools).to_have_attribute("aria-pressed", "true")
    filing.click()
    expect(page.locator("#filing")).to_be_visible()
    expect(tools).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.locator("#filing")).to_be_visible()
    filing.click()
    expect(page.locator("#filing")).to_be_hidden()


def test_the_original_stays_as_it_was_left(desk, page):
    desk()
    button = page.get_by_role("button", name="Original", exact=True)
    button.click()
    expect(page.locator("#original-panel")).to_be_hidden()
    page.reload()
    expect(page.locator("#original-panel")).to_be_hidden()
    button.click()
    expect(page.locator("#original-panel")).to_be_visible()
