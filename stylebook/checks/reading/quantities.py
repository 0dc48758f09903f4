"""Numbers of a text, however written, each as the set of values that it may mean."""

import re
import unicodedata
from dataclasses import dataclass

_SEPARATORS = {"٫": ".", "٬": ",", "．": ".", "％": "%", "・": "."}
_FOREIGN_DIGIT = re.compile(rf"(?![0-9])\d|[{''.join(_SEPARATORS)}]")
_ROMAN = re.compile(
    r"(?<!\w)(?=[IVXLC]{1,7}(?:e|er|ème)?(?!\w))(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
    r"(?=(?:e|er|ème)?(?!\w))"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500}
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


@dataclass(slots=True)
class Quantity:
    """`claims`: whether the other text must have it too; else it only answers for one there.

    `values` have nine digits that count, so that equal numbers are equal whatever their sums.
    """

    values: frozenset[float]
    start: int
    end: int
    text: str
    figures: bool = False
    spelled: bool = False  # a cardinal in words, all of it
    claims: bool = False
    percent: bool = False
    currency: str | None = None
    factor: float = 1.0  # by which a scale word multiplied the figures: 1e6 of “4.1 million”
    hours: frozenset[float] = frozenset()  # of the day, by both halves of it
    day: bool = False  # of a month that is only understood: “15日”
    scale_word: bool = False  # "millions", without a number
    word: str = ""  # the letters that it is glued to: "A320"

    @property
    def scaled(self):
        return self.factor != 1

    @property
    def clock(self):
        return bool(self.hours)

    @property
    def mantissas(self):
        return {exact(value / self.factor) for value in self.values}

    @property
    def digits(self):
        return re.sub(r"\D", "", self.text)

    def __post_init__(self):
        self.values = frozenset(map(exact, self.values))

    def means(self, values):
        return not self.values.isdisjoint(values)


def exact(value):
    return value if value == int(value) and value < 1e9 else float(f"{value:.9g}")


def ascii_digits(text):
    """Digits and separators of all scripts as ours, character by character."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda found: _ascii_digit(found[0]), text)


def _ascii_digit(letter):
    return _SEPARATORS.get(letter) or str(unicodedata.digit(letter))


def roman_numerals(text):
    for found in _ROMAN.finditer(text):
        if found[0]:
            numeral = _answer(_roman(found[0]), found)
            numeral.spelled = len(found[0]) > 1
            yield numeral


def fractions(text):
    for letter, value in _PARTS.items():
        for found in re.finditer(letter, text):
            yield _answer(value, found)


def _answer(value, found):
    return Quantity(frozenset({float(value)}), found.start(), found.end(), found[0])


def _roman(letters):
    values = [_ROMAN_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
