"""Characters that have no business in a text, taken out on the way in.

Copies from the web carry zero-width spaces, bidirectional overrides, soft hyphens and
control characters. They are invisible, break search and spelling checks, and an override
can turn a name around. What a script needs stays: joiners between letters of scripts that
use them (Persian, Indic) and inside emoji, and in Hebrew and Arabic the marks that hold a
full stop or a foreign name in its place.
"""

import re
import unicodedata

_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab, newline, CR, NEL
    "\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINER = re.compile(f"([^{_JOINERS}]?)([{_JOINERS}]+)(?=(.?))", re.DOTALL)
_MARK = re.compile(f"([^{_MARKS}]?)([{_MARKS}]+)(?=(.?))", re.DOTALL)
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


def _right_to_left(character):
    return bool(character) and unicodedata.bidirectional(character) in ("R", "AL")


def _mark(match):
    before, marks, after = match.groups()
    between_letters = _right_to_left(before) and _right_to_left(after)
    return before + ("" if between_letters else marks[0])


def visible(text):
    """The text without the characters that no script needs. Safe for HTML not yet parsed."""
    return _INVISIBLE.sub("", text)


def clean(text):
    """The text in NFC without stray invisible characters; white space is left as it is."""
    text = visible(text)
    if text.isascii():
        return text
    if any(joiner in text for joiner in _JOINERS):
        text = _JOINER.sub(_joiner, text)
    if any(mark in text for mark in _MARKS):
        written_leftward = any(_right_to_left(c) for c in text if c not in _MARKS)
        text = _MARK.sub(_mark if written_leftward else r"\1", text)
    return unicodedata.normalize("NFC", text)


def clean_line(text):
    """One line: cleaned, every run of white space a single space, ends trimmed."""
    return _SPACES.sub(" ", clean(text)).strip()


def clean_lines(text):
    """Plain text of several lines: cleaned, lines trimmed, empty lines kept single."""
    lines = [clean_line(line) for line in clean(text).replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
