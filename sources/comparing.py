"""Whether a story says something else than it did, or only looks different.

One word can turn a story (“not guilty”), and so can one digit, so there is no number of words
that may change unnoticed. What does change all the time without meaning is told by its kind
instead: white space, typographic quotes and hyphens, letter case; short lines that count or
tell the time (“Updated 14:05”, “125 comments”); lines that are nothing but a link to another
story.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from sources.reading import words_of

LEAST_KEPT = 0.4  # of a text that is still the same story

_SHORT_LINE = 60  # characters
_BEFORE_LINK = 4  # words: “Read also:”
_CLOCK = re.compile(r"\b\d{1,2}\s?[:.hH]\s?\d{2}\b|\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}\b")
_COUNTER = re.compile(r"^\W*\d[\d.,\s]*\w+(\s\w+)?\W*$|^\w+\W*\d+\W*$")
_SENTENCE = re.compile(r"[.!?…。！？।؟]\W*$")
_LINK = re.compile(r"<a\b[^>]*>.*?</a>", re.DOTALL)


@dataclass(frozen=True)
class Text:
    """What a story says, line by line, in a form that can be compared."""

    headline: str
    standfirst: str
    lines: tuple[str, ...]

    @property
    def whole(self):
        return "\n".join((self.headline, self.standfirst, *self.lines))


def text_of(headline, standfirst, blocks):
    lines = (bare(words_of(block["html"])) for block in blocks if not _is_noise(block))
    return Text(bare(headline), bare(standfirst), tuple(line for line in lines if line))


def bare(text):
    """Letters and digits, whatever their case and what stands between the words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[\u00ad\u200b-\u200f\u2060]", "", text)))


def kept(old, new):
    """How much of the old Text is still in the new one, 0 to 1, in any script."""
    before, after = _trigrams(old.whole), _trigrams(new.whole)
    return (before & after).total() / (before.total() or 1)


def _trigrams(text):
    return Counter(text[n : n + 3] for n in range(max(1, len(text) - 2)))


def _is_noise(block):
    if block["tag"] not in ("p", "li"):
        return False
    words = words_of(block["html"])
    if len(words) > _SHORT_LINE and not _is_link(block["html"]):
        return False
    if _is_link(block["html"]):
        return True
    return not _SENTENCE.search(words) and bool(_CLOCK.search(words) or _COUNTER.match(words))


def _is_link(html):
    """“Read also: <a>…</a>”, and nothing else."""
    rest = words_of(_LINK.sub("", html))
    return "<a" in html and len(rest.split()) <= _BEFORE_LINK and not _SENTENCE.search(rest)
