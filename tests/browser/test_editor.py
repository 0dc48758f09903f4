import pytest

from tests.browser.writing import SETTLED

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.urls")]

TWO = '<p data-source="b1">One.</p><p data-source="b2">Two.</p>'


# --- writing


def test_what_is_typed_is_what_is_stored(write):
    text = write()
    text.enter().type("The harbour wakes.").press("Enter").type("Boats leave.")
    assert text.stored() == "<p>The harbour wakes.</p><p>Boats leave.</p>"


def test_a_text_of_every_kind_of_block_comes_back_as_it_was(write):
    html = (
        '<p data-source="b1">One <strong>bold</strong> <em>slanted</em> '
        '<a href="https://x.example">link</a></p><h2 data-source="b2">Two</h2><h3>Three</h3>'
        '<aside data-source="b4 b5">Four</aside><blockquote><p data-source="b6">Five</p>'
        '</blockquote><ul><li><p data-source="b7">Six</p></li></ul>'
        "<ol><li><p>Seven</p></li></ol>"
    )
    text = write(html)
    text.caret("Three", "end").type("!").press("Backspace")
    assert text.stored() == html


def test_ids_of_a_foreign_form_are_not_taken_over(write):
    text = write('<p data-source="b1 x b1 b02 b3">One.</p><p data-source="javascript:">Two.</p>')
    assert text.ids == ["b1 x b1 b02 b3", "javascript:"], "untouched, the field is as it came"
    text.caret("One.").type("A")
    assert text.ids == ["b1 b3", ""]


# --- the blocks of the original that a block renders


def test_a_split_paragraph_renders_the_same_block_twice(write):
    text = write('<p data-source="b1">Before.After.</p>')
    text.caret("Before.After.").press(*["ArrowRight"] * 7, "Enter")
    assert text.html == '<p data-source="b1">Before.</p><p data-source="b1">After.</p>'


def test_a_line_after_a_crosshead_renders_the_same_block(write):
    text = write('<h2 data-source="b1">Head</h2>')
    text.caret("Head", "end").press("Enter").type("Line.")
    assert text.html == '<h2 data-source="b1">Head</h2><p data-source="b1">Line.</p>'


@pytest.mark.parametrize(("words", "at", "key"), [("Two.", "start", "Backspace"),
                                                  ("One.", "end", "Delete")])  # fmt: skip
def test_joined_paragraphs_render_both_blocks(write, words, at, key):
    text = write(TWO)
    text.caret(words, at).press(key)
    assert text.html == '<p data-source="b1 b2">One.Two.</p>'


def test_a_split_and_joined_paragraph_is_as_before(write):
    text = write('<p data-source="b1">Before.After.</p>')
    text.caret("Before.After.").press(*["ArrowRight"] * 7, "Enter", "Backspace")
    assert text.html == '<p data-source="b1">Before.After.</p>'


def test_of_three_joined_paragraphs_no_id_is_lost_or_doubled(write):
    text = write(TWO + '<p data-source="b2 b3">Three.</p>')
    text.caret("Two.").press("Backspace")
    text.caret("Three.").press("Backspace")
    assert text.ids == ["b1 b2 b3"]


def test_a_part_taken_out_across_two_paragraphs_leaves_the_ids_of_both(write):
    text = write('<p data-source="b1">One and</p><p data-source="b2">more Two.</p>')
    text.caret("One and").press(*["ArrowRight"] * 3, "Shift+ArrowDown", "Backspace")
    assert text.ids == ["b1 b2"]


def test_a_paragraph_taken_out_whole_takes_its_id_along(write):
    text = write(TWO)
    text.caret("Two.").press("Shift+End", "Backspace", "Backspace")
    assert text.html == '<p data-source="b1">One.</p>'


def test_a_paragraph_taken_out_up_to_the_next_takes_its_id_along(write):
    text = write(TWO)
    text.caret("One.").press("Shift+ArrowDown", "Shift+Home", "Delete")
    assert text.html == '<p data-source="b2">Two.</p>'


def test_joining_to_an_empty_line_takes_nothing_from_it(write):
    text = write('<p data-source="b1"></p><p data-source="b2">Two.</p>')
    text.caret("Two.").press("Backspace")
    assert text.html == '<p data-source="b2">Two.</p>'


def test_joining_where_the_id_also_stands_elsewhere_adds_it(write):
    text = write(TWO + '<p data-source="b2">Still two.</p>')
    text.caret("Two.").press("Backspace")
    assert text.ids == ["b1 b2", "b2"]


def test_one_undo_parts_what_was_joined_and_redo_joins_it_again(write):
    text = write(TWO)
    text.caret("Two.").press("Backspace")
    text.undo()
    assert text.html == TWO
    text.press("Control+Shift+z")
    assert text.ids == ["b1 b2"]


@pytest.fixture
def past_the_keys(page):
    """Deletes as keyboards of phones do: in the browser, past the editor's own keys."""

    def delete():
        page.evaluate("document.execCommand('delete')")
        page.evaluate(SETTLED)
        # Chromium wraps what it moves in a style, which our policy forbids it: so be it.
        page.troubles.clear()

    return delete


def test_a_join_that_the_browser_makes_by_itself_keeps_both_ids(write, past_the_keys):
    text = write(TWO)
    text.caret("Two.")
    past_the_keys()
    assert text.html == '<p data-source="b1 b2">One.Two.</p>'


