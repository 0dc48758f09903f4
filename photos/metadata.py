"""What a photograph's file says of itself: who took it, for whom, what it shows, what is asked.

Three vocabularies carry the same facts: XMP, the older IIM of the IPTC, and EXIF. They are
read in this order, as the IPTC's mapping guidelines ask of programs (XMP is the newest and the
only one with a charset of its own); a field that one leaves empty is looked up in the next.
"""

import datetime
import io
import re
from dataclasses import dataclass, field

from lxml import etree
from PIL import ExifTags, Image

from photos.renditions import FORMATS, unpacking
from prose import characters

MAX_XMP = 1_000_000  # bytes; honest packets have some thousands
_MOST = 2_000  # characters of one value; an agency's caption has some hundreds
_MOST_NAMES = 20

_XMP = {
    "creators": ["dc:creator"],
    "credit": ["photoshop:Credit"],
    "source": ["photoshop:Source"],
    "copyright": ["dc:rights"],
    "caption": ["dc:description"],
    "alt": ["Iptc4xmpCore:AltTextAccessibility"],
    "headline": ["photoshop:Headline"],
    "title": ["dc:title"],
    "keywords": ["dc:subject"],
    "sublocation": ["Iptc4xmpCore:Location"],
    "city": ["photoshop:City"],
    "state": ["photoshop:State"],
    "country": ["photoshop:Country"],
    "taken": ["photoshop:DateCreated", "exif:DateTimeOriginal", "xmp:CreateDate"],
    "instructions": ["photoshop:Instructions"],
    "usage_terms": ["xmpRights:UsageTerms"],
    "rights_url": ["xmpRights:WebStatement"],
}
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
# Record 2 of the IIM, by data set number.
_IIM = {
    "creators": 80,
    "credit": 110,
    "source": 115,
    "copyright": 116,
    "caption": 120,
    "headline": 105,
    "title": 5,
    "keywords": 25,
    "sublocation": 92,
    "city": 90,
    "state": 95,
    "country": 101,
    "instructions": 40,
}
_IIM_DATE, _IIM_TIME = (2, 55), (2, 60)
_IIM_CHARSET, _UTF_8 = (1, 90), b"\x1b%G"
_LISTS = ("creators", "keywords")
_PLACE = ("sublocation", "city", "state", "country")


@dataclass(frozen=True)
class Metadata:
    """Texts as the file says them, cleaned of control characters; empty where it says nothing.
    `differing` names the fields of which XMP, IIM and EXIF tell different things."""

    creators: list[str] = field(default_factory=list)
    credit: str = ""
    source: str = ""
    copyright: str = ""
    caption: str = ""
    alt: str = ""
    headline: str = ""
    title: str = ""
    keywords: list[str] = field(default_factory=list)
    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    taken: str = ""  # ISO date, or date and time, with a zone where there is one
    instructions: str = ""  # for the desk alone
    usage_terms: str = ""
    rights_url: str = ""
    licensor: str = ""
    licensor_url: str = ""
    differing: tuple[str, ...] = ()

    @property
    def place(self):
        """“Pier 4, Marseille, France”."""
        return ", ".join(filter(None, (getattr(self, name) for name in _PLACE)))

    @property
    def taken_on(self):
        try:
            return datetime.date.fromisoformat(self.taken[:10])
        except ValueError:
            return None


def read(data):
    """Metadata of the bytes of a picture; empty for what is none or is damaged."""
    try:
        # Some formats tell what stands behind the pixels only once these are unpacked.
        with unpacking, Image.open(io.BytesIO(data), formats=FORMATS) as image:
            found = [_unbroken(reader, image) for reader in (_xmp, _iim, _exif)]
    except Exception:  # the picture itself is judged elsewhere
        return Metadata()
    names = dict.fromkeys(name for said in found for name in said)
    values = {name: [said[name] for said in found if said.get(name)] for name in names}
    return Metadata(
        **{name: said[0] for name, said in values.items() if said},
        differing=tuple(name for name, said in values.items() if _differ(name, said)),
    )


def _unbroken(reader, image):
    """What one vocabulary says; a broken one must not silence the others."""
    try:
        return reader(image)
    except Exception:  # readers raise whatever they trip over
        return {}


def _differ(name, said):
    """IIM cuts a caption at 2,000 bytes, a name at 32: what is only shorter does not differ."""
    if name in ("title", "taken"):
        return False
    plain = [" ".join(text) if isinstance(text, list) else text for text in said]
    return any(not (a.startswith(b) or b.startswith(a)) for a in plain for b in plain)


def _tidy(text):
    return characters.clean_line(text.strip("\0 "))[:_MOST]


def _kept(name, texts):
    texts = [tidy for tidy in map(_tidy, texts) if tidy]
    if name in _LISTS:
        return list(dict.fromkeys(texts))[:_MOST_NAMES]
    return texts[0] if texts else ""


# --- XMP -------------------------------------------------------------------------------


def _xmp(image):
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if not raw and hasattr(image, "tag_v2"):
        raw = image.tag_v2.get(700) or b""
    raw = raw.encode() if isinstance(raw, str) else bytes(raw)
    root = _parsed(raw.strip(b"\0 \r\n\t"))
    if root is None:
        return {}
    found = {name: _kept(name, _said(root, said)) for name, said in _XMP.items()}
    if found["taken"]:
        found["taken"] = _iso(found["taken"])
    return found | _licensor(root)


