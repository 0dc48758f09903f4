"""A machine drafts, and people change its words or confirm them; terms at the caret."""

import re

import pytest
from playwright.sync_api import expect

from articles import drafting, machine, revising, tasks
from articles.machine import deepl
from articles.models import Article, MachineRun, State
from stylebook.models import Term
from tests.articles import machines as servers
from tests.articles.pages import change
from tests.browser.writing import SETTLED
from tests.factories import make_article, make_publication, make_snapshot, make_term, make_user

pytestmark = pytest.mark.browser

FRENCH = "<p>Un port.</p><h2>Deux grues</h2><p>Trois bateaux.</p><p>Quatre.</p>"
ARABIC = "<p>يستيقظ الميناء في العقبة.</p><p>تتحرك رافعتان بالعقبة.</p>"
OURS = '<p data-source="b1">Anna’s own words.</p>'
SOON = 8_000  # milliseconds: two of autosave's breaths
SELECT_TWO = """() => {
  const words = document.querySelector('[data-block=b3] .block-text').firstChild
  getSelection().setBaseAndExtent(words, 6, words, 13)
}"""


@pytest.fixture
def server(settings):
    with servers.running() as machines:
        settings.DEEPL_AUTH_KEY = servers.KEY
        settings.DEEPL_SERVER_URL = machines.address
        yield machines
    deepl._known.clear()


@pytest.fixture
def anna(live_server, django_db_serialized_rollback):
    return make_user("translator", "anna")


def story_of(by, body=OURS, html=FRENCH, **kwargs):
    paper = make_publication(**kwargs)
    snapshot = make_snapshot(paper, html=html)
    type(snapshot.original).objects.filter(pk=snapshot.original.pk).update(language=paper.language)
    story = make_article(
        state=State.TRANSLATING, translator=by, headline="Salt", body=body, snapshot=snapshot,
        use="full",
    )  # fmt: skip
    revising.record(story, by)
    return story


@pytest.fixture
def story(anna):
    return story_of(anna)


@pytest.fixture
def desk(open_page, log_in, anna):
    def desk(story, user=anna, **options):
        page = open_page(viewport={"width": 1440, "height": 900}, **options)
        log_in(page, user)
        page.goto(change(story))
        expect(page.locator(".tiptap")).to_be_visible()
        return page

    return desk


def stored(story):
    return Article.objects.get(pk=story.pk).body


def saved(page, story, body):
    """Waits until this body is stored."""
    expect(page.locator("textarea[name=body]")).to_have_value(body)
    page.keyboard.press("Control+s")
    expect(page.locator("#save-status")).to_have_text(re.compile("^Saved"), timeout=SOON)
    assert stored(story) == body


def marked(page):
    return page.locator(".tiptap [data-draft]")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(SETTLED)


def caret_in(page, words):
    page.locator(".tiptap").get_by_text(words).click()
    page.evaluate(SETTLED)
    press(page, "End")


def drafted(page, number=1):
    for _ in range(number):
        before = marked(page).count()
        page.keyboard.press("Alt+Shift+D")
        expect(marked(page)).to_have_count(before + 1)
    page.evaluate(SETTLED)


# --- asked for, and marked


def test_nothing_is_drafted_unless_somebody_asks(desk, story, server):
    page = desk(story)
    caret_in(page, "Anna’s own words.")
    expect(page.locator("#tool-machine")).to_contain_text("41,300 of 500,000 characters used")
    assert server.count("POST /v2/translate") == 0
    assert page.troubles == []


def test_a_key_drafts_the_next_open_paragraph_where_it_belongs(desk, story, server):
    page = desk(story)
    caret_in(page, "Anna’s own words.")
    drafted(page)
    expect(page.locator(".draft-tools")).to_have_text(
        "Machine draft, DeepL: change it, or confirm it.This reads right"
    )
    expect(page.locator("[data-block=b2]")).to_have_class(re.compile("is-machine"))
    saved(page, story, OURS + '<h2 data-source="b2" data-draft="deepl">EN-GB: Deux grues</h2>')
    assert page.troubles == []


