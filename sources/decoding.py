"""Bytes of a saved page or text file as text, whatever it was saved in."""

import codecs
import re

from charset_normalizer import from_bytes

MAX_BYTES = 5 * 1024 * 1024


class Unreadable(ValueError):
    """What was given cannot become an original. The message says why, for people."""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PICTURE = "This is a picture. Import the page that holds the story, or paste its text."
_OFFICE = "This is a Word document or an archive. Save it as plain text, or paste its text."
_ARCHIVE = "This is a web archive. Save the page again as “Web page, HTML only”."
_NOT_TEXT = (
    (b"%PDF", "This is a PDF. Save the story's web page as HTML, or paste its text."),
    (b"PK\x03\x04", _OFFICE),
    (b"\xd0\xcf\x11\xe0", _OFFICE),
    (b"{\\rtf", _OFFICE),
    (b"bplist00", _ARCHIVE),
    (b"\x1f\x8b", _OFFICE),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", _PICTURE),
)
_MHTML = re.compile(rb"^(from|mime-version|content-type):.*^content-type: *multipart/related",
                    re.IGNORECASE | re.DOTALL | re.MULTILINE)  # fmt: skip

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)""")
_LANGUAGE = re.compile(rb"""<html[^>]+\blang\s*=\s*["']?([a-z]{2})""", re.IGNORECASE)
_OF_PAGES = re.compile(r"utf-8|cp\d|iso8859|iso2022_jp|euc|gb|big5|koi8|shift|mac-|tis-|ascii|hz")
# What browsers read when a page names an older relative.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# What is guessed among where a page names nothing, and what its language makes likely.
_GUESSES = ["cp1251", "koi8_r", "cp1252", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256",
            "cp932", "euc_jp", "gb18030", "big5", "cp949"]  # fmt: skip
_LIKELY = {b"tr": ("cp1254",), b"ja": ("cp932", "euc_jp"), b"ru": ("cp1251", "koi8_r"),
           b"pl": ("cp1250",), b"cs": ("cp1250",), b"hu": ("cp1250",)}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_GUESSED_FROM = 60_000  # bytes


def decode(data):
    """The text of `data`, without its byte-order mark.

    Raises Unreadable for what is no text, or more than MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(too_big(len(data)))
    _refuse_other_formats(data)
    text = _decoded(data)
    if _is_noise(text):
        raise Unreadable("This file is not text. Import an HTML or text file, or paste the text.")
    return text


def too_big(size):
    return f"This is {size / 1024 / 1024:.1f} MB; 5 MB is the most. Save only the story's page."


def _refuse_other_formats(data):
    for beginning, sentence in _NOT_TEXT:
        if data.startswith(beginning):
            raise Unreadable(sentence)
    if _MHTML.match(data[:2_000]):
        raise Unreadable(_ARCHIVE)


def _decoded(data):
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, "replace")
    declared = _declared(data)
    # Valid UTF-8 is never an accident, whatever a page claims; ISO-2022-JP alone looks like it.
    order = [declared, "utf-8"] if declared == "iso2022_jp" else ["utf-8", declared]
    for codec in filter(None, order):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode(_best_guess(data, declared), "replace")


def _declared(data):
    found = _XML_DECLARED.match(data[:200]) or _DECLARED.search(data[:8_192])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return _MEANT.get(name, name) if _OF_PAGES.match(name) else None


def _best_guess(data, declared):
    """The declared one where only a few bytes speak against it, else what reads most like
    a language."""
    for codec in filter(None, (declared, "utf-8")):
        if _damaged(data, codec):
            return codec
    prose = re.sub(rb"(?s)<(script|style)\b.*?</\1>|<[^>]*>|\s+", b" ", data)[:_GUESSED_FROM]
    guesses = [match.encoding for match in from_bytes(prose, cp_isolation=_GUESSES)]
    language = _LANGUAGE.search(data[:8_192])
    likely = _LIKELY.get(language[1].lower(), ()) if language else ()
    return next((codec for codec in guesses if codec in likely), (guesses or ["cp1252"])[0])


def _damaged(data, codec):
    """Whether this is text in that encoding with a few bytes broken."""
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    return broken * 10 <= sum(not character.isascii() for character in text) - broken


def _is_noise(text):
    control = len(_CONTROL.findall(text))
    return control + text.count("\ufffd") > len(text) / 50 + 3
