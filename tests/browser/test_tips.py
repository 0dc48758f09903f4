"""The list of tips by keys alone, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from sources.models import Tip
from tests import chromium
from tests.factories import make_tip, make_user

pytestmark = pytest.mark.browser

LIST = "/admin/sources/tip/"


@pytest.fixture
def tips(live_server, django_db_serialized_rollback):
    return [
        make_tip(headline=f"Histoire {n}", published_at=f"2026-11-{20 - n}T12:00Z")
        for n in (1, 2, 3)
    ]


def row(page, tip):
    return page.locator(f"#tip-{tip.pk}")


def stored(tip):
    return Tip.objects.get(pk=tip.pk)


def test_an_editor_walks_the_list_by_keys(page, log_in, editor, tips):
    log_in(page, editor)
    page.goto(LIST)
    first, second, _ = tips
    page.keyboard.press("j")
    expect(row(page, first)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(row(page, second)).to_be_focused()

    page.keyboard.press("d")
    expect(page.get_by_role("status")).to_have_text("Dismissed.")
    expect(row(page, second)).to_be_focused()
    assert stored(second).state == "dismissed"
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_have_text("Open again.")
    assert stored(second).state == "seen"

    page.keyboard.press("p")
    page.keyboard.type("jump dates")  # letters that are keys elsewhere
    page.keyboard.press("Enter")
    expect(row(page, second)).to_contain_text("jump dates")
    assert (stored(second).state, stored(second).note) == ("proposed", "jump dates")

    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog")).to_contain_text("Next tip")
    page.keyboard.press("Escape")
    with page.context.expect_page() as opened:
        page.keyboard.press("o")
    assert opened.value.url in ("about:blank", second.url) or "error" in opened.value.url
    page.keyboard.press("t")
    page.wait_for_url(re.compile("/retrieval/"))
    assert stored(second).state == "taken"
    assert page.troubles == []


def test_every_act_is_reached_by_tab(page, log_in, editor, tips):
    log_in(page, editor)
    page.goto(LIST)
    row(page, tips[0]).locator("input[type=checkbox]").focus()
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached == ["Histoire 1", "Take", "Dismiss", "Propose…"]


def test_without_a_script_the_buttons_are_forms(open_page, log_in, tips):
    page = open_page(java_script_enabled=False)
    log_in(page, make_user("editor"))
    page.goto(f"{LIST}?language=fr")
    row(page, tips[0]).get_by_role("button", name="Dismiss").click()
    expect(page.locator(".messagelist")).to_contain_text("Dismissed. “Histoire 1”")
    assert "language=fr" in page.url
    assert stored(tips[0]).state == "dismissed"


@pytest.mark.parametrize("width", [390, 820])
def test_the_list_fits_a_hand(open_page, log_in, editor, tips, width):
    page = open_page(viewport={"width": width, "height": 800})
    log_in(page, editor)
    page.goto(LIST)
    assert page.locator("#searchbar").bounding_box()["height"] >= 36
    assert chromium.width(page) <= width
    if width < 767:
        assert row(page, tips[0]).get_by_role("button", name="Take").bounding_box()["height"] >= 44
