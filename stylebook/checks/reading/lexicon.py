"""Which words there are in our languages, and how common they are."""

import zlib
from functools import cache
from pathlib import Path

_PLACE = Path(__file__).resolve().parents[1] / "languages" / "words"
RARE, UNKNOWN = 8, 9
_KEPT = 20_000  # words that are remembered
_BLOCK = 3  # bytes at the beginning by which the text is cut for searching


@cache
def lexicon(language):
    """The word list of a language, or None."""
    path = _PLACE / f"{language}.deflate"
    if not language.isalpha() or not path.is_file():
        return None
    own = _PLACE / f"{language}.txt"
    added = own.read_text(encoding="utf-8").split() if own.is_file() else []
    return Lexicon(zlib.decompress(path.read_bytes()), added, language)


class Lexicon:
    """Looks words up in the sorted text itself: nothing is built at loading.

    The text is lines of word, tab, rank from 1 (common) to 8 (RARE); upper case counts. A list
    that is not `ranked` has one rank for all.
    """

    def __init__(self, text, added=(), language="en"):
        self.text, self.language = text, language
        self.ranked = language == "en"
        self.added = frozenset(added)
        self.seen, self.blocks = {}, {}

    def rank(self, word):
        """1 for the most common words to RARE, UNKNOWN for what is not listed as it is written."""
        known = self.seen.get(word)
        if known is None:
            if len(self.seen) > _KEPT:
                self.seen.clear()
            own = word in self.added
            known = self.seen[word] = 5 if own else self._find(word.replace("’", "'").encode())
        return known

    def knows(self, word):
        return self.rank(word) != UNKNOWN

    def name(self, word):
        """Whether it is listed as a name, with a capital."""
        return self.rank(word[:1].upper() + word[1:]) != UNKNOWN

    def _find(self, word):
        beginning = word[:_BLOCK]
        block = self.blocks.get(beginning)
        if block is None:
            start, end = self._line(beginning), self._line(beginning + b"\xff")
            block = self.blocks[beginning] = self.text[start : end + 1]
        at = block.find(b"\n" + word + b"\t")
        return block[at + len(word) + 2] - 48 if at >= 0 else UNKNOWN

    def _line(self, key):
        """Where the first line begins that is not before the key: at its line break."""
        text, low, high = self.text, 0, len(self.text) - 1
        while low < high:
            start = max(text.rfind(b"\n", low, (low + high) // 2 + 1), low)
            end = text.find(b"\n", start + 1)
            if text[start + 1 : end] < key:
                low = end
            else:
                high = start
        return low
