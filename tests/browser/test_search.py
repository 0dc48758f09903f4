"""Search from a reader's side: with the keyboard, and without script."""

import pytest
from playwright.sync_api import expect

from tests.articles.finding import findable

pytestmark = pytest.mark.browser


@pytest.fixture
def port(live_server, django_db_serialized_rollback):
    return findable("A port wakes", text="The general strike is over.")


def test_a_reader_searches_with_the_keyboard_alone(page, live_server, port):
    page.goto("/search/")
    page.keyboard.press("/")
    page.keyboard.type("strikes")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="A port wakes")).to_be_visible()
    expect(page.locator("mark")).to_have_text("strike")

    page.keyboard.press("/")
    page.keyboard.type("ports")  # what was there is selected, and typed over
    expect(page.get_by_role("searchbox")).to_have_value("ports")
    page.keyboard.type("/")
    expect(page.get_by_role("searchbox")).to_have_value("ports/")
