"""Words of a text that mean something to the checks: numbers, scales, months, countries…"""

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from stylebook.checks.languages import data
from stylebook.checks.reading.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.\-‑'’\u200c]{0,3}")
_KEPT = 8_000  # words of a language whose entries are remembered
_LONGEST_TAIL = 24  # of a word beyond its stem: "milliardenschweres"
_OF_NAMES = 8  # of a country beyond its stem


class Word(NamedTuple):
    folded: str
    start: int
    end: int


class Mark(NamedTuple):
    kind: str
    value: object
    start: int
    end: int
    tail: int = 0  # letters of the first word beyond what is listed


def words_of(text, code):
    pattern = _PART if data(code).elides else _WORD
    return [Word(fold(found[0]), found.start(), found.end()) for found in pattern.finditer(text)]


@cache
def marker(code):
    known = data(code)
    return _Letters(known) if known.unspaced else _Words(known)


class _Words:
    """Finds entries word by word; of one kind the longest counts."""

    def __init__(self, known):
        self.whole, self.stems = defaultdict(list), defaultdict(list)
        self.prefixes = [fold(prefix) for prefix in known.prefixes]
        self.seen = {}
        for entry in known.entries:
            first, *rest = (fold(word) for word in entry.words)
            place = (first.rstrip("*"), tuple(rest), entry.kind, entry.value)
            if first.endswith("*"):
                self.stems[first[:2]].append(place)
            else:
                self.whole[first].append(place)

    def marks(self, text, words):
        found, until = [], {}
        for at, word in enumerate(words):
            entries = self.seen.get(word.folded)
            if entries is None:
                if len(self.seen) > _KEPT:
                    self.seen.clear()
                entries = self.seen[word.folded] = self._entries(word.folded)
            if entries:
                best = self._longest(text, words, at, entries)
                for kind, (_, values, end, tail) in best.items():
                    if until.get(kind, -1) < word.start:
                        until[kind] = end - 1
                        found += [Mark(kind, value, word.start, end, tail) for value in values]
        return found

    def _entries(self, word):
        found = self._beginning(word)
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) > 1:
                found = found + self._beginning(word[len(prefix) :])
        return found

    def _beginning(self, word):
        found = [(len(stem) + 1, *place) for stem, *place in self.whole.get(word, ())]
        for stem, rest, kind, value in self.stems.get(word[:2], ()):
            tail = _OF_NAMES if kind == "country" else _LONGEST_TAIL
            if word.startswith(stem) and len(word) - len(stem) <= tail:
                found.append((len(stem), rest, kind, value))
        return found

    def number_at(self, letters):
        """(the longest stem of a number that these begin with, its value), or ("", 0)."""
        best = ("", 0.0)
        for stem, rest, kind, value in (
            *self.stems.get(letters[:2], ()),
            *self.whole.get(letters, ()),
        ):
            if kind in ("number", "scale") and not rest and letters.startswith(stem):
                best = max(best, (stem, value), key=lambda pair: len(pair[0]))
        return best

    def _longest(self, text, words, at, entries):
        """{kind: (length, values, end)} of what begins at this word."""
        best = {}
        for length, rest, kind, value in entries:
            if rest and not self._goes_on(text, words, at, rest):
                continue
            tail = len(words[at].folded) - length
            length += 100 * len(rest)
            end = words[at + len(rest)].end
            known = best.get(kind)
            if known is None or length > known[0]:
                best[kind] = (length, [value], end, tail)
            elif length == known[0] and value not in known[1]:
                known[1].append(value)
        return best

    def _goes_on(self, text, words, at, rest):
        if at + len(rest) >= len(words):
            return False
        for n, wanted in enumerate(rest, at + 1):
            word = words[n].folded
            alike = word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
            if not alike or not _BETWEEN.fullmatch(text, words[n - 1].end, words[n].start):
                return False
        return True


class _Letters:
    """Finds entries letter by letter, in languages that write no spaces."""

    def __init__(self, known):
        self.entries = defaultdict(list)
        for entry in known.entries:
            self.entries["".join(entry.words)].append((entry.kind, entry.value))
        longest_first = sorted(self.entries, key=len, reverse=True)
        pattern = "|".join(
            re.sub(r"^(\d+)", r"(?<!\\d)\1 ?", re.escape(item)) for item in longest_first
        )
        self.pattern = re.compile(pattern)

    def marks(self, text, words):
        return [
            Mark(kind, value, found.start(), found.end())
            for found in self.pattern.finditer(text)
            for kind, value in self.entries[found[0].replace(" ", "")]
        ]
