"""Characters that have no business in a text, and traces of machines."""

import re
import unicodedata

from stylebook.checks.findings import BLOCKER, WARNING, Finding
from stylebook.checks.registry import finds

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\ufff9-\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f]"
)
_ESCAPE = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\n"
    r"|&(?:nbsp|amp|quot|apos|lt|gt|#\d{2,5}|#x[0-9a-f]{2,4}|[rl][sd]quo|[nm]dash|[a-z]acute|hellip"
    r"|shy|zwnj|zwj|ccedil|[aou]uml);"
)
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œž˜¦“”]"
    "|Ð[\u0080-\u00bf°±²³´µ¶·¸¹º»¼½¾¿]"
)
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|em|strong|span|div|a|h[1-6]|ul|ol|li|img|sup|sub)\b[^<>]*/?>", re.IGNORECASE
)
_NAMES = {"\u00ad": "soft hyphen", "\ufeff": "byte order mark", "\ufffd": "replacement character"}
_LATIN_WORD = re.compile(r"[^\W\d_]{2,}")
# Letters of other alphabets that look like Latin ones: see UTS #39, confusables.
_LOOKALIKES = dict(
    zip("аеорсухіјѕһԁԛԝкмтвнзАВЕЗКМНОРСТУХІЈЅԌοαρνικυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwkmtbh3ABE3KMHOPCTYXIJSGoapvikuxABEZHIKMNOPTYX", strict=True)
)  # fmt: skip


@finds("invisible", "escape", "mojibake", "markup", "mixed_script", "foreign_letter")
def characters(story):
    for at, passage in enumerate(story.target):
        text = passage.text
        if not (text.isascii() and text.isprintable()):
            yield from _invisible(at, text)
        if not text.isascii():
            yield from _matches("mojibake", _MOJIBAKE, at, text, "was read in the wrong encoding")
            yield from _mixed(at, text)
        if "\\" in text or "&" in text:
            yield from _matches("escape", _ESCAPE, at, text, "is the code of a character")
        if "<" in text:
            yield from _matches("markup", _MARKUP, at, text, "is a tag of HTML")


def _matches(code, pattern, at, text, says):
    for found in pattern.finditer(text):
        yield Finding(
            code, BLOCKER, at, found.span(), message=f"“{found[0]}” {says}.", evidence=(found[0],)
        )


def _invisible(at, text):
    for found in _INVISIBLE.finditer(text):
        if found[0] in "\u200c\u200d" and _joins(text, found.start()):
            continue
        name = _NAMES.get(found[0]) or unicodedata.name(found[0], "control character").lower()
        yield Finding(
            "invisible",
            BLOCKER,
            at,
            found.span(),
            message=f"There is an invisible {name} here.",
            evidence=(f"U+{ord(found[0]):04X}",),
            fix="" if found[0] not in "\u2028\u2029" else " ",
        )


def _joins(text, at):
    """Parts of one emoji or letters of a script that needs it."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(ord(letter) > 0x5FF for letter in around)


def _mixed(at, text):
    for word in _LATIN_WORD.finditer(text):
        kinds = {"latin" if _latin(letter) else letter for letter in word[0]}
        strange = [letter for letter in kinds if letter != "latin"]
        if not strange or "latin" not in kinds:
            continue
        if any(letter not in _LOOKALIKES and not _cyrillic(letter) for letter in strange):
            continue
        shown = "".join(_LOOKALIKES.get(letter, letter) for letter in word[0])
        yield Finding(
            "mixed_script",
            BLOCKER,
            at,
            word.span(),
            message=f"“{word[0]}” holds a letter of another alphabet: “{strange[0]}”.",
            evidence=(word[0],),
            fix=shown if shown.isascii() else None,
        )
    yield from _single(at, text)


def _single(at, text):
    for found in re.finditer(r"(?<![\w’'-])[\u0370-\u03ff\u0400-\u04ff](?![\w’'-])", text):
        if found[0] in _LOOKALIKES and _mostly_latin(text):
            yield Finding(
                "foreign_letter",
                WARNING,
                at,
                found.span(),
                message=f"“{found[0]}” is not the Latin letter that it looks like.",
                evidence=(f"U+{ord(found[0]):04X}",),
                fix=_LOOKALIKES[found[0]],
            )


def _mostly_latin(text):
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(_latin, letters)) > 0.8 * len(letters)


def _latin(letter):
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"


def _cyrillic(letter):
    return "\u0370" <= letter <= "\u052f"
