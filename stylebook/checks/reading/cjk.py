"""Numbers in Chinese characters and mixed with figures: “2億3000万”, “三十五”, “1.5万亿”."""

import re

from stylebook.checks.reading.quantities import Quantity, exact

_DIGITS = dict(zip("〇零一二两兩三四五六七八九", map(float, "0012223456789"), strict=True))
_TENS = {"十": 10.0, "百": 100.0, "千": 1000.0}
_MYRIADS = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
_ALL = "".join(_DIGITS) + "".join(_TENS) + "".join(_MYRIADS)
_SOME = frozenset("数數几幾")  # hundreds of millions: of a number that nobody knows
_MANY = "余多餘"  # “and more”, between a number and its myriads
_NUMBER = re.compile(
    rf"[0-9][0-9.,]*(?: ?[{_MANY}]?[{''.join(_TENS)}{''.join(_MYRIADS)}]+(?: ?[0-9][0-9.,]*)?)*"
    rf"|[{_ALL}半]+(?:[{_MANY}][{''.join(_MYRIADS)}]+)?"
)
_PERCENT = re.compile(r"\s?(?:%|％|パーセント|ポイント|个百分点|個百分點)")
_DIGIT, _UNIT = f"[{''.join(list(_DIGITS)[1:])}]", f"[{''.join((*_TENS, *_MYRIADS))}]"
_EITHER = re.compile(rf"({_DIGIT})({_DIGIT})({_UNIT}+)")  # “七八千”: seven or eight thousand
_TO_DATE = re.compile(r"\s?[~～〜–—-]\s?\d{1,2} ?[月日号時时点]| ?至 ?\d{1,2} ?[月日号时点]")
_NAMED = re.compile(r"[A-Za-z]-?$")  # “A320”
_SHORT = re.compile(rf"(.*)({_UNIT})({_DIGIT})")  # “一万二”: twelve thousand
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911}


def numbers(text, marks):
    """Quantities of a Chinese or Japanese text whose digits are ASCII ones."""
    currencies = {mark.start: mark.value for mark in marks if mark.kind == "currency"}
    basis = {mark.start for mark in marks if mark.kind == "basis"}
    days = {mark.end - 1 for mark in marks if mark.kind == "day"}
    for found in _NUMBER.finditer(text):
        token = found[0].rstrip(".,")
        value = value_of(token)
        if value is not None and value < 1e18 and found.start() not in days:
            quantity = _quantity(text, token, found.start(), value, currencies)
            if quantity.end in basis:
                quantity.values |= {exact(value / 100)}
            yield quantity


def value_of(token):
    total = section = 0.0
    number = None
    for part in re.findall(r"[0-9][0-9.,]*|\S", token):
        if part[0].isdigit() and part[0].isascii():
            try:
                number = float(part.replace(",", "").rstrip("."))
            except ValueError:
                return None
        elif part in _DIGITS:
            number = _DIGITS[part] if number is None else number * 10 + _DIGITS[part]
        elif part in _TENS:
            section += (1 if number is None else number) * _TENS[part]
            number = None
        elif part in _MYRIADS:
            total, section = _myriads(total, section + (number or 0), _MYRIADS[part])
            number = None
        elif part == "半":
            number = (number or 0) + 0.5
    return total + section + (number or 0)


def _myriads(total, section, unit):
    """“三亿五千万” adds up; in “五千万亿” the ten thousands are counted in hundred millions."""
    if unit > 1e4 and total and total < unit:
        return (total + section) * unit, 0.0
    return total + (section or 1) * unit, 0.0


def _quantity(text, token, start, value, currencies):
    end = start + len(token)
    token = token.replace(" ", "")
    values = {value}
    figures = token[0].isascii()
    if not re.search(r"[十百千万萬亿億兆]", token):
        values |= {float(part) for part in re.findall(r"\d+(?:\.\d+)?", token.replace(",", ""))}
    after = text[end : end + 2].lstrip()[:1]
    before = text[max(0, start - 4) : start].rstrip()[-3:]
    values |= _as_spoken(token)
    hour = after in ("時", "时", "点", "點") and value <= 24
    hours = {value, value + 12 if value <= 12 else value - 12} if hour else set()
    values |= hours
    if after == "年" and value < 100:
        values |= {value + 1900, value + 2000}
    values |= {value + year for era, year in _ERAS.items() if before.endswith(era)}
    if after in ("割", "成"):
        values |= {value * 10}
    day = after in ("日", "号") and before[-1:] not in ("月", *"0123456789")
    clock = hour or after in ("月", ":", "：") or before[-1:] in (":", "：")
    clock = clock or bool(before[-1:] != "月" and _TO_DATE.match(text, end))  # “4~9月”
    minutes = after == "分" and before[-1:] in ("時", "时", "点")
    ordinal = before.endswith(("第", *_ERAS))
    named = _NAMED.search(text, max(0, start - 2), start)
    return Quantity(
        frozenset(values),
        start,
        end,
        token,
        figures=figures,
        claims=figures and not (clock or minutes or ordinal or named),
        scale_word=not figures and value >= 1e6 and before[-1:] in _SOME,
        day=day and value <= 31,
        hours=frozenset(hours),
        percent=bool(_PERCENT.match(text, end)) or before == "百分之",
        currency=next((currencies[at] for at in range(end, end + 3) if at in currencies), None),
        factor=next((_MYRIADS[letter] for letter in reversed(token) if letter in _MYRIADS), 1.0),
    )


def _as_spoken(token):
    if either := _EITHER.fullmatch(token):
        return {value_of(digit + either[3]) for digit in either.group(1, 2)}
    if short := _SHORT.fullmatch(token):
        unit = (_TENS | _MYRIADS)[short[2]]
        rest = _DIGITS[short[3]] * unit / 10
        return {value_of(short[1] + short[2]) + rest} if unit > 10 else set()
    return set()
