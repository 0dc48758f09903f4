"""Words that an input method composes: every word on a phone, an accent typed with a dead key.
What the desk draws meanwhile must neither end the composition nor double or move its letters."""

import re

import pytest
from playwright.sync_api import expect

from articles import revising
from tests.browser.writing import SETTLED
from tests.factories import make_rule, make_user

pytestmark = pytest.mark.browser

BODY = '<p data-source="b1">The port is quiet.</p><p data-source="b2">Two cranes lift.</p>'
TAKES_OVER = """async (html) => {
  const { takeOver } = await import("/static/desk/taking-over.js")
  takeOver(document.querySelector(".tiptap").editor, html)
}"""


class Composing:
    """An input method, as Chromium hears it."""

    def __init__(self, page):
        self.page = page
        self.told = page.context.new_cdp_session(page)

    def show(self, letters):
        place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
        self.told.send("Input.imeSetComposition", {"text": letters, **place})
        self.page.evaluate(SETTLED)
        return self

    def accept(self, word):
        self.told.send("Input.insertText", {"text": word})
        self.page.evaluate(SETTLED)
        return self


@pytest.fixture
def rules(live_server, django_db_serialized_rollback):
    make_rule()


@pytest.fixture
def composing(page):
    return Composing(page)


def found(page):
    """The copy desk names the word; in the text it is marked when that is no longer composed."""
    expect(page.locator("#tool-findings .finding", has_text="presently")).to_be_visible()


def test_what_is_composed_is_written_once(desk, composing):
    text = desk("ru", body=BODY)
    text.caret("The port is quiet.", "end").type(" And ")
    for letters in ("m", "mi", "mis"):
        composing.show(letters)
    composing.accept("misty")

    assert text.words[0] == "The port is quiet. And misty"


def test_a_finding_that_comes_meanwhile_leaves_it_whole(desk, composing, rules):
    text = desk("ru", body=BODY)
    text.caret("The port is quiet.", "end").type(" It is presently ")
    composing.show("r").show("ra")
    found(text.page)
    composing.show("rai").accept("raining")

    assert text.words == ["The port is quiet. It is presently raining", "Two cranes lift."]
    assert "presently raining</p>" in text.html
    expect(text.page.locator(".tiptap .finding-mark")).to_have_text("presently")


def test_a_finding_in_the_composed_word_is_drawn_when_it_is_written(desk, composing, rules):
    text = desk("ru", body=BODY)
    text.caret("The port is quiet.", "end").type(" It is ")
    composing.show("presentl").show("presently")
    found(text.page)
    composing.accept("presently")
    text.type(" raining")

    assert text.words[0] == "The port is quiet. It is presently raining"
    expect(text.page.locator(".tiptap .finding-mark")).to_have_text("presently")


def test_words_of_another_come_elsewhere_meanwhile(desk, composing):
    text = desk("ru", body=BODY)
    text.caret("The port is quiet.", "end").type(" And ")
    composing.show("mis")
    theirs = text.html.replace("Two cranes lift.", "Two cranes lift it.")
    text.page.evaluate(TAKES_OVER, theirs)
    composing.show("mist").accept("misty")

    assert text.words == ["The port is quiet. And misty", "Two cranes lift it."]


@pytest.fixture
def overtaken(desk):
    """A story open in its translator's hands, of which somebody else stored a newer version."""
    text = desk("ru", body=BODY)
    body = BODY.replace("lift", "rise")
    carla, seen = make_user("managing editor"), text.story.version
    revising.save_text(text.story, by=carla, seen=seen, changes={"body": body})
    return text


def arrives(page):
    """The answer to what is stored brings the newer version, with our own words tidied."""
    with page.expect_response(lambda answer: "rise." in answer.text()):
        pass
    page.evaluate(SETTLED)


def is_taken_over(page):
    expect(page.locator(".tiptap p").last).to_have_text("Two cranes rise.")
    expect(page.locator("#save-status")).to_have_text(re.compile("^Saved"))


def test_another_version_waits_until_the_word_is_written(overtaken, composing):
    text = overtaken
    text.caret("The port is quiet.", "end").type("  1  2 ")
    composing.show("mis")
    arrives(text.page)
    composing.show("mist").accept("misty")

    is_taken_over(text.page)
    assert text.words[0].split() == ["The", "port", "is", "quiet.", "1", "2", "misty"]


def test_it_waits_for_a_word_of_the_headline_as_well(overtaken, composing):
    page = overtaken.page
    headline = page.locator("#id_headline")
    headline.fill("A  port ")
    headline.press("End")
    composing.show("wak")
    arrives(page)
    composing.show("wake").accept("wakes")

    is_taken_over(page)
    assert headline.input_value().split() == ["A", "port", "wakes"]
