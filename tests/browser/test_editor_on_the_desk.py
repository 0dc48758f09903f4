"""The editor where it is used: in the story form, beside autosave and the original."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, State
from tests.browser.writing import Writing
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.browser

BODY = '<p data-source="b1">One.</p><p data-source="b2">Two.</p>'


@pytest.fixture
def story(editor):
    return make_article(state=State.TRANSLATING, translator=editor, body=BODY)


@pytest.fixture
def text(page, log_in, editor, story):
    log_in(page, editor)
    yield Writing(page, address=f"/admin/articles/article/{story.pk}/change/")
    assert page.troubles == []


def test_a_story_is_written_joined_quoted_and_given_a_photograph(text, page, story):
    photo = make_photo(caption="Boats at dawn.")
    text.caret("Two.").press("Backspace")
    assert text.ids == ["b1 b2"]
    text.undo().caret("Two.", "end").press("Control+Alt+q")
    text.caret("One.", "end").press("Control+Alt+p")
    expect(page.get_by_role("dialog").get_by_role("option")).to_have_count(1)
    text.press("Enter")
    expect(page.locator(".tiptap figure")).to_contain_text(photo.credit_line)
    text.press("Control+s")
    expect(page.locator("#save-status")).to_have_text(re.compile("^Saved"))
    assert Article.objects.get(pk=story.pk).body == (
        '<p data-source="b1">One.</p>'
        f'<figure data-photo="{photo.pk}"><figcaption>Boats at dawn.</figcaption></figure>'
        '<aside data-source="b2">Two.</aside>'
    )


def test_the_text_is_set_in_our_own_clothes(text, page):
    assert page.locator("link[href$='desk/prose.css']").count() == 1
    expect(text.area).to_have_css("white-space", "break-spaces")
    expect(page.get_by_role("textbox", name="Text")).to_be_visible()


def test_the_list_of_kinds_follows_the_colours_of_the_desk(open_page, log_in, editor, story):
    page = open_page(color_scheme="dark")
    log_in(page, editor)
    Writing(page, address=f"/admin/articles/article/{story.pk}/change/")
    page.locator(".prose-menubar__selected").click()
    option = page.get_by_role("button", name="Heading 2").last
    option.wait_for()
    background = "(element) => getComputedStyle(element.parentElement).backgroundColor"
    assert option.evaluate(background) == "rgb(23, 22, 20)"
