"""Opening the desk on a story of 3,000 words in 120 paragraphs and typing in it, beside a story
of 6 paragraphs, in turn, in Chromium, from the server that `make run` starts, on a database of
its own.

The last line is JSON: medians in milliseconds until the page has its words and until the editor
takes keys, the time the server took, and the longest task while 130 keys are typed.
"""

# ruff: noqa: E402 -- the environment comes before Django
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/desk.sqlite3"
os.environ["MEDIA_ROOT"] = f"{FOLDER.name}/media"
os.environ["MASTERS_ROOT"] = f"{FOLDER.name}/masters"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import sync_playwright

import tests.environment  # noqa: F401
from newsroom.management.commands import serve
from tests.articles.pages import change
from tests.browser.originals import make_story
from tests.browser.test_side_by_side_long import BODY
from tests.chromium import ARGUMENTS, find_chromium
from tests.factories import make_user

ROUNDS = 7
PORT = 8377
READY = ".block.is-rendered"
KEYS = "A hundred keys and more, one after another. " * 3
WATCH = """() => {
  window.tasks = []
  const keep = (list) => window.tasks.push(...list.getEntries().map((one) => one.duration))
  new PerformanceObserver(keep).observe({ type: "longtask" })
}"""
TIMES = """() => {
  const { responseStart, requestStart, domInteractive } =
    performance.getEntriesByType("navigation")[0]
  return { server: responseStart - requestStart, words: domInteractive }
}"""


def main():
    call_command("migrate", interactive=False, verbosity=0)
    serve.collect_static()
    anna = make_user("translator", "anna")
    stories = {
        "short": make_story(translator=anna),
        "long": make_story(translator=anna, body=BODY, times=20),
    }
    client = Client()
    client.force_login(anna)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "url": f"http://127.0.0.1:{PORT}"}
    cookie["value"] = client.cookies[settings.SESSION_COOKIE_NAME].value
    web, _ = serve.commands(PORT)
    with serve.running({"web server": web}) as children, sync_playwright() as playwright:
        serve.wait_until_it_answers(PORT, children)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        context = browser.new_context(base_url=f"http://127.0.0.1:{PORT}")
        context.add_cookies([cookie])
        page = context.new_page()
        found = {name: [] for name in stories}
        for _ in range(ROUNDS + 1):  # the first one warms the caches
            for name, story in stories.items():
                found[name].append(measured(page, story))
        browser.close()
    figures = {name: in_short(rounds[1:]) for name, rounds in found.items()}
    print(json.dumps({"rounds": ROUNDS, **figures}))


def measured(page, story):
    begun = time.perf_counter()
    page.goto(change(story), wait_until="commit")
    page.locator(READY).first.wait_for()
    ready = (time.perf_counter() - begun) * 1000
    page.wait_for_load_state()
    times = page.evaluate(TIMES)
    page.locator(".tiptap p").nth(1).click()
    page.wait_for_timeout(400)
    page.evaluate(WATCH)
    page.keyboard.type(KEYS, delay=15)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(600)
    longest = max(page.evaluate("window.tasks"), default=0)
    return {"server": times["server"], "words": times["words"], "ready": ready, "longest": longest}


def in_short(rounds):
    """Medians; of the longest task the longest."""
    medians = {
        f"{name}_ms": round(statistics.median(one[name] for one in rounds))
        for name in ("server", "words", "ready")
    }
    return medians | {"longest_task_ms": round(max(one["longest"] for one in rounds))}


if __name__ == "__main__":
    main()
