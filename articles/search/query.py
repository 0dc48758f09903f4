"""From what somebody typed to what is looked for. Nothing that can be typed is an error."""

import re
from dataclasses import dataclass

from articles.search.terms import terms
from articles.words import runs, unspaced
from prose import characters

LONGEST = 300  # characters of a query that are read
MOST = 16  # words and phrases of it

_QUOTES = '"“”„‟«»‹›＂'
_PART = re.compile(
    rf"(?:(?<=\s)|^)(?P<minus>[-−–])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
    rf"|[{_QUOTES}](?P<inner>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<rest>[^\s{_QUOTES}]+)"
)


@dataclass(frozen=True)
class Query:
    """Each of `wanted` and `unwanted` is a tuple of terms that stand side by side: one for a
    word, several for a phrase. A term that ends in * stands for all that begin with it."""

    text: str
    wanted: tuple = ()
    unwanted: tuple = ()

    def __bool__(self):
        return bool(self.wanted)

    @property
    def terms(self):
        """What is highlighted, and what a story is ranked by."""
        return tuple(dict.fromkeys(term for phrase in self.wanted for term in phrase))

    @property
    def has_phrases(self):
        return any(len(phrase) > 1 for phrase in self.wanted + self.unwanted)


def read(text, language):
    """The query in a text: words, “phrases in quotes”, -excluded words and -“phrases”."""
    text = characters.clean_line(text[:LONGEST])
    wanted, unwanted = {}, {}
    for match in _PART.finditer(text):
        said = next(filter(None, match.group("phrase", "word", "inner", "rest")), "")
        if phrase := _phrase(said, language):
            (unwanted if match["minus"] else wanted).setdefault(phrase)
    return Query(text, tuple(wanted)[:MOST], tuple(unwanted)[:MOST])


def _phrase(text, language):
    """Its terms. A single character of a script without spaces is the beginning of a pair."""
    found = terms(text, language)
    if len(found) == 1 and len(found[0]) == 1 and unspaced(runs(text)[0]):
        return (f"{found[0]}*",)
    return tuple(found)
