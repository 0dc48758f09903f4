"""Tests in Chromium: a browser, a page that keeps a record of what went wrong in it, and a
way past the log-in. Every test gets `live_server` with the roles and a clean database."""

import shutil

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import expect, sync_playwright

# The shell first: the same engine without a window's furniture, at two thirds of the cost.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A machine with two cores and other work to do answers late; a test that holds does not wait.
expect.set_options(timeout=20_000)
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event
  console.error("CSP", violatedDirective, blockedURI, `${sourceFile}:${lineNumber}`, sample)
})
"""


def find_chromium():
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser(django_db_setup, django_db_blocker):
    path = find_chromium()
    if not path:
        pytest.skip("Chromium is not installed: none of its names is on PATH")
    first_rows = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        # Where Playwright's event loop runs, Django has another connection object, which
        # does not know yet what the database held when it was made: the roles.
        if first_rows is not None:
            connection._test_serialized_contents = first_rows
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture
def open_page(browser, live_server, django_db_serialized_rollback):
    """Opens further pages, each a person with cookies of their own:
    `open_page(viewport={"width": 390, "height": 800}, color_scheme="dark")`.

    What goes wrong in a page is in its list `troubles`: violations of the security policy,
    errors of scripts, files that are missing. Look at it before any screenshot: taking one
    injects a style and so violates the policy.
    """
    contexts = []

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        context.add_init_script(REPORT_VIOLATIONS)
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("console", lambda said: _note(page.troubles, said))
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            # It would say that it leaves, to a server that is going too.
            page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
        context.close()


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def log_in(live_server):
    """`log_in(page, user)`: the page's cookies become those of a session of this user."""

    def log_in(page, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return log_in


def width(page):
    """Pixels that a page takes once it is all there, with its styles and its letters."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => null)")
    return page.evaluate("document.documentElement.scrollWidth")


def _note(troubles, said):
    if said.type == "error" and not said.location["url"].endswith("/favicon.ico"):
        troubles.append(said.text)
