"""Texts as lists of terms, by which paragraphs of any script are found again and compared.

A word counts by its beginning, so that most of its inflected forms are one term. Scripts
without spaces between words, and Korean with its particles, go by pairs of characters.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

STEM = 6
ALL = ""  # under this all pairs of a language are counted

_UNSPACED = (
    r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_FIRST_UNSPACED = re.compile(rf"[{_UNSPACED}]")
# Accents and vowel signs; and the stroke that stretches an Arabic word.
_MARKS = re.compile(
    "["
    + "".join(c for c in map(chr, range(0x300, 0xFFFF)) if unicodedata.category(c)[0] == "M")
    + "\u0640]"
)


def terms(text):
    """What a text is found by, in reading order: beginnings of words, pairs of characters."""
    found = []
    for run in runs(text):
        if not _FIRST_UNSPACED.match(run):
            found.append(run[:STEM])
        elif len(run) == 1:
            found.append(run)
        else:
            found += [a + b for a, b in pairwise(run)]
    return found


def likeness(one, other):
    """How much of two texts is the same in the same order, from 0 to 100. Only of texts that
    read the same is it 100."""
    if " ".join(one.split()) == " ".join(other.split()):
        return 100
    return min(99, int(100 * Indel.normalized_similarity(_units(one), _units(other))))


def runs(text):
    """Its words, or what stands between signs in scripts without spaces."""
    return _RUN.findall(folded(text))


def folded(text):
    """Without what is often written in two ways: case, accents, vowel marks, width."""
    text = text.casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


@lru_cache(maxsize=8)  # one text is compared with many
def _units(text):
    """What is counted as the same or different: beginnings of words, single characters."""
    units = []
    for run in runs(text):
        units += run if _FIRST_UNSPACED.match(run) else [run[:STEM]]
    return units
