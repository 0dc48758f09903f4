"""Search of the readers' site at two sizes of the archive, against the SQL that ranks every
match, on the database that DATABASE_URL names (SQLite where it names none).

The stories are made up: words as frequent as in a language, of a length of news. Each kind of
query is asked in turn of the page itself (the whole view, by the test client's handler) and of
the plain statement. The last line is JSON: medians and 95th percentiles of milliseconds.
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
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/search.sqlite3")
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "x", "LOCAL": "1"}
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import indexing  # noqa: E402
from articles.models import Article, LiveArticle, SearchEntry, Section  # noqa: E402

SIZES = [int(n) for n in os.environ.get("STORIES", "20000,200000").split(",")]
MADE = 10_000  # stories of their own words; more are copies of them at other times
LENGTH = 500  # words of a story
ROUNDS = int(os.environ.get("ROUNDS", 30))
KNOWN = 60_000
BATCH = 1_000
COUNTRIES = [("fr", "FR"), ("de", "DE"), ("ar", "JO"), ("ru", "KZ"), ("es", "MX"), ("pl", "PL")]
chosen = random.Random(11)

# What those do who rank all that they find. SQLite has its own way of it.
RANK_ALL = {
    "postgresql": """
        SELECT key FROM articles_searchentry
        WHERE terms @@ %s::tsquery ORDER BY ts_rank(terms, %s::tsquery) DESC LIMIT 20
    """,
    "sqlite": """
        SELECT rowid FROM articles_searchindex
        WHERE articles_searchindex MATCH %s ORDER BY rank LIMIT 20
    """,
}


# As the migration makes it: much sooner done for all stories at once.
INDEX = "CREATE INDEX IF NOT EXISTS search_entry_terms ON articles_searchentry USING gin (terms)"
# The terms of a copy: in the block of its own time.
TERMS = {
    "postgresql": "ts_delete(terms, '_block_' || (key >> 51))"
    " || array_to_tsvector(array['_block_' || (({key}) >> 51)])",
    "sqlite": "replace(terms, '_block_' || (key >> 51), '_block_' || (({key}) >> 51))",
}


def word():
    syllables = chosen.choice((1, 2, 2, 3, 3, 4))
    return "".join(
        chosen.choice("bcdfglmnprstv") + chosen.choice("aeiou") for _ in range(syllables)
    )


WORDS = list(dict.fromkeys(word() + chosen.choice("klmrtx") for _ in range(KNOWN)))
WEIGHTS = list(accumulate(1 / (n + 2.7) for n in range(len(WORDS))))


def prose(length):
    return " ".join(chosen.choices(WORDS, cum_weights=WEIGHTS, k=length))


class Archive:
    def __init__(self):
        self.user = get_user_model().objects.create_user("desk")
        names = ("World", "Society", "Economy", "Culture", "Ideas")
        self.sections = [
            Section.objects.create(name=name, slug=name.lower(), position=n)
            for n, name in enumerate(names)
        ]
        self.newest = timezone.now()
        self.size = 0

    def grow(self, size):
        """Ten years of stories, whatever their number; the ones added are among the others."""
        for _ in range(0, min(size, MADE) - self.size, BATCH):
            moments = [
                self.newest - datetime.timedelta(seconds=chosen.randrange(10 * 365 * 86_400))
                for _ in range(BATCH)
            ]
            self._add(sorted(moments))
        self.size = max(self.size, min(size, MADE))
        with connection.cursor() as cursor:
            if self.size < size and connection.vendor == "postgresql":
                cursor.execute("DROP INDEX search_entry_terms")
            while self.size < size:
                self._copy(cursor, min(self.size, size - self.size))
            if connection.vendor == "postgresql":
                cursor.execute(INDEX)
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")

    def _add(self, moments):
        articles = Article.objects.bulk_create(
            Article(headline="x", commissioned_by=self.user) for _ in moments
        )
        lives = LiveArticle.objects.bulk_create(map(self._live, articles, moments))
        indexing.index_all(LiveArticle.objects.filter(pk__in=[live.pk for live in lives]))

    def _copy(self, cursor, number):
        """As many more stories, each some hours before the one that it repeats."""
        earlier = (1 + self.size // MADE) * 3600 << 31
        changed = {
            "id": f"id + {self.size}",
            "article_id": f"article_id + {self.size}",
            "live_id": f"live_id + {self.size}",
            "path": f"path || '-{self.size}'",
            "key": f"key - {earlier} + {self.size}",
        }
        changed["terms"] = TERMS[connection.vendor].format(**changed)
        for model in (Article, LiveArticle, SearchEntry):
            table = model._meta.db_table
            names = [field.column for field in model._meta.concrete_fields]
            values = ", ".join(changed.get(name, f'"{name}"') for name in names)
            number_of = "live_id" if model is SearchEntry else "id"
            names = ", ".join(f'"{name}"' for name in names)
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}"  # noqa: S608
                f" WHERE {number_of} <= {number}"
            )
        self.size += number

    def _live(self, article, moment):
        section = chosen.choice(self.sections)
        language, country = chosen.choice(COUNTRIES)
        body = "".join(f"<p>{prose(50).capitalize()}.</p>" for _ in range(LENGTH // 50))
        return LiveArticle(
            article=article, version=1, path=f"{section.slug}/story-{article.pk}",
            section=section, section_name=section.name, language="en",
            headline=prose(8).capitalize(), standfirst=prose(20), body=body,
            source={"name": f"Paper {country}", "slug": country.lower(), "language": language,
                    "language_name": language, "country": country, "country_name": country},
            first_published_at=moment, published_at=moment, published_by=self.user,
            rendered_at=moment,
        )  # fmt: skip


def queries():
    """{kind: texts}"""
    some = [chosen.randrange(20) for _ in range(10)]
    return {
        "in every story": [WORDS[n] for n in range(5)],
        "very common": [WORDS[50 + n] for n in some],
        "common": [WORDS[400 + 10 * n] for n in some],
        "seldom": [WORDS[8_000 + 100 * n] for n in some],
        "two words": [f"{WORDS[60 + n]} {WORDS[900 + n]}" for n in some],
        "three words": [f"{WORDS[20 + n]} {WORDS[100 + n]} {WORDS[3_000 + n]}" for n in some],
        "phrase": [f'"{WORDS[n]} {WORDS[n + 1]}"' for n in some],
        "without a word": [f"{WORDS[300 + n]} -{WORDS[10 + n]}" for n in some],
        "nothing": [f"{WORDS[300 + n]} zzyzx" for n in some],
    }


def timed(function, *args):
    begun = time.perf_counter()
    found = function(*args)
    return (time.perf_counter() - begun) * 1000, found


def rank_all(word):
    asked = [f'"{word}"'] if connection.vendor == "sqlite" else [f"'{word}'"] * 2
    with connection.cursor() as cursor:
        cursor.execute(RANK_ALL[connection.vendor], asked)
        return cursor.fetchall()


def asked(client, address):
    response = client.get("/search/", address)
    assert response.status_code == 200, response.status_code
    return response


def measure():
    client, spent, plain = Client(SERVER_NAME="localhost"), {}, {}
    kinds = queries()
    for texts in kinds.values():
        for text in texts[:2]:
            asked(client, {"q": text})  # warm
    for n in range(ROUNDS):
        for kind, texts in kinds.items():
            text = texts[n % len(texts)]
            spent.setdefault(kind, []).append(timed(asked, client, {"q": text})[0])
            if kind == "common" or (kind == "in every story" and n < 3):
                plain.setdefault(kind, []).append(timed(rank_all, text)[0])
        narrowed = {"q": WORDS[n % 5], "section": "ideas", "language": "pl"}
        spent.setdefault("in every story, narrowed", []).append(timed(asked, client, narrowed)[0])
    return spent, plain


def summary(spent, plain):
    every = [ms for kind in spent.values() for ms in kind]
    return {
        "p50_ms": round(statistics.median(every), 1),
        "p95_ms": {
            kind: round(statistics.quantiles(ms, n=20)[-1], 1) for kind, ms in spent.items()
        },
        "median_ms": {kind: round(statistics.median(ms), 1) for kind, ms in spent.items()},
        "rank_all_ms": {kind: round(statistics.median(ms), 1) for kind, ms in plain.items()},
    }


def main():
    connection.creation.create_test_db(verbosity=0, serialize=False)
    result = {"database": connection.vendor}
    try:
        archive = Archive()
        for size in SIZES:
            seconds, _ = timed(archive.grow, size)
            print(f"{size} stories after {seconds / 1000:.0f} s", flush=True)
            result[str(size)] = summary(*measure())
            print(json.dumps(result[str(size)]), flush=True)
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)
    small, large = (result[str(size)]["p50_ms"] for size in (SIZES[0], SIZES[-1]))
    result["growth"] = round(large / small, 2)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
