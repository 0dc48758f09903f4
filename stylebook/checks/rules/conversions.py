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
_ANY_UNIT = re.compile(rf"\b(?:{'|'.join(words for words, _ in _UNITS)}|Fahrenheit)\b")
_DEGREES = re.compile(r"\s?-?(?:°?\s?F\b|degrees?(?! ?C)(?: Fahrenheit)?)")
_ROUNDED_BY = 0.12
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


def units_in(text):
    """How often a text speaks of miles, pounds and the like."""
    return len(_ANY_UNIT.findall(text))


def measured(text, mine, theirs):
    """The number of theirs that ours is in another measure: miles for kilometers; or None."""
    values, least = metric(text, mine)
    return _alike(theirs, values, least) if values else None


def metric(text, quantity):
    """(what a number of miles, pounds and the like may be in meters and grams, how far off at
    least); of other numbers nothing."""
    for unit, factors in _UNIT:
        if unit.match(text, quantity.end):
            return {value * f for value in quantity.values for f in factors}, 0.0
    if _DEGREES.match(text, quantity.end):
        return {(value - 32) / 1.8 for value in quantity.values}, 1.0
    return set(), 0.0


def from_miles(text, theirs, mine):
    """Whether ours is the metric measure of a number of an English original."""
    values, least = metric(text, theirs)
    return bool(values) and _alike([mine], values, least) is not None


def _alike(theirs, values, least=0.0):
    return next(
        (
            q
            for q in theirs
            for value in q.values
            for mine in values
            if abs(mine - value) <= max(least, _ROUNDED_BY * abs(value))
        ),
        None,
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
