"""Words made comparable: without case and accents, and by their sound across alphabets."""

import re
import unicodedata
from functools import lru_cache

from stylebook.checks.listing import listed

_PLAIN = str.maketrans(
    {"ł": "l", "ß": "ss", "ı": "i", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"’": "'", "ʼ": "'", "ё": "е"}
    | {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ک": "ك",
        "\u0640": None,
    }
)
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў",
        listed(
            "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh sh - i - e yu ya i yi ye g u"
        ),
        strict=True,
    )
) | {"-": ""}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψως",
        listed("a v g d e z i th i k l m n x o p r s t y f ch ps o s"),
        strict=True,
    )
)
_LETTERS = str.maketrans({k: v.replace("-", "") for k, v in (_CYRILLIC | _GREEK).items()})
# Spellings of one sound, longest first.
_SOUNDS = listed(
    "tsch c dzh j dsch j shch s sch s kh h zh z sh s tch c ch c ts c tz c ph f th t ck k qu kv x ks"
    " w v ya a ia a yu u iu u ju u ja a ye e je e ey ei iy i yi i ij i y i j i oo u ou u ee i gh g"
)
_SOUND_PAIRS = tuple(zip(_SOUNDS[::2], _SOUNDS[1::2], strict=True))


@lru_cache(maxsize=8_000)
def fold(word):
    """“Łódź” as “lodz”, “Çin'de” as “cin'de”."""
    word = word.lower()
    if not word.isascii():
        parted = unicodedata.normalize("NFKD", word.translate(_PLAIN))
        word = "".join(c for c in parted if not unicodedata.combining(c)).translate(_PLAIN)
    return word


@lru_cache(maxsize=8_000)
def latin(word):
    """In Latin letters without accents: “Киев” as “kiev”."""
    word = fold(word)
    return word if word.isascii() else fold(word.translate(_LETTERS))


@lru_cache(maxsize=8_000)
def sound(word):
    """What is left alike between spellings of one name: “Chruschtschow”, “Хрущев”."""
    return re.sub(r"(.)\1", r"\1", letters_as_said(word))


@lru_cache(maxsize=8_000)
def letters_as_said(word):
    """The same with its double letters, which are a slip more often than a spelling."""
    word = latin(word)
    for spelling, as_said in _SOUND_PAIRS:
        word = word.replace(spelling, as_said)
    word = word.replace("h", "g")  # as Ukrainian has it
    return re.sub(r"[^a-z]", "", word)
