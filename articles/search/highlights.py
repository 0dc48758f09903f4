"""Texts in pieces, so that a page can mark what was looked for: [(text, found)]."""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.search.terms import terms
from articles.words import folded, unspaced, written

LENGTH = 240  # characters of an excerpt
_BEFORE = 60  # of them before the first word that is marked
_ELLIPSIS = "…"


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    term: str


def marked(text, wanted, language):
    """The whole text; `wanted` are terms as a Query has them."""
    return _pieces(text, _hits(text, wanted, language), 0, len(text))


def excerpt(text, wanted, language):
    """Where most of the wanted terms stand close together, out of the paragraph (a line) that
    has most of them; nothing where none has any."""
    best, hits, most = "", [], 0
    for paragraph in _likely(text, wanted):
        found = _hits(paragraph, wanted, language)
        terms = len({hit.term for hit in found})
        if terms > most:
            best, hits, most = paragraph, found, terms
        if most >= len(wanted):
            break
    return _cut(best, hits) if hits else []


def _likely(text, wanted):
    """Paragraphs worth reading word by word: most words begin as their terms do."""
    beginnings = _beginnings(wanted)
    return (each for each in text.split("\n") if beginnings.search(folded(each)))


@lru_cache(maxsize=100)
def _beginnings(wanted):
    found = []
    for term in wanted:
        beginning = re.escape(term.rstrip("*")[: max(3, len(term) - 2)])
        found.append(beginning if unspaced(term) else rf"\b{beginning}")
    return re.compile("|".join(found))


def _cut(text, hits):
    first = _best(hits)
    start = _word_start(text, max(0, first.start - _BEFORE))
    end = _word_end(text, max(first.end, start + LENGTH))
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    pieces = _pieces(text, inside, start, end)
    before = [(_ELLIPSIS, False)] if start else []
    after = [(_ELLIPSIS, False)] if end < len(text) else []
    return before + pieces + after


def _hits(text, wanted, language):
    whole = frozenset(term for term in wanted if not term.endswith("*"))
    starts = tuple(term[:-1] for term in wanted if term.endswith("*"))
    likely, found = _beginnings(wanted), []
    for match in written(text):
        word = match.group()
        for term in _terms(word, language) if likely.search(folded(word)) else ():
            if term in whole or (starts and term.startswith(starts)):
                found.append(_Hit(match.start(), match.end(), term))
                break
    return found


@lru_cache(maxsize=100_000)  # most words of a text are those of any other
def _terms(word, language):
    return tuple(terms(word, language))


def _best(hits):
    """The hit that begins the stretch with most different terms; the first of equals."""
    best, most = hits[0], 0
    for n, hit in enumerate(hits):
        near = set()
        for other in hits[n:]:
            if other.end - hit.start > LENGTH - _BEFORE:
                break
            near.add(other.term)
        if len(near) > most:
            best, most = hit, len(near)
    return best


def _word_start(text, at):
    space = text.find(" ", at) if at else -1
    return space + 1 if 0 <= space - at < 30 else at


def _word_end(text, at):
    space = text.rfind(" ", 0, at + 1) if at < len(text) else len(text)
    return space if at - space < 30 else at


def _pieces(text, hits, start, end):
    pieces, at = [], start
    for hit in hits:
        pieces += [(text[at : hit.start], False), (text[hit.start : hit.end], True)]
        at = hit.end
    pieces.append((text[at:end], False))
    return [piece for piece in pieces if piece[0]]
