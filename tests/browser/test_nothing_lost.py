"""Nothing typed is lost: the browser is killed, the line goes, the session ends, another person
signs in. Everything here is typed, key by key."""

import os
import random
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from articles import revising
from articles.models import Article, State
from tests.articles.pages import change
from tests.browser.writing import SETTLED
from tests.chromium import ARGUMENTS, find_chromium
from tests.factories import make_article, make_snapshot, make_user

pytestmark = pytest.mark.browser

SOON = 9_000  # milliseconds
CUT = "() => { window.fetch = () => Promise.reject(new TypeError('no line')) }"
LOST_AT_MOST = 5  # seconds of typing


@pytest.fixture
def story(editor):
    story = make_article(
        state=State.EDITING, translator=make_user("translator"), headline="Salt",
        body='<p data-source="b1">One morning.</p>', snapshot=make_snapshot(), use="full",
    )  # fmt: skip
    revising.record(story, editor)
    return story


@pytest.fixture
def form(page, log_in, editor, story):
    log_in(page, editor)
    opened(page, story)
    return page


def opened(page, story):
    page.goto(change(story))
    expect(page.locator(".tiptap")).to_be_visible()


def to_the_end(page):
    page.locator(".tiptap p").last.click()
    page.evaluate(SETTLED)
    page.keyboard.press("Control+End")


def type_at_the_end(page, words):
    to_the_end(page)
    page.keyboard.type(words)


def status(page):
    return page.locator("#save-status")


def saved(page):
    expect(status(page)).to_have_text(re.compile("^Saved"), timeout=SOON)


def stored(story):
    return Article.objects.get(pk=story.pk)


def elsewhere(story, **changes):
    story.refresh_from_db()
    other = make_user("editor", "carla", first_name="Carla")
    return revising.save_text(story, by=other, seen=story.version, changes=changes)


# --- the browser is killed


@pytest.fixture
def launch(browser, live_server, editor, tmp_path):
    """Browsers of their own with one profile, as the same person on the same computer."""
    contexts = []

    def launch():
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=find_chromium(), args=ARGUMENTS,
            base_url=live_server.url,
        )  # fmt: skip
        contexts.append(context)
        client = Client()
        client.force_login(editor)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return context.new_page()

    yield launch
    contexts[-1].pages[-1].evaluate(CUT)
    contexts[-1].close()


def kill(profile):
    """SIGKILL to the browser of this profile: no farewell, no last message."""
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except (OSError, UnicodeDecodeError):
            continue
        if f"--user-data-dir={profile}" in words and not any(w.startswith("--type") for w in words):
            os.kill(int(folder.name), signal.SIGKILL)


def type_until(page, until):
    """Types numbered words; {word: when it was typed}."""
    typed = {}
    while time.monotonic() < until:
        word = f"слово{len(typed)}"
        page.keyboard.type(f" {word}")
        typed[word] = time.monotonic()
    return typed


def offered(button):
    """Chromium writes what pages keep with some delay; what was stored by then is not offered."""
    with suppress(AssertionError):
        expect(button).to_be_visible(timeout=SOON)
    return button.is_visible()


@pytest.mark.parametrize(("line", "attempt"), [("as ever", 1), ("as ever", 2), ("cut", 3)])
def test_a_kill_of_the_browser_loses_at_most_five_seconds(launch, story, tmp_path, line, attempt):
    page = launch()
    opened(page, story)
    to_the_end(page)
    if line == "cut":
        page.route("**/autosave/", lambda route: route.abort())
    typed = type_until(page, time.monotonic() + random.uniform(3, 9))
    killed = time.monotonic()
    kill(tmp_path / "profile")
    page = launch()
    opened(page, story)
    offer = page.get_by_role("button", name="Put it back")
    last_stored = max([w for w in typed if w in stored(story).body], key=len, default="")
    if list(typed)[-1] != last_stored and offered(offer):
        offer.click()
        saved(page)
    lost = [killed - when for word, when in typed.items() if f"{word}" not in stored(story).body]
    assert max(lost, default=0) <= LOST_AT_MOST, f"{len(lost)} of {len(typed)} words"


# --- what this browser kept


