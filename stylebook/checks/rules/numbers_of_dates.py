"""Days and years that one text gives in figures, and the other by “yesterday” or “last year”."""

import re

from stylebook.checks.languages import data
from stylebook.checks.rules.calendar import named

_OF = re.compile(r"(?:st|nd|rd|th) of ")


def told_by_its_day(story, sides, i, theirs):
    """A date of the original that ours gives by “on Tuesday” or “the year after”."""
    ours = [story.target[j] for j in sides.targets]
    if _year(theirs):
        return any("year" in p.values("near") for p in ours)
    if theirs.day:
        return True
    named_so = of_month(story.source[i], theirs)
    return named_so and any("day" in p.values("near") or p.values("day") for p in ours)


def told_in_full(story, sides, place, mine):
    """A date of ours that the original gives by “yesterday” or “five years ago”."""
    theirs = [story.source[i] for i in sides.sources]
    if _year(mine):
        return any("year" in p.values("near") for p in theirs)
    named_so = of_month(story.target[place], mine)
    return named_so and any("day" in p.values("near") or p.values("day") for p in theirs)


def _year(quantity):
    digits = quantity.figures and len(quantity.digits) == len(quantity.text) == 4
    return digits and quantity.digits[:2] in ("19", "20") and not quantity.currency


def of_month(passage, quantity):
    """Whether a number is the day of a month: 6 in “May 6” and in “6. Mai”."""
    if not quantity.figures or max(quantity.values) > 31:
        return False
    return any(
        0 < quantity.start - end <= 2
        or 0 < start - quantity.end <= 5
        or _OF.fullmatch(passage.plain, quantity.end, start)
        for _, start, end in named(passage, "month", data(passage.language))
    )


def drop_years_between(sides):
    """“In 1997 and 10 years later” for “1997, 2007”: takes both out of what is left over."""
    years = [max(q.values) for _, q in (*sides.ours, *sides.theirs) if _year(q)]
    for mine in list(sides.left_ours):
        for theirs in [pair for pair in sides.left_theirs if _year(pair[1])]:
            told = {abs(max(theirs[1].values) - year) for year in years}
            if mine in sides.left_ours and mine[1].means(told):
                sides.left_ours.remove(mine)
                sides.left_theirs.remove(theirs)
