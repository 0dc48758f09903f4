"""Numbers that differ between an original and its translation.

A number of ours is wrong only if two things are there: it is nowhere in the original around, and
a number of the original is nowhere in ours. What stands alone may be a rounding, a conversion or
an explanation, and weighs less.
"""

from itertools import pairwise

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.listing import listed
from stylebook.checks.reading.quantities import exact
from stylebook.checks.registry import finds
from stylebook.checks.rules.conversions import (
    exchanged,
    from_miles,
    measured,
    part_of,
    sum_before,
    sums_instead,
    units_in,
)
from stylebook.checks.rules.hours import other_hours
from stylebook.checks.rules.number_pairs import (
    alike_in_place,
    count_the_same,
    counting,
    likeness,
    rounded,
    said_with_its_scale,
)
from stylebook.checks.rules.number_places import in_place
from stylebook.checks.rules.numbers_of_dates import (
    drop_years_between,
    of_month,
    told_by_its_day,
    told_in_full,
)

_NO_WORDS = frozenset(listed("tr ar fa zh ja sv fi ro ko hu"))  # too many ways to say a number
_SMALL = 12  # a number that may stand in any paragraph


@finds("number_changed", "number_missing", "number_added", "number_word_added")
def numbers(story):
    for sides in _leftovers(story):
        changed = [*_changed(story, sides)]
        yield from changed
        yield from in_place(story, sides, changed)
        yield from _alone(story, sides)
        yield from _scales(sides)
        for pair in other_hours(story, sides):
            yield _finding("number_changed", WARNING, *pair)
        if story.src not in _NO_WORDS:
            yield from _in_words(story, sides)


class Sides:
    """What two aligned texts do not share: `ours` and `theirs` are [(place, quantity)]."""

    def __init__(self, story, sources, targets):
        self.sources, self.targets = sources, targets
        self.theirs = [(i, q) for i in sources for q in story.source[i].quantities]
        self.ours = [(j, q) for j in targets for q in story.target[j].quantities]
        self.their_values = _values(story.around(sources, story.source))
        self.our_values = _values(story.around(targets, story.target))
        self.left_ours, self.left_theirs, self.answered = _unmatched(
            self.ours, self.theirs, story.theirs.known
        )
        self.repeated = _repeated(self.ours, self.theirs, self.left_ours)

    def hard(self, quantity, values):
        """Nowhere in the other text around, not even repeated."""
        return not quantity.means(values)


def _values(passages):
    return frozenset(value for p in passages for q in p.quantities for value in q.values)


def _unmatched(ours, theirs, known):
    """Quantities that claim to be in the other text and find none left there to answer: ours,
    theirs, and those of theirs that only a word like “both” or “a” answers.

    A scale that is only understood in the original ("from 2 to 3 million, then to 4"), or said in
    a language that we do not know, counts as said."""
    factors = {q.factor for _, q in theirs}
    said = {value for _, q in theirs if q.spelled for value in q.values}
    free = [(i, q) for i, q in theirs if q.claims and q.figures]
    answers = {value for _, q in theirs if not (q.claims and q.figures) for value in q.values}
    left = []
    for place, quantity in ours:
        if not quantity.claims:
            continue
        match = next((pair for pair in free if _alike(quantity, pair[1])), None)
        if not match and quantity.scaled and (quantity.factor in factors or not known):
            match = next((p for p in free if _understood(quantity, p[1])), None)
            if not match and not quantity.mantissas.isdisjoint(said):
                continue
        match = match or next((p for p in free if _same_year(quantity, p[1])), None)
        if match:
            free.remove(match)
        elif not quantity.means(answers):
            left.append((place, quantity))
    answers = {value for _, q in ours if not q.claims for value in q.values}
    lost = [(i, q) for i, q in free if not q.means(answers)]
    return left, lost, [(i, q) for i, q in free if q.means(answers)]


def _repeated(ours, theirs, left):
    """Numbers of ours in figures that stand there more often than in the original."""
    return [
        pair
        for pair in ours
        if pair[1].claims and pair[1].figures and max(pair[1].values) > 1 and pair not in left
        if _times(pair[1], ours) > _times(pair[1], theirs)
    ]


def _times(quantity, among):
    return sum(q.means(quantity.values) for _, q in among)


def _alike(mine, theirs):
    """The same value, or left as it stands in the original."""
    return mine.means(theirs.values) or (mine.figures and mine.text == theirs.text)


def _understood(mine, theirs):
    return theirs.factor == 1 and not mine.mantissas.isdisjoint(theirs.values)


def _same_year(mine, theirs):
    """“1944” for “la sequía del 44”."""
    year = mine.figures and len(mine.digits) == len(mine.text) == 4 and mine.digits[:2]
    return year in ("19", "20") and theirs.text == mine.text[2:]


def _leftovers(story):
    """Sides of all pairs; what stands on the other side of a neighbouring pair is taken out."""
    all_sides = [Sides(story, *pair) for pair in story.pairs]
    for one, other in pairwise(all_sides):
        _settle(one.left_ours, other.left_theirs)
        _settle(other.left_ours, one.left_theirs)
    return all_sides


