"""Where sentences end."""

import re
from functools import cache

from stylebook.checks.languages import data

_END = re.compile(
    r"[.!?؟۔…]+(?:[\"”»’')\]]|\s»)*"
    r"(?=\s+[\"“„«‘(\[—–-]?\s?[^\sa-zа-яіїєґ\d»]|\s*$|\s+[\"“„«]?\d)"
)
_UNSPACED_END = re.compile(r"[。！？!?]+[”」』]?")
_LAST = re.compile(r"[.!?؟۔…。！？]+[\"”»’')\]」』]*\s*$")


@cache
def _abbreviation(language):
    words = sorted(data(language).abbreviations, key=len, reverse=True)
    listed = "|".join(re.escape(word) for word in words) or "(?!)"
    if data(language).ordinals:
        listed += r"|\d{1,2}"
    return re.compile(rf"(?<!\w)(?:[^\W\d_]|{listed})\.$")


def sentence_spans(text, language):
    """[(start, end)] of the sentences; what has no end mark counts as one, too."""
    ends = _ends(text, language)
    starts = [0, *ends[:-1]]
    spans = []
    for start, end in zip(starts, ends, strict=True):
        part = text[start:end]
        if part.strip():
            spans.append((start + len(part) - len(part.lstrip()), end))
    return spans


def _ends(text, language):
    pattern = _UNSPACED_END if data(language).unspaced else _END
    abbreviation = _abbreviation(language)
    ends = [
        found.end()
        for found in pattern.finditer(text)
        if not abbreviation.search(text, max(0, found.start() - 12), found.start() + 1)
        or found.end() >= len(text.rstrip())
    ]
    if not ends or ends[-1] < len(text.rstrip()):
        ends.append(len(text))
    return ends
