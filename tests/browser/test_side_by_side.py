"""The original beside our text: what is lit, open, left out, and how one gets about by keys."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.articles.pages import change
from tests.browser.originals import ENGLISH, SOURCES, TEXTS, block, lit, make_story

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1440, "height": 900})


def stored(text):
    return Article.objects.get(pk=text.story.pk)


# --- what is lit


@pytest.mark.parametrize("language", SOURCES)
def test_the_caret_lights_what_its_paragraph_renders(desk, page, language):
    text = desk(language)
    text.caret("Two cranes lift containers.")
    expect(block(page, "b2")).to_have_attribute("aria-current", "true")
    text.press("ArrowUp")
    expect(block(page, "b1")).to_have_attribute("aria-current", "true")
    assert lit(page) == ["b1"]


@pytest.mark.parametrize("language", SOURCES)
def test_the_original_stands_in_its_own_language_and_direction(desk, page, language):
    desk(language)
    pane = page.get_by_role("region", name="The original’s text")
    expect(pane).to_have_attribute("lang", language)
    expect(pane).to_have_css("direction", "rtl" if language == "ar" else "ltr")
    expect(pane).to_contain_text(TEXTS[language][1][0][1])


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_scripts_without_italics_are_never_slanted(desk, page, language):
    desk(language)
    expect(block(page, "b5").locator(".block-text")).to_have_css("font-style", "normal")


def test_a_joined_paragraph_lights_both(desk, page):
    text = desk()
    text.caret("Two cranes lift containers.").press("Backspace")
    expect(block(page, "b1")).to_have_attribute("aria-current", "true")
    assert lit(page) == ["b1", "b2"]


def test_the_headline_lights_the_headline(desk, page):
    desk()
    page.get_by_label("Headline").click()
    expect(page.locator(".original-headline")).to_have_attribute("aria-current", "true")


def test_only_the_pane_follows_the_caret_and_the_window_stays(desk, page):
    text = desk(body=ENGLISH.replace("b2", "b60"), times=10)
    text.caret("In the morning the port is quiet.")
    before = page.evaluate("scrollY")
    text.press("ArrowDown")
    expect(block(page, "b60")).to_have_attribute("aria-current", "true")
    expect(block(page, "b60")).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 100, "what the caret needs, and no more"


# --- from a block to its paragraph


@pytest.mark.parametrize("language", SOURCES)
def test_a_press_on_a_block_leads_to_its_paragraph(desk, page, language):
    text = desk(language)
    text.caret("In the morning the port is quiet.")
    block(page, "b2").click()
    text.type(" Slowly.")
    assert text.words[-1] == "Two cranes lift containers. Slowly."


def test_a_block_that_nothing_renders_offers_a_paragraph_at_its_place(desk, page):
    text = desk(body=ENGLISH.replace("b2", "b4"))
    block(page, "b2").click()
    block(page, "b2").get_by_role("button", name="Translate it here").click()
    text.type("Two more cranes.")
    assert text.ids == ["b1", "b2", "b4"]
    expect(block(page, "b2")).to_have_class(re.compile("is-rendered"))


def test_a_crosshead_and_a_quotation_come_as_what_they_are(desk, page):
    text = desk()
    for name, words in (("b3", "The sea waits"), ("b5", "“We stay.”")):
        block(page, name).click()
        block(page, name).get_by_role("button", name="Translate it here").click()
        text.type(words)
    assert text.html == (
        f'{ENGLISH}<h2 data-source="b3">The sea waits</h2>'
        '<blockquote><p data-source="b5">“We stay.”</p></blockquote>'
    )


def test_in_an_empty_text_the_first_block_takes_the_empty_line(desk, page):
    text = desk("zh", body="")
    block(page, "b1").click()
    block(page, "b1").get_by_role("button", name="Translate it here").click()
    text.type("Morning.")
    assert text.html == '<p data-source="b1">Morning.</p>'


# --- what is open, and how far it is


@pytest.mark.parametrize("language", SOURCES)
def test_open_blocks_are_marked_in_words_too_until_they_are_rendered(desk, page, language):
    text = desk(language)
    expect(block(page, "b3")).to_have_class(re.compile("is-open"))
    expect(block(page, "b3").locator(".block-state")).to_have_text("not translated yet")
    text.press("Alt+Shift+n").type("The sea waits")
    expect(block(page, "b3")).to_have_class(re.compile("is-rendered"))
    expect(page.locator("#coverage")).to_have_text("3 of 6 paragraphs")


def test_a_short_line_left_in_another_script_is_still_open(desk, page):
    desk("zh", body='<p data-source="b3">大海在等待</p>')
    expect(block(page, "b3")).to_have_class(re.compile("is-open"))


@pytest.mark.parametrize(("language", "about"), [("ru", "60"), ("ar", "70"), ("zh", "65")])
def test_words_are_counted_as_one_types(desk, page, language, about):
    text = desk(language)
    words = page.locator("#progress-words")
    expect(words).to_have_text(f"11 of about {about} words")
    text.caret("Two cranes lift containers.", "end").type(" And one more.")
    expect(words).to_have_text(f"14 of about {about} words")


def test_what_the_page_says_first_is_what_the_script_counts(desk, page, open_page, log_in, anna):
    text = desk("zh", cut_blocks={"b6": "Local detail"})
    still = open_page(java_script_enabled=False)
    log_in(still, anna)
    still.goto(change(text.story))
    for name in ("#progress-words", "#coverage"):
        assert still.locator(name).text_content() == page.locator(name).text_content()


def test_languages_are_named_as_a_pair(desk, page):
    desk("ar")
    expect(page.locator(".pair")).to_have_text("Arabic → English")


# --- leaving out


def test_a_block_is_left_out_with_a_reason_and_the_editor_sees_why(desk, page):
    text = desk()
    block(page, "b6").click()
    block(page, "b6").get_by_role("button", name="Leave out…").click()
    page.keyboard.type("Promotion of the paper")
    page.keyboard.press("Enter")
    expect(block(page, "b6")).to_have_class(re.compile("is-cut"))
    expect(block(page, "b6").locator(".block-state")).to_have_text(
        "left out: Promotion of the paper"
    )
    expect(page.locator("#coverage")).to_have_text("3 of 6 paragraphs")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert stored(text).cut_blocks == {"b6": "Promotion of the paper"}


def test_leaving_out_is_undone_by_a_press(desk, page):
    text = desk(cut_blocks={"b5": "Repetition"})
    text.press("Alt+Shift+n", "Alt+Shift+l")
    page.keyboard.type("Local detail")
    page.keyboard.press("Enter")
    expect(block(page, "b3")).to_have_class(re.compile("is-cut"))
    page.locator("#original-said").get_by_role("button", name="Undo").click()
    expect(block(page, "b3")).to_have_class(re.compile("is-open"))
    assert page.locator("#original-cuts").input_value() == '{"b5":"Repetition"}'


def test_nothing_is_left_out_without_a_reason(desk, page):
    desk()
    block(page, "b6").click()
    block(page, "b6").get_by_role("button", name="Leave out…").click()
    page.keyboard.press("Enter")
    expect(page.locator("#original-said")).to_contain_text("Say why")
    page.keyboard.press("Escape")
    expect(block(page, "b6")).to_have_class(re.compile("is-open"))


def test_what_was_left_out_is_put_back(desk, page):
    desk(cut_blocks={"b6": "Repetition"})
    block(page, "b6").click()
    block(page, "b6").get_by_role("button", name="Put back").click()
    expect(block(page, "b6")).to_have_class(re.compile("is-open"))


def test_what_is_left_out_is_told_to_the_rest_of_the_desk(desk, page):
    desk()
    page.evaluate("addEventListener('desk:changed', (e) => { window.told = e.detail }, true)")
    block(page, "b6").click()
    block(page, "b6").get_by_role("button", name="Leave out…").click()
    page.keyboard.type("Repetition")
    page.get_by_role("button", name="Leave out", exact=True).click()
    assert page.evaluate("window.told") == {"cut_blocks": {"b6": "Repetition"}}


def test_a_long_original_is_stored_with_what_is_left_out_of_it(desk, page):
    text = desk(times=180, cut_blocks={"b3": "Old news"})
    block(page, "b1080").click()
    block(page, "b1080").get_by_role("button", name="Leave out…").click()
    page.keyboard.type("An aside")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert stored(text).cut_blocks == {"b3": "Old news", "b1080": "An aside"}


def test_without_scripts_what_is_left_out_stays_as_it_is(open_page, log_in, anna):
    story = make_story(translator=anna, cut_blocks={"b2": "An aside"})
    page = open_page(java_script_enabled=False)
    log_in(page, anna)
    page.goto(change(story))
    expect(block(page, "b2")).to_contain_text("left out: An aside")
    page.get_by_label("Kicker").fill("Sea")
    page.get_by_role("button", name="Save", exact=True).click()
    story.refresh_from_db()
    assert (story.kicker, story.cut_blocks) == ("Sea", {"b2": "An aside"})


def test_to_begin_with_the_original_is_offered_until_there_are_words(desk, page):
    text = desk(body="")
    whole = page.get_by_role("button", name="Begin with the original’s paragraphs")
    link = page.get_by_role("button", name="Link the paragraphs in order")
    expect(whole).to_be_visible()
    expect(link).to_be_hidden()
    text.enter().type("In the morning")
    expect(whole).to_be_hidden()
    expect(link).to_be_visible()
    text.press("Control+a", "Backspace")
    expect(whole).to_be_visible()


def test_a_bar_of_two_lines_covers_nothing(desk, page):
    page.set_viewport_size({"width": 768, "height": 900})
    text = desk(body=ENGLISH * 12)
    text.enter().press("Control+End")
    bar = page.locator(".desk-bar").bounding_box()
    head = page.locator(".original-head").bounding_box()
    assert head["y"] >= bar["y"] + bar["height"]
