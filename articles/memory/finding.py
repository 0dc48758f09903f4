"""Finds pairs in two steps: the index gives candidates that share the rarest terms of a
text, then each candidate is compared with the text itself.

Terms that stand in a large part of the memory count for nothing by themselves, only with
others.
"""

from dataclasses import dataclass
from itertools import combinations
from math import prod

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import Indel

from articles.memory import postgres, sqlite
from articles.memory.terms import ALL, folded, likeness, runs, terms
from articles.models import MemoryPair, MemoryTerm
from prose import diff

SHOWN = 5
LEAST = 50  # percent: below this two paragraphs have little but the language in common
LISTED = 20  # of those that contain some words

_INDEX = {"sqlite": sqlite, "postgresql": postgres}
_MOST_CANDIDATES = 400
_COMPARED = 12  # as texts, after their terms were
_LEAST_OF_TERMS = 0.3  # one other character makes two other terms
_FEW = 6  # rare terms that are enough to go by
_SHOWN = (
    "block", "source_language", "target_language", "source", "target", "published_at",
    "translator__username", "translator__first_name", "translator__last_name",
    "article__state", "article__translator", "article__editor",
    "article__live__article", "article__live__edition", "article__live__path",
    "article__live__language",
    "article__live__headline", "article__live__publication__name",
)  # fmt: skip
_LONGEST = 300  # terms of a text that are looked at


@dataclass(frozen=True)
class Pair:
    """A published pair, and how like its source is to the text that was looked for, if it was
    a text: in percent, and in runs from the one to the other (see prose.diff.words)."""

    pair: MemoryPair
    likeness: int | None
    runs: list

    @property
    def same(self):
        return self.likeness == 100


def resembling(text, *, source, target, besides=None):
    """The published pairs most like `text`, of the languages `source` and `target`: the best
    first, the newest of equals. `besides` is the story that asks."""
    wanted = terms(text)[:_LONGEST]
    groups = _groups(wanted, base(source))
    if not groups:
        return []
    closest = _closest(wanted, groups, _languages(source, target))
    found = _live(closest, besides) if closest else []
    scored = [(likeness(pair.source, text), pair) for pair in found]
    good = [(n, pair) for n, pair in scored if n >= LEAST]
    good.sort(key=lambda scored: (scored[0], scored[1].published_at), reverse=True)
    return [Pair(pair, n, diff.words(pair.source, text)) for n, pair in good[:SHOWN]]


def containing(words, *, source, target):
    """The newest published pairs whose source contains these words, in any of their forms."""
    wanted = sorted(set(terms(words)))
    if not wanted:
        return []
    known = MemoryTerm.objects.filter(language=base(source), term__in=wanted).count()
    if known < len(wanted):
        return []
    rows = _candidates([wanted], _languages(source, target), _MOST_CANDIDATES)
    beginnings = [_beginning(word) for word in runs(words)]
    out = []
    for pair in _live([pk for pk, _ in rows[: 5 * LISTED]]):
        text = folded(pair.source)
        if all(beginning in text for beginning in beginnings):
            out.append(Pair(pair, None, [("same", pair.source)]))
    return sorted(out, key=lambda found: found.pair.published_at, reverse=True)[:LISTED]


def _beginning(word):
    """A long word is also found with another ending."""
    return word[: len(word) - len(word) // 6]


def _groups(wanted, language):
    """What to ask of the index: the rarest terms, each by itself as long as all of them
    together give few candidates, then the next ones in company."""
    known = MemoryTerm.objects.filter(language=language, term__in={ALL, *wanted}, pairs__gt=0)
    counts = dict(known.values_list("term", "pairs"))
    pairs = counts.pop(ALL, 1)
    common, rare, total = sorted(counts, key=counts.get), [], 0
    while common and total + counts[common[0]] <= _MOST_CANDIDATES:
        rare.append(common.pop(0))
        total += counts[rare[-1]]
    groups = [(term,) for term in rare]
    if common and len(rare) < _FEW:
        groups += _in_company(common[:_FEW], counts, pairs)
    return groups


def _in_company(common, counts, pairs):
    """The terms two by two, three by three …: as few as are seldom found together."""
    for size in range(2, len(common)):
        seldom = pairs**size * _MOST_CANDIDATES // pairs
        groups = list(combinations(common, size))
        if prod(counts[term] for term in groups[0]) <= seldom:
            return [group for group in groups if prod(map(counts.get, group)) <= seldom]
    return [tuple(common)]


def _closest(wanted, groups, languages):
    """Ids of the candidates most like the wanted terms: roughly, as strings, then term by term."""
    rows = dict(_candidates(groups, languages, _MOST_CANDIDATES))
    near = process.extract(
        " ".join(wanted), rows, scorer=Indel.normalized_similarity, processor=None, limit=_COMPARED
    )
    return [
        pk
        for found, _, pk in near
        if Indel.normalized_similarity(wanted, found.split()) >= _LEAST_OF_TERMS
    ]


def _candidates(groups, languages, most):
    return _INDEX[connection.vendor].candidates(groups, languages, most)


def _live(ids, besides=None):
    """The pairs with what is shown of them. A story that was withdrawn a moment ago has no
    part in it, even where its pairs are not yet forgotten."""
    found = MemoryPair.objects.filter(pk__in=ids, article__live__withdrawn_at=None)
    if besides is not None:
        found = found.exclude(article=besides)
    return found.select_related("translator", "article__live__publication").only(*_SHOWN)


def _languages(source, target):
    return [part for code in (source, target) for part in (base(code), f"{base(code)}-%")]


def base(language):
    """Portuguese of Brazil is looked for in all Portuguese."""
    return language.split("-")[0].lower()
