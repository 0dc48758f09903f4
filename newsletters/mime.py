"""One message for many addresses: encoded once, with slots for what differs.

Encoding a letter anew for everybody costs some seventy times what sending it does. So the whole
message is built once as the mail server will get it (quoted-printable, CRLF, leading dots
doubled), cut at its slots, and for each address only put together again.
"""

import re
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.utils import formataddr

from newsletters import slots

CRLF = b"\r\n"
SOFT = b"=\r\n"  # a line break of quoted-printable that is not there once decoded (RFC 2045, 6.7)
LINE = 72  # bytes of a value in one line; the limit is 76 with what stands around it
ADDRESS, MESSAGE_ID, DATE = "@@ADDRESS@@", "@@MESSAGE-ID@@", "@@DATE@@"
# No others: what an editor writes between such signs is text.
IN_BODY = re.compile("|".join(slots.ALL))
IN_HEADER = re.compile("|".join((ADDRESS, MESSAGE_ID, DATE, *slots.ALL)))
PLAIN = re.compile(rb"[!-<>-~]*")  # printable ASCII that quoted-printable leaves as it is
BOUNDARY = "=_part_of_a_letter_"  # “=_” cannot occur in quoted-printable

_utf8 = Charset("utf-8")
_utf8.body_encoding = QP


class NotPlain(ValueError):
    """A value for a slot holds what would have to be encoded."""


class Template:
    """A message whose headers and bodies hold slots such as @@UNSUBSCRIBE@@.

    `headers`: (name, value) in their order, values as people read them; a value with a slot, or
    with nothing but ASCII, goes out as it is. `text` and `html` are the two alternatives.
    """

    def __init__(self, headers, *, text, html):
        pieces = []
        for name, value in headers:
            pieces += [f"{name}: ".encode(), *_header(name, value), CRLF]
        pieces += [
            b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n"
            b' boundary="' + BOUNDARY.encode() + b'"\r\n'
        ]
        for kind, body in (("plain", text), ("html", html)):
            pieces += [
                f'\r\n--{BOUNDARY}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode(),
                *_body(body),
            ]
        pieces.append(f"\r\n--{BOUNDARY}--\r\n".encode())
        self._pieces = list(_joined(pieces))

    @property
    def size(self):
        """Bytes of a message, without what goes into the slots."""
        return sum(len(piece) for piece in self._pieces if isinstance(piece, bytes))

    def fill(self, values):
        """The message as it follows DATA, without the final dot. `values`: bytes by slot, in
        printable ASCII without spaces except in headers. Raises NotPlain, and KeyError for a
        slot that has no value."""
        return b"".join(
            piece if isinstance(piece, bytes) else piece.of(values) for piece in self._pieces
        )


class _HeaderSlot(str):
    def of(self, values):
        value = values[self]
        if b"\r" in value or b"\n" in value:
            raise NotPlain(value)
        return value


class _BodySlot(str):
    """Set between soft breaks, so that lines keep their length whatever the value."""

    def of(self, values):
        value = values[self]
        if not PLAIN.fullmatch(value):
            raise NotPlain(value)
        lines = [value[at : at + LINE] for at in range(0, len(value), LINE)]
        return SOFT + b"".join(_stuffed(line) + SOFT for line in lines)


def unstuffed(data):
    """What the reader gets of what followed DATA: doubled dots single again (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.\.", b".", data)


def sender(name, address):
    """“Name <address>” for a From header, encoded where it has to be."""
    return formataddr((name, address), "utf-8")


def _header(name, value):
    if IN_HEADER.search(value):
        return _cut(value, IN_HEADER, str.encode, _HeaderSlot)
    if value.isascii():
        return [value.encode()]
    header = Header(value, "utf-8", header_name=name)
    return [header.encode(linesep="\r\n").encode()]


def _body(text):
    return _cut(text.replace("\r\n", "\n"), IN_BODY, _quoted, _BodySlot)


def _cut(text, slots_of_it, encode, slot):
    at = 0
    for found in slots_of_it.finditer(text):
        yield encode(text[at : found.start()])
        yield slot(found[0])
        at = found.end()
    yield encode(text[at:])


def _quoted(text):
    """As the standard library encodes a body. What stands before it ends a line."""
    message = Message()
    message.set_payload(text, _utf8)
    return _stuffed(message.get_payload().replace("\n", "\r\n").encode("ascii"))


def _joined(pieces):
    """Neighbouring bytes in one."""
    held = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            held += piece
            continue
        if held:
            yield held
        held = b""
        yield piece
    yield held


def _stuffed(lines):
    return re.sub(rb"(?m)^\.", b"..", lines)