def test_a_part_that_the_browser_takes_out_by_itself_leaves_both_ids(write, past_the_keys):
    text = write('<p data-source="b1">One and</p><p data-source="b2">more Two.</p>')
    text.caret("One and").press(*["ArrowRight"] * 3, "Shift+ArrowDown")
    past_the_keys()
    assert text.html == '<p data-source="b1 b2">Onee Two.</p>'


def test_a_paragraph_that_the_browser_takes_out_by_itself_takes_its_id(write, past_the_keys):
    text = write(TWO)
    text.caret("One.", "end").press("Shift+ArrowDown", "Shift+End")
    past_the_keys()
    assert text.html == '<p data-source="b1">One.</p>'


def test_the_first_of_two_that_the_browser_takes_out_by_itself_takes_its_id(write, past_the_keys):
    text = write(TWO)
    text.caret("One.").press("Shift+ArrowDown", "Shift+Home")
    past_the_keys()
    assert text.html == '<p data-source="b2">Two.</p>'


@pytest.mark.parametrize(
    ("option", "tag"), [("Heading 2", "h2"), ("Heading 3", "h3"), ("Paragraph", "p")]
)
def test_changing_the_kind_of_everything_keeps_every_id(write, page, option, tag):
    text = write('<p data-source="b1">One.</p><h2 data-source="b2">Two.</h2>')
    text.enter().press("Control+a")
    page.locator(".prose-menubar__selected").click()
    page.get_by_role("button", name=option).last.click()
    assert text.html.replace(f"<{tag} ", "<x ").count("<x ") == 2
    assert text.ids == ["b1", "b2"]
    text.undo()
    assert text.html == '<p data-source="b1">One.</p><h2 data-source="b2">Two.</h2>'


@pytest.mark.parametrize("button", ["unordered list", "ordered list", "blockquote", "Pull quote"])
def test_other_dress_for_everything_keeps_every_id(write, page, button):
    text = write(TWO)
    text.enter().press("Control+a")
    page.get_by_role("button", name=button, exact=True).click()
    assert text.html != TWO
    assert text.ids == ["b1", "b2"]


def test_a_link_to_the_original_that_somebody_takes_away_stays_away(write, page):
    text = write(TWO)
    text.enter()
    page.evaluate("""() => {
      const { view, state } = document.querySelector(".tiptap").editor
      view.dispatch(state.tr.setNodeMarkup(0, undefined, { source: null }))
    }""")
    assert text.ids == ["", "b2"]


# --- pull quotes


def test_a_pull_quote_is_made_and_unmade_by_keys(write):
    text = write(TWO)
    text.caret("Two.").press("Control+Alt+q")
    assert text.html == '<p data-source="b1">One.</p><aside data-source="b2">Two.</aside>'
    text.press("Control+Alt+q")
    assert text.html == TWO


def test_a_pull_quote_is_made_by_its_button_which_then_is_lit(write, page):
    text = write(TWO)
    text.caret("One.")
    button = page.get_by_role("button", name="Pull quote")
    button.click()
    assert text.html.startswith('<aside data-source="b1">One.</aside>')
    assert "active" in button.get_attribute("class")


# --- copying


def test_own_text_comes_back_with_its_ids(write):
    text = write(TWO)
    text.enter().press("Control+a", "Control+x")
    assert text.ids == []
    text.press("Control+v")
    assert text.html == TWO


def test_a_paragraph_moved_within_the_text_takes_its_id_along(write):
    text = write(TWO + '<p data-source="b3">Three.</p>')
    text.caret("One.").press("Shift+End", "Control+x", "Delete")
    text.caret("Three.", "end").press("Enter", "Control+v")
    assert text.words == ["Two.", "Three.", "One."]
    assert text.ids == ["b2", "b3", "b1"]


def test_text_from_another_story_renders_what_the_caret_is_in(write):
    text = write(TWO)
    text.caret("Two.", "end").press("Enter")
    text.paste(
        '<p data-source="b99" data-pm-slice="0 0 []">Foreign.</p><p data-source="b98">More.</p>'
    )
    assert text.ids == ["b1", "b2", "b2", "b2"]


def test_pasted_ids_do_not_enter_a_text_that_has_none(write):
    text = write("<p>One.</p>")
    text.caret("One.", "end").press("Enter").paste('<h2 data-source="b9">Foreign</h2><p>More.</p>')
    assert text.ids == ["", "", ""]


# --- the area one writes in


def test_the_area_has_name_role_and_language(write, page):
    write(TWO)
    area = page.get_by_role("textbox", name="Text")
    assert area.get_attribute("aria-multiline") == "true"
    assert area.get_attribute("contenteditable") == "true"


def test_a_press_on_the_label_leads_into_the_text(write, page):
    text = write(TWO)
    page.get_by_text("Text:").click()
    text.type("Zero. ")
    assert "Zero. " in text.html


def test_the_toolbar_is_worked_without_a_mouse(write, page):
    text = write(TWO)
    text.caret("One.").press("Shift+End")
    page.get_by_role("button", name="bold").focus()
    text.press("Enter")
    assert "<strong>One.</strong>" in text.html


def test_links_lead_only_where_links_may(write):
    text = write(TWO)
    text.caret("Two.", "end").paste('<a href="javascript:alert(1)">bad</a>')
    assert "javascript" not in text.html
    assert "bad" in text.html
