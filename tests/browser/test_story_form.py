"""The story form under the hands of people who type, lose their line, and meet one another."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles import revising
from articles.models import Article, State
from tests import chromium
from tests.articles.pages import change
from tests.browser.writing import SETTLED
from tests.factories import make_article, make_photo, make_snapshot, make_user

pytestmark = pytest.mark.browser

BODY = '<p data-source="b1">One morning.</p>'
SOON = 8_000  # milliseconds: two of autosave's breaths


@pytest.fixture
def story(editor):
    story = make_article(
        state=State.EDITING, translator=make_user("translator"), headline="Salt", body=BODY,
        snapshot=make_snapshot(), use="full",
    )  # fmt: skip
    revising.record(story, editor)
    return story


@pytest.fixture
def form(page, log_in, editor, story):
    log_in(page, editor)
    page.goto(change(story))
    expect(page.locator(".tiptap")).to_be_visible()
    return page


def status(page):
    return page.locator("#save-status")


def stored(story):
    return Article.objects.get(pk=story.pk)


def elsewhere(story, **changes):
    """Somebody else stores the story meanwhile."""
    story.refresh_from_db()
    other = make_user("editor", "carla")
    return revising.save_text(story, by=other, seen=story.version, changes=changes)


def test_what_is_typed_is_stored_without_a_press(form, story):
    form.get_by_label("Kicker").fill("Sea")
    expect(status(form)).to_have_text("Not saved yet")
    expect(status(form)).to_have_text(re.compile("^Saved .* version 2$"), timeout=SOON)
    assert stored(story).kicker == "Sea"
    assert form.troubles == []


def test_opening_a_story_stores_nothing(form, story):
    form.wait_for_timeout(5_000)
    assert stored(story).version == 1


def test_control_s_stores_at_once(form, story):
    form.get_by_label("Kicker").fill("Sea")
    form.keyboard.press("Control+s")
    expect(status(form)).to_have_text(re.compile("^Saved"), timeout=2_000)
    assert stored(story).kicker == "Sea"


def test_control_s_stores_the_filing_as_the_button_does(form, story):
    form.get_by_label("Slug").fill("salt")
    form.keyboard.press("Control+s")
    expect(form.locator(".messagelist")).to_have_text(re.compile("Saved as version 2"))
    assert stored(story).slug == "salt"


@pytest.fixture
def translating(page, log_in, story):
    rendered = {"state": State.TRANSLATING, "cut_blocks": {"b2": "An aside"}}
    Article.objects.filter(pk=story.pk).update(**rendered)
    log_in(page, story.translator)
    page.goto(change(story))
    expect(page.locator(".tiptap")).to_be_visible()
    return page


def test_the_head_of_the_story_follows_what_is_stored_without_a_reload(translating, story):
    Article.objects.filter(pk=story.pk).update(cut_blocks={})
    translating.reload()
    head = translating.locator("#panel-head")
    expect(head).to_contain_text("1 thing in the way")
    obstacles = head.locator("details")
    obstacles.locator("summary").click()
    opened = obstacles.get_attribute("open") is not None
    hand_in = head.get_by_role("link", name="Hand in")
    hand_in.focus()
    translating.get_by_label("Headline").fill("Salt and sea")
    expect(head).to_contain_text("version 2", timeout=SOON)
    expect(translating.get_by_role("heading", level=1)).to_have_text("Salt and sea")
    assert (obstacles.get_attribute("open") is not None) == opened
    translating.locator(".tiptap").click()
    translating.keyboard.press("Alt+Shift+N")
    translating.keyboard.type("Two cranes.")
    expect(head.get_by_role("button", name="Hand in")).to_be_visible(timeout=SOON)
    expect(translating.locator("#panel-said")).to_contain_text("Before this can go out")
    head.get_by_role("button", name="Hand in").click()
    expect(translating.locator(".messagelist")).to_contain_text("Handed in")
    assert stored(story).state == State.EDITING
    assert "Two cranes." in stored(story).body


def type_at_the_end(page, words):
    page.locator(".tiptap p").last.click()
    page.evaluate(SETTLED)
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def test_a_refused_headline_takes_no_words_of_the_text_with_it(translating, story):
    type_at_the_end(translating, " The sea.")
    headline = translating.get_by_label("Headline")
    headline.fill("")
    needed = re.compile("^Not saved. A story needs a headline")
    expect(status(translating)).to_have_text(needed, timeout=SOON)
    headline.fill("Salt and sea")
    expect(status(translating)).to_have_text(re.compile("^Saved .* version"), timeout=SOON)
    translating.get_by_role("button", name="Hand in").click()
    expect(translating.locator(".messagelist")).to_contain_text("Salt and sea")
    assert stored(story).state == State.EDITING
    assert "The sea." in stored(story).body
    assert stored(story).headline == "Salt and sea"


def test_beside_a_refused_field_the_others_are_stored_at_once(translating, story):
    type_at_the_end(translating, " The sea.")
    translating.get_by_label("Headline").fill("")
    translating.keyboard.press("Control+s")
    refused = re.compile("^Not saved. A story needs.* All else is saved · version 2$")
    expect(status(translating)).to_have_text(refused, timeout=3_000)
    assert "The sea." in stored(story).body
    assert stored(story).headline == "Salt"


def test_what_was_refused_is_said_again_at_a_move_and_at_a_leave(translating, story):
    translating.get_by_label("Headline").fill("")
    needed = re.compile("^Not saved. A story needs a headline")
    expect(status(translating)).to_have_text(needed, timeout=SOON)
    translating.get_by_role("button", name="Hand in").click()
    expect(status(translating)).to_have_text(needed)
    assert stored(story).state == State.TRANSLATING
    asked = []
    translating.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    translating.goto("/admin/")
    assert asked == ["beforeunload"]


def test_a_refused_text_is_sent_once_and_forgotten_when_the_stored_one_is_back(form, story):
    sent = []
    form.on("request", lambda request: "/autosave/" in request.url and sent.append(request))
    headline = form.get_by_label("Headline")
    headline.fill("")
    expect(status(form)).to_have_text(re.compile("^Not saved. A story needs"), timeout=SOON)
    form.wait_for_timeout(5_000)
    assert len(sent) == 1
    headline.fill("Salt")
    expect(status(form)).to_have_text("Saved", timeout=SOON)
    assert (len(sent), stored(story).version) == (1, 1)


def test_a_lost_line_loses_no_text_and_is_told(form, story):
    form.context.set_offline(True)
    form.get_by_label("Kicker").fill("Sea")
    expect(status(form)).to_have_text(re.compile("^Not saved: no connection"), timeout=SOON)
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form.get_by_label("Kicker")).to_have_value("Sea")
    form.context.set_offline(False)
    expect(status(form)).to_have_text(re.compile("^Saved"), timeout=SOON)
    assert stored(story).kicker == "Sea"


def test_who_was_signed_out_keeps_the_text_and_stores_it_after_signing_in(
    form, log_in, editor, story
):
    Session.objects.all().delete()
    form.get_by_label("Kicker").fill("Sea")
    expect(status(form)).to_have_text(re.compile("you are signed out"), timeout=SOON)
    log_in(form, editor)
    expect(status(form)).to_have_text(re.compile("^Saved"), timeout=SOON)
    assert stored(story).kicker == "Sea"


def test_a_save_waits_for_the_autosave_on_its_way(form, story):
    held = []
    form.route("**/autosave/", lambda route: held.append(route))
    form.get_by_label("Kicker").fill("Sea")
    expect(status(form)).to_have_text("Saving…", timeout=SOON)
    form.get_by_label("Dateline").fill("BREST")
    form.get_by_role("button", name="Save", exact=True).click()
    held[0].continue_()
    expect(form.locator(".messagelist")).to_contain_text("Saved as version")
    assert (stored(story).kicker, stored(story).dateline) == ("Sea", "BREST")


def test_a_photograph_chosen_and_not_stored_holds_back_a_move_and_a_leave(form, story):
    make_photo(title="The pier")
    form.locator(".field-lead_photo .select2-selection").click()
    form.locator(".select2-search__field").fill("pier")
    form.get_by_role("option", name="The pier").click()
    form.get_by_role("link", name="Return to translator").click()
    expect(status(form)).to_have_text(re.compile("^Save first"))
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form.goto("/admin/")
    assert asked == ["beforeunload"]


def test_a_move_takes_along_what_was_just_typed(form, story):
    form.get_by_label("Kicker").fill("Sea")
    form.get_by_role("link", name="Return to translator").click()
    form.get_by_label("Your reason, for the desk").fill("The sea is missing.")
    form.get_by_role("button", name="Return to translator").click()
    expect(form.locator(".messagelist")).to_contain_text("Salt")
    assert (stored(story).kicker, stored(story).state) == ("Sea", State.TRANSLATING)


def test_an_obstacle_leads_to_its_field(form):
    form.locator(".problems li", has_text="slug").get_by_role("link").click()
    expect(form.get_by_label("Slug")).to_be_focused()
    form.locator(".problems li", has_text="neither translated").get_by_role("link").click()
    expect(form.locator(".tiptap")).to_be_focused()


def test_every_control_of_the_form_has_a_name(form):
    form.get_by_text("Add another Byline").click()
    unnamed = form.evaluate(
        """() => [...document.querySelectorAll(
             "#article_form :is(input, select, textarea, button, [role=combobox])")]
           .filter((e) => e.checkVisibility() && e.type !== "hidden" && e.type !== "submit")
           .filter((e) => !e.labels?.length && !e.getAttribute("aria-label")
                          && !e.textContent.trim() && !e.title)
           .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_page_of_the_desk_is_wider_than_its_window(open_page, log_in, editor, story, width):
    page = open_page(viewport={"width": width, "height": 900})
    log_in(page, editor)
    addresses = ("/admin/", "/admin/articles/article/", change(story), "/admin/login/",
                 f"/admin/articles/article/{story.pk}/history/")  # fmt: skip
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert chromium.width(page) <= width + 1, address
    assert page.troubles == []


def test_a_headline_without_a_gap_widens_no_page_of_a_phone(open_page, log_in, editor, story):
    Article.objects.filter(pk=story.pk).update(headline="Donaudampfschifffahrt" * 10)
    page = open_page(viewport={"width": 390, "height": 800})
    log_in(page, editor)
    for address in (change(story), f"/admin/articles/article/{story.pk}/move/kill/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert chromium.width(page) <= 390, address
