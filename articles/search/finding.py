"""Finds live stories: the newest that match, then the best of these first.

Never are all matches ranked: of a word that stands everywhere the old ones would be no use to
a reader and most of the work. How a story ranks is its likeness to the query, by its gist,
and its age.
"""

import datetime
import math
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import F
from django.utils import timezone

from articles.models import LiveArticle
from articles.search import order, postgres, sqlite
from articles.search.highlights import excerpt, marked
from articles.search.terms import label

MOST = 1_000  # stories of one search that can be looked at
PAGE_SIZE = 15

_INDEX = {"sqlite": sqlite, "postgresql": postgres}
_SHOWN = (
    "edition", "path", "language", "kicker", "headline", "standfirst", "source",
    "first_published_at",
)  # fmt: skip
_YEAR = 365.25 * 24 * 3600  # seconds
_IN_TEXT = 0.15  # what a story is worth that has the words in its text alone
_OLDEST = 0.4  # of its worth is left to the oldest story


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed down to. Slugs of section and author, codes of the source's
    language and country, first and last day (dates) of first publication."""

    section: str = ""
    source_language: str = ""
    country: str = ""
    author: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    def __bool__(self):
        return self != Filters()

    @property
    def labels(self):
        names = ("section", "source_language", "country", "author")
        return [label(name, value) for name in names if (value := getattr(self, name))]


@dataclass(frozen=True)
class Result:
    """A story with what a page shows of it, in pieces (see articles.search.highlights)."""

    live: LiveArticle
    headline: list
    excerpt: list


@dataclass(frozen=True)
class Found:
    """One page of what was found. `facets` says for section, source_language and country in
    how many of the stories each value stands; of `more` than can be counted there are no
    figures worth telling."""

    results: list = field(default_factory=list)
    number: int = 1
    count: int = 0
    more: bool = False
    facets: dict = field(default_factory=dict)

    @property
    def last(self):
        return max(1, math.ceil(self.count / PAGE_SIZE))

    @property
    def before(self):
        return self.number - 1

    @property
    def after(self):
        return self.number + 1


def find(query, *, edition, filters=Filters(), newest_first=False, number=1):
    """The page `number` of the live stories of this edition that match."""
    rows = _candidates(query, edition, filters)
    more, rows = len(rows) > MOST, rows[:MOST]
    if not newest_first:
        rows = ranked(rows, timezone.now())
    shown = rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return Found(
        results=_results([row[1] for row in shown], query, edition),
        number=number,
        count=len(rows),
        more=more,
        facets=_facets(rows),
    )


def ranked(rows, now):
    """The best first. A story keeps much of its worth however old it is."""
    best = max((row[5] for row in rows), default=0) or 1
    this = order.key(now, 0)

    def worth(row):
        age = max(0, this - row[0]) / (1 << 31) / _YEAR
        likeness = _IN_TEXT + (1 - _IN_TEXT) * row[5] / best
        return likeness * (_OLDEST + (1 - _OLDEST) * math.exp(-age))

    return sorted(rows, key=worth, reverse=True)


def _candidates(query, edition, filters):
    if not query:
        return []
    return _INDEX[connection.vendor].newest(
        query,
        edition=edition,
        labels=filters.labels,
        first=_midnight(filters.since),
        last=_midnight(filters.until, days=1),
        most=MOST + 1,
    )


def _midnight(day, days=0):
    """The key of the beginning of this day, where the edition is; one less of a later one."""
    if day is None:
        return None
    day = min(day, datetime.date.max - datetime.timedelta(days=2)) + datetime.timedelta(days)
    begins = datetime.datetime.combine(day, datetime.time.min, timezone.get_current_timezone())
    return order.since(begins) - (1 if days else 0)


def _results(ids, query, edition):
    if not ids:
        return []
    live = LiveArticle.objects.live().filter(pk__in=ids)
    stories = live.only(*_SHOWN).annotate(text=F("entry__text"))
    by_id = {live.pk: live for live in stories}
    found = [by_id[pk] for pk in ids if pk in by_id]
    return [_result(live, query, edition) for live in found]


def _result(live, query, edition):
    """What a story says of the query; its standfirst where its text says nothing."""
    return Result(
        live=live,
        headline=marked(live.headline, query.terms, edition),
        excerpt=excerpt(live.text, query.terms, edition)
        or marked(live.standfirst, query.terms, edition),
    )


def _facets(rows):
    sections, languages, countries = (Counter(row[n] for row in rows if row[n]) for n in (2, 3, 4))
    return {"section": sections, "source_language": languages, "country": countries}
