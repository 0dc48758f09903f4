"""Credit and copyright, written into a picture file so that they travel with it.

In all three vocabularies that programs read (see photos.metadata): XMP, EXIF and, in a JPEG,
the IIM of the IPTC.
"""

import struct
from dataclasses import dataclass

from lxml.builder import ElementMaker
from lxml.etree import tostring
from PIL import ExifTags, Image

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{}<?xpacket end="r"?>'

_EXIF_HEAD = b"Exif\0\0"
_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_IIM_HEAD = b"Photoshop 3.0\0"
_OURS = (_EXIF_HEAD, _XMP_HEAD, _IIM_HEAD)
_APP0, _APP1, _APP13, _SCAN = 0xE0, 0xE1, 0xED, 0xDA
# Most bytes of a data set of the IIM, by its number in record 2.
_IIM_LENGTHS = {80: 32, 110: 32, 116: 128}


@dataclass(frozen=True)
class Marks:
    """What a file is to say of itself. `licence_url` is where its terms are found."""

    creator: str
    credit: str
    copyright: str
    licence_url: str = ""


def xmp(marks):
    rdf = ElementMaker(namespace=_RDF, nsmap={"rdf": _RDF})
    described = rdf.Description({f"{{{_RDF}}}about": ""})
    described.append(_property(_DC, "creator", rdf.Seq(rdf.li(marks.creator))))
    rights = rdf.Alt(rdf.li({_XML_LANGUAGE: "x-default"}, marks.copyright))
    described.append(_property(_DC, "rights", rights))
    described.append(_property(_PHOTOSHOP, "Credit", marks.credit))
    described.append(_property(_RIGHTS, "Marked", "True"))
    if marks.licence_url:
        described.append(_property(_RIGHTS, "WebStatement", marks.licence_url))
    meta = ElementMaker(namespace="adobe:ns:meta/", nsmap={"x": "adobe:ns:meta/"})
    tree = meta.xmpmeta(rdf.RDF(described))
    return _PACKET.format(tostring(tree, encoding="unicode")).encode()


def exif(marks):
    """Bytes as Pillow's `exif=` wants them, with their head."""
    tags = Image.Exif()
    # Pillow writes texts as Latin and everybody reads UTF-8.
    tags[ExifTags.Base.Artist] = marks.creator.encode()
    tags[ExifTags.Base.Copyright] = marks.copyright.encode()
    return tags.tobytes()


def iim(marks):
    """A Photoshop resource block with the data sets of the IIM, declared as UTF-8."""
    sets = _data_set(1, 90, b"\x1b%G")
    for number, text in ((80, marks.creator), (110, marks.credit), (116, marks.copyright)):
        sets += _data_set(2, number, _cut(text, _IIM_LENGTHS[number]))
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(sets)) + sets + b"\0" * (len(sets) % 2)


def into_jpeg(data, marks):
    """The same JPEG, its pixels untouched, with these marks in place of any others."""
    kept, at = [], 2
    while data[at] == 0xFF and data[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if not data[at + 4 : end].startswith(_OURS):
            kept.append(data[at:end])
        at = end
    # JFIF wants its own segment to be the first.
    head = kept[:1] if kept and kept[0][1] == _APP0 else []
    marked = [
        _segment(_APP1, exif(marks)),
        _segment(_APP1, _XMP_HEAD + xmp(marks)),
        _segment(_APP13, _IIM_HEAD + iim(marks)),
    ]
    return b"".join([data[:2], *head, *marked, *kept[len(head) :], data[at:]])


def _property(namespace, name, value):
    return ElementMaker(namespace=namespace)(name, value)


def _data_set(record, number, text):
    return struct.pack(">BBBH", 0x1C, record, number, len(text)) + text


def _cut(text, length):
    """At most so many bytes of UTF-8, no character cut in two."""
    return text.encode()[:length].decode(errors="ignore").encode()


def _segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