@pytest.fixture
def kept(form, story):
    """Words that were typed while the line was cut, and whose page then went."""
    form.route("**/autosave/", lambda route: route.abort())
    type_at_the_end(form, " Typed in vain.")
    expect(status(form)).to_have_text(re.compile("^Not saved: no connection"), timeout=SOON)
    form.evaluate(CUT)  # a page that closes sends a last message, past every route
    context = form.context
    form.close()
    return context.new_page()


def test_what_was_not_stored_is_offered_when_the_story_is_opened_again(kept, story):
    opened(kept, story)
    banner = kept.get_by_role("alert").filter(has_text="it was not stored")
    expect(banner).to_contain_text(re.compile(r"You typed this at \d"))
    assert "in vain" not in stored(story).body
    banner.get_by_role("button", name="Put it back").click()
    expect(kept.locator(".tiptap")).to_contain_text("Typed in vain.")
    saved(kept)
    assert "Typed in vain." in stored(story).body
    kept.reload()
    expect(kept.locator(".tiptap")).to_be_visible()
    kept.wait_for_timeout(1_500)
    expect(banner).to_have_count(0)


def test_what_was_kept_can_be_compared_and_thrown_away(kept, story):
    opened(kept, story)
    kept.get_by_role("button", name="Compare").click()
    expect(kept.locator(".kept-text ins")).to_have_text("Typed in vain.")
    kept.get_by_role("button", name="Throw it away").click()
    opened(kept, story)
    kept.wait_for_timeout(1_500)
    expect(kept.get_by_text("it was not stored")).to_have_count(0)
    assert "in vain" not in stored(story).body


def test_what_was_kept_goes_together_with_a_newer_text(kept, story):
    elsewhere(story, body=stored(story).body + '<p data-source="b2">From Carla.</p>')
    opened(kept, story)
    expect(kept.get_by_text("somebody stored a newer version since")).to_be_visible()
    kept.get_by_role("button", name="Put it back").click()
    saved(kept)
    expect(kept.locator(".tiptap")).to_contain_text("Typed in vain.")
    expect(kept.locator(".tiptap")).to_contain_text("From Carla.")
    assert "Typed in vain." in stored(story).body
    assert "From Carla." in stored(story).body


def test_what_was_kept_never_overwrites_a_newer_text_of_the_same_paragraph(kept, story):
    elsewhere(story, body='<p data-source="b1">Quite another morning, says Carla.</p>')
    opened(kept, story)
    kept.get_by_role("button", name="Put it back").click()
    kept.get_by_role("button", name="Compare and choose").click()
    kept.get_by_label("Both, mine first").check()
    kept.get_by_role("button", name="Store what is chosen").click()
    expect(kept.locator(".messagelist")).to_contain_text("Saved as version 3")
    assert "Typed in vain." in stored(story).body
    assert "says Carla" in stored(story).body


def test_what_was_kept_is_never_offered_to_another_person(kept, log_in, story):
    log_in(kept, make_user("editor", "omar"))
    opened(kept, story)
    kept.wait_for_timeout(1_500)
    expect(kept.get_by_text("it was not stored")).to_have_count(0)


def test_what_another_window_is_typing_is_not_offered(form, log_in, editor, story):
    form.route("**/autosave/", lambda route: route.abort())
    type_at_the_end(form, " Still typing.")
    expect(status(form)).to_have_text(re.compile("^Not saved: no connection"), timeout=SOON)
    second = form.context.new_page()
    opened(second, story)
    second.wait_for_timeout(1_500)
    expect(second.get_by_text("it was not stored")).to_have_count(0)


# --- the line


def test_what_is_typed_without_a_line_is_stored_when_it_is_back(form, story):
    form.context.set_offline(True)
    type_at_the_end(form, " Море молчит.")
    since = re.compile(r"^Not saved: no connection since \d\d:\d\d")
    expect(status(form)).to_have_text(since, timeout=SOON)
    form.keyboard.type(" И ждёт.")
    form.context.set_offline(False)
    saved(form)
    assert "Море молчит. И ждёт." in stored(story).body


