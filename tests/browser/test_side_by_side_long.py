"""The desk under a story of 3,000 words in 120 paragraphs; benchmarks/desk.py has the times."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WORDS = "A line of our own text about the port and the people in it, and more of the same. "
BODY = "".join(f'<p data-source="b{n}">{WORDS * 2}{n}.</p>' for n in range(1, 121))


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1440, "height": 900})


def test_a_long_story_is_read_once_and_then_only_where_it_changes(desk, page):
    text = desk(body=BODY, times=20)
    text.area.locator("p").nth(60).click()
    page.evaluate("""() => {
      window.marked = new Set()
      new MutationObserver((seen) => seen.forEach(({ target }) => window.marked.add(target)))
        .observe(document.querySelector(".blocks"), { subtree: true, attributes: true })
    }""")
    words = page.locator("#progress-words").text_content()
    page.keyboard.type("Three more words.")
    expect(page.locator("#progress-words")).not_to_have_text(words)
    assert page.evaluate("window.marked.size") < 8
