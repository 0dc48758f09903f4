"""Dates whose months are words: “20 novembre 2026 à 7h15”, “Nov. 20, 2026, 7:15 PM EST”.

Months are read as CLDR names them in the language of the page, and in English, which
templates fall back to.
"""

import datetime
import re
from functools import cache

from babel import Locale, UnknownLocaleError

# Between day and hour; (?<!\w) so that no word ends in it.
_GAP = (
    r"[^\w:]{0,4}(?:(?<!\w)(?:at|um|à|a\s+las|às|alle(?:\sore)?|ore|kl|klo|o|в|о|u|om|saat|pukul|lúc|στις)"
    r"\b[^\w:]{0,3})?"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.hч]|\s?h\s?)(?P<minute>\d{2})(?!\d)(?::\d{2})?"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?\(?(?P<zone>(?-i:[A-Z]{3,4}))\b)?"
)
_WEEKDAY = r"[^\W\d]{0,12}\.?,?\s{0,2}"
_LONGEST = 200  # characters; a date stands in a short line
_FORMS = (
    # 20 novembre 2026, 7:15 · 20. November 2026 | 07.15 Uhr · 20 de novembro de 2026 às 7h15
    r"(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|º|st|nd|rd|th)?\s?(?:de\s|-|ב)?(?P<month>{months})\.?,?\s?(?:de\s|del\s|-)?"
    r"(?P<year>20\d\d|19\d\d)(?:\s?г\.?|\s?р\.?|\.)?{gap}{clock}",
    # 2026. november 20. 07:15
    r"(?<!\d)(?P<year>20\d\d)\.?\s(?P<month>{months})\.?\s(?P<day>\d{{1,2}})\.?{gap}{clock}",
    # November 20, 2026 at 7:15 PM EST
    r"(?<!\w)(?P<month>{months})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>20\d\d|19\d\d)"
    r"{gap}{clock}",
    # 7:15 PM EST, Fri November 20, 2026
    r"(?<!\d){clock},?\s{weekday}(?P<month>{months})\.?\s(?P<day>\d{{1,2}}),?\s(?P<year>20\d\d)",
    # 7:15, 20 November 2026
    r"(?<!\d){clock},?\s{weekday}(?P<day>\d{{1,2}})\.?\s(?P<month>{months})\.?\s(?P<year>20\d\d)",
)


def stamp(line, language):
    """“2026-11-20 07:15”, with “ EST” where a zone is printed, for the date and hour in a line;
    empty where none is there."""
    if len(line) > _LONGEST:
        return ""
    for form in _forms(language.split("-")[0]):
        found = form.search(line)
        if found and (told := _told(found, language)):
            return told
    return ""


def _told(found, language):
    groups = found.groupdict()
    hour, minute = int(groups["hour"]), int(groups["minute"])
    half = (groups["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    month = _numbers(language.split("-")[0])[_plain(groups["month"])]
    try:
        datetime.date(int(groups["year"]), month, int(groups["day"]))
        datetime.time(hour, minute)
    except ValueError:
        return ""
    day = f"{groups['year']}-{month:02}-{int(groups['day']):02}"
    return f"{day} {hour:02}:{minute:02} {groups['zone'] or ''}".strip()


@cache
def _forms(language):
    months = "|".join(re.escape(n) for n in sorted(_numbers(language), key=len, reverse=True))
    parts = {
        "months": months,
        "gap": _GAP,
        "weekday": _WEEKDAY,
        "clock": _CLOCK,
    }
    return [re.compile(form.format(**parts), re.IGNORECASE) for form in _FORMS]


@cache
def _numbers(language):
    """Each name of a month with its number."""
    found = {}
    for code in dict.fromkeys(("en", language)):
        try:
            named = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {_plain(name): number for number, name in named[use][width].items()}
    return {name: number for name, number in found.items() if len(name) > 2 and name[0].isalpha()}


def _plain(name):
    return name.strip(" .").lower()
