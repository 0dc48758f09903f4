"""How a number went wrong on its way from the original: “14” for “24”, billion for million."""

import math

from stylebook.checks.rules.calendar import has_month
from stylebook.checks.rules.numbers_of_dates import of_month

_ROUNDED_BY = 0.06  # at most, of the number that was rounded


def likeness(mine, theirs):
    """ "scale" (off by a power of ten), "digit" (one changed, two exchanged, one more or less
    among four) or "other"."""
    if any(_by_ten(a, b) for a in mine.values for b in theirs.values):
        return "scale"
    if mine.figures and theirs.figures:
        spelled = [(mine.digits, theirs.digits)]
        scaled = mine.scaled or theirs.scaled
        if scaled or abs(len(mine.digits) - len(theirs.digits)) < 2:  # no “2024” for “20 years”
            spelled += [(f"{a:.9g}", f"{b:.9g}") for a in mine.values for b in theirs.values]
        if any(_one_slip(one, other) for one, other in spelled):
            return "digit"
    return "other"


def _one_slip(one, other):
    if len(one) == len(other):
        changed = sum(a != b for a, b in zip(one, other, strict=True))
        return changed == 1 or (changed == 2 and sorted(one) == sorted(other))
    return min(len(one), len(other)) >= 3 and _one_more(one, other)


def _by_ten(one, other):
    if not one or not other or one == other:
        return False
    power = math.log10(one / other)
    return abs(power) <= 12 and abs(power - round(power)) < 1e-7


def _one_more(one, other):
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def rounded(text, mine, theirs, ours):
    """Whether ours is a rounder word for the original's number: “almost 2,000” for 1,987."""
    if (mine.scaled or (mine.percent and theirs.percent)) and _to_its_figures(mine, theirs):
        return True
    value, exact = max(mine.values), max(theirs.values)
    if not value or not exact or abs(value - exact) > _ROUNDED_BY * exact:
        return False
    if counting(value) >= counting(exact):
        return False
    before = text[max(0, mine.start - 16) : mine.start].lower().rstrip(" $€£")
    return before.endswith(ours.approximately)


def _to_its_figures(mine, theirs):
    """Whether ours is theirs with fewer figures: 1.41 billion of 1,408,280,000."""
    figures = len(mine.digits.lstrip("0"))
    exact = max(theirs.values)
    if not 1 < figures < counting(exact):
        return False
    return float(f"{exact:.{figures - 1}e}") in mine.values


def counting(value):
    """How many figures count: 2 of 1,900."""
    return len(f"{value:.9e}".split("e")[0].replace(".", "").rstrip("0"))


def alike_in_place(story, place, mine, pair, lost):
    """Whether a number that stands around in the original, too, is here in place of another.

    `lost`: that other one is nowhere in ours, and the only one."""
    i, theirs = pair
    if len(mine.digits) > 1 or (lost and mine.figures):
        return True
    sides = (story.target[place], mine), (story.source[i], theirs)
    return all(of_month(*side) or has_month(*side) for side in sides)


def said_with_its_scale(ours, theirs):
    """“802 billion cubic feet” for “8020億立方フィート（802Bcf）”."""
    return theirs.factor == 1 and any(
        q.scaled and q.figures and not q.mantissas.isdisjoint(theirs.values) for _, q in ours
    )


def count_the_same(mine, theirs):
    money = mine.currency and mine.currency == theirs.currency
    scaled = mine.scaled and mine.factor == theirs.factor
    return (mine.percent and theirs.percent) or money or scaled