def test_a_paragraph_of_the_original_is_drafted_from_beside_it(desk, story, server):
    page = desk(story)
    page.locator("[data-block=b4] .block-text").click()
    page.locator(".draft-block").click()
    expect(marked(page)).to_have_text("EN-GB: Quatre.")


def test_the_words_of_a_person_are_never_written_over(desk, story, server):
    page = desk(story)
    page.locator("[data-block=b1] .block-text").click()
    expect(page.locator(".draft-block")).to_be_hidden()
    page.locator("[data-part=all]").click()
    expect(page.locator("#machine-question")).to_contain_text("3 paragraphs of the original")


def test_what_was_written_while_the_machine_worked_stays(desk, story, server):
    page = desk(story)
    server.pause.clear()
    caret_in(page, "Anna’s own words.")
    page.keyboard.press("Alt+Shift+D")
    expect(page.locator("[data-part=said]").last).to_contain_text("is drafting b2")
    page.locator("[data-block=b2] .block-text").click()
    page.locator("[data-act=begin]").click()
    page.keyboard.type("Two cranes")
    server.pause.set()
    expect(page.locator("#tool-machine [data-part=said]")).to_contain_text("You wrote there")
    expect(page.locator(".tiptap h2")).to_have_text("Two cranes")


def test_an_empty_text_and_one_begun_with_the_original_are_filled(desk, anna, server):
    for body in ("", '<p data-source="b1">Un port.</p><p data-source="b3">Trois bateaux.</p>'):
        page = desk(story_of(anna, body))
        page.locator(".tiptap p").first.click()
        page.evaluate(SETTLED)
        drafted(page)
        expect(marked(page)).to_have_text("EN-GB: Un port.")
        expect(page.locator('.tiptap [data-source="b1"]')).to_have_count(1)


def test_one_step_takes_a_draft_back(desk, story, server):
    page = desk(story)
    caret_in(page, "Anna’s own words.")
    press(page, "Space", "x")
    drafted(page, 2)
    press(page, "Control+z")
    expect(marked(page)).to_have_count(1)
    press(page, "Control+z")
    expect(marked(page)).to_have_count(0)
    expect(page.locator(".tiptap p").first).to_have_text("Anna’s own words. x")


def test_what_the_machine_cannot_do_is_said(desk, story, server):
    server.answer["/v2/translate"] = (456, {})
    page = desk(story)
    page.locator("[data-part=one]").click()
    expect(page.locator("#tool-machine [data-part=said]")).to_contain_text("are used up")


# --- changed, or confirmed

TWO = (
    '<p data-source="b1" data-draft="deepl">The machine wrote this.</p>'
    '<p data-source="b3" data-draft="deepl">And this, too.</p>'
)


def test_who_types_in_it_makes_it_theirs(desk, anna, server):
    story = story_of(anna, TWO)
    page = desk(story)
    caret_in(page, "The machine wrote this.")
    page.keyboard.type(" Anna did.")
    expect(marked(page)).to_have_count(1)
    saved(
        page,
        story,
        '<p data-source="b1">The machine wrote this. Anna did.</p>'
        '<p data-source="b3" data-draft="deepl">And this, too.</p>',
    )


def test_a_deletion_is_a_change_and_undo_brings_the_mark_back(desk, anna):
    page = desk(story_of(anna, TWO))
    caret_in(page, "The machine wrote this.")
    press(page, "Backspace")
    expect(marked(page)).to_have_count(1)
    press(page, "Control+z")
    expect(marked(page)).to_have_count(2)


def test_a_caret_a_heading_and_bold_letters_change_no_words(desk, anna):
    page = desk(story_of(anna, TWO))
    caret_in(page, "The machine wrote this.")
    press(page, "Shift+Home", "Control+b", "Control+Alt+2")
    expect(page.locator(".tiptap h2[data-draft] strong")).to_have_text("The machine wrote this.")


