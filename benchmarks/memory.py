"""Memory at 200,000 pairs: a search through the index against a look at every pair of the
language, on the database that DATABASE_URL names (SQLite where it names none).

The pairs are made up in four scripts, as varied as news: words as frequent as in a language,
names of their own in each story, and a share of background paragraphs that come again and
again in other words. The last line is JSON: medians of milliseconds by kind of question, the
ratio to the full scan, and the share of what the full scan found that the search found too.
"""

import datetime
import json
import os
import random
import statistics
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
PLACE = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/memory.sqlite3")
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "x", "LOCAL": "1"}
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import memory, remembering  # noqa: E402
from articles.memory.terms import likeness  # noqa: E402
from articles.models import Article, LiveArticle, MemoryPair, Section  # noqa: E402

PAIRS = int(os.environ.get("PAIRS", 200_000))
IN_STORY = 20
QUESTIONS = 20  # of each kind and language
ALPHABETS = {
    "fr": ("bcdfglmnprstv", "aeiouéè"),
    "ru": ("бвгдзклмнпрст", "аеиоуыя"),
    "ar": ("بتجحدرسشعفقكلمن", "اوي"),
    "zh": ("", ""),
}
KNOWN = 40_000
chosen = random.Random(7)


def word(language):
    if language == "zh":
        return "".join(chr(0x4E00 + int(3_500 * chosen.random() ** 2)) for _ in range(2))
    consonants, vowels = ALPHABETS[language]
    syllables = chosen.choice((1, 2, 2, 3, 3, 4))
    return "".join(chosen.choice(consonants) + chosen.choice(vowels) for _ in range(syllables))


class Language:
    def __init__(self, code):
        self.code = code
        self.words = [word(code) for _ in range(KNOWN)]
        self.weights = list(accumulate(1 / (n + 2.7) for n in range(KNOWN)))
        self.background = [self.prose(60) for _ in range(200)]

    def prose(self, length):
        return chosen.choices(self.words, cum_weights=self.weights, k=length)

    def paragraph(self, names):
        if chosen.random() < 0.03:
            return self.changed(chosen.choice(self.background), 0.15)
        words = self.prose(chosen.choice((4, 25, 40, 55, 60, 75, 110)))
        for _ in range(len(words) // 15):
            words[chosen.randrange(len(words))] = chosen.choice(names)
        return words

    def changed(self, words, share):
        return [self.prose(1)[0] if chosen.random() < share else each for each in words]

    def text(self, words):
        return ("" if self.code == "zh" else " ").join(words) + "."

    def words_of(self, text):
        return list(text[:-1]) if self.code == "zh" else text[:-1].split()


def fill(languages):
    """Live stories, each in one of the languages, with their pairs."""
    user = get_user_model().objects.create_user("desk")
    section = Section.objects.create(name="World", slug="world")
    now = timezone.now()
    stories = Article.objects.bulk_create(
        Article(headline=f"Story {n}", commissioned_by=user) for n in range(PAIRS // IN_STORY)
    )
    LiveArticle.objects.bulk_create(
        LiveArticle(
            article=story, version=1, path=f"world/{story.pk}", section=section,
            section_name="World", language="en", headline=story.headline, body="<p>x</p>" * 400,
            first_published_at=now, published_at=now, published_by=user, rendered_at=now,
        )
        for story in stories
    )  # fmt: skip
    for start in range(0, len(stories), 500):
        MemoryPair.objects.bulk_create(
            pair
            for n, story in enumerate(stories[start : start + 500])
            for pair in story_pairs(story, languages[n % len(languages)], user, now)
        )
    remembering.recount()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE articles_memorypair")


def story_pairs(story, language, user, now):
    names = [word(language.code) * 2 for _ in range(5)]
    for n in range(IN_STORY):
        text = language.text(language.paragraph(names))
        yield MemoryPair(
            article=story, block=f"b{n}", source_language=language.code, target_language="en",
            source=text, target="A translation of about the same length. " * 8,
            terms=" ".join(memory.terms(text)), translator=user,
            published_at=now - datetime.timedelta(minutes=story.pk),
        )  # fmt: skip


def questions(language):
    """{kind: texts}: published before with some words changed, background, new, headings."""
    stored = MemoryPair.objects.filter(source_language=language.code).order_by("pk")
    step = max(1, stored.count() // QUESTIONS)
    earlier = [language.words_of(pair.source) for pair in stored[::step]][:QUESTIONS]
    some = range(QUESTIONS)
    return {
        "like an earlier one": [language.text(language.changed(w, 0.2)) for w in earlier],
        "background": [language.text(language.changed(language.background[n], 0.2)) for n in some],
        "new": [language.text(language.prose(60)) for _ in some],
        "only frequent words": [
            language.text(chosen.choices(language.words[:60], k=12)) for _ in some
        ],
        "heading": [language.text(language.prose(4)) for _ in some],
    }


def timed(function, *args, **kwargs):
    begun = time.perf_counter()
    found = function(*args, **kwargs)
    return (time.perf_counter() - begun) * 1000, found


def full_scan(text, language):
    """The likeness of the best pairs, found by reading all of them."""
    stored = MemoryPair.objects.filter(source_language=language).values_list("source", flat=True)
    scores = sorted((likeness(source, text) for source in stored.iterator()), reverse=True)
    return [score for score in scores[: memory.SHOWN] if score >= memory.LEAST]


def measure(languages):
    searches, scans, found, there = {}, [], 0, 0
    for language in languages:
        for kind, texts in questions(language).items():
            for n, text in enumerate(texts):
                spent, pairs = timed(memory.resembling, text, source=language.code, target="en")
                searches.setdefault(kind, {}).setdefault(language.code, []).append(spent)
                if n == 0:  # a full scan takes its time
                    spent, best = timed(full_scan, text, language.code)
                    scans.append(spent)
                    there += len(best)
                    found += sum(a.likeness >= b for a, b in zip(pairs, best, strict=False))
    return searches, scans, found / (there or 1)


def main():
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        languages = [Language(code) for code in ALPHABETS]
        spent, _ = timed(fill, languages)
        print(f"{MemoryPair.objects.count()} pairs made in {spent / 1000:.0f} s", flush=True)
        searches, scans, recall = measure(languages)
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)
    every = [spent for kind in searches.values() for spents in kind.values() for spent in spents]
    median, scan = statistics.median(every), statistics.median(scans)
    result = {
        "database": connection.vendor,
        "pairs": PAIRS,
        "search_ms": round(median, 1),
        "slowest_of_20_ms": round(statistics.quantiles(every, n=20)[-1], 1),
        "full_scan_ms": round(scan, 1),
        "ratio": round(median / scan, 4),
        "found": round(recall, 3),
        "by_kind_ms": {
            kind: {code: round(statistics.median(spents), 1) for code, spents in by_code.items()}
            for kind, by_code in searches.items()
        },
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
