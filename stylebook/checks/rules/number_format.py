"""Numbers written as another language writes them."""

import re

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.registry import finds

_ALONE = r"(?<![\d.,/:-])"
_DECIMAL_COMMA = re.compile(_ALONE + r"\d{1,3},\d{1,2}(?![\d,])")
_POINT_FOR_THOUSANDS = re.compile(_ALONE + r"[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_SHORT_SCALE = re.compile(r"(?<=\d )(?:mln|bln|mlrd|mio|mrd)\b|(?<=\d)(?:mln|bln|mlrd)\b", re.I)
_GROUPED = re.compile(r"\d{1,3},\d{3}")
_DECIMAL_POINT = re.compile(_ALONE + r"\d{1,3}\.\d{1,2}(?![\d.]|\s?h\b)")
_COMMA_FOR_THOUSANDS = re.compile(_ALONE + r"[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_NARROW = "\u202f"  # the space between thousands


@finds("number_format")
def number_format(story):
    ours = _in_french if story.tgt == "fr" else _in_english if story.ours.decimal == "." else None
    if not ours:
        return
    theirs = {q.digits: q for p in story.source for q in p.quantities if q.figures}
    for at, passage in enumerate(story.target):
        yield from ours(at, passage, theirs)


def _in_english(at, passage, theirs):
    text = passage.plain
    scaled = {q.start for q in passage.quantities if q.scaled}
    for found in _DECIMAL_COMMA.finditer(text):
        fix = found[0].replace(",", ".")
        yield _finding(at, WARNING, found, "has a comma for the decimal point", fix)
    for found in _POINT_FOR_THOUSANDS.finditer(text):
        there = theirs.get(found[0].replace(".", ""))
        if there and found.start() not in scaled and not _GROUPED.fullmatch(there.text.strip()):
            severity = BLOCKER if found[0].endswith("00") else WARNING
            fix = found[0].replace(".", ",")
            yield _finding(at, severity, found, "has a point between the thousands", fix)
    for found in _SHORT_SCALE.finditer(text):
        yield _finding(at, HINT, found, "is written out: million, billion", None)


def _in_french(at, passage, theirs):
    """Only where the original has the same figures: 2.0 and 18.30 may be meant."""
    for found in _DECIMAL_POINT.finditer(passage.plain):
        there = theirs.get(found[0].replace(".", ""))
        if there and not there.clock and any(value % 1 or there.scaled for value in there.values):
            fix = found[0].replace(".", ",")
            yield _finding(at, WARNING, found, "has a point for the decimal comma", fix)
    for found in _COMMA_FOR_THOUSANDS.finditer(passage.plain):
        there = theirs.get(found[0].replace(",", ""))
        if there and min(there.values) >= 1000:
            fix = found[0].replace(",", _NARROW)
            yield _finding(at, WARNING, found, "has a comma between the thousands", fix)


def _finding(at, severity, found, says, fix):
    return Finding(
        "number_format", severity, at, found.span(), message=f"“{found[0]}” {says}.",
        evidence=(found[0],), fix=fix,
    )  # fmt: skip
