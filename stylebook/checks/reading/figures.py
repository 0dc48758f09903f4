"""Numbers written in figures: “1.234,5 Mio. €”, “$4.1bn”, “12–15%”, “’68”, “20 Uhr”."""

import re
from functools import cache

from stylebook.checks.languages import data
from stylebook.checks.reading.quantities import Quantity, exact
from stylebook.checks.reading.times import dates_in_figures, hours, minutes

SPACES = "\u00a0\u202f\u2009\u2005 "
_SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₺": "TRY",
    "₹": "INR",
    "₴": "UAH",
}
_DOLLARS = {"R": "BRL", "A": "AUD", "C": "CAD", "HK": "HKD", "NT": "TWD", "NZ": "NZD", "S": "SGD"}
_DOLLARS_OF = re.compile(r"(?<!\w)([A-Z]{1,2})\$\s?$")
_SYMBOL = f"[{''.join(_SYMBOLS)}]"
_UNIT = (
    r"(?:st|nd|rd|th|s|m|bn|mn|tn|k|km|kg|am|pm|cm|mm|x|C|F|p|ft|kW|MW|GW|kWh|MWh|GB|MB|TB|Hz|MHz"
    r"|GHz|h|nm|g|e|er|ème|ers|ans|ha|l|t)\b"
)
_GLUED = re.compile(r"(?:[^\W\d_]+[-–]?|_)$")
_RANGE = re.compile(
    r"\s?(?:[-–—/~〜]|to|and|or|bis|und|oder|à|et|ou|до|и|или|та|або|až|a|do|i|lub|o|y|e|en|tot|of|ve|ile"
    r"|إلى|و|تا|at)\s?(?:€|\$|£|%)?\s?"
)
_AND_MORE = re.compile(r"\s(?:y |et |e |and |и |و ?)?")
_LONGEST = 25  # figures and separators that may be a number
_AGAINST = re.compile(  # “4.27 to the euro” are no euros
    r"\b(?:against|to|per|vs|gegen|zum|je|pro|contre|pour|par|frente|por|contra|contro|do|za|к|за|до)\b"
)
_DECADE = re.compile(r"-?(?:er\b|х\b|ті\b|е\b|[іи]х\b|s\b| ?Jahre|年代)")
_YEARS_BEFORE = re.compile(r"ann[ée]es $")
_PERCENT_SIGN = re.compile(r"[\s\u00a0\-–]{0,2}[%٪‰％]")


@cache
def _number(spaced, apostrophes):
    spaces = SPACES if spaced else SPACES[:-1]
    marks = "’'" if apostrophes else ""
    return re.compile(
        rf"\d{{1,3}}(?: \d00(?!\d))+|\d{{1,3}}(?:[{spaces}]\d{{3}}(?!\d))+(?:[.,]\d+)?"
        rf"|\d+(?:[.,{marks}]\d+)*"
    )


def figures(text, language, marks):
    """Quantities in figures, from a text whose digits are ASCII ones."""
    known = data(language)
    after = {}
    for mark in marks:
        if mark.kind in ("scale", "percent", "basis", "currency", "clock"):
            after.setdefault(mark.start, []).append(mark)
    dates = dates_in_figures(text)
    days = {mark.end for mark in marks if mark.kind == "day"}
    found = []
    for match in _number(known.spaced, "'" in known.group).finditer(text):
        quantity = _quantity(text, match, known, after)
        if quantity:
            if any(a <= quantity.start < b for a, b in dates) or _of_weekday(text, quantity, days):
                quantity.claims = False
            if found and _goes_on(text, found[-1], quantity):
                continue
            if found:
                _share(text, found[-1], quantity)
            found.append(quantity)
    return found


def _of_weekday(text, quantity, days):
    """“Quarta-feira (6)”: what the weekday says already."""
    start, end = quantity.start, quantity.end
    return start - 2 in days and text[start - 2 : start] == " (" and text[end : end + 1] == ")"


