"""Percent signs and currencies of numbers that both texts share."""

import re

from stylebook.checks.findings import WARNING, Finding
from stylebook.checks.registry import finds

_PERCENT = re.compile(r"per ?cent|%|percentage|points?|pour ?cent", re.IGNORECASE)

_POINTS = re.compile(
    r"\s?(?:point|punkt|punt|punct|pont|puan|baz |bod[uůy]?\b|пункт|п\.|ポイント|个?百分点|نقط)",
    re.IGNORECASE,
)


@finds("percent_lost", "currency_changed")
def units(story):
    for sources, targets in story.pairs:
        theirs = [(i, q) for i in sources for q in story.source[i].quantities if q.figures]
        ours = [(j, q) for j in targets for q in story.target[j].quantities if q.figures]
        for j, mine in ours:
            same = [(i, q) for i, q in theirs if mine.means(q.values)]
            if not same or not mine.claims:
                continue
            i, there = same[0]
            alike = [q for _, q in ours if q.means(mine.values)]
            after = story.target[j].text[mine.end : mine.end + 16]
            lost = all(_percent(story.source[at].text, q) for at, q in same) and not any(
                q.percent for q in alike
            )
            if lost and not _PERCENT.search(after):
                yield _finding(
                    "percent_lost", j, mine, i, there,
                    f"“{mine.text}” is a percentage in the original.",
                )  # fmt: skip
            currencies = {q.currency for _, q in same}
            if mine.currency and None not in currencies and mine.currency not in currencies:
                listed = " and ".join(sorted(currencies))
                yield _finding(
                    "currency_changed", j, mine, i, there,
                    f"“{mine.text}” is in {mine.currency} here, in {listed} in the original.",
                )  # fmt: skip


def _percent(text, quantity):
    """Points are hundredths or not: of an index, of interest rates."""
    return quantity.percent and not _POINTS.match(text, quantity.end)


def _finding(code, j, mine, i, there, says):
    return Finding(
        code, WARNING, j, (mine.start, mine.end), i, (there.start, there.end), says,
        (f"{max(mine.values):.9g}", str(there.currency), str(mine.currency)),
    )  # fmt: skip
