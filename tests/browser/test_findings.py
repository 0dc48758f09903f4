"""The copy desk under a translator's hands: found, mended by key, let stand, handed in."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Dismissal, Raised, State
from tests.articles.pages import change
from tests.browser.originals import make_story
from tests.factories import make_rule, make_user

pytestmark = pytest.mark.browser

BODY = '<p data-source="b1">The port is quiet.</p><p data-source="b2">Two cranes lift.</p>'


@pytest.fixture
def rules(live_server, django_db_serialized_rollback):
    make_rule()
    make_rule("in the main", "", severity="warning")


def card(page, words):
    return page.locator("#tool-findings .finding", has_text=words)


def test_from_a_slip_to_the_hand_in(desk, rules):
    text = desk("ru", body=BODY, cut_blocks=dict.fromkeys(["b3", "b4", "b5", "b6"], "Repetition"))
    page = text.page
    text.caret("The port is quiet.", "end").type(" It is presently raining.")
    expect(card(page, "not “presently”")).to_be_visible()
    expect(page.locator(".tiptap .finding-mark.is-blocker")).to_have_text("presently")
    expect(page.locator("#findings-bar")).to_have_text("1 wrong")
    # One key leads there, one mends it, and undo gives it back.
    text.press("Alt+Shift+J")
    expect(page.locator(".tiptap .is-current")).to_have_text("presently")
    text.press("Alt+Shift+X")
    expect(page.locator(".tiptap p").first).to_have_text("The port is quiet. It is now raining.")
    expect(card(page, "presently")).to_have_count(0)
    text.press("Control+z")
    expect(card(page, "not “presently”")).to_be_visible()
    text.press("Alt+Shift+X")
    expect(card(page, "presently")).to_have_count(0)
    # Another one stands, for a reason.
    text.caret("Two cranes lift.", "end").type(" Yes, in the main.")
    expect(card(page, "in the main")).to_be_visible()
    text.press("Alt+Shift+J", "Alt+Shift+V")
    page.get_by_label("it is a quotation").check()
    page.locator("#finding-words").fill("The captain’s words.")
    page.get_by_role("button", name="Let it stand", exact=True).click()
    expect(page.locator("#tool-findings summary", has_text="1 let stand")).to_be_visible()
    expect(page.locator("#tool-findings dialog")).to_be_hidden()
    expect(page.locator(".tiptap .finding-mark")).to_have_count(0)
    # What is typed next follows the words it led to and does not replace them. What is not
    # settled is told again before the story is handed in.
    text.type(", and Presently")
    expect(page.locator(".tiptap p").last).to_have_text(
        "Two cranes lift. Yes, in the main, and Presently."
    )
    expect(card(page, "not “Presently”")).to_be_visible()
    text.press("Control+s")
    page.locator(".move-link", has_text="Hand in").click()
    summary = page.locator(".checked")
    expect(summary).to_contain_text("1 wrong.")
    expect(summary).to_contain_text("1 let stand, with a reason")
    page.locator("#content-main").get_by_role("button", name="Hand in").click()
    expect(page.locator(".messagelist")).to_contain_text("Handed in")
    assert Article.objects.get(pk=text.story.pk).state == State.EDITING
    assert Dismissal.objects.get().words == "The captain’s words."
    assert Raised.objects.filter(fixed=True).count() <= 1


def test_a_finding_in_the_headline_is_mended_there(desk, rules):
    text = desk("ru", body=BODY)
    page = text.page
    page.locator("#id_headline").fill("Presently quiet")
    expect(card(page, "not “Presently”")).to_be_visible()
    page.get_by_role("button", name="Write “Now”", exact=True).click()
    expect(page.locator("#id_headline")).to_have_value("Now quiet")
    expect(card(page, "Presently")).to_have_count(0)


def test_who_only_reads_is_shown_what_is_found(open_page, log_in, rules):
    pia, page = make_user("photo editor", "pia"), open_page()
    story = make_story("ar", body=BODY.replace("quiet", "presently quiet"), state=State.EDITING)
    log_in(page, pia)
    page.goto(change(story))
    page.get_by_role("button", name="Tools").first.click()
    expect(card(page, "presently")).to_be_visible()
    expect(page.locator("#tool-findings .finding-fix")).to_have_count(0)
    assert page.troubles == []
