"""Comments in the margin: on a paragraph, wherever it goes, with names, answers and an end."""

import re

import pytest
from playwright.sync_api import expect

from articles import commenting, noticing, revising
from articles.models import Article, Comment, Notice, State
from tests.articles.pages import change
from tests.browser.writing import SETTLED
from tests.chromium import width
from tests.factories import make_article, make_snapshot, make_user

pytestmark = pytest.mark.browser

BODY = (
    '<p data-source="b1">One morning in the port.</p><p data-source="b2">Two cranes move.</p>'
    "<p>Nobody had asked them to.</p>"
)
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def anna(live_server, django_db_serialized_rollback):
    return make_user("translator", "anna", first_name="Anna", last_name="Voss")


@pytest.fixture
def story(editor, anna):
    story = make_article(
        state=State.EDITING, translator=anna, headline="Salt", body=BODY,
        snapshot=make_snapshot(), use="full",
    )  # fmt: skip
    revising.record(story, editor)
    return story


@pytest.fixture
def form(page, log_in, editor, story):
    opened(page, log_in, editor, story)
    yield page
    assert page.troubles == []


def opened(page, log_in, person, story):
    """The story before this person, with the tools beside it."""
    log_in(page, person)
    # What is typed here is not to be on its way to the server when the test is over.
    page.route("**/autosave/", lambda route: route.fulfill(json={"version": 1, "at": "12:00"}))
    page.goto(change(story))
    expect(page.locator(".tiptap, .reading").first).to_be_visible()
    show_tools(page)
    return page


def show_tools(page):
    button = page.locator("[data-show=tools]:visible").first
    if button.get_attribute("aria-pressed") == "false":
        button.click()
    expect(page.locator("#tool-comments")).to_be_visible()


def paragraph(page, words):
    return page.locator(".tiptap, .reading").get_by_text(words, exact=True)


def into(page, words):
    paragraph(page, words).click()
    page.evaluate(SETTLED)


def box(page):
    return page.get_by_label("New comment; @ names somebody")


def say(page, words):
    box(page).fill(words)
    page.get_by_role("button", name="Comment", exact=True).click()


def threads(page):
    return page.locator(".thread")


def mark(page):
    return page.locator(".has-comments")


def said(story, by, text, **place):
    return commenting.comment(Article.objects.get(pk=story.pk), by=by, text=text, **place)


def test_a_paragraph_is_commented_on_by_a_key(form, story, editor):
    into(form, "Two cranes move.")
    form.keyboard.press("Alt+Shift+Q")
    expect(box(form)).to_be_focused()
    form.keyboard.type("Is it two?")
    form.keyboard.press("Control+Enter")
    expect(threads(form)).to_contain_text(["“Two cranes move.”"])
    expect(mark(form)).to_have_text("Two cranes move.")
    expect(mark(form)).to_have_attribute("data-comments", "1")
    made = Comment.objects.get()
    assert (made.block, made.quote, made.text) == ("b2", "Two cranes move.", "Is it two?")
    expect(box(form)).to_have_value("")


def test_the_mark_changes_nothing_of_the_text(form, story):
    said(story, story.translator, "Here.", block="b2", quote="Two cranes move.")
    form.reload()
    expect(mark(form)).to_have_count(1)
    assert "has-comments" not in form.locator("textarea[name=body]").input_value()
    assert form.locator("textarea[name=body]").input_value() == BODY


def test_the_comment_follows_the_paragraph_that_is_cut_and_pasted(form, story):
    into(form, "Two cranes move.")
    say(form, "Is it two?")
    expect(mark(form)).to_have_text("Two cranes move.")
    into(form, "Two cranes move.")
    for keys in ("Home", "Shift+End", "Control+x", "Backspace"):
        form.keyboard.press(keys)
        form.evaluate(SETTLED)
    expect(mark(form)).to_have_count(0)
    into(form, "Nobody had asked them to.")
    for keys in ("End", "Enter", "Control+v"):
        form.keyboard.press(keys)
        form.evaluate(SETTLED)
    expect(form.locator(".tiptap > p").last).to_have_class(re.compile("has-comments"))
    expect(mark(form)).to_have_text("Two cranes move.")
    expect(form.locator(".thread-gone")).to_have_count(0)


def test_a_paragraph_without_a_block_is_found_again_by_its_words(form, story):
    into(form, "Nobody had asked them to.")
    say(form, "Who says so?")
    into(form, "Nobody had asked them to.")
    form.keyboard.press("End")
    form.keyboard.type(" Not even the sea.")
    expect(mark(form)).to_have_text("Nobody had asked them to. Not even the sea.")


def test_a_comment_whose_paragraph_is_gone_is_not(form, story):
    into(form, "Nobody had asked them to.")
    say(form, "Who says so?")
    expect(mark(form)).to_have_count(1)
    into(form, "Nobody had asked them to.")
    for keys in ("Home", "Shift+End", "Delete", "Backspace"):
        form.keyboard.press(keys)
    gone = form.locator(".thread-gone")
    expect(gone).to_have_text("Its paragraph is no longer in the text: Nobody had asked them to.")
    expect(threads(form)).to_contain_text(["Who says so?"])


def test_the_caret_brings_what_was_said_of_its_paragraph(form, story):
    said(story, story.translator, "Of the port.", block="b1", quote="One morning in the port.")
    said(story, story.translator, "Of the cranes.", block="b2", quote="Two cranes move.")
    form.reload()
    show_tools(form)
    into(form, "Two cranes move.")
    expect(threads(form)).to_have_count(1)
    expect(threads(form)).to_contain_text("Of the cranes.")
    into(form, "Nobody had asked them to.")
    expect(threads(form)).to_have_count(2)


