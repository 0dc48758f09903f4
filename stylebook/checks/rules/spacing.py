"""Spaces where there should be none, and none where there should be one."""

import re

from stylebook.checks.findings import HINT, WARNING, Finding
from stylebook.checks.reading.lexicon import lexicon
from stylebook.checks.registry import finds

_DOUBLE = re.compile(r"(?<=\S) {2,}(?=\S)")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+[,;.!?](?=\s|$)(?!\.\.)")
_MISSING = re.compile(
    r"(?<![\w@/.])([A-Za-zÀ-ž][a-zà-ž]+|[A-Z]{2,})([,;!?]|\.)(?=([A-Za-z][a-z]*))"
)
_SITE = re.compile(r"[a-z]{2,6}(?:\W|$)")
_FRENCH = "fr"  # writes a space before ; ! ? : and »


@finds("double_space", "space_before", "missing_space", "edge_space")
def spacing(story):
    for at, passage in enumerate(story.target):
        text = passage.text
        for found in _DOUBLE.finditer(text):
            yield _finding("double_space", HINT, at, found.span(), "Two spaces in a row.", " ")
        for found in _BEFORE.finditer(text):
            mark = found[0].strip(" \u00a0")
            if story.tgt != _FRENCH or mark in ",.":
                yield _finding(
                    "space_before", HINT, at, found.span(), f"A space before “{mark}”.", mark
                )
        yield from _missing(story, at, passage.plain)
        if text.strip() and text != text.strip():
            span = (0, 1) if text[0].isspace() else (len(text) - 1, len(text))
            yield _finding("edge_space", HINT, at, span, "A space at the edge.", "")


def _missing(story, at, text):
    words = lexicon(story.tgt)
    for found in _MISSING.finditer(text):
        before, mark, after = found.groups()
        if _so_in_original(story, before + mark):
            continue
        if mark == "." and not _sentence_ends(before, after, text, found.end(), words):
            continue
        span = found.start(), found.end()
        shown = f"{found[0]}{after}"
        yield _finding(
            "missing_space", WARNING, at, span, f"No space in “{shown}”.", f"{found[0]} "
        )


def _so_in_original(story, glued):
    """Whether the mark belongs to a name that has a word behind it there, too: “Yahoo!ニュース”."""
    return glued[-1] in "!?" and any(
        re.search(rf"(?<![A-Za-z]){re.escape(glued)}\w", p.text) for p in story.source
    )


def _sentence_ends(before, after, text, at, words):
    """Whether a full stop without a space ends a sentence, not a part of an address."""
    if after[0].isupper():
        if before[0].islower() or not words:
            return before[0].islower()
        known = words.knows(before) or words.knows(before.lower())
        begins = len(before) > 3 and words.rank(after.lower()) == 1
        alone = after in ("A", "I") and text[at + 1 : at + 2] == " " and len(before) > 3
        return (len(after) > 1 or alone) and (known or begins)
    common = words and all(
        len(word) > 2 and words.rank(word) <= 2 for word in (before.lower(), after)
    )
    return bool(common) and not _SITE.match(text[at + len(after) :])


def _finding(code, severity, at, span, message, fix):
    return Finding(code, severity, at, span, message=message, evidence=(fix,), fix=fix)
