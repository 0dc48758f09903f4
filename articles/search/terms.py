"""What a text is found by, on every database alike: the stems of its words in the language
of the edition, or pairs of characters in scripts without spaces; and labels, by which a
search is narrowed down and which no word of a text can be."""

import re
import threading
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from articles.words import base, runs, unspaced
from sources.languages import language_name

LONGEST = 40  # characters of a term

_SNOWBALL = frozenset(snowballstemmer.algorithms())
_OTHER_NAMES = {"nb": "norwegian", "nn": "norwegian", "no": "norwegian", "fa": "persian"}
_SIGN = re.compile(r"[^-\w]")
_stemmers = threading.local()  # a stemmer holds the word it works on


def terms(text, language):
    """The terms of a text in reading order."""
    language = base(language)
    found = []
    for run in runs(text):
        if not unspaced(run):
            found.append(stem(run[:LONGEST], language))
        elif len(run) == 1:
            found.append(run)
        else:
            found += [a + b for a, b in pairwise(run)]
    return found


def label(kind, value):
    """`_section_world`: no word of a text holds a low line. Signs that are in no slug and no
    code, and that an index might read, are dropped."""
    return f"_{kind}_{_SIGN.sub('', str(value))}".lower()


@lru_cache(maxsize=200_000)
def stem(word, language):
    """A folded word without its ending, by Snowball; unchanged where it has no such language."""
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer and not word.isdecimal() else word


def _stemmer(language):
    known = _stemmers.__dict__
    if language not in known:
        name = _OTHER_NAMES.get(language) or language_name(language).lower()
        known[language] = snowballstemmer.stemmer(name) if name in _SNOWBALL else None
    return known[language]
