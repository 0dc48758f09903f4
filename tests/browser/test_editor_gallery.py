"""Several photographs in a row, made and ordered by keys."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.urls")]

ONE, TWO = '<p data-source="b1">One.</p>', '<p data-source="b2">Two.</p>'


@pytest.fixture
def photos(write):
    """Dawn, noon and dusk; the newest is the first in the picker."""
    return [make_photo(title=title, caption=title) for title in ("Dawn", "Noon", "Dusk")]


def figure(photo, caption=None, source=""):
    caption = photo.caption if caption is None else caption
    source = f' data-source="{source}"' if source else ""
    attributes = f' data-photo="{photo.pk}"'
    return f"<figure{source}{attributes}><figcaption>{caption}</figcaption></figure>"


def gallery(*figures):
    return f"<section>{''.join(figures)}</section>"


def add(page, text, title):
    text.press("Control+Alt+g")
    expect(page.get_by_role("option", selected=True)).to_be_attached()
    text.type(title)
    expect(page.get_by_role("option")).to_have_count(1)
    text.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_gallery_is_made_and_put_in_order_by_keys_and_stored_as_it_stands(write, page, photos):
    dawn, noon, dusk = photos
    text = write(ONE + TWO)
    text.caret("One.", "end")
    for title in ("Noon", "Dawn", "Dusk"):
        add(page, text, title)
    text.type(" at nine")
    assert (
        text.html == ONE + gallery(figure(noon), figure(dawn), figure(dusk, "Dusk at nine")) + TWO
    )

    text.press("Alt+Shift+ArrowUp", "Alt+Shift+ArrowUp", "Alt+Shift+ArrowUp")
    ordered = gallery(figure(dusk, "Dusk at nine"), figure(noon), figure(dawn))
    assert text.html == ONE + ordered + TWO
    text.press("Enter", "Enter", "Enter")  # from caption to caption, and out below
    text.type("After.")
    stored = text.stored()
    assert stored == f"{ONE}{ordered}<p>After.</p>{TWO}"


def test_a_photograph_that_stands_alone_becomes_the_first_and_keeps_its_mark(write, page, photos):
    dawn, _, dusk = photos
    alone = (
        f'<figure data-photo="{dawn.pk}" data-source="b2"><figcaption>Dawn</figcaption></figure>'
    )
    text = write(ONE + alone)
    text.caret("Dawn", "end")
    add(page, text, "Dusk")
    assert text.stored() == ONE + gallery(alone, figure(dusk))


def test_with_its_last_photograph_a_gallery_goes_and_undo_brings_it_back(write, page, photos):
    dawn, _, dusk = photos
    both = gallery(figure(dawn, ""), figure(dusk, ""))
    text = write(ONE + both + TWO)
    page.locator(".tiptap figure img").first.click()
    text.press("Delete")
    assert text.html == ONE + gallery(figure(dusk, "")) + TWO
    page.locator(".tiptap figure img").first.click()
    text.press("Delete")
    assert text.html == ONE + TWO
    text.undo()
    text.undo()
    assert text.html == ONE + both + TWO


def test_words_that_follow_a_gallery_never_run_into_a_caption(write, page, photos):
    both = gallery(figure(photos[0]), figure(photos[1]))
    text = write(ONE + both + TWO)
    text.caret("Two.", "start").press("Backspace")
    assert text.html == ONE + both + TWO
