"""A front put in order from the keyboard, seen as readers will see it, and read by them."""

import pytest
from playwright.sync_api import expect

from articles.models import Front
from tests.articles import reading
from tests.factories import make_live, make_section

pytestmark = pytest.mark.browser


def stored():
    return list(Front.objects.get().slots.values_list("position", "live__headline"))


def test_an_editor_arranges_the_home_page_by_keyboard(page, log_in, editor):
    section = make_section("World", slug="world")
    for n, headline in enumerate(["One", "Two", "Three"]):
        make_live(headline=headline, section=section, first_published_at=reading.hours(n))
    for n in range(30):
        make_live(headline=f"Later {n}", section=section, first_published_at=reading.hours(9 + n))
    old = make_live(headline="Quarantine", section=section, first_published_at=reading.hours(99))
    log_in(page, editor)
    page.goto("/admin/articles/front/arrange/en/")
    rows = page.locator("#slots .slot:visible")
    front = page.frame_locator("#front-preview")
    expect(front.get_by_role("link", name="Three", exact=True)).to_be_visible()
    expect(rows).to_have_count(15)

    rows.nth(2).get_by_role("button", name="Up").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".order-said").first).to_have_text("Three: now story 1 of 15")
    expect(rows.nth(0).get_by_label("Pinned")).to_be_checked()
    expect(rows.nth(0).get_by_label("until")).not_to_have_value("")
    expect(front.locator(".card-headline").first).to_have_text("Three")
    expect(page.locator("#save-status")).to_have_text("Not saved yet")

    page.get_by_label("Words of its headline").fill(old.get_absolute_url())
    page.get_by_role("button", name="Lead with “Quarantine”").focus()
    page.keyboard.press("Enter")
    expect(rows.nth(1).locator(".slot-headline")).to_have_text("Three")
    rows.nth(1).get_by_label("Pinned").focus()
    page.keyboard.press("Space")
    expect(rows.nth(3).locator(".slot-headline")).to_have_text("Three")
    expect(front.locator(".card-headline").first).to_have_text("Quarantine")

    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored() == [(0, "Quarantine")]
    assert page.troubles == []
