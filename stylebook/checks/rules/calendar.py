"""Months and weekdays that differ between an original and its translation."""

import re
from collections import Counter
from functools import cache

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.languages import data
from stylebook.checks.registry import finds

_DATE = re.compile(  # no “4-5”, which counts
    r"(?<![\d.])(\d{1,2})(?:[./](\d{1,2})(?:[./-]\d{2,4})?|-(\d{1,2})-\d{2,4})(?!\d)"
)
_TO_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?[~～〜–—至-]\s?\d{1,2} ?月")
_ISO = re.compile(r"\b\d{4}-(\d\d)-\d\d")
# Words that are months only in such company.
_DOUBTFUL = {
    "en": frozenset({"may", "march", "mar", "jun", "sun", "sat"}),
    "fr": frozenset({"mars"}),
}
_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th|er)?\s?|\b(?:in|of|since|until|till|by|last|next|this|early|late|mid|from|and|to|on|through|during"
    r"|after|before|every|past|previous|late-|mid-|en|de|du|au|fin|début|mi|depuis|dès|jusqu'en)[\s-])$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(r"\.?\s(\d{1,2})\b")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s$")
_AFTER = re.compile(r",?\s\d")
_FAR_FROM_MONTH = 14  # characters
# Between a day and its month, whichever is first: “10 au 16 août”, “с 5-го по 9-е мая”.
_TO_ITS_MONTH = re.compile(r"(?:[^\w,;:()]|\d{1,2}(?!\d)|(?<![^\W\d_])[^\W\d_]{1,3}(?![^\W\d_]))*")


@finds("month_changed", "month_added", "weekday_changed", "weekday_added")
def calendar(story):
    for kind, name in (("month", "month"), ("day", "weekday")):
        theirs = [named(p, kind, story.theirs) for p in story.source]
        ours = [named(p, kind, story.ours) for p in story.target]
        meant = [_other(p, kind) for p in story.source]
        for at in range(len(story.pairs)):
            yield from _pair(story, name, kind, (theirs, meant, ours), at)


def _pair(story, name, kind, named, at):
    """`named`: by paragraph, what the original names, what else it may mean, what ours names."""
    theirs, meant, ours = named
    sources, targets = story.pairs[at]
    around = story.around(sources, theirs)
    said = {value for marks in around for value, *_ in marks}
    said |= {value for values in story.around(sources, meant) for value in values}
    in_ours = Counter(value for j in targets for value, *_ in ours[j])
    near_ours = {value for marks in story.around(targets, ours) for value, *_ in marks}
    marks = [(i, mark) for i in sources for mark in theirs[i]]
    missing = [pair for pair in marks if pair[1][0] not in in_ours]
    lost = [pair for pair in missing if pair[1][0] not in near_ours]
    answers = _said(sources, theirs, meant)
    often = _more_often(story.pairs[max(0, at - 1) : at + 2], named)
    fewer = [
        pair
        for pair in marks
        if often[pair[1][0]] < 0 and in_ours[pair[1][0]] < answers[pair[1][0]]
    ]
    for j in targets:
        for value, start, end in ours[j]:
            answers[value] -= 1
            others = lost if value in said else missing
            if value in said and answers[value] >= 0:
                continue
            if not others and kind == "month" and value not in said:
                others = _of_the_same_day(story, sources, theirs, j, (start, end))
            doubtful = not others
            if (
                doubtful
                and often[value] > 0
                and not _understood(story, kind, sources, j, (start, end))
            ):
                others = fewer
            if value in said and not others:
                continue
            here = story.target[j].text[start:end]
            if others:
                i, (other, a, b) = others[0]
                there = story.source[i].text[a:b]
                yield Finding(
                    f"{name}_changed", WARNING if doubtful else BLOCKER,
                    j, (start, end), i, (a, b),
                    f"“{here}” here, “{there}” in the original.", (f"{other}→{value}",),
                )  # fmt: skip
            elif story.theirs.known and not _understood(story, kind, sources, j, (start, end)):
                yield Finding(
                    f"{name}_added", HINT, j, (start, end), sources[0], None,
                    f"“{here}” is not in the original.", (str(value),),
                )  # fmt: skip


def _said(sources, theirs, meant):
    """How often the original names a value, or may."""
    said = Counter(mark[0] for i in sources for mark in theirs[i])
    said.update({value for i in sources for value in meant[i]})
    return said


def _more_often(pairs, named):
    """How much more often ours names a value in these pairs: -1 of what it names once less."""
    theirs, meant, ours = named
    often = Counter(value for _, targets in pairs for j in targets for value, *_ in ours[j])
    for sources, _ in pairs:
        often.subtract(_said(sources, theirs, meant))
    return often


def _near(story, kind, sources, date):
    """“Yesterday” and “last month”, which a translator may turn into a date, as “on Tuesday”
    into “on Tuesday, May 6”."""
    around = [story.source[i] for i in sources]
    days = any(q.day for p in around for q in p.quantities)
    near = set().union(*(p.values("near") for p in around))
    dated = date and ("day" in near or any(p.values("day") for p in around))
    return days or dated or kind in near


def _understood(story, kind, sources, j, span):
    day = _day_with(story.target[j].text, span)
    if kind == "day":
        return _near(story, kind, sources, False) or _dated(story, sources, j)
    return _near(story, kind, sources, day) or _completed(story, sources, day)