def _parsed(raw):
    if not raw or len(raw) > MAX_XMP or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return None
    # In UTF-16 the words above are not seen before it is parsed.
    return None if root.getroottree().docinfo.doctype else root


def _qualified(name):
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_DESCRIPTION, _ITEM = _qualified("rdf:Description"), _qualified("rdf:li")
_LANGUAGE, _RESOURCE = _qualified("xml:lang"), _qualified("rdf:resource")


def _said(root, names):
    """Texts of the first of these properties that is said, written as element or attribute."""
    for name in map(_qualified, names):
        for description in root.iter(_DESCRIPTION):
            if description.get(name):
                return [description.get(name)]
            for element in description.findall(name):
                if texts := _texts(element):
                    return texts
    return []


def _texts(element):
    items = list(element.iter(_ITEM))
    # Of a text in several languages, the one that is the default comes first.
    items.sort(key=lambda item: item.get(_LANGUAGE, "x-default") != "x-default")
    plain = element.text or element.get(_RESOURCE) or ""
    return [item.text or "" for item in items] if items else [plain] if plain.strip() else []


def _licensor(root):
    for licensor in root.iter(_qualified("plus:Licensor")):
        told = {}
        for name in ("LicensorName", "LicensorURL"):
            key = _qualified(f"plus:{name}")
            told[name] = next(
                (e.get(key) or (e.text if e.tag == key else "") for e in licensor.iter()
                 if e.get(key) or e.tag == key), "",
            )  # fmt: skip
        return {
            "licensor": _tidy(told["LicensorName"] or ""),
            "licensor_url": _tidy(told["LicensorURL"] or ""),
        }
    return {}


# --- IIM -------------------------------------------------------------------------------


def _iim(image):
    raw = _iim_sets(image)
    utf_8 = _first(raw.get(_IIM_CHARSET)) == _UTF_8
    found = {
        name: _kept(name, [_decoded(text, utf_8) for text in _several(raw.get((2, number)))])
        for name, number in _IIM.items()
    }
    return found | {"taken": _iim_moment(raw)}


def _iim_sets(image):
    profile = image.info.get("Raw profile type iptc")  # as PNG carries it, in hexadecimals
    if not profile:
        # As a JPEG carries it; what stands before a broken data set counts.
        return _sets_of(image.info.get("photoshop", {}).get(0x0404, b""))
    # A line with a name, one with the length, then Photoshop's frame around the data sets.
    data = bytes.fromhex("".join(profile.strip().split("\n")[2:]))
    begin = re.search(rb"\x1c[\x01\x02]", data)
    return _sets_of(data[begin.start() :]) if begin else {}


def _sets_of(data):
    found, at = {}, 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        size = int.from_bytes(data[at + 3 : at + 5])
        found.setdefault((data[at + 1], data[at + 2]), []).append(data[at + 5 : at + 5 + size])
        at += 5 + size
    return found


def _several(value):
    return value if isinstance(value, list) else [value] if value else []


def _first(value):
    return next(iter(_several(value)), b"")


def _decoded(text, utf_8):
    """By what the file declares; most that declare nothing are UTF-8 or Windows' Latin all the
    same, and what is not UTF-8 never reads as it by chance."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return text.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text.decode("utf-8" if utf_8 else "latin-1", "replace")


def _iim_moment(raw):
    day = _first(raw.get(_IIM_DATE)).decode("ascii", "ignore")
    time = _first(raw.get(_IIM_TIME)).decode("ascii", "ignore")
    if not re.fullmatch(r"\d{8}", day) or day == "00000000":
        return ""
    written = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if found := re.fullmatch(r"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?", time):
        hour, minute, second, east, past = found.groups()
        written += f"T{hour}:{minute}:{second}" + (f"{east}:{past}" if east else "")
    return written


# --- EXIF ------------------------------------------------------------------------------


def _exif(image):
    tags = image.getexif()
    details = tags.get_ifd(ExifTags.IFD.Exif)
    artists = re.split(r"\s*;\s*", _text(tags.get(ExifTags.Base.Artist)))
    # The photographer's copyright and, after a zero byte, the editor's.
    copyright = _text(tags.get(ExifTags.Base.Copyright)).replace("\0", ", ").strip(" ,")
    return {
        "creators": _kept("creators", artists),
        "copyright": _tidy(copyright),
        "caption": _tidy(_text(tags.get(ExifTags.Base.ImageDescription))),
        "taken": _iso(_text(details.get(ExifTags.Base.DateTimeOriginal))),
    }


def _text(value):
    """Pillow reads texts as Latin; cameras and agencies write UTF-8."""
    if isinstance(value, bytes):
        return _decoded(value, utf_8=True)
    text = value if isinstance(value, str) else ""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _iso(text):
    """“2026:03:01 10:00:00” as ISO 8601 writes it."""
    found = re.match(r"(\d{4})[:-](\d\d)(?:[:-](\d\d))?(?:[T ](.*))?$", _tidy(text))
    if not found or found[1] == "0000":
        return ""
    day = "-".join(part for part in found.group(1, 2, 3) if part)
    return f"{day}T{found[4]}" if found[4] else day
