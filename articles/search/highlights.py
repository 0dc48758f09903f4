"""Texts in pieces, so that a page can mark what was looked for: [(text, found)]."""

from dataclasses import dataclass
from functools import lru_cache

from articles.search.terms import terms
from articles.words import written

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
    """Where most of the wanted terms stand close together; nothing where none does."""
    hits = _hits(text, wanted, language)
    if not hits:
        return []
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
    beginnings = tuple(term[:-1] for term in wanted if term.endswith("*"))
    found = []
    for match in written(text):
        for term in _terms(match.group(), language):
            if term in whole or (beginnings and term.startswith(beginnings)):
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
