"""Numbers written as another language writes them."""

import re

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.registry import finds

_DECIMAL_COMMA = re.compile(r"(?<![\d.,/:-])\d{1,3},\d{1,2}(?![\d,])")
_POINT_FOR_THOUSANDS = re.compile(r"(?<![\d.,/:-])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_SHORT_SCALE = re.compile(r"(?<=\d )(?:mln|bln|mlrd|mio|mrd)\b|(?<=\d)(?:mln|bln|mlrd)\b", re.I)
_GROUPED = re.compile(r"\d{1,3},\d{3}")


@finds("number_format")
def number_format(story):
    if story.ours.decimal != ".":
        return
    theirs = {q.digits: q for p in story.source for q in p.quantities if q.figures}
    for at, passage in enumerate(story.target):
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


def _finding(at, severity, found, says, fix):
    return Finding(
        "number_format", severity, at, found.span(), message=f"“{found[0]}” {says}.",
        evidence=(found[0],), fix=fix,
    )  # fmt: skip
