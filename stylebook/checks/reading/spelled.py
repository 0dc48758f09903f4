"""Numbers written in words: “zweieinhalb Millionen”, “quatre-vingt-dix”, “twenty-five”."""

import re
from functools import lru_cache

from stylebook.checks.languages import data
from stylebook.checks.reading.folding import fold
from stylebook.checks.reading.marks import marker
from stylebook.checks.reading.quantities import Quantity, exact

_SCALES = (1, 1e3, 1e6, 1e9, 1e12)
_NAMED = re.compile(r"[^\W\d_a-z]\w+ [A-Z]$")  # “Sergei Ten”
_STOP = re.compile(r"[.,;:()\d]")
_HALVES = ("halb", "halv", "half", "hälfte")


_SPANS = (
    ("week", 7.0),
    ("year", 12.0),
    ("decade", 10.0),
    ("dozen", 12.0),
    ("centur", 100.0),
    ("day", 24.0),
)


def in_smaller_units(text, quantities):
    """“Two weeks” answers “14 Tage” as well, “three dozen” 36."""
    for quantity in quantities:
        if quantity.claims and not quantity.scaled:
            rest = text[quantity.end : quantity.end + 9].lstrip(" -")
            for unit, times in _SPANS:
                if rest.startswith(unit):
                    quantity.values |= {exact(value * times) for value in quantity.values}


def spelled(text, language, marks):
    """Quantities in words. In our languages a cardinal of two and more claims to be there."""
    known = data(language)
    found, run = [], []
    for group in _by_place(marks):
        number = [m for m in group if m.kind == "number"]
        scale = [m for m in group if m.kind == "scale"]
        ordinal = [m for m in group if m.kind == "numberish" and 1 <= m.value <= 9]
        if ordinal and run and text[run[-1][1] : ordinal[0].start] == "-":  # twenty-first
            number = number or ordinal
        for mark in group:
            if mark.kind == "numberish":
                found.append(_quantity(text, {mark.value}, mark.start, mark.end))
        if not number and not scale:
            continue
        first = (number or scale)[0]
        values = [m.value for m in number + scale]
        whole = compound(text[first.start : first.end], language) if known.compounds else ()
        if run and not _joined(text, run, first, values, known):
            found += _run(text, run, known)
            run = []
        sure = bool(whole) or first.tail <= 2  # “acht”, “achten”, but no “achtlos”
        run.append((first.start, first.end, [*whole, *values], bool(scale), sure))
    return [*found, *_run(text, run, known)]


def _by_place(marks):
    groups = {}
    for mark in marks:
        if mark.kind in ("number", "numberish", "scale"):
            groups.setdefault(mark.start, []).append(mark)
    return [groups[start] for start in sorted(groups)]


def _joined(text, run, mark, values, known):
    gap = text[run[-1][1] : mark.start]
    joins = "|".join(re.escape(join) for join in known.joins) or "(?!)"
    if not re.fullmatch(rf"[\s\-‑]{{1,2}}(?:(?:{joins})[\s\-‑]?)?", gap) or mark.start < run[-1][1]:
        return False
    last, value = run[-1][2][0], values[0]
    if 0.5 in values:  # “eine halbe” is no one and a half
        return last != 1 or bool(gap.strip(" -")) or text[mark.start : mark.end].count(" ") > 0
    if value >= 100 or last >= 100:
        return True
    if last % 10 == 0 and last >= (10 if known.code == "tr" else 20) and value < 10:
        return True
    if known.code == "fr" and last in (60, 80) and value < 20:
        return True
    return known.units_first and last < 10 and value % 10 == 0 and value >= 20


def _run(text, run, known):
    """The number that a run of words makes, and in originals each word by itself as well."""
    if not run:
        return
    start, end = run[0][0], run[-1][1]
    only_scale = all(scale for *_, scale, _ in run)
    totals = _composed([values for _, _, values, _, _ in run])
    claims = bool(known.decimal and known.code in ("en", "fr")) and max(totals) >= 2
    claims = claims and not _NAMED.search(text, max(0, start - 20), start + 1)
    yield Quantity(
        frozenset(totals),
        start,
        end,
        text[start:end],
        claims=claims and not only_scale,
        scale_word=only_scale and min(totals) >= 1e6,
        spelled=not only_scale and all(sure for *_, sure in run),
    )
    if not claims and len(run) > 1:
        for word_start, word_end, values, *_ in run:
            yield _quantity(text, values, word_start, word_end)  # not counted as spelled: a part


def _quantity(text, values, start, end):
    return Quantity(frozenset(values), start, end, text[start:end])


def _composed(words):
    """All totals of words with one or more values each: [[2], [100], [50, 0.5]]."""
    states = [(0.0, 0.0, 1.0)]
    for values in words[:8]:
        states = [_add(state, value) for state in states for value in values[:3]][:24]
    return {total + rest for total, rest, _ in states}


def _add(state, value):
    """The state is what stands fast, what may still be multiplied, and the last scale."""
    total, rest, scale = state
    if 0 < total < value and value >= 1000:  # “mil doscientos millones”
        return (total + rest) * value, 0.0, value
    if value >= 1000:
        return total + (rest or 1) * value, 0.0, value
    if value == 100 and 0 < rest < 100:
        return total, rest * 100, scale
    if value == 0.5 and total and not rest:  # “dos millones y medio”
        return total + value * scale, rest, scale
    return total, rest + value, scale


def with_halves(text, quantities, language):
    """Those followed by a half, which belongs to them: “duas horas e meia”, “4 milioni e mezzo”."""
    known = data(language)
    halves = [q for q in quantities if 0.5 in q.values and not q.figures]
    for half in halves:
        for quantity in quantities:
            gap = text[quantity.end : half.start]
            if quantity is not half and 0 < len(gap) < 20 and _belongs(gap, known):
                quantity.values |= {
                    exact(value + 0.5 * max(1, *(s for s in _SCALES if s <= max(value, 1))))
                    for value in quantity.values
                }
    return quantities


def _belongs(gap, known):
    """What stands between “4 milioni” and “mezzo”, but no “112 in mezz'ora”."""
    if _STOP.search(gap):
        return False
    words = gap.split()
    return known.unspaced or not words or words[-1].lower() in known.joins


@lru_cache(maxsize=8_000)
def compound(word, language):
    """Values of a word made of number words: “dreiundzwanzigjährig”, “ventitré”."""
    rest, parts = fold(word), []
    entries = marker(language)
    half = 0.5 if any(rest.find(h) > 1 for h in _HALVES) else 0
    while rest:
        stem, value = entries.number_at(rest)
        if not stem:
            break
        parts.append(value)
        rest = rest[len(stem) :]
        for join in data(language).joins:
            if rest.startswith(fold(join)) and entries.number_at(rest[len(fold(join)) :])[0]:
                rest = rest[len(fold(join)) :]
    if len(parts) < 2:
        return (parts[0] + half,) if parts and half else ()
    total = sum(_added(parts))
    return (total, total - 0.5) if half else (total,)


def _added(parts):
    state = (0.0, 0.0, 1.0)
    for part in parts:
        state = _add(state, part)
    return state[:2]
