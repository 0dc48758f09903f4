"""Characters that have no business in a text, taken out on the way in.

Copies from the web carry zero-width spaces, bidirectional overrides, soft hyphens and
control characters. They are invisible, break search and spelling checks, and an override
can turn a name around. What a script needs stays: joiners between letters of scripts that
use them (Persian, Indic) and inside emoji.
"""

import re
import unicodedata

_JOINERS = "\u200c\u200d"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab, newline, CR, NEL
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINER = re.compile(f"(.?)([{_JOINERS}]+)(?=(.?))", re.DOTALL)
_SPACES = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")


def _needs_joiner(character):
    if not character:
        return False
    name = unicodedata.name(character, "")
    if unicodedata.category(character) == "So" or "VARIATION SELECTOR" in name:
        return True
    return unicodedata.category(character)[0] in "LM" and not name.startswith(
        ("LATIN", "GREEK", "CYRILLIC", "COMBINING")
    )


def _joiner(match):
    before, joiners, after = match.groups()
    keep = _needs_joiner(before) and _needs_joiner(after)
    return before + (joiners[0] if keep else "")


def clean(text):
    """The text in NFC without stray invisible characters; white space is left as it is."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _JOINER.sub(_joiner, text)


def clean_line(text):
    """One line: cleaned, every run of white space a single space, ends trimmed."""
    return _SPACES.sub(" ", clean(text)).strip()


def clean_lines(text):
    """Plain text of several lines: cleaned, lines trimmed, empty lines kept single."""
    lines = [clean_line(line) for line in clean(text).replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
