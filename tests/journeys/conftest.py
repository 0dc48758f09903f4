from tests.browser.conftest import browser, log_in, open_page  # noqa: F401