def _settle(ours, theirs):
    for mine in list(ours):
        match = next((t for t in theirs if mine[1].means(t[1].values)), None)
        if match:
            ours.remove(mine)
            theirs.remove(match)


def _changed(story, sides):
    """Findings of a number of ours with one of theirs; both leave what is left over."""
    converted, loosely = _converted(story, sides)
    _drop_joined(sides)
    drop_years_between(sides)
    _drop_rounded(story, sides)
    for place, mine in list(sides.left_ours):
        hard = sides.hard(mine, sides.their_values)
        found = _mate(story, sides, place, mine, hard)
        if found and not (loosely and found[0] == "other"):
            kind, (i, theirs) = found
            sides.left_ours.remove((place, mine))
            left = sides.left_theirs if (i, theirs) in sides.left_theirs else sides.answered
            left.remove((i, theirs))
            sure = hard or sides.hard(theirs, sides.our_values)
            severity = _severity(kind, mine, theirs, sure)
            yield _finding("number_changed", severity, place, mine, i, theirs)
    yield from _for_another(sides)
    said = [] if loosely else sides.left_theirs
    sides.left_theirs = [pair for pair in said if pair[1] not in converted]


def _severity(kind, mine, theirs, sure):
    """Numbers that are not alike are only suspected, unless they count the same."""
    figures = mine.figures and theirs.figures
    if kind != "other":
        return BLOCKER if sure and figures else WARNING
    return WARNING if figures and count_the_same(mine, theirs) else HINT


def _for_another(sides):
    """“February 6, the sixth of seven” for “3 février, sixième de sept”: a number that is said
    once too often, in place of one that is lost."""
    lost = [pair for pair in sides.left_theirs if sides.hard(pair[1], sides.our_values)]
    for place, mine in sides.repeated if len(lost) == 1 else ():
        if likeness(mine, lost[0][1]) == "digit":
            sides.left_theirs.remove(lost[0])
            yield _finding("number_changed", WARNING, place, mine, *lost[0])
            return


def _mate(story, sides, place, mine, hard):
    """(likeness, (place, quantity)) of the number that ours should have been, or None."""
    best = None
    alone = len(sides.left_ours) == len(sides.left_theirs) == 1
    for pair in sides.left_theirs:
        kind = likeness(mine, pair[1])
        missing = sides.hard(pair[1], sides.our_values)
        if kind == "other" and not (hard and missing):
            continue
        lost = missing and (alone or count_the_same(mine, pair[1]))
        if not hard and not alike_in_place(story, place, mine, pair, lost):
            continue
        rank = (kind != "other", missing)
        if best is None or rank > best[0]:
            best = (rank, kind, pair)
    if hard and (best is None or best[1] == "other"):
        answered = (p for p in sides.answered if likeness(mine, p[1]) == "digit")
        pair = next(answered, None) if mine.figures else None
        if pair:
            return ("digit" if len(mine.digits) > 1 else "other"), pair
    return best[1:] if best else None


def _converted(story, sides):
    """Takes out of ours what is the original's in another measure or currency.

    Returns those of theirs, which may stand in ours as well, and whether more may be converted."""
    converted = []
    units = sum(units_in(story.target[j]) for j in sides.targets)
    for place, mine in list(sides.left_ours):
        text, theirs = story.target[place].text, [q for _, q in sides.theirs]
        other = measured(text, mine, theirs) if units or "deg" in text or "°" in text else None
        units -= bool(other)
        if not other and story.src == "en":
            there = (q for i, q in sides.theirs if from_miles(story.source[i].text, q, mine))
            other = next(there, None)
        other = other or exchanged(mine, _sum_before(story, sides, place, mine))
        if not other and mine.figures and part_of(text, mine, theirs):
            sides.left_ours.remove((place, mine))
            continue
        other = other or exchanged(mine, sums_instead(mine, theirs))
        if other:
            sides.left_ours.remove((place, mine))
            converted.append(other)
    return converted, units > 0


def _sum_before(story, sides, place, mine):
    ours = [q for at, q in sides.ours if at == place]
    return sum_before(story.target[place].text, mine, ours)


def _drop_joined(sides):
    """“1.40 meters” for “un metro e 40”."""
    for pair in list(sides.left_ours):
        for value in pair[1].values:
            parts = frozenset({float(int(value)), exact(value * 100) % 100})
            said = [p for p in sides.theirs if p[1].means(parts)]
            if value % 1 and all(any(q.means({part}) for _, q in said) for part in parts):
                sides.left_ours.remove(pair)
                sides.left_theirs = [p for p in sides.left_theirs if p not in said]
                break


def _drop_rounded(story, sides):
    for place, mine in list(sides.left_ours):
        text = story.target[place].text
        match = next((t for t in sides.left_theirs if rounded(text, mine, t[1], story.ours)), None)
        if match:
            sides.left_ours.remove((place, mine))
            sides.left_theirs.remove(match)