def test_split_and_joined_again_it_is_still_a_machines(desk, anna):
    page = desk(story_of(anna, TWO))
    caret_in(page, "The machine wrote this.")
    press(page, "Home", "Control+ArrowRight", "Enter")
    expect(marked(page)).to_have_count(3)
    press(page, "Backspace")
    expect(marked(page)).to_have_count(2)


def test_joined_to_words_of_ours_it_marks_them(desk, anna):
    page = desk(story_of(anna, OURS + TWO.replace("b1", "b2")))
    caret_in(page, "The machine wrote this.")
    press(page, "Home", "Backspace")
    expect(marked(page)).to_have_count(2)
    expect(marked(page).first).to_have_text("Anna’s own words.The machine wrote this.")


def test_cut_and_pasted_it_is_still_a_machines(desk, anna):
    page = desk(story_of(anna, OURS + TWO.replace("b1", "b2")), permissions=["clipboard-read"])
    caret_in(page, "The machine wrote this.")
    press(page, "Shift+Home", "Control+x")
    caret_in(page, "Anna’s own words.")
    press(page, "Enter", "Control+v")
    expect(marked(page).get_by_text("The machine wrote this.")).to_have_count(1)


def test_a_button_beneath_it_and_a_key_say_that_it_reads_right(desk, anna):
    story = story_of(anna, TWO)
    page = desk(story)
    page.locator(".draft-confirm").first.click()
    expect(marked(page)).to_have_count(1)
    caret_in(page, "And this, too.")
    press(page, "Alt+Shift+R")
    expect(marked(page)).to_have_count(0)
    saved(page, story, TWO.replace(' data-draft="deepl"', ""))
    press(page, "Control+z")
    expect(marked(page)).to_have_count(1)


def test_a_reload_forgets_no_mark(desk, anna):
    page = desk(story_of(anna, TWO))
    page.reload()
    expect(marked(page)).to_have_count(2)
    expect(page.locator(".draft-tools")).to_have_count(2)
    assert page.troubles == []


def test_it_is_not_handed_in_before_somebody_has_read_it(desk, anna, server):
    cut = {"b2": "Local", "b4": "Local"}
    story = story_of(anna, TWO)
    story = revising.save_text(story, by=anna, seen=story.version, changes={"cut_blocks": cut})
    page = desk(story)
    page.locator(".move-form, .move-link").get_by_text("Hand in").click()
    expect(page.locator("main")).to_contain_text(
        "2 paragraphs are still a machine draft (“\u2068The machine wrote this.\u2069”)"
    )
    assert Article.objects.get(pk=story.pk).state == State.TRANSLATING
    page.get_by_role("link", name="Go to the first").click()
    expect(page.locator(".tiptap")).to_be_focused()
    press(page, "Alt+Shift+R")
    caret_in(page, "And this, too.")
    press(page, "Alt+Shift+R", "Control+s")
    expect(page.locator("#save-status")).to_have_text(re.compile("^Saved"), timeout=SOON)
    page.reload()
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".messagelist")).to_contain_text("Salt")
    assert Article.objects.get(pk=story.pk).state == State.EDITING


# --- the whole story


def ask_for_all(page):
    page.locator("[data-part=all]").click()
    page.get_by_role("button", name="Draft them").click()
    expect(page.locator("[data-part=run]")).to_be_visible()
    return MachineRun.objects.get(ended_at=None)


def test_a_whole_story_arrives_while_the_worker_drafts_it(desk, story, server):
    page = desk(story)
    run = ask_for_all(page)
    tasks.draft_story.func(run.pk)
    expect(marked(page)).to_have_text(
        ["EN-GB: Deux grues", "EN-GB: Trois bateaux.", "EN-GB: Quatre."], timeout=SOON
    )
    expect(page.locator("[data-part=said]").last).to_contain_text("3 paragraphs drafted")
    expect(page.locator(".tiptap p").first).to_have_text("Anna’s own words.")
    page.get_by_role("button", name="Take them out").click()
    expect(page.locator("textarea[name=body]")).to_have_value(OURS)
    caret_in(page, "Anna’s own words.")
    press(page, "Control+z")
    expect(marked(page)).to_have_count(3)
    assert page.troubles == []


