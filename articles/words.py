"""Words of any script, without what is often written in two ways."""

import re
import unicodedata

# Scripts without spaces between words; and Korean, whose particles stick to them.
_UNSPACED = (
    r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_{_UNSPACED}]"
_RUN = re.compile(rf"[{_UNSPACED}]+|{_LETTER}+")
_FIRST_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_MARK = "".join(c for c in map(chr, range(0x300, 0xFFFF)) if unicodedata.category(c)[0] == "M")
# Accents and vowel signs; and the stroke that stretches an Arabic word. The Russian й is a
# letter of its own, which endings are told by.
_MARKS = re.compile(f"(?<!и)\u0306|[{_MARK.replace(chr(0x306), '')}\u0640]")
# The same words before folding: a mark belongs to the letter it stands on.
_WRITTEN = re.compile(rf"[{_UNSPACED}{_MARK}]+|{_LETTER}(?:{_LETTER}|[{_MARK}\u0640])*")
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def folded(text):
    """Without what is often written in two ways: case, accents, vowel marks, width."""
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _MARKS.sub("", text)).casefold()


def runs(text):
    """Its words, folded; in scripts without spaces what stands between signs."""
    return _RUN.findall(folded(text))


def written(text):
    """Matches of the words as they are written, in their places."""
    return _WRITTEN.finditer(text)


def unspaced(run):
    return _FIRST_UNSPACED.match(run) is not None


def base(language):
    """Portuguese of Brazil is Portuguese."""
    return language.split("-")[0].lower()
