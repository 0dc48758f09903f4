"""What word processors put on the clipboard, made into the HTML that it stands for.

Word names its paragraphs in classes and writes lists as paragraphs with a bullet of letters;
Google Docs wraps everything in a <b> that is not bold and says bold and italic in styles.
"""

import re

from lxml import etree

from sources.extracting import drop

_NOT_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|400)", re.IGNORECASE)
_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_IN_LIST = re.compile(r"mso-list\s*:\s*(?!ignore|none)\w", re.IGNORECASE)
_BULLET = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
_STYLES = {"MsoTitle": "h1", "MsoHeading7": "h3", "MsoQuote": "blockquote",
           "MsoIntenseQuote": "blockquote", "MsoSubtitle": "p"}  # fmt: skip


def mend(tree):
    """Changes the tree in place; a page that comes from no word processor stays as it is."""
    for element in list(tree.iter("b", "strong", "span", "p")):
        style = element.get("style") or ""
        if element.tag == "p":
            element.tag = _STYLES.get((element.get("class") or "").split(" ")[0], "p")
        elif element.tag == "span":
            _emphasise(element, style)
        elif _NOT_BOLD.search(style):
            element.tag = "span"
    for paragraph in list(tree.iter("p")):
        if _is_item(paragraph):
            _to_item(paragraph)


def _emphasise(span, style):
    if _BULLET.search(style):
        return
    bold, italic = _BOLD.search(style), _ITALIC.search(style)
    if bold and italic:
        inner = etree.Element("em")
        inner.text, span.text = span.text, None
        inner.extend(list(span))
        span.append(inner)
    if bold or italic:
        span.tag = "strong" if bold else "em"


def _is_item(paragraph):
    named = (paragraph.get("class") or "").startswith("MsoListParagraph")
    return named or _IN_LIST.search(paragraph.get("style") or "") is not None


def _to_item(paragraph):
    """Makes the paragraph an item of the list before it, or of a new one."""
    kind = "ol" if _NUMBER.match(_without_bullet(paragraph)) else "ul"
    before = paragraph.getprevious()
    joins = (
        before is not None and before.get("data-list") == kind and not (before.tail or "").strip()
    )
    parent, tail = paragraph.getparent(), paragraph.tail
    paragraph.tag, paragraph.tail = "li", None
    if joins:
        before.append(paragraph)
        before.tail = tail
        return
    made = etree.Element(kind, {"data-list": kind})
    parent.replace(paragraph, made)
    made.append(paragraph)
    made.tail = tail


def _without_bullet(paragraph):
    """Takes the bullet out, and tells what it was."""
    for span in list(paragraph.iter("span")):
        if _BULLET.search(span.get("style") or ""):
            bullet = "".join(span.itertext())
            drop(span)
            return bullet
    return ""
