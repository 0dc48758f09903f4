"""axe over the desk as a translator has it open: lit, leaving out, with the list of keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.originals import block
from tests.browser.test_accessibility import AXE, RUN

pytestmark = pytest.mark.browser


@pytest.fixture(params=[(390, "dark"), (1440, "light")], ids=["390 px, dark", "1440 px, light"])
def page(request, open_page):
    width, scheme = request.param
    return open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)


def faults(page):
    page.evaluate(AXE)
    found = page.evaluate(RUN)
    page.troubles.clear()  # axe itself writes styles
    return [fault for fault in found if fault[0] in ("serious", "critical")]


def test_the_desk_side_by_side(desk, page):
    text = desk("ar", cut_blocks={"b6": "Local detail"}).enter()
    text.press("Alt+Shift+n", "Alt+Shift+l")
    expect(page.get_by_label("Left out because")).to_be_focused()
    assert faults(page) == []
    text.press("Escape", "Alt+Shift+k")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert faults(page) == []
    expect(block(page, "b3")).to_have_attribute("aria-current", "true")
