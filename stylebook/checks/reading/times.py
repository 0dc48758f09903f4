"""Hours and dates in figures, which the other language may write in another way."""

import re

from stylebook.checks.listing import listed

_HALF_DAY = re.compile(
    r"(?::[0-5]\d)?\s?(?:[ap]\.?\s?m\b|o.clock|in the (?:morning|evening|afternoon))"
)
_HOUR = re.compile(r"[:.h]\d\d\s?(?:Uhr|h\b|uur)|h\d\d|:[0-5]\d(?![\d:])")
_MINUTE = re.compile(r"\d{1,2}\s?(?:[:.h時点时]|Uhr)\s?([0-5]\d)(?!\d)")
_SURELY = re.compile(
    r"(?:^|\W)(?:godz\. ?|o godzinie |um |alle |ore |a las |às |om |saat |الساعة |ساعت )$",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:^|\W)(?:à|o|ve?|в|at|ab|gegen|bis|о|об|dalle|desde las|até as|von|vers|dès|zwischen|z|do"
    r"|od|с|до) $",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[.:h][0-5]\d")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}/(?:1[0-2]|[1-9]))"
    r"(?!\d)"
)
_FILE = re.compile(  # the number of a case in court
    r"\((?:Az|AZ|Aktenzeichen|sygn|sp|n[°ºo]|№|Nr|No|дело|справа)\b\.?[^()]*\d/\d+[^()]*\)"
)
_ALWAYS_HOURS = frozenset(listed("de nl en"))  # whose word for o'clock is none for a duration


def hours(text, start, end, known, after):
    """What an hour may be called in the other language, by both halves of the day; of what is no
    hour nothing."""
    token = text[start:end]
    if not re.fullmatch(r"\d{1,2}(?:[.,]\d\d)?", token) or int(token[:2].rstrip(".,")) > 24:
        return set()
    before = max(0, start - 14)
    surely = _SURELY.search(text, before, start)
    perhaps = surely or _PERHAPS.search(text, before, start)
    named = any(mark.kind == "clock" for at in range(end, end + 2) for mark in after.get(at, ()))
    said = (
        (named and (perhaps or known.code in _ALWAYS_HOURS))
        or _HALF_DAY.match(text, end)
        or _HOUR.match(text, end)
        or (surely and (token.isdigit() or _TIME.fullmatch(token)))
        or (surely and surely[0].lower().endswith("ore ") and "," in token)  # “ore 12,07”
        or (perhaps and _TIME.fullmatch(token))
    )
    if not said:
        return set()
    hour = float(token.replace(",", ".").partition(".")[0])
    return {hour, hour - 12 if hour > 12 else hour + 12}


def minute(text, quantity):
    """The minute behind an hour, or None."""
    found = _MINUTE.match(text, quantity.start)
    return int(found[1]) if found else None


def minutes(text, start, end):
    """Whether these figures are a part of “14:30”."""
    return bool(re.match(r":\d\d", text[end : end + 3])) or bool(
        start > 1 and re.match(r"\d:$", text[start - 2 : start]) and end - start == 2
    )


def dates_in_figures(text):
    """Spans of “24/12/2024”, “2024-12-24” and “24/12”, and of what only looks so."""
    if "/" not in text and "-" not in text and "." not in text:
        return ()
    files = _FILE.finditer(text) if "/" in text and "(" in text else ()
    return [match.span() for found in (_DATE.finditer(text), files) for match in found]
