"""The moment at which a story was first published, from how pages write it."""

import datetime
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from sources import months

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
# “27/08/2019 - 18:34”, “02/01/2023 18h58”, “11/17/2023 05:40 PM”.
_SLASHED = re.compile(
    r"(?<![\d/])(\d{1,2})/(\d{1,2})/(20\d\d)[^\w:]{1,4}(?:(?:at|à|às|a\slas|ore|alle)\s)?"
    r"(\d{1,2})[:.h](\d{2})(?!\d)(?::\d\d)?(?:\s?([ap])\.?m)?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"^\W*(?:last\s)?(?:updated?|modified|edited)\b|\b(?:a[ck]tuali[sz]|mis\sà\sjour|aggiorna|atualiz|stand:|"
    r"gewijzigd|bijgewerkt|zaktualiz|güncel|opdater|oppdater|uppdater|обновл|оновл)|更新|수정",
    re.IGNORECASE,
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
# Countries that live by one clock, or whose papers write that of the capital.
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
    "es": "Europe/Madrid", "pt": "Europe/Lisbon", "is": "Atlantic/Reykjavik", "mt": "Europe/Malta",
    "cy": "Asia/Nicosia", "ba": "Europe/Sarajevo", "mk": "Europe/Skopje", "al": "Europe/Tirane",
    "md": "Europe/Chisinau", "ru": "Europe/Moscow", "kz": "Asia/Almaty", "kg": "Asia/Bishkek",
    "uz": "Asia/Tashkent", "mn": "Asia/Ulaanbaatar", "id": "Asia/Jakarta", "mm": "Asia/Yangon",
    "kh": "Asia/Phnom_Penh", "qa": "Asia/Qatar", "kw": "Asia/Kuwait", "jo": "Asia/Amman",
    "ma": "Africa/Casablanca", "gh": "Africa/Accra", "ug": "Africa/Kampala",
    "tz": "Africa/Dar_es_Salaam",
    "et": "Africa/Addis_Ababa", "sn": "Africa/Dakar", "nz": "Pacific/Auckland",
    "br": "America/Sao_Paulo", "mx": "America/Mexico_City", "cl": "America/Santiago",
    "uy": "America/Montevideo", "ve": "America/Caracas", "bo": "America/La_Paz",
    "dz": "Africa/Algiers", "ar": "America/Argentina/Buenos_Aires", "pe": "America/Lima",
}  # fmt: skip
# Languages that are written in one of them, or in several that share its clock.
_SPOKEN_IN = {
    "bg": "bg", "cs": "cz", "da": "dk", "de": "de", "el": "gr", "et": "ee", "fi": "fi",
    "he": "il", "hi": "in", "hr": "hr", "hu": "hu", "hy": "am", "it": "it", "ja": "jp",
    "ka": "ge", "ko": "kr", "lt": "lt", "lv": "lv", "nb": "no", "ne": "np", "nl": "nl",
    "nn": "no", "no": "no", "pl": "pl", "ro": "ro", "sk": "sk", "sl": "si", "sr": "rs",
    "th": "th", "tr": "tr", "uk": "ua", "vi": "vn", "id": "id", "is": "is", "kk": "kz", "ky": "kg",
    "mk": "mk", "mn": "mn", "my": "mm", "sq": "al", "sw": "ke", "zh": "cn",
}  # fmt: skip


def moment(printed):
    """An aware datetime, or None where the hour or the time zone is missing."""
    found = _read(printed)
    return found if found and found.tzinfo and 1900 < found.year < 2200 else None


def guessed(dates, host, language):
    """The moment that the first of `dates` means by the one clock of the paper's country; None
    where its address and its language name no such country."""
    dates = _with_hours(dates)
    read = next((found for found in map(_read, dates) if found), None)
    clock = _clock(host, language)
    if read is None or read.tzinfo or clock is None or not _has_hour(dates):
        return None
    return read.replace(tzinfo=clock)


def stamp(line, language="", host=""):
    """The date with its hour that stands in a printed line; empty where none does, or where
    nobody can tell day from month."""
    found = _YEAR_FIRST.search(line) or _DAY_FIRST.search(line)
    if found:
        return found[0]
    slashed = _SLASHED.search(line)
    if slashed:
        return _unslashed(slashed, language, host)
    told = months.stamp(line, language)
    return told if told.rpartition(" ")[2] in _ZONES else told[:16]


def is_of_change(line):
    """Whether a printed date says of itself that it is not that of first publication."""
    return _CHANGED.search(line) is not None


def _unslashed(found, language, host):
    one, two, year, hour, minute, half = found.groups()
    one, two = int(one), int(two)
    if two > 12 or (one <= 12 and _is_american(language, host, half)):
        one, two = two, one
    elif one <= 12 and language.startswith("en") and not _clock(host, language):
        return ""
    hour = int(hour) % 12 + (12 if half in "pP" else 0) if half else int(hour)
    return f"{year}-{two:02}-{one:02} {hour:02}:{minute}"


def _is_american(language, host, half):
    return language == "en-US" or (language == "en" and bool(half) and not _clock(host, ""))


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
    dates = _with_hours(dates)
    read = [found for found in map(_read, dates) if found]
    if not read:
        return None
    naive = read[0] if not read[0].tzinfo and _has_hour(dates) else None
    # What is days away is the date of something else.
    exact = [found for found in map(moment, dates) if found and _is_near(found, read[0])]
    if naive:
        same = [e for e in exact if _wall(e) == _wall(naive)]
        if same:
            return same[0]
        exact = [e for e in exact if _is_same_moment(e, naive)]
        zone = next((o.tzinfo for o in map(moment, others) if o and o.utcoffset()), None)
        if zone and not exact:
            return naive.replace(tzinfo=zone)
    return exact[0] if exact else None


def _with_hours(dates):
    """Those that tell the hour, where the first tells the day alone."""
    day = next(filter(None, map(_read, dates)), None)
    told = [(date, _read(date)) for date in dates if ":" in date]
    return [date for date, found in told if found and _is_near(found, day)] or dates


def _has_hour(dates):
    stamped = next((d for d in dates if _read(d)), "")
    return ":" in stamped


def _is_same_moment(one, other):
    """Whether they differ by no more than a zone: whole quarters of an hour."""
    return (_wall(one) - _wall(other)) % datetime.timedelta(minutes=15) == datetime.timedelta()


def _is_near(one, other):
    return abs(_wall(one) - _wall(other)) < datetime.timedelta(hours=36)


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
