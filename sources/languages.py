"""Names and directions of languages and countries, from CLDR."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ckb", "dv", "ug", "sd"})


@cache
def language_name(code, in_language="en"):
    """“Portuguese (Brazil)” for `pt-BR`; the code itself where CLDR has no name."""
    try:
        named = Locale.parse(code, sep="-").get_display_name(Locale.parse(in_language, sep="-"))
        return named or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def country_name(code, in_language="en"):
    """“Kyrgyzstan” for `KG`; the code itself where CLDR has no name."""
    return Locale.parse(in_language, sep="-").territories.get(code.upper(), code)


def direction(code):
    """`rtl` or `ltr`, the value of the HTML attribute."""
    return "rtl" if code.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


# Scripts that the papers of one language write.
_SCRIPTS = {
    "ja": "\u3040-\u30ff", "ko": "\uac00-\ud7af", "zh": "\u4e00-\u9fff", "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff", "th": "\u0e00-\u0e7f", "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "ka": "\u10a0-\u10ff", "hy": "\u0530-\u058f",
    "my": "\u1000-\u109f", "km": "\u1780-\u17ff", "am": "\u1200-\u137f",
}  # fmt: skip
_LETTERS = {code: re.compile(f"[{letters}]") for code, letters in _SCRIPTS.items()}


def written_in(text):
    """Code of the language that alone has the script of most letters of a text; empty for Latin,
    Cyrillic, Arabic and others that many share."""
    letters = sum(map(str.isalpha, text))
    for code, script in _LETTERS.items():
        share = 0.1 if code == "ja" else 0.4
        if letters and len(script.findall(text)) >= share * letters:
            return code
    return ""


def shares_script(code, other):
    """Whether two languages are written in one script: Japanese and Chinese, French and Czech."""
    return _script_of(code) == _script_of(other)


@cache
def _script_of(code):
    try:
        month = Locale.parse(code, sep="-").months["format"]["wide"][1]
    except (UnknownLocaleError, ValueError):
        return ""
    return written_in(month) or "latin"


@cache
def known_language(code):
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def known_country(code):
    return code in Locale.parse("en").territories and len(code) == 2
