"""Opening the desk on a story of 3,000 words in 120 paragraphs and typing in it, beside a story
of 6 paragraphs, in turn, in Chromium and on a database of its own.

The last line is JSON: medians in milliseconds until the editor is ready, and the longest task
while 130 keys are typed.
"""

# ruff: noqa: E402 -- the environment of the tests comes before Django
import json
import os
import statistics
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tests.environment  # noqa: F401

# Playwright's loop runs in this thread; nothing here waits on the database while it does.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
import django

django.setup()
from django.conf import settings
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import Client, override_settings
from django.test.runner import DiscoverRunner
from playwright.sync_api import sync_playwright

from tests.articles.pages import change
from tests.browser.originals import make_story
from tests.browser.test_side_by_side_long import BODY, WATCH
from tests.chromium import ARGUMENTS, find_chromium
from tests.factories import make_user

ROUNDS = 5
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
READY = ".block.is-rendered"
figures = {"rounds": ROUNDS}


@override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": STATIC}})
class Desk(StaticLiveServerTestCase):
    serialized_rollback = True

    def test_long_beside_short(self):
        anna = make_user("translator", "anna")
        stories = {
            "short": make_story(translator=anna),
            "long": make_story(translator=anna, body=BODY, times=20),
        }
        client = Client()
        client.force_login(anna)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            context = browser.new_context(base_url=self.live_server_url)
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": self.live_server_url}]
            )
            page = context.new_page()
            found = {name: ([], []) for name in stories}
            for _ in range(ROUNDS + 1):  # the first one warms the caches
                for name, story in stories.items():
                    for kept, figure in zip(found[name], measured(page, story), strict=True):
                        kept.append(figure)
            context.set_offline(True)
            browser.close()
        for name, (ready, longest) in found.items():
            figures[name] = {
                "ready_ms": round(statistics.median(ready[1:])),
                "longest_task_ms": round(max(longest[1:])),
            }


def measured(page, story):
    begun = time.perf_counter()
    page.goto(change(story))
    page.locator(READY).first.wait_for()
    ready = (time.perf_counter() - begun) * 1000
    page.locator(".tiptap p").nth(1).click()
    page.wait_for_timeout(400)
    page.evaluate(WATCH)
    page.keyboard.type("A hundred keys and more, one after another. " * 3, delay=15)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(600)
    return ready, max(page.evaluate("window.tasks"), default=0)


def main():
    runner = DiscoverRunner(verbosity=0, interactive=False)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Desk)
    databases = runner.setup_databases(serialized_aliases=["default"])
    try:
        result = runner.run_suite(suite)
    finally:
        runner.teardown_databases(databases)
    if not result.wasSuccessful():
        sys.exit(1)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
