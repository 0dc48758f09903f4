"""Measures and money that a translator gives in the readers' own units, true to the original.

What is true is no finding. What is not is one only where it is far off: rates of exchange and
roundings differ.
"""

import re

from stylebook.checks.listing import listed

# What one of ours is in the original's measure, by the word behind the number.
_UNITS = (
    (r"miles? (?:an|per) hour|mph", (1.609,)),
    (r"square miles?|sq\.? miles?", (2.59, 259.0)),
    (r"square feet|sq\.? f(?:ee)?t", (0.0929,)),
    (r"miles?", (1.609, 1609.0)),
    (r"feet|foot|ft", (0.3048, 30.48)),
    (r"yards?", (0.9144,)),
    (r"inch(?:es)?", (2.54, 25.4, 0.0254)),
    (r"pounds?|lbs?", (0.4536, 453.6)),
    (r"ounces?", (28.35,)),
    (r"stone", (6.35,)),
    (r"acres?", (0.4047, 0.004047, 4047.0)),
    (r"gallons?", (3.785,)),
)
_UNIT = [(re.compile(rf"\s?-?(?:{words})\b"), factors) for words, factors in _UNITS]
_RANGE = re.compile(r"(?:\s?[-–—]|\s(?:to|and|or|à|et|ou))\s?\d[\d.,]*")
_DEGREES = re.compile(r"\s?-?(?:°?\s?F\b|degrees?(?! ?C)(?: Fahrenheit)?)")
_ROUNDED_BY = 0.02, 0.12  # at least and at most, of the number
# How many of one of ours are a whole of the original's: “30 minutes” for “mezz'ora”.
_WHOLES = tuple(
    (re.compile(rf"\s?-?(?:{words})"), whole)
    for words, whole in (
        (r"(?:minute|second)s?\b", 60),
        (r"(?:hour|heure)s?\b", 24),
        (r"months?\b|mois\b", 12),
        (r"%|percent|per cent|pour cent", 100),
    )
)
_PARTED = frozenset((*range(2, 11), 100, 1000))  # “une dixième”, “jeder Vierte”
# Dollars for one, to the order of magnitude: enough to tell million from billion.
_DOLLARS = dict(
    zip(
        listed("USD EUR GBP CHF CNY JPY RUB UAH PLN CZK TRY INR BRL KZT"),
        (1, 1.1, 1.3, 1.1, 0.14, 0.008, 0.014, 0.03, 0.26, 0.044, 0.05, 0.012, 0.2, 0.002),
        strict=True,
    )
)
_RATE_OFF_BY = 5.0
_WAY_BACK = 45  # characters between a sum and what it is in another currency
_CLAUSE = re.compile(r"[.;:!?]\s|”")


def units_in(passage):
    """How many numbers of a passage are of miles, pounds and the like."""
    return sum(bool(metric(passage.text, quantity)[0]) for quantity in passage.quantities)


def measured(text, mine, theirs):
    """The number of theirs that ours is in another measure: miles for kilometers; or None."""
    values, degree = metric(text, mine)
    return _closest(theirs, values, degree, _step(mine)) if values else None


def metric(text, quantity):
    """(what a number of miles, pounds and the like may be in meters and grams, by how much of a
    degree more it may be off); of other numbers nothing."""
    more = _RANGE.match(text, quantity.end)  # “30 to 45 feet”
    end = more.end() if more else quantity.end
    for unit, factors in _UNIT:
        if unit.match(text, end):
            return {value * f for value in quantity.values for f in factors}, 0.0
    if _DEGREES.match(text, quantity.end):
        return {(value - 32) / 1.8 for value in quantity.values}, 0.6
    return set(), 0.0


def from_miles(text, theirs, mine):
    """Whether ours is the metric measure of a number of an English original."""
    values, degree = metric(text, theirs)
    return bool(values) and _closest([mine], values, degree, _step(mine)) is not None


def _closest(theirs, values, degree, step):
    """The number of theirs that is the closest to one of these values, if it is close enough."""
    near = [
        (abs(mine - value) / max(abs(value), 1e-9), n)
        for n, q in enumerate(theirs)
        for value in q.values
        for mine in values
        if abs(mine - value) <= max(degree, step * abs(value))
    ]
    return theirs[min(near)[1]] if near else None


def _step(quantity):
    """How far a number may be off for being rounded, by its last figure that is no zero."""
    figures = f"{max(quantity.values):.9e}".split("e")[0].rstrip("0")
    least, most = _ROUNDED_BY
    last = 10.0 ** -len(figures.partition(".")[2])
    return min(most, max(least, last / float(figures or 1)))


def part_of(text, mine, theirs):
    """Whether ours gives a part of theirs in figures: “0.1%” for “una décima”, “25 percent” for
    “jeder Vierte”, “90 minutes” for “anderthalb Stunden”."""
    said = {v for q in theirs if not (q.figures or q.text.isupper()) for v in q.values}
    said |= {1 / value for value in said if value in _PARTED}
    wholes = [whole for unit, whole in _WHOLES if unit.match(text, mine.end)]
    return any(
        abs(value / whole - part) < 0.005
        for value in mine.values
        for whole in (*wholes, *([1] if value < 1 else ()))
        for part in said
        if part != 1
    )


def sum_before(text, mine, ours):
    """[the sum of ours in another currency that this one stands behind: “€5 million ($6 million)”],
    or []."""
    return [
        q
        for q in ours
        if mine.currency
        and q.currency not in (None, mine.currency)
        and 0 <= mine.start - q.end < _WAY_BACK
        and not _CLAUSE.search(text, q.end, mine.start)
    ][-1:]


def sums_instead(mine, theirs):
    """The sums of the original whose place one in another currency may have taken."""
    if not mine.currency or any(q.currency == mine.currency for q in theirs):
        return []
    return [q for q in theirs if q.currency]


def exchanged(mine, sums):
    """The first of these sums that is worth about the same, or None."""
    return next((q for q in sums if _worth_the_same(mine, q)), None)


def _worth_the_same(mine, other):
    if mine.currency not in _DOLLARS or other.currency not in _DOLLARS:
        return True
    rate = _DOLLARS[mine.currency] / _DOLLARS[other.currency]
    return any(
        b and 1 / _RATE_OFF_BY < a * rate / b < _RATE_OFF_BY
        for a in mine.values
        for b in other.values
    )