def test_a_run_is_stopped_and_what_came_stays(desk, story, server, anna):
    page = desk(story)
    run = ask_for_all(page)
    run.drafts.add(drafting.draft(story, "b2", by=anna, provider=machine.named("deepl"))[0])
    expect(page.locator("[data-part=done]")).to_have_text("1 of 3 paragraphs drafted")
    expect(marked(page)).to_have_count(1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#tool-machine [data-part=said]")).to_have_text("Stopped by anna.")
    tasks.draft_story.func(run.pk)
    assert server.count("POST /v2/translate") == 1
    expect(marked(page)).to_have_count(1)


def test_drafts_that_came_while_the_page_was_closed_wait_for_a_word(desk, story, server, anna):
    page = desk(story)
    run = ask_for_all(page)
    page.goto("/admin/")
    tasks.draft_story.func(run.pk)
    page = desk(story)
    waiting = page.get_by_role("button", name="Put in the 3 drafts that came meanwhile")
    expect(waiting).to_be_visible()
    expect(marked(page)).to_have_count(0)
    waiting.click()
    expect(marked(page)).to_have_count(3)


# --- the terms at the caret


def test_the_terms_of_the_paragraph_are_shown_and_taken_by_key(desk, anna):
    make_term("العقبة", "Aqaba", "ar", banned=["Akaba"], note="A port")
    body = '<p data-source="b1">The port wakes in</p><p data-source="b2">Two cranes.</p>'
    page = desk(story_of(anna, body, ARABIC, language="ar"))
    caret_in(page, "The port wakes in")
    row = page.locator("#tool-terms li")
    expect(row).to_contain_text("العقبة → Aqaba")
    expect(row).to_contain_text("never: Akaba · A port")
    expect(row.locator(".term-source")).to_have_attribute("dir", "rtl")
    press(page, "Alt+Shift+Y")
    expect(page.locator(".tiptap p").first).to_have_text("The port wakes in Aqaba")
    caret_in(page, "Two cranes.")
    expect(row).to_contain_text("العقبة → Aqaba")
    page.get_by_role("button", name="Insert Aqaba").click()
    expect(page.locator(".tiptap p").last).to_have_text("Two cranes.Aqaba")
    assert page.troubles == []


def test_marked_words_go_into_the_stylebook(desk, anna):
    editor = make_user("editor", "ben")
    story = story_of(anna, OURS + '<p data-source="b3">Three boats</p>')
    Article.objects.filter(pk=story.pk).update(state=State.EDITING)
    page = desk(story, editor)
    if page.locator("[data-part=open]").is_hidden():
        page.locator('.desk-views [data-show="tools"]').click()
    page.evaluate(SELECT_TWO)
    page.locator(".tiptap").get_by_text("Three boats").dblclick(position={"x": 60, "y": 8})
    page.locator("[data-part=open]").click()
    expect(page.locator("#term-source")).to_have_value("bateaux")
    expect(page.locator("#term-target")).to_have_value("boats")
    page.locator("#term-kind").select_option("phrase")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#tool-terms li")).to_contain_text("bateaux → boats")
    assert Term.objects.get().changed_by == editor
    page.locator("[data-part=open]").click()
    page.locator("#term-source").fill("bateaux")
    page.locator("#term-target").fill("ships")
    page.locator("#term-target").press("Enter")
    expect(page.locator(".term-trouble")).to_contain_text("has this already: bateaux → boats")
    (trouble,) = page.troubles  # Chromium notes every refusal
    assert "400" in trouble