@pytest.mark.parametrize("code", [500, 502, 503])
def test_a_fault_of_the_server_is_told_and_overcome(form, story, code):
    form.route("**/autosave/", lambda route: route.fulfill(status=code, body="<h1>Sorry</h1>"))
    type_at_the_end(form, " The sea.")
    fault = re.compile("^Not saved: the server has a fault since")
    expect(status(form)).to_have_text(fault, timeout=SOON)
    form.unroute("**/autosave/")
    saved(form)
    assert "The sea." in stored(story).body


def test_an_answer_that_was_lost_on_its_way_leaves_no_conflict(form, story):
    def lose(route):
        route.fetch()
        route.abort()

    form.route("**/autosave/", lose)
    type_at_the_end(form, " The sea.")
    expect(status(form)).to_have_text(re.compile("^Not saved: no connection"), timeout=SOON)
    form.keyboard.type(" And salt.")
    form.unroute("**/autosave/")
    saved(form)
    expect(form.locator(".desk-banner")).to_have_count(0)
    assert "One morning. The sea. And salt." in stored(story).body


def test_steady_typing_is_stored_every_few_seconds(form, story):
    to_the_end(form)
    type_until(form, time.monotonic() + 7)
    assert stored(story).version >= 2
    assert form.troubles == []


def test_one_request_at_a_time(form, story):
    held, let_go = [], []
    form.route("**/autosave/", lambda route: route.continue_() if let_go else held.append(route))
    type_at_the_end(form, " The sea.")
    expect(status(form)).to_have_text("Saving…", timeout=SOON)
    form.keyboard.type(" And salt.")
    form.keyboard.press("Control+s")
    form.wait_for_timeout(4_000)
    assert len(held) == 1
    let_go.append(True)
    held[0].continue_()
    saved(form)
    assert "The sea. And salt." in stored(story).body


def test_what_was_typed_while_an_answer_was_under_way_is_stored_without_another_key(form, story):
    held, let_go = [], []
    form.route("**/autosave/", lambda route: route.continue_() if let_go else held.append(route))
    type_at_the_end(form, " The sea.")
    expect(status(form)).to_have_text("Saving…", timeout=SOON)
    form.keyboard.type(" And salt.")
    let_go.append(True)
    held[0].continue_()
    saved(form)
    assert "The sea. And salt." in stored(story).body


def test_a_paragraph_left_out_is_stored_by_itself(form, story):
    form.evaluate(
        """() => {
          const field = document.querySelector("#original-cuts")
          field.value = JSON.stringify({ b2: "An aside" })
          document.dispatchEvent(new CustomEvent("desk:changed"))
        }"""
    )
    saved(form)
    assert stored(story).cut_blocks == {"b2": "An aside"}


# --- the session


def sign_in(page, username):
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()


def comes_back(page):
    """From another window; Chromium without a screen does not say so by itself."""
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)


def test_who_was_signed_out_signs_in_in_another_window_and_loses_nothing(form, story):
    Session.objects.all().delete()
    type_at_the_end(form, " The sea.")
    expect(status(form)).to_have_text(re.compile("you are signed out since"), timeout=SOON)
    with form.context.expect_page() as other:
        form.get_by_role("link", name="Sign in in another window").click()
    sign_in(other.value, "ed")
    comes_back(form)
    type_at_the_end(form, " And salt.")
    expect(form.locator(".desk-banner")).to_have_count(0)
    expect(status(form)).to_have_text(re.compile("^Saved"), timeout=SOON)
    expect(status(form)).to_have_text(re.compile("version 3$"), timeout=SOON)
    assert "The sea. And salt." in stored(story).body


def test_nothing_is_stored_under_the_name_of_who_signed_in_instead(form, log_in, editor, story):
    omar = make_user("editor", "omar", first_name="Omar")
    log_in(form, omar)
    type_at_the_end(form, " The sea.")
    refusal = re.compile("^Not saved. You are now signed in as Omar")
    expect(status(form)).to_have_text(refusal, timeout=SOON)
    assert stored(story).version == 1
    log_in(form, editor)
    form.keyboard.type(" And salt.")
    comes_back(form)
    assert "The sea. And salt." in stored(story).body
    assert stored(story).text_edited_by == editor
