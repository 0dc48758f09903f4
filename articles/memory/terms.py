"""Texts as lists of terms, by which paragraphs of any script are found again and compared.

A word counts by its beginning, so that most of its inflected forms are one term. Scripts
without spaces between words, and Korean with its particles, go by pairs of characters.
"""

from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from articles.words import runs, unspaced

STEM = 6
ALL = ""  # under this all pairs of a language are counted


def terms(text):
    """What a text is found by, in reading order: beginnings of words, pairs of characters."""
    found = []
    for run in runs(text):
        if not unspaced(run):
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


@lru_cache(maxsize=8)  # one text is compared with many
def _units(text):
    """What is counted as the same or different: beginnings of words, single characters."""
    units = []
    for run in runs(text):
        units += run if unspaced(run) else [run[:STEM]]
    return units
