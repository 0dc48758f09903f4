"""The readers' site in the hands of a reader: on a phone, without a script, without a jolt."""

import pytest
from playwright.sync_api import expect

from articles import indexing
from tests.articles import reading
from tests.chromium import width
from tests.factories import make_newsletter

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SHIFTS = """
() => new Promise((done) => {
  new PerformanceObserver((list) => {
    done(list.getEntries().map((entry) => entry.value))
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done([]), 300)
})
"""


@pytest.fixture
def live(live_server, django_db_serialized_rollback):
    make_newsletter(call_headline="See further.", call_text="One letter a day.")
    live = reading.edition()
    indexing.enter(live, live.authors.all())
    return live


def test_a_phone_without_scripts_finds_its_way_from_the_home_page(open_page, live):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name=live.headline).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(live.headline)

    page.locator(".passage").get_by_role("link", name="Daftar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Daftar")
    page.locator(".kicker").get_by_role("link", name="Jordan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jordan")
    page.get_by_role("link", name=live.headline).click()
    page.locator(".byline").get_by_role("link", name="Lubna Sarhan").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Written")

    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("barrels")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=live.headline)).to_be_visible()

    page.goto("/")
    page.get_by_label("Your e-mail address").fill("reader@theferry.example")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")


def test_nothing_moves_and_nothing_sticks_out(open_page, live):
    page = open_page(viewport=PHONE)
    found = {}
    for address in [
        *reading.addresses(live),
        "/sources/",
        "/countries/",
        "/country/jo/",
        "/topics/",
        "/search/?q=barrels",
    ]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shifts = page.evaluate(SHIFTS)
        wide = width(page)
        if shifts or wide > PHONE["width"]:
            found[address] = shifts, wide

    assert found == {}


def test_text_of_double_size_fits_a_phone(open_page, live):
    page = open_page(viewport=PHONE)
    for address in ("/", live.get_absolute_url(), "/newsletter/"):
        page.goto(address)
        sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
        page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert width(page) == PHONE["width"], address