def test_from_the_comment_to_its_paragraph(form, story):
    said(story, story.translator, "Of the cranes.", block="b2", quote="Two cranes move.")
    form.reload()
    show_tools(form)
    form.get_by_role("button", name="“Two cranes move.”").click()
    expect(form.locator(".tiptap")).to_be_focused()
    form.keyboard.press("End")
    form.keyboard.type(" Slowly.")
    expect(mark(form)).to_have_text("Two cranes move. Slowly.")


def test_a_name_is_completed_by_keyboard(form, story, anna):
    make_user("translator", "omar")  # who may not see this story
    box(form).click()
    form.keyboard.type("Ask @")
    options = form.get_by_role("option")
    expect(options).to_have_count(3)
    expect(form.get_by_role("listbox")).not_to_contain_text("omar")
    form.keyboard.type("v")
    expect(options).to_have_text(["Anna Voss @anna"])
    assert box(form).get_attribute("aria-activedescendant") == options.get_attribute("id")
    form.keyboard.press("Enter")
    expect(box(form)).to_have_value("Ask @anna ")
    expect(options).to_have_count(0)
    form.keyboard.type("please")
    form.keyboard.press("Control+Enter")
    expect(form.locator(".mention")).to_have_text("@anna")
    assert [user.username for user in Comment.objects.get().mentions.all()] == ["anna"]
    assert Notice.objects.get().user == anna


def test_the_list_of_names_closes_by_escape_and_takes_no_word(form):
    box(form).click()
    form.keyboard.type("@a")
    expect(form.get_by_role("option")).to_have_count(1)
    form.keyboard.press("Escape")
    expect(form.get_by_role("option")).to_have_count(0)
    expect(box(form)).to_have_value("@a")


def test_an_answer_and_an_end(form, story, anna, editor):
    said(story, anna, "Is it two?", block="b2", quote="Two cranes move.")
    form.reload()
    show_tools(form)
    form.get_by_role("button", name="Answer").click()
    form.keyboard.type("It is.")
    form.get_by_role("button", name="Send").click()
    expect(threads(form)).to_contain_text("It is.")
    form.get_by_role("button", name="Resolve", exact=True).click()
    expect(threads(form)).to_have_count(0)
    expect(mark(form)).to_have_count(0)
    assert Comment.objects.get(parent=None).resolved_by == editor
    form.get_by_role("button", name="Resolved 1").click()
    expect(threads(form)).to_contain_text("Resolved by ed")
    form.get_by_role("button", name="Reopen").click()
    expect(mark(form)).to_have_count(1)


def test_words_of_others_are_words_and_no_markup(form, story, anna):
    said(story, anna, "<img src=x onerror=alert(1)> <b>@ed</b>", quote="<i>Two cranes move.</i>")
    form.reload()
    show_tools(form)
    expect(threads(form)).to_contain_text("<img src=x onerror=alert(1)> <b>@ed</b>")


def test_what_another_says_meanwhile_appears(form, story, anna):
    expect(form.locator("#comments-none")).to_have_text("No comment is open.")
    said(story, anna, "A word.", block="b1", quote="One morning in the port.")
    form.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(threads(form)).to_contain_text("A word.")
    expect(form.locator("#comments-said")).to_have_text("Anna Voss: A word.")


def test_nothing_typed_is_lost_when_one_was_signed_out(page, log_in, editor, story):
    opened(page, log_in, editor, story)
    page.context.clear_cookies()
    say(page, "Is it two?")
    expect(page.locator(".comment-wrong").first).to_contain_text("your words stay here")
    expect(box(page)).to_have_value("Is it two?")
    log_in(page, editor)
    page.reload()
    show_tools(page)
    expect(box(page)).to_have_value("Is it two?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(threads(page)).to_contain_text("Is it two?")


def test_too_much_is_refused_in_a_sentence_and_kept(page, log_in, editor, story):
    opened(page, log_in, editor, story)
    say(page, "x" * 2001)
    expect(page.locator(".comment-wrong").first).to_contain_text("At most 2000 characters")
    expect(box(page)).to_have_value("x" * 2001)


def test_who_only_reads_the_story_comments_on_its_paragraphs(page, log_in, story, anna):
    """anna has handed it in; she comes to a paragraph by Tab and arrows."""
    opened(page, log_in, anna, story)
    paragraph(page, "One morning in the port.").focus()
    page.keyboard.press("ArrowDown")
    expect(paragraph(page, "Two cranes move.")).to_be_focused()
    page.keyboard.press("Alt+Shift+Q")
    page.keyboard.type("They are two.")
    page.keyboard.press("Control+Enter")
    expect(mark(page)).to_have_text("Two cranes move.")
    assert Comment.objects.get().block == "b2"
    assert page.troubles == []


def test_on_a_phone(open_page, log_in, editor, story):
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    log_in(page, editor)
    page.goto(change(story))
    paragraph(page, "Two cranes move.").tap()
    show_tools(page)
    say(page, "Is it two?")
    expect(threads(page)).to_contain_text("Is it two?")
    assert width(page) == PHONE["width"]
    assert page.troubles == []


def test_the_bell_leads_to_the_comment_and_falls_silent(page, log_in, editor, anna, story):
    made = said(story, anna, "@ed, is it two?", block="b2", quote="Two cranes move.")
    log_in(page, editor)
    page.goto("/admin/")
    expect(page.locator("#bell")).to_have_text(re.compile("1 unread"))
    page.locator("#bell").click()
    page.get_by_role("link", name="Anna Voss mentioned you").click()
    expect(page.locator(f"#comment-{made.pk}")).to_be_focused()
    expect(page.locator("#bell")).not_to_contain_text("unread")
    assert noticing.unread(editor) == []
    assert page.troubles == []
