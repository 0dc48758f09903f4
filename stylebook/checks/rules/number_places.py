"""Figures that stand in a text more than once, told apart by what they belong to: results of
games, “4-2” for “4:2”, and days of a month.

A figure that is changed into another of the same text is still in both; of a result or a date as
a whole that is not so.
"""

import re

from stylebook.checks.findings import BLOCKER, Finding
from stylebook.checks.languages import data
from stylebook.checks.rules.calendar import months_and_days

_SCORE = re.compile(  # no hours, shares or dates
    r"(?<![\w.,:/–—-])(\d{1,2})\s?[-–—:：]\s?(\d)(?![\w:/]|[.,–—-]\d|-[^\W\d]|\s?(?:[ap]\.m|%|°))"
)


def in_place(story, sides, told):
    """Findings of the one result, or day of a month, that is not the original's, while one of the
    original that shares a figure or the month with it is lost, unless that has been `told`."""
    for read, alike in ((_scores, _one_figure), (_dates, _one_month)):
        theirs = [(i, *found) for i in sides.sources for found in read(story.source[i])]
        ours = [(j, *found) for j in sides.targets for found in read(story.target[j])]
        wrong, lost = _left(ours, theirs), _left(theirs, ours)
        if len(ours) != len(theirs) or len(wrong) != 1 or len(lost) != 1:
            continue
        (j, mine, span), (i, other, there) = wrong[0], lost[0]
        if not alike(mine, other) or any(_at(finding, j, span) for finding in told):
            continue
        here, in_theirs = story.target[j].text[slice(*span)], story.source[i].text[slice(*there)]
        yield Finding(
            "number_changed", BLOCKER, j, span, i, there,
            f"“{here}” here, “{in_theirs}” in the original.", (f"{in_theirs}→{here}",),
        )  # fmt: skip


def _at(finding, place, span):
    return finding.block == place and span[0] <= finding.span[0] < span[1]


def _scores(passage):
    """(the two figures, which papers turn around for the other side, the span)"""
    for match in _SCORE.finditer(passage.figured):
        yield tuple(sorted(map(int, match.groups()))), match.span()


def _one_figure(mine, other):
    return bool(set(mine) & set(other))


def _dates(passage):
    """((month, day), the span of the day)"""
    return months_and_days(passage, data(passage.language))


def _one_month(mine, other):
    return mine[0] == other[0]


def _left(these, those):
    """What of these is not among those, each counted once."""
    free = [what for _, what, _ in those]
    left = []
    for one in these:
        if one[1] in free:
            free.remove(one[1])
        else:
            left.append(one)
    return left
