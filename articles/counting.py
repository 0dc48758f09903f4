"""Numbers of a desk: how many words a text has and its translation will have, which paragraph."""

import re

# How much it takes to say what English says in one word: in words, or in characters where a
# language is counted so. Rules of thumb from the trade, good for "about" and nothing else.
PER_ENGLISH_WORD = {
    "en": 1.0, "de": 0.93, "nl": 1.0, "sv": 0.94, "da": 0.95, "no": 0.95, "fi": 0.68,
    "fr": 1.12, "es": 1.08, "it": 1.04, "pt": 1.06, "ro": 1.02, "el": 1.0, "hu": 0.8,
    "ru": 0.82, "uk": 0.82, "pl": 0.84, "cs": 0.85, "sr": 0.88, "bg": 0.92, "tr": 0.74,
    "ar": 0.78, "he": 0.75, "fa": 1.0, "ur": 1.15, "hi": 1.12, "vi": 1.3, "id": 0.92,
    "ko": 0.72, "zh": 1.65, "ja": 2.2, "th": 4.2,
}  # fmt: skip
BY_CHARACTERS = frozenset({"zh", "ja", "th"})

# The scripts that are written without spaces: Thai, kana, Han. static/desk/progress.js counts
# by the same patterns.
_UNSPACED = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s/–—…{_UNSPACED}]+")
_LETTER = re.compile(r"[^\W_]")


def count(text):
    """Words; in scripts without spaces each character is one."""
    return sum(1 for found in _WORD.findall(text) if _LETTER.search(found))


def unit(language):
    return "characters" if _base(language) in BY_CHARACTERS else "words"


def factor(source, target):
    """How many words (or characters) of `target` one of `source` becomes."""
    rate = PER_ENGLISH_WORD
    return round(rate.get(_base(target), 1.0) / rate.get(_base(source), 1.0), 3)


def expected(words, rate):
    """A round number: nobody knows it better than that."""
    about = words * rate
    step = 5 if about < 200 else 10 if about < 1000 else 50
    return max(step, round(about / step) * step) if about else 0


def ordinal(number):
    """“1st”, “12th”, “23rd”."""
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _base(language):
    return language.split("-")[0].lower()