def _dated(story, sources, j):
    """“On Tuesday” for “14 июля”: the original has a date, which ours does without."""
    ours = set(story.target[j].values("month"))
    return any(month not in ours for i in sources for month in story.source[i].values("month"))


def _completed(story, sources, day):
    """“Sunday, May 18” for “domenica 18”: the original has the day and leaves the month out."""
    if not day:
        return False
    return any(
        q.means({float(day[1])}) and not has_month(story.source[i], q)
        for i in sources
        for q in story.source[i].quantities
    )


def has_month(passage, quantity):
    """Whether a month is said with a day: of 10 and of 16 in “vom 10. bis 16. August”."""
    months = named(passage, "month", data(passage.language))
    return any(_together(passage, quantity, mark) for mark in months)


def _together(passage, quantity, mark):
    start, end = sorted(((quantity.start, quantity.end), mark[1:]))
    between = start[1], end[0]
    return 0 <= between[1] - between[0] <= _FAR_FROM_MONTH and bool(
        _TO_ITS_MONTH.fullmatch(passage.plain, *between)
    )


def months_and_days(passage, language):
    """[((month, day), span of the day)] of all dates, but nights, which are of two days."""
    night = _night(passage.language)
    return [
        ((mark[0], day), (q.start, q.end))
        for mark in named(passage, "month", language)
        for q in passage.quantities
        for day in q.values
        if q.figures and len(q.digits) == len(q.text) <= 2 and 1 <= day <= 31
        if _together(passage, q, mark)
        if not (night and night.search(passage.plain, max(0, q.start - 40), q.start))
    ]


def _of_the_same_day(story, sources, theirs, j, span):
    """[(place, mark)] of the months that the original names with the day that ours has here."""
    day = _day_with(story.target[j].text, span)
    return [
        (i, mark)
        for i in (sources if day else ())
        for q in story.source[i].quantities
        if q.figures and q.means({float(day[1])})
        for mark in theirs[i]
        if _together(story.source[i], q, mark)
    ]


def _day_with(text, span):
    return _DAY_AFTER.match(text, span[1]) or _DAY_BEFORE.search(text[: span[0]])


def named(passage, kind, language):
    """[(value, start, end)] of what is a month or a day beyond doubt."""
    found = [
        (mark.value, mark.start, mark.end)
        for mark in passage.marks
        if mark.kind == kind and _meant(passage.plain, mark, language.code)
    ]
    if kind == "month" and language.short:
        known = {start for _, start, _ in found}
        found += [mark for mark in _shortened(passage, language) if mark[1] not in known]
    if kind == "month" and language.counted:
        months = re.finditer(rf"(?<!\d)(1[0-2]|[1-9])\s?{language.counted}", passage.figured)
        found += [(int(month[1]), *month.span()) for month in months]
    if kind == "day" and language.bracketed:
        found += _in_brackets(passage, language)
    return found


def _in_brackets(passage, language):
    """(value, start, end) of weekdays that are one letter or two behind a date: “5日（月）”."""
    days = _bracketed(language.code).finditer(passage.plain)
    return [(language.bracketed.index(day[1].lower()), *day.span(1)) for day in days]


@cache
def _bracketed(language):
    return re.compile(
        rf"[(（]({'|'.join(data(language).bracketed)})(?:[.、・)）]|, ?\d)", re.IGNORECASE
    )


def _shortened(passage, language):
    """(value, start, end) of months cut short: “29 abr”, “Sept. 5”."""
    for match in _short(language.code).finditer(passage.plain):
        which = "before" if match["before"] else "after"
        word = match[which].lower()
        value = next(n for n, name in enumerate(language.short, 1) if word.startswith(name))
        yield value, *match.span(which)


@cache
def _short(language):
    names = "|".join(data(language).short)
    return re.compile(
        rf"\b(?P<before>(?:{names})t?)\.? \d{{1,2}}\b"
        rf"|\b\d{{1,2}}(?:er|\.)? (?P<after>(?:{names})t?)\b",
        re.IGNORECASE,
    )


def _meant(text, mark, language):
    word = text[mark.start : mark.end]
    if language == "en" and not word[0].isupper():
        return False
    if word.lower() in _DOUBTFUL.get(language, ()):
        before, after = text[: mark.start], text[mark.end :]
        return bool(_BEFORE.search(before[-12:]) or _AFTER.match(after))
    return True


def _other(passage, kind):
    """What else the passage may mean: months in figures, the evening before a night."""
    text = passage.figured
    if kind == "month":
        hours = {q.start for q in passage.quantities if q.clock}
        decimal = "." in data(passage.language).decimal  # which “6.9” is, not a date
        dates = [
            int(n)
            for match in _DATE.finditer(text)
            if match.start() not in hours and not (decimal and match[0].count(".") == 1)
            for n in match.groups(default=0)
        ]
        dates += [int(match[1]) for which in (_ISO, _TO_MONTH) for match in which.finditer(text)]
        return [month for month in dates if 1 <= month <= 12]
    pattern = _night(passage.language)
    return [
        (mark.value - 1) % 7
        for mark in (passage.marks if pattern else ())
        if mark.kind == "day" and pattern.search(text, max(0, mark.start - 40), mark.start)
    ]


@cache
def _night(language):
    phrases = data(language).night
    if not phrases:
        return None
    listed = "|".join(re.escape(phrase).replace(r"\*", r"\w+") for phrase in phrases)
    return re.compile(rf"(?:{listed})\W+(?:den |samt|il |el |o |a )?$", re.IGNORECASE)