def _quantity(text, match, known, after):
    token = match[0].rstrip(".,'’")
    start, end = match.start(), match.start() + len(token)
    values, whole, sure = values_of(token, known) if len(token) < _LONGEST else ((), 0, 0)
    if not values:
        return None
    word = _glued(text, start, end, known)
    factor, scaled_end = _scale(text, end, after)
    if factor == 1 and re.match(r"\s?m(?!\w)", text[end : end + 3]):
        if re.search(rf"{_SYMBOL}\s?$", text[max(0, start - 3) : start]):
            factor, scaled_end = 1e6, text.index("m", end) + 1
        else:
            values |= {value * 1e6 for value in values}
    if factor == 1 and re.match(r"k(?!\w)", text[end : end + 2]):  # “50k”
        values |= {value * 1e3 for value in values}
    if factor != 1 and len(values) > 1 and token.endswith("0"):
        values = {max(values)}  # “3.500 millones”
    if factor > 1e3 and len(values) > 1 and known.code == "en":
        values = {min(values)}  # “1.408 billion”
    values = {value * factor for value in values}
    if whole and factor == 1:
        values |= _years(text, token, start, end)
    if any(mark.kind == "basis" for at in (end, end + 1) for mark in after.get(at, ())):
        values |= {value / 100 for value in values}
    clock = hours(text, start, end, known, after)
    values |= clock
    if clock and not token.isdigit():
        values |= {float(re.split("[.,]", token)[1]) or max(clock)}  # minutes
    return Quantity(
        frozenset(values),
        start,
        max(end, scaled_end),
        text[start : max(end, scaled_end)],
        figures=True,
        claims=sure
        and not (word or clock or minutes(text, start, end) or _month(text, end, known)),
        hours=frozenset(clock),
        percent=_percent(text, start, scaled_end, known, after),
        currency=_currency(text, start, scaled_end, after),
        factor=factor,
        word=word,
    )


def _month(text, end, known):
    return bool(known.counted) and text[end : end + 2].lstrip().startswith(known.counted)


def values_of(token, known):
    """(what it may mean, whether it is a whole number, whether it is one number at all)."""
    plain = re.sub(rf"[{SPACES}'’]", "", token)
    if plain.isdigit():
        return {float(plain)}, True, True
    separators = re.findall(r"[.,]", plain)
    parts = re.split(r"[.,]", plain)
    if len(set(separators)) > 1:  # the last one is the decimal one
        return {float(f"{''.join(parts[:-1])}.{parts[-1]}")}, False, True
    values = _by_habit(separators[0], parts, known)
    if values:
        return values, False, True
    if len(parts) == 2 and len(parts[1]) == 3 and len(parts[0]) <= 3 and parts[0] != "0":
        values.add(float("".join(parts)))
    if len(parts) == 2 and len(parts[1]) <= 2:
        values.add(float(".".join(parts)))
    if len(parts) == 2 and separators == [","] and len(parts[1]) <= 2 and known.decimal == ".":
        return values, False, True
    return values | {float(part) for part in parts if part}, False, False


def _by_habit(separator, parts, known):
    values = set()
    groups = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
    if separator in known.group and groups and parts[0] != "0":
        values.add(float("".join(parts)))
    decimal = separator in known.decimal and len(parts) == 2
    if decimal and known.code == "en" and groups and len(parts[1]) == 3 and parts[0] != "0":
        values.add(float("".join(parts)))  # as others write it: the form is a rule of its own
    only_grouped = separator in known.group and len(parts[1]) == 3 and len(known.decimal) == 1
    if decimal and not (only_grouped and parts[0] != "0"):
        values.add(float(".".join(parts)))
    return values


def _glued(text, start, end, known):
    """The letters of a word that these figures are part of; "" of none."""
    before = _GLUED.search(text, max(0, start - 12), start)
    if before and before[0][-1] in "-–":
        letters = before[0][:-1]
        name = (letters.isupper() and len(letters) > 1) or letters.lower() == "covid"
        return letters if name and end - start <= 4 else ""
    if before:
        return before[0] if known.code != "ko" or before[0][-1].isascii() else ""
    letter = text[end : end + 1]
    unit = known.code != "en" or re.match(_UNIT, text[end : end + 6])
    return letter if letter.isalpha() and letter.isascii() and not unit else ""


