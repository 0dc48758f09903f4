"""Names in a text: where they stand, and when two of them are one."""

import re
from collections import defaultdict
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from stylebook.checks.languages import data
from stylebook.checks.reading.folding import fold, letters_as_said, sound

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_LOWER = "a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľŀłńņňōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșț"
_NAME = re.compile(
    rf"(?:(?<![\w’'])|(?<=\b[ldLD][’']))([{_UPPER}][{_LOWER}]+(?:[{_UPPER}][{_LOWER}]+)?)(?=(?:[’']s?)?(?!\w))"
)
_SENTENCE_START = re.compile(r"(?:[.!?:;“\"‘(\[—–-]\s*|^\s*[\"“]?)$")
_SHORTEST = 4
_LAST = re.compile("i+$")  # “Zelensky”, “Zelenskyy”
# Endings by which one name makes another: Libya, Libyan; Kyrgyz, Kyrgyzstan.
_ENDING = re.compile(
    r"(?:ean|eans|ina|inian|s|es|n|an|ian|ans|ians|ish|i|is|ese|ite|ites|er|ers|ism|ist|ists|ity|ic"
    r"|ing|ed|ly|al|y|e|a|o|d|ia|land|stan|ii|us|na|ne|ienne|ien|iens|iennes|ais|aise|aises|ois|oise)"
)


class Place(NamedTuple):
    block: int
    span: tuple[int, int]
    begins: bool  # a sentence, where any word has a capital


def names_of(passages):
    """{name: [Place]} of capitalised words, in reading order, without months and days."""
    found = {}
    for at, passage in enumerate(passages):
        calendar = {mark.start for mark in passage.marks if mark.kind in ("month", "day")}
        for match in _NAME.finditer(passage.plain):
            if len(match[1]) >= _SHORTEST and match.start(1) not in calendar:
                begins = bool(
                    _SENTENCE_START.search(passage.plain, max(0, match.start() - 4), match.start())
                )
                found.setdefault(match[1], []).append(Place(at, match.span(1), begins))
    return found


def same_word(one, other):
    """Whether one is the other with an ending."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    if "-" in short and "-" in long and short.split("-")[-1] == long.split("-")[-1]:
        short, long = sorted((short.split("-")[0], long.split("-")[0]), key=len)
    if long.startswith(short) and _ENDING.fullmatch(long[len(short) :]):
        return True
    stem = short[:-1]
    return bool(
        stem
        and long.startswith(stem)
        and len(long) - len(short) <= 3
        and _ENDING.fullmatch(long[len(stem) :] or "-")
        and short[-1] in "aeiouys"
    )


def spelled_alike(one, other):
    """Whether they are one name of another alphabet, transliterated in two ways: “Wołodymyr”,
    “Volodymyr”."""
    one, other = letters_as_said(one), letters_as_said(other)
    return one == other or _LAST.sub("i", one) == _LAST.sub("i", other)


def distance(one, other, at_most=3):
    return DamerauLevenshtein.distance(one, other, score_cutoff=at_most)


def near_pairs(names):
    """(one, other, distance) of names that look or sound nearly alike."""
    buckets = defaultdict(list)
    for name in names:
        heard = sound(name)
        if heard:
            buckets["first", heard[0]].append(name)
            buckets["last", fold(name)[-3:]].append(name)
            buckets["sound", heard].append(name)
    seen = set()
    for bucket in buckets.values():
        for at, one in enumerate(bucket):
            for other in bucket[at + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    apart = _apart(one, other)
                    if apart is not None:
                        yield one, other, apart


def _apart(one, other):
    if abs(len(one) - len(other)) > 3 or one.lower() == other.lower() or same_word(one, other):
        return None
    shorter = min(len(one), len(other))
    apart = distance(one.lower(), other.lower())
    allowed = 1 if shorter <= 6 else 2 if shorter <= 9 else 3
    if apart <= allowed or (apart <= 3 and sound(one) == sound(other)):
        return apart
    return None


def in_cyrillic(language):
    return language in ("ru", "uk", "bg", "be", "sr", "mk", "kk", "ky")


def in_latin(language):
    """Whether names of the original look in ours as they look there."""
    return not in_cyrillic(language) and not data(language).script and language not in (
        "el", "he", "ko", "hi", "th", "ka", "hy", "ur", "bn",
    )  # fmt: skip
