"""What paragraphs render survives whatever a translator does to them, from any language."""

import pytest

from tests.browser.originals import ENGLISH, SOURCES, TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", SOURCES)]

WORD = (
    '<html xmlns:o="urn:x"><body><p class="MsoNormal" style="mso-bidi-font-weight:bold">'
    "<b>First</b> from Word<o:p></o:p></p><p class=MsoNormal data-source='b99'>Second.</p>"
    "</body></html>"
)


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1440, "height": 900})


def original(language):
    """The text as one begins it: the original's own first two paragraphs."""
    return "".join(
        f'<p data-source="b{n}">{line}</p>' for n, (_, line) in enumerate(TEXTS[language][1][:2], 1)
    )


def first(language):
    return TEXTS[language][1][0][1]


def second(language):
    return TEXTS[language][1][1][1]


def test_split_joined_and_undone(desk, page, language):
    text = desk(language, body=original(language))
    text.caret(second(language)).press("Enter")
    assert text.ids == ["b1", "b2"], "an empty line before it has no words"
    text.press("Backspace", "Backspace")
    assert text.ids == ["b1 b2"]
    text.undo()
    assert text.ids == ["b1", "b2"]


def test_enter_in_the_middle_renders_the_same_block_twice(desk, page, language):
    text = desk(language, body=original(language))
    text.caret(first(language), at=3).press("Enter")
    assert text.ids == ["b1", "b1", "b2"]


def test_cut_and_pasted_elsewhere_with_its_id(desk, page, language):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = desk(language)
    text.caret("In the morning the port is quiet.").press("Shift+ArrowDown", "Shift+Home")
    text.press("Control+x", "Control+End", "Enter", "Control+v")
    assert sorted(set(" ".join(text.ids).split())) == ["b1", "b2"]
    assert "In the morning the port is quiet." in text.area.inner_text()


def test_everything_deleted_and_undone(desk, page, language):
    text = desk(language, body=original(language)).enter()
    text.press("Control+a", "Delete")
    assert text.words == []
    text.undo()
    assert text.html == original(language)
    text.press("Control+Shift+z", "Control+z")
    assert text.html == original(language)


def test_everything_made_a_list_and_a_quotation_and_undone(desk, page, language):
    text = desk(language, body=original(language)).enter()
    for name in ("unordered list", "blockquote"):
        text.press("Control+a")
        button = page.get_by_role("button", name=name, exact=True)
        button.click()
        assert text.ids == ["b1", "b2"]
        text.undo()
        assert text.html == original(language)


def test_everything_written_over_renders_what_was_there(desk, page, language):
    text = desk(language, body=original(language))
    text.caret(second(language)).press("Control+Shift+ArrowDown").type("Two cranes.")
    assert text.html == original(language).replace(second(language), "Two cranes.")


def test_pasted_from_word_renders_the_block_of_the_caret(desk, page, language):
    text = desk(language, body=original(language))
    text.caret(second(language)).press("Control+Shift+ArrowDown").paste(WORD)
    assert text.ids == ["b1", "b2", "b2"]
    assert "<strong>First</strong> from Word" in text.html


def test_moved_joined_and_undone_step_by_step(desk, page, language):
    text = desk(language, body=ENGLISH + '<p data-source="b4">Orlov remembers.</p>')
    text.caret("Orlov remembers.").press("Alt+Shift+ArrowUp", "Backspace")
    assert text.ids == ["b1 b4", "b2"]
    text.undo().undo()
    assert text.ids == ["b1", "b2", "b4"]
