"""The moment at which a story was first published, from how pages write it."""

import datetime
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_STAMP = re.compile(
    r"""(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?
    \s*(?:(Z|[A-Z]{3,4})|([+-])(\d{1,2}):?(\d{2})?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# “19.03.2019, 11:45 Uhr”, “2018年6月18日 10:01”, “Tue Jan 28 15:28:56 CET 2020”.
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)[\s,|–-]{1,5}(?:um\s)?(\d{1,2})[:.](\d{2})(?!\d)"
)
_YEAR_FIRST = re.compile(
    r"\b(20\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})[日일]?[\sT,]{1,3}(\d{1,2})[:時时]"
    r"(\d{2})(?!\d)"
)
_OF_JAVA = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d:\d\d) ([A-Z]{3,4}) (\d{4})"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
# Names of zones that mean one thing only.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60,
    "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "PKT": 300,
    "WIB": 420, "WITA": 480, "HKT": 480, "SGT": 480, "WIT": 540, "JST": 540, "KST": 540,
    "AEST": 600, "AEDT": 660, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "BRT": -180, "ART": -180,
}  # fmt: skip
# Countries that live by one clock.
_CLOCKS = {
    "fr": "Europe/Paris", "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich",
    "it": "Europe/Rome", "pl": "Europe/Warsaw", "cz": "Europe/Prague", "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest", "nl": "Europe/Amsterdam", "be": "Europe/Brussels",
    "lu": "Europe/Luxembourg", "dk": "Europe/Copenhagen", "se": "Europe/Stockholm",
    "no": "Europe/Oslo", "fi": "Europe/Helsinki", "ee": "Europe/Tallinn", "lv": "Europe/Riga",
    "lt": "Europe/Vilnius", "gr": "Europe/Athens", "bg": "Europe/Sofia", "ro": "Europe/Bucharest",
    "rs": "Europe/Belgrade", "hr": "Europe/Zagreb", "si": "Europe/Ljubljana", "ua": "Europe/Kyiv",
    "gb": "Europe/London", "ie": "Europe/Dublin", "tr": "Europe/Istanbul", "by": "Europe/Minsk",
    "il": "Asia/Jerusalem", "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "cn": "Asia/Shanghai",
    "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "sg": "Asia/Singapore",
    "my": "Asia/Kuala_Lumpur", "ph": "Asia/Manila", "th": "Asia/Bangkok",
    "vn": "Asia/Ho_Chi_Minh", "in": "Asia/Kolkata", "pk": "Asia/Karachi", "bd": "Asia/Dhaka",
    "lk": "Asia/Colombo", "np": "Asia/Kathmandu", "ir": "Asia/Tehran", "iq": "Asia/Baghdad",
    "sa": "Asia/Riyadh", "ae": "Asia/Dubai", "lb": "Asia/Beirut", "ge": "Asia/Tbilisi",
    "am": "Asia/Yerevan", "az": "Asia/Baku", "eg": "Africa/Cairo", "ng": "Africa/Lagos",
    "ke": "Africa/Nairobi", "za": "Africa/Johannesburg", "tn": "Africa/Tunis",
    "dz": "Africa/Algiers", "ar": "America/Argentina/Buenos_Aires", "pe": "America/Lima",
}  # fmt: skip
# Languages that are written in one of them, or in several that share its clock.
_SPOKEN_IN = {
    "bg": "bg", "cs": "cz", "da": "dk", "de": "de", "el": "gr", "et": "ee", "fi": "fi",
    "he": "il", "hi": "in", "hr": "hr", "hu": "hu", "hy": "am", "it": "it", "ja": "jp",
    "ka": "ge", "ko": "kr", "lt": "lt", "lv": "lv", "nb": "no", "ne": "np", "nl": "nl",
    "nn": "no", "no": "no", "pl": "pl", "ro": "ro", "sk": "sk", "sl": "si", "sr": "rs",
    "th": "th", "tr": "tr", "uk": "ua", "vi": "vn",
}  # fmt: skip


def moment(printed):
    """An aware datetime, or None where the hour or the time zone is missing."""
    found = _read(printed)
    return found if found and found.tzinfo and 1900 < found.year < 2200 else None


def guessed(dates, host, language):
    """The moment that the first of `dates` means by the one clock of the paper's country; None
    where its address and its language name no such country."""
    read = next((found for found in map(_read, dates) if found), None)
    clock = _clock(host, language)
    if read is None or read.tzinfo or clock is None or not _has_hour(dates):
        return None
    return read.replace(tzinfo=clock)


def stamp(line):
    """The date with its hour that stands in a printed line; empty where none does."""
    found = _YEAR_FIRST.search(line) or _DAY_FIRST.search(line)
    return found[0] if found else ""


def _clock(host, language):
    """That of the country which the address is of; else of the one that the language names."""
    spoken, *more = language.split("-")
    country = host.rpartition(".")[2].replace("uk", "gb")
    regions = [part.lower() for part in more if len(part) == 2]
    named = [country] if country in _CLOCKS else regions or [_SPOKEN_IN.get(spoken)]
    return ZoneInfo(_CLOCKS[named[0]]) if named[0] in _CLOCKS else None


def first(dates, others=()):
    """The moment that the first of `dates` means. Where it leaves out its zone, a later one of
    the same hour tells it, or `others`: times of other events in the same hand."""
    read = [found for found in map(_read, dates) if found]
    if not read:
        return None
    naive = read[0] if not read[0].tzinfo and _has_hour(dates) else None
    exact = [found for found in map(moment, dates) if found]
    if naive:
        same = [e for e in exact if _wall(e) == _wall(naive)]
        if same:
            return same[0]
        zone = next((o.tzinfo for o in map(moment, others) if o and o.utcoffset()), None)
        if zone and not exact:
            return naive.replace(tzinfo=zone)
    return exact[0] if exact else None


def _has_hour(dates):
    stamped = next((d for d in dates if _read(d)), "")
    return ":" in stamped


def _wall(found):
    return found.replace(tzinfo=None, second=0, microsecond=0)


def _read(printed):
    printed = printed.strip()
    if _EPOCH.fullmatch(printed):
        return datetime.datetime.fromtimestamp(int(printed[:10]), datetime.UTC)
    try:
        return datetime.datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", printed))
    except ValueError:
        return _stamped(printed) or _in_words(printed) or _of_mail(printed)


def _stamped(printed):
    found = _STAMP.search(printed)
    if not found:
        return None
    *digits, name, sign, hours, minutes = found.groups()
    zone = None
    if sign:
        offset = int(hours) * 60 + int(minutes or 0)
        zone = _zone(-offset if sign == "-" else offset)
    elif name and name.upper() in _ZONES:
        zone = _zone(_ZONES[name.upper()])
    elif name:
        return None
    try:
        return datetime.datetime(*(int(d or 0) for d in digits), tzinfo=zone)
    except ValueError:
        return None


def _in_words(printed):
    java = _OF_JAVA.fullmatch(printed)
    if java:
        month, day, hour, zone, year = java.groups()
        offset = _ZONES.get(zone, 0)
        mailed = f"{day} {month} {year} {hour} {'-' if offset < 0 else '+'}"
        hours, minutes = divmod(abs(offset), 60)
        return _of_mail(f"{mailed}{hours:02}{minutes:02}") if zone in _ZONES else None
    year, day = _YEAR_FIRST.search(printed), _DAY_FIRST.search(printed)
    if not (year or day):
        return None
    digits = [int(digit) for digit in (year or day).groups()]
    y, m, d, *clock = digits if year else [*digits[2::-1], *digits[3:]]
    try:
        return datetime.datetime.fromisoformat("{}-{:02}-{:02} {:02}:{:02}".format(y, m, d, *clock))
    except ValueError:
        return None


def _zone(minutes):
    try:
        return datetime.timezone(datetime.timedelta(minutes=minutes))
    except ValueError:
        return None


def _of_mail(printed):
    try:
        return parsedate_to_datetime(printed)
    except (ValueError, TypeError, IndexError):
        return None