def _alone(story, sides):
    """What is left of either side without a mate."""
    for place, mine in sides.left_ours:
        if sides.hard(mine, sides.their_values):
            yield from _added(story, sides, place, mine)
    for i, theirs in sides.left_theirs:
        if sides.hard(theirs, sides.our_values) and not (
            told_by_its_day(story, sides, i, theirs)
            or _elsewhere(theirs, story.target)
            or said_with_its_scale(sides.ours, theirs)
        ):
            heavy = counting(max(theirs.values)) > 3 or (theirs.currency and theirs.scaled)
            yield _missing(sides.targets[0], i, theirs, WARNING if heavy else HINT)


def _added(story, sides, place, mine):
    there = sides.sources[0]
    if _sum_before(story, sides, place, mine):  # and worth something else
        yield _finding("number_changed", WARNING, place, mine, there)
    elif _explained(story, sides, place, mine) or told_in_full(story, sides, place, mine):
        return
    elif story.src not in _NO_WORDS and (spelled := _spelled(sides, mine)):
        yield _finding("number_changed", WARNING, place, mine, *spelled)
    elif _elsewhere(mine, story.source):
        return
    elif mine.figures and max(mine.values) > 1:  # a score of 1-0 may be one goal
        yield _finding("number_added", HINT, place, mine, there)
    elif max(mine.values) > 2 and story.theirs.known and story.src not in _NO_WORDS:
        yield _finding("number_word_added", HINT, place, mine, there)


def _elsewhere(quantity, passages):
    """Whether a number stands in another part of the other text: said again, or sooner."""
    return max(quantity.values) > _SMALL and any(
        quantity.means(q.values) for p in passages for q in p.quantities
    )


def _scales(sides):
    """“Billions of people” for “Millionen Menschen”."""
    theirs = [(i, q) for i, q in sides.theirs if q.scale_word and sides.hard(q, sides.our_values)]
    for place, mine in sides.ours:
        if theirs and mine.scale_word and sides.hard(mine, sides.their_values):
            yield _finding("number_changed", WARNING, place, mine, *theirs.pop(0))


def _spelled(sides, mine):
    """The one number in words of the original that ours may be, and that nothing answers to."""
    lost = [
        (i, q)
        for i, q in sides.theirs
        if q.spelled and len(q.values) <= 2 and sides.hard(q, sides.our_values)
    ]
    if max(mine.values) >= 1e5:
        return next((pair for pair in lost if likeness(mine, pair[1]) == "scale"), None)
    lost = [pair for pair in lost if len(pair[1].values) == 1 and 3 <= max(pair[1].values) <= 999]
    few = mine.figures and len(mine.digits) < 4 and not mine.scaled
    return lost[0] if few and len(lost) == 1 else None


def _in_words(story, sides):
    """A number in words once too often in ours, and one of theirs too seldom; no day of a month,
    and no name that begins like one: “Ottavio”."""
    more = {
        min(q.values): (place, q)
        for place, q in sides.ours
        if q.claims
        and (q.figures or max(q.values) > 2)
        and not of_month(story.target[place], q)
        and _times(q, sides.ours) > _times(q, sides.theirs)
    }
    lost = {
        min(q.values): (i, q)
        for i, q in sides.theirs
        if q.spelled
        and len(q.values) == 1
        and 3 <= max(q.values) <= 99
        and not q.text.istitle()
        and _times(q, sides.theirs) > _times(q, sides.ours)
    }
    if len(more) == len(lost) == 1:
        (mine,), (theirs,) = more.values(), lost.values()
        if not sides.hard(mine[1], sides.their_values):
            yield _finding("number_changed", HINT, *mine, *theirs)


def _explained(story, sides, place, mine):
    """A note that a translator puts in brackets, or a sum there in the readers' money."""
    text = story.target[place].text
    opened = max(text.rfind("(", 0, mine.start), text.rfind("[", 0, mine.start))
    closed = max(text.rfind(")", 0, mine.start), text.rfind("]", 0, mine.start))
    if opened <= closed or text[opened] == "[":
        return opened > closed
    return bool(mine.currency) and all(q.currency != mine.currency for _, q in sides.theirs)


def _finding(code, severity, place, mine, i, theirs=None):
    here = mine.text.strip()
    if theirs is None:
        says = f"“{here}” is not in the original."
        return Finding(
            code, severity, place, (mine.start, mine.end), i, None, says, (_written(mine),)
        )
    says = f"“{here}” here, “{theirs.text.strip()}” in the original."
    return Finding(
        code,
        severity,
        place,
        (mine.start, mine.end),
        i,
        (theirs.start, theirs.end),
        says,
        (f"{_written(theirs)}→{_written(mine)}",),
    )


def _missing(place, i, theirs, severity):
    return Finding(
        "number_missing",
        severity,
        place,
        None,
        i,
        (theirs.start, theirs.end),
        f"“{theirs.text.strip()}” of the original is missing.",
        (_written(theirs),),
    )


def _written(quantity):
    return f"{max(quantity.values):.9g}"