def _scale(text, end, after):
    """(1e6 for “ Mio.”, 1e9 for “ mil millones”, where it ends)."""
    factor = 1.0
    for _ in range(2):
        found = next(
            (
                mark
                for at in range(end, min(end + 3, len(text)))
                if not text[end:at].strip(f"{SPACES}-‑")
                for mark in after.get(at, ())
                if mark.kind == "scale"
            ),
            None,
        )
        if not found:
            break
        factor *= found.value
        end = found.end
    return factor, end


def _percent(text, start, end, known, after):
    if _PERCENT_SIGN.match(text, end):
        return True
    if any(mark.kind == "percent" for at in range(end, end + 3) for mark in after.get(at, ())):
        return True
    before = text[max(0, start - 7) : start]
    return known.percent_before and (before.endswith("%") or before.lower().endswith("yüzde "))


def _currency(text, start, end, after):
    dollars = _DOLLARS_OF.search(text, max(0, start - 5), start) if "$" in text else None
    if dollars:
        return _DOLLARS.get(dollars[1], "USD")
    around = (
        text[max(0, start - 2) : start].strip()[-1:] + text[end : end + 3].strip(" .\u00a0")[:1]
    )
    for symbol in around:
        if symbol in _SYMBOLS:
            return _SYMBOLS[symbol]
    if end and text[end - 1] in _SYMBOLS:
        return _SYMBOLS[text[end - 1]]
    shortened = text[end : end + 1] == "." and text[end - 1].isalpha()  # “Mio. Euro”
    for at in range(end + shortened, end + 14):
        if at > end + shortened and text[at - 1 : at] in ".,;:()":
            break
        for mark in after.get(at, ()):
            if mark.kind == "currency":
                return None if _AGAINST.search(text[end:at]) else mark.value
    return next(
        (
            mark.value
            for at in range(max(0, start - 5), start)
            for mark in after.get(at, ())
            if mark.kind == "currency" and not text[mark.end : start].strip(" .$")
        ),
        None,
    )


def _years(text, token, start, end):
    """Two figures may be a decade or the end of a year; “1990s” answers “90er” and “XIX”."""
    if len(token) not in (2, 4):
        return set()
    value = float(token)
    if len(token) == 4 and _DECADE.match(text, end):
        decade = {value % 100} if 1900 <= value < 2100 else set()
        return decade | {value // 100 + 1}
    lately = 1900 <= value < 2100
    if lately and value % 10 == 0 and _YEARS_BEFORE.search(text, max(0, start - 9), start):
        return {value % 100}
    if len(token) != 2:
        return set()
    apostrophe = text[start - 1 : start] in ("'", "’", "‘") and start > 0
    span = start >= 5 and re.match(r"\d{4}[-–/]$", text[start - 5 : start])
    if apostrophe or span or _DECADE.match(text, end):
        return {1900 + value, 2000 + value}
    return set()


def _goes_on(text, first, second):
    """“17 bin 2”, “3 mil 500”: the second is added to the first."""
    value = max(second.values)
    if not first.factor > 1 or value >= first.factor or not second.claims:
        return False
    if not _AND_MORE.fullmatch(text, first.end, second.start):
        return False
    first.values = frozenset(exact(mine + value) for mine in first.values)
    first.end, first.text = second.end, text[first.start : second.end]
    first.currency = first.currency or second.currency
    return True


def _share(text, first, second):
    """“2 to 3 million euros”: what is said of the second is said of the first."""
    if not _RANGE.fullmatch(text, first.end, second.start):
        return
    if second.scaled and not first.scaled:
        first.values |= {exact(value * second.factor) for value in first.values}
    first.percent = first.percent or second.percent
    first.currency = first.currency or second.currency
