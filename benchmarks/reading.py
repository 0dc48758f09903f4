"""Reading saved pages: all that we read of one, against trafilatura's text alone.

    python benchmarks/reading.py [FOLDER of .html pages]

Without a folder a page of our own making is read, a story among two hundred teasers. The last
line is JSON: milliseconds of CPU a page (means over the pages, medians of the rounds).
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("LOCAL", "1")

import django
import trafilatura

django.setup()

from sources import decoding, reading  # noqa: E402 -- after the settings are set up

ROUNDS = 5
PARAGRAPH = "<p>The boats leave before dawn, and nobody counts them; it was so forty years ago.</p>"
TEASER = (
    '<div class="teaser"><a href="/x"><img src="x.jpg"><h3>A story of another quay</h3></a>'
    "<span>3 March</span></div>"
)


def pages():
    if len(sys.argv) > 1:
        return [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.html"))]
    body = f"{TEASER * 100}<article><h1>Boats</h1>{PARAGRAPH * 60}</article>{TEASER * 100}"
    return [f"<!doctype html><html lang=en><body>{body}</body></html>".encode()]


def milliseconds(read, saved):
    begun = time.process_time()
    for page in saved:
        read(page)
    return (time.process_time() - begun) * 1000 / len(saved)


def ours(page):
    try:
        reading.read(page, "page.html")
    except (decoding.Unreadable, ValueError):
        return


def main():
    saved = pages()
    found = {"ours_ms": [], "trafilatura_ms": []}
    for _ in range(ROUNDS):
        found["ours_ms"].append(milliseconds(ours, saved))
        found["trafilatura_ms"].append(milliseconds(trafilatura.extract, saved))
    medians = {name: round(statistics.median(times), 1) for name, times in found.items()}
    ratio = round(medians["ours_ms"] / medians["trafilatura_ms"], 2)
    print(json.dumps({"pages": len(saved), "rounds": ROUNDS, **medians, "ratio": ratio}))


if __name__ == "__main__":
    main()
