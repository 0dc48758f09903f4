"""HTML from anywhere, made into the house vocabulary.

Called by the verbs that store text, because neither a model's `save()` nor a form that
was not used would do it. nh3 decides what is safe, first and last; in between the tree is
put in order, because nh3 lets an orphaned list item or text outside a paragraph stand.
"""

import html as markup
import re
from collections import Counter

import lxml.html
import nh3
from django.utils.html import escape
from django_prose_editor.config import allowlist_from_extensions
from lxml import etree

from prose import blocks, characters
from prose.vocabulary import BODY, PAGE, TEXT_BLOCKS, attribute_filter

MAX_LENGTH = 400_000  # characters of HTML; the longest read in a newspaper is a tenth of it
# Elements inside one another. Honest pages stay below 60; the sanitiser's time grows with the
# square of it, and beyond 255 a parser drops the text without a word.
MAX_DEPTH = 100

_INLINE = {"a", "em", "strong"}
_HOLDING = {"blockquote", "ul", "ol"}
_RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
_SPLITTING = {
    "address", "article", "center", "dd", "details", "div", "dl", "dt", "fieldset", "footer",
    "form", "header", "hr", "main", "nav", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "br",
}  # fmt: skip
_CLOSE_THEMSELVES = {
    "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "source",
    "td", "th", "tr", "wbr",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# No-break and ideographic spaces are the writer's; only these stand for nothing but a gap.
_GAP = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")

_allowlist = allowlist_from_extensions(BODY)
# Wider than the vocabulary: what is renamed, or only says where a paragraph ends.
_first_pass = nh3.Cleaner(**{**_allowlist, "tags": _allowlist["tags"] | set(_RENAMED) | _SPLITTING})
_last_pass = nh3.Cleaner(**_allowlist)
_of_pages = allowlist_from_extensions(PAGE)
_page_pass = nh3.Cleaner(**{**_of_pages, "tags": _of_pages["tags"] | set(_RENAMED) | _SPLITTING})


class TextTooLong(ValueError):
    """The text is longer than MAX_LENGTH; the message says so in words for people."""

    def __init__(self, length):
        super().__init__(
            f"This text has {length:,} characters of HTML; {MAX_LENGTH:,} is the most one story "
            "can hold. Split it, or remove what was pasted by mistake."
        )


def clean_body(html):
    """The body in the house vocabulary, every text block a direct p, h2, h3, aside or figure,
    a p inside blockquote or li, or a figure inside section. Idempotent.

    Raises TextTooLong.
    """
    if len(html) > MAX_LENGTH:
        raise TextTooLong(len(html))
    visible = characters.visible(html)
    safe = _first_pass.clean(_flattened(visible) if _too_deep(visible) else visible)
    if not safe.strip():
        return ""
    root = lxml.html.fragment_fromstring(safe, create_parent="div")
    for element in root.iter():
        _clean_element(element)
    return _last_pass.clean(_Orderly().read(root))


def clean_page(html):
    """The same for a page that is no story, without pictures, pull quotes and marks of an original.
    Raises TextTooLong."""
    if len(html) > MAX_LENGTH:
        raise TextTooLong(len(html))
    return clean_body(_page_pass.clean(clean_body(html)))


def clean_inline(html):
    """One block's words from anywhere: text, links and emphasis. Raises TextTooLong."""
    return " ".join(block.html for block in blocks.read(clean_body(f"<p>{html}</p>")))


def plain_to_html(text):
    """Paragraphs of plain text (parted by empty lines) as HTML."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{escape(part.strip())}</p>" for part in parts if part.strip())


def _too_deep(html):
    opened = Counter()
    depth = 0
    for end, name in _TAG.findall(html):
        name = name.lower()
        if name in _CLOSE_THEMSELVES:
            continue
        if not end:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            return True
    return False


def _flattened(html):
    """The bare text, a paragraph for every run between tags."""
    return plain_to_html(markup.unescape(re.sub(r"<[^>]*>", "\n\n", html)))


def _clean_element(element):
    """Cleans the text, in which an entity may have hidden a character until it was parsed."""
    element.text = characters.clean(element.text or "")
    element.tail = characters.clean(element.tail or "")
    element.tag = _RENAMED.get(element.tag, element.tag)


class _Orderly:
    """Writes a tree out again as a flat run of well-formed blocks."""

    def __init__(self):
        self.out = []
        self.inline = []

    def read(self, root):
        self._children(root, "p", {})
        self._flush("p", {})
        return "".join(self.out)

    def _children(self, element, tag, attributes):
        self._text(element.text)
        for child in element:
            self._child(child, tag, attributes)
            self._text(child.tail)

    def _child(self, child, tag, attributes):
        if not isinstance(child.tag, str):
            return
        if child.tag in _INLINE and not _holds_blocks(child):
            self.inline.append(_inline_html(child))
        elif child.tag in _HOLDING or child.tag in TEXT_BLOCKS or _is_gallery(child):
            self._flush(tag, attributes)
            self._block(child)
        else:
            parts_text = child.tag in _SPLITTING or child.tag in ("li", "figcaption")
            if parts_text:
                self._flush(tag, attributes)
            self._children(child, tag, attributes)
            if parts_text:
                self._flush(tag, attributes)

    def _block(self, element):
        if element.tag in ("ul", "ol"):
            self._list(element)
        elif element.tag == "blockquote":
            self._wrap("blockquote", _Orderly().read(element))
        elif element.tag == "figure":
            self._figure(element)
        elif element.tag == "section":
            self._wrap("section", _Orderly().read(element))
        else:
            attributes = _kept(element)
            self._children(element, element.tag, attributes)
            self._flush(element.tag, attributes)

    def _list(self, element):
        items = [_stray(element.text)]
        for item in list(element):
            tail = item.tail
            items.append(_Orderly().read(item if item.tag == "li" else _wrapped(item)))
            items.append(_stray(tail))
        self._wrap(element.tag, "".join(f"<li>{item}</li>" for item in items if item))

    def _figure(self, element):
        caption = " ".join(" ".join(element.itertext()).split())
        if not element.get("data-photo"):
            self.inline.append(escape(caption))
            self._flush("p", _kept(element))
            return
        found = element.find(".//figcaption")
        inner = _inner_inline(element if found is None else found).strip()
        self.out.append(
            f"<figure{_written(_kept(element))}><figcaption>{inner}</figcaption></figure>"
        )

    def _wrap(self, tag, inner):
        if inner:
            self.out.append(f"<{tag}>{inner}</{tag}>")

    def _text(self, text):
        self.inline.append(escape(_collapsed(text)))

    def _flush(self, tag, attributes):
        html = "".join(self.inline).strip()
        self.inline = []
        if re.sub(r"<[^>]*>", "", html).strip():
            self.out.append(f"<{tag}{_written(attributes)}>{html}</{tag}>")


def _collapsed(text):
    return _GAP.sub(" ", text or "")


def _stray(text):
    """Text between the items of a list, as an item's paragraph."""
    text = escape(_collapsed(text)).strip()
    return f"<p>{text}</p>" if text else ""


def _holds_blocks(element):
    return any(isinstance(e.tag, str) and e.tag not in _INLINE for e in element.iterdescendants())


def _is_gallery(element):
    """Other sites make sections of anything; ours hold photographs alone."""
    if element.tag != "section" or not len(element):
        return False
    words = [element.text, *(child.tail for child in element)]
    figures = all(child.tag == "figure" and child.get("data-photo") for child in element)
    return figures and not any((text or "").strip() for text in words)


def _wrapped(element):
    wrapper = etree.Element("li")
    wrapper.append(element)
    element.tail = None
    return wrapper


def _kept(element):
    """The attributes of ours, in one order, so that cleaning twice changes nothing."""
    names = ("data-photo", "data-source", "data-draft")
    return {n: element.get(n) for n in names if element.get(n)}


def _written(attributes):
    return "".join(
        f' {name}="{escape(value)}"'
        for name, value in attributes.items()
        if attribute_filter("", name, value)
    )


def _inline_html(element):
    """An inline element with its inline descendants; empty ones vanish."""
    inner = _inner_inline(element)
    if not re.sub(r"<[^>]*>", "", inner).strip():
        return inner if not inner.strip() else " "
    href = element.get("href") if element.tag == "a" else None
    if element.tag == "a" and not href:
        return inner
    attribute = f' href="{escape(href)}"' if href else ""
    return f"<{element.tag}{attribute}>{inner}</{element.tag}>"


def _inner_inline(element):
    """Everything inside as inline HTML, block boundaries turned into spaces."""
    parts = [escape(_collapsed(element.text))]
    for child in element:
        if isinstance(child.tag, str):
            if child.tag in _INLINE:
                parts.append(_inline_html(child))
            else:
                parts.append(f" {_inner_inline(child)} ")
        parts.append(escape(_collapsed(child.tail)))
    return re.sub(r" {2,}", " ", "".join(parts))
