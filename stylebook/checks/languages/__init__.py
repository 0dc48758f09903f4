"""What the checks know of each language: one small file each, see README.md beside it."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PLACE = Path(__file__).parent
_TABLES = ("scales", "numbers", "numberish", "currencies", "countries", "calendar", "near")
_BENDING = "аяіиеь"  # what Cyrillic names of countries end in: Сирия, в Сирию
_RIGHT_NAMES = 4  # letters that an ending may take from a country's name at most


@dataclass(frozen=True)
class Entry:
    """`words` in this order mean `value`; a word ending in * stands for all that begin so."""

    words: tuple[str, ...]
    kind: str  # number, numberish, scale, percent, basis, currency, month, day, country…
    value: object


@dataclass(frozen=True)
class Data:
    """The file of a language as read. `known` is false where only CLDR is there, or nothing."""

    code: str
    known: bool
    ratio: float | None
    decimal: str
    group: str
    entries: tuple[Entry, ...]
    function: frozenset[str]
    abbreviations: tuple[str, ...]
    night: tuple[str, ...]
    short: tuple[str, ...]  # months, beside the number of a day
    bracketed: tuple[str, ...]  # weekdays, in brackets behind a date
    counted: str  # what makes a month of a number: 8월
    prefixes: tuple[str, ...]
    joins: tuple[str, ...]
    clauses: tuple[str, ...]  # join what could be two sentences
    openers: tuple[str, ...]  # and how the second may begin
    approximately: tuple[str, ...]
    countries: dict[str, str]  # code: name in this language
    phrases: tuple[str, ...] = ()  # of two words, of which neither may be misspelled
    home: tuple[str, ...] = ()  # countries whose papers need not name them
    spaced: bool = False
    inflected: bool = False
    compounds: bool = False
    units_first: bool = False
    percent_before: bool = False
    script: bool = False  # not written in Latin letters, and other than by Cyrillic ones
    unspaced: bool = False
    ordinals: bool = False  # written with a full stop
    elides: bool = False  # joins words by an apostrophe that are two: l'acqua


@cache
def data(code):
    path = _PLACE / f"{code}.toml"
    known = code.isalpha() and path.is_file()
    raw = {table: {} for table in _TABLES}
    raw |= tomllib.loads(path.read_text(encoding="utf-8")) if known else {}
    frozen = _cldr(code)
    return Data(
        code=code,
        known=known,
        ratio=raw.get("ratio"),
        decimal=raw.get("decimal", ".,"),
        group=raw.get("group", ".,"),
        entries=(*_written(raw), *_calendar(raw, frozen), *_names(raw, frozen)),
        function=frozenset(_list(raw.get("function", ""))),
        abbreviations=tuple(_list(raw.get("abbreviations", ""))),
        night=tuple(_list(raw["calendar"].get("night", ""))),
        short=tuple(_list(raw["calendar"].get("short", ""))),
        bracketed=tuple(_list(raw["calendar"].get("bracketed", ""))),
        counted=raw["calendar"].get("counted", ""),
        prefixes=tuple(_list(raw.get("prefixes", ""))),
        joins=tuple(_list(raw.get("joins", ""))),
        clauses=tuple(_list(raw.get("clauses", ""))),
        openers=tuple(_list(raw.get("openers", ""))),
        approximately=tuple(_list(raw.get("approximately", ""))),
        countries=frozen["countries"],
        phrases=tuple(_list(raw.get("phrases", ""))),
        home=tuple(_list(raw.get("home", ""))),
        spaced=raw.get("spaced", not known),
        **{
            name: raw.get(name, False)
            for name in (
                "inflected",
                "compounds",
                "units_first",
                "percent_before",
                "script",
                "unspaced",
                "elides",
                "ordinals",
            )
        },
    )


@cache
def _cldr(code):
    path = _PLACE / "cldr" / f"{code}.json"
    if not code.isalpha() or not path.is_file():
        return {"countries": {}, "months": [[]] * 12, "days": [[]] * 7}
    return json.loads(path.read_text(encoding="utf-8"))


def _list(text):
    return [item.strip() for item in text.split(",") if item.strip()]


def _written(raw):
    """What the file itself lists, table by table."""
    for kind, table, of in (
        ("scale", "scales", float),
        ("number", "numbers", float),
        ("numberish", "numberish", float),
        ("currency", "currencies", str),
        ("country", "countries", str),
    ):
        for value, words in raw[table].items():
            yield from (Entry(_words(item), kind, of(value)) for item in _list(words))
    for of, words in raw["near"].items():
        yield from (Entry(_words(item), "near", of) for item in _list(words))
    for kind in ("percent", "basis", "clock"):
        yield from (Entry(_words(item), kind, True) for item in _list(raw.get(kind, "")))


def _calendar(raw, frozen):
    for kind, table, first in (("month", "months", 1), ("day", "days", 0)):
        written = raw["calendar"].get(table)
        for value, names in enumerate(written or frozen[table], first):
            items = _list(names) if written else [_loose(name.lower()) for name in names]
            yield from (Entry(_words(item), kind, value) for item in items if _says(item))


def _loose(name):
    """With any ending, of a language that nobody has described yet."""
    return name if len(name) < 4 or " " in name else f"{name[:-1] if len(name) > 5 else name}*"


def _says(name):
    return not name.replace("*", "").strip().isdigit()


def _names(raw, frozen):
    """Countries by CLDR, with what their endings may change left off."""
    loose = raw.get("inflected") or raw.get("unspaced") or not raw.get("ours", False)
    least = 2 if raw.get("syllables") else _RIGHT_NAMES
    for country, name in frozen["countries"].items():
        if raw.get("unspaced"):
            yield Entry((name,), "country", country)
        elif " " not in name and len(name) >= least and loose:
            stem = _stem(name.lower()) + ("" if _like_words(name, raw) else "*")
            yield Entry((stem,), "country", country)
        elif len(name) >= _RIGHT_NAMES:
            words = name.lower().replace("&", " ").replace("-", " ").split()
            last = words[-1] + ("" if _like_words(name, raw) else "*")
            yield Entry((*words[:-1], last), "country", country)


def _like_words(name, raw):
    """Names that other words begin with: الهند and الهندسة, Inde and indépendant."""
    if raw.get("script"):
        return len(name) < 6 and not raw.get("syllables")
    return len(name) < 5 and name[-1] in "ae" and not raw.get("inflected")


def _stem(name):
    if len(name) == 5 and name[-1] in _BENDING:
        return name[:-1]
    return name if len(name) < 6 else name[: max(5, len(name) - 2)]


def _words(item):
    return tuple(item.lower().replace("-", " ").split())
