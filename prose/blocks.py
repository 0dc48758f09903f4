"""Bodies as lists of text blocks: paragraph, crosshead, pull quote, caption."""

from dataclasses import dataclass
from functools import lru_cache

import lxml.html
from django.utils.html import escape

from prose.vocabulary import TEXT_BLOCKS

_HOLDERS = {"p": ("blockquote", "li"), "figure": ("section",)}


@dataclass(frozen=True)
class Block:
    tag: str  # p h2 h3 aside figure; or blockquote, li, section: what it stands in
    html: str  # inner HTML; of a figure, that of its caption
    text: str
    sources: tuple[str, ...] = ()
    photo: int | None = None
    draft: str = ""  # the machine whose words these are still


def read(html):
    """The text blocks of a clean body (see prose.sanitise), in reading order."""
    if not html.strip():
        return []
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return [_block(element) for element in root.iter(*TEXT_BLOCKS)]


@lru_cache(maxsize=2000)  # a page asks many times over for the paragraphs of its original
def text(html):
    """Plain text, one line a block."""
    return "\n".join(block.text for block in read(html))


def number(html):
    """Blocks of an original as a Snapshot stores them: `[{"id": "b1", "tag", "html"}]`."""
    kept = [block for block in read(html) if block.text]
    return [
        {"id": f"b{n}", "tag": block.tag, "html": block.html} for n, block in enumerate(kept, 1)
    ]


def photo_ids(html):
    """Ids of the inline photographs, each once, in reading order."""
    return list(dict.fromkeys(b.photo for b in read(html) if b.photo is not None))


def _block(element):
    tag = element.tag
    if element.getparent().tag in _HOLDERS.get(tag, ()):
        tag = element.getparent().tag
    inner = element.find("figcaption") if element.tag == "figure" else element
    photo = element.get("data-photo")
    return Block(
        tag=tag,
        html="" if inner is None else _inner(inner),
        text="" if inner is None else "".join(inner.itertext()).strip(),
        sources=tuple((element.get("data-source") or "").split()),
        photo=int(photo) if photo else None,
        draft=element.get("data-draft") or "",
    )


def _inner(element):
    parts = [escape(element.text or "")]
    parts += [lxml.html.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)
