"""Names and directions of languages and countries, from CLDR."""

from functools import cache

from babel import Locale, UnknownLocaleError

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ckb", "dv", "ug", "sd"})


@cache
def language_name(code, in_language="en"):
    """“Portuguese (Brazil)” for `pt-BR`; the code itself where CLDR has no name."""
    try:
        return Locale.parse(code, sep="-").get_display_name(in_language) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def country_name(code, in_language="en"):
    """“Kyrgyzstan” for `KG`; the code itself where CLDR has no name."""
    return Locale.parse(in_language, sep="-").territories.get(code.upper(), code)


def direction(code):
    """`rtl` or `ltr`, the value of the HTML attribute."""
    return "rtl" if code.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


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
