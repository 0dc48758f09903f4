"""An original as its publisher printed it, out of a saved page, a text file or a paste.

Nothing here stores or fetches anything. A page tells its headline, authors and date in
JSON-LD, in meta elements and in print (sources.metadata); its text is found by trafilatura,
or, in a short or unusual page, is what stands in its article, main or body element.

A plain text is read thus:

    The headline is the first line

    A second paragraph is the standfirst if it is one line of at most 240 characters
    with an empty line beneath it and two more paragraphs below.

    Then the text, its paragraphs parted by empty lines. Where there are no empty
    lines every line is a paragraph.
"""

import copy
import datetime
import re
from dataclasses import dataclass, field
from html import unescape

import lxml.html
import trafilatura
from lxml import etree

from prose import blocks, characters
from prose.sanitise import MAX_LENGTH, TextTooLong, clean_body, plain_to_html
from sources import json_ld, metadata
from sources.decoding import MAX_BYTES, Unreadable, decode, too_big

MAX_ELEMENTS = 30_000  # of one page; a long story has some thousands
MAX_STANDFIRST = 600
_STANDFIRST_LINE = 240
_LONGEST_HEADER = 1_500  # characters; more holds text of the story
_SHORT = 250  # characters; below, trafilatura gives bare text without its form

_HTML = re.compile(
    r"<(!doctype|html|head|body|article|main|section|div|p|br|h[1-6]|ul|ol|blockquote|meta)\b",
    re.IGNORECASE,
)
_NOT_STORY = ("script", "style", "template", "svg", "noscript", "iframe", "nav", "footer",
              "aside", "figure", "button", "input", "select", "textarea", "h1")  # fmt: skip
_AROUND = {
    "li": "<ul><li><p>{}</p></li></ul>",
    "blockquote": "<blockquote><p>{}</p></blockquote>",
    **{tag: f"<{tag}>{{}}</{tag}>" for tag in ("h2", "h3", "aside")},
}
_WHOLE_PAGE = re.compile(r"<(html|body|head)\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class Reading:
    """One retrieval of a story. `blocks` as prose.blocks.number gives them."""

    headline: str
    blocks: list[dict]
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    first_published_at: datetime.datetime | None = None  # aware
    published_as_printed: str = ""  # where the page leaves out the hour or the time zone
    language: str = ""
    url: str = ""


def read(data, name=""):
    """Reading of a page or a plain text, given as bytes or str. A file called *.txt or *.md
    is plain text whatever it holds.

    Raises Unreadable or TextTooLong, with sentences for people.
    """
    if isinstance(data, str) and len(data) > MAX_BYTES:
        raise Unreadable(too_big(len(data)))
    text = decode(data) if isinstance(data, bytes) else data
    if not text.strip():
        raise Unreadable("There is no text in it.")
    if name.lower().endswith((".txt", ".text", ".md")) or not _HTML.search(text):
        return _read_plain(text)
    return _read_page(text)


def html_of(numbered):
    """Numbered blocks as HTML again, to be cleaned as anything from outside."""
    return "".join(_AROUND.get(b["tag"], "<p>{}</p>").replace("{}", b["html"]) for b in numbered)


def words_of(html):
    """Plain text of a block's inner HTML."""
    return characters.clean_line(unescape(re.sub(r"<[^>]*>", "", html)))


# --- plain text --------------------------------------------------------------------


def _read_plain(text):
    headline, *rest = characters.clean_lines(text).split("\n")
    if len(headline) > metadata.MAX_HEADLINE:
        raise Unreadable(
            f"The first line is the headline, but it has {len(headline):,} characters; "
            f"{metadata.MAX_HEADLINE} is the most. Put the headline on a line of its own."
        )
    body = "\n".join(rest).strip()
    paragraphs = re.split(r"\n\n", body) if "\n\n" in body else body.split("\n")
    standfirst = ""
    if "\n\n" in body and len(paragraphs) > 2 and _may_stand_first(paragraphs[0]):
        standfirst = paragraphs.pop(0)
    numbered = blocks.number(clean_body(plain_to_html("\n\n".join(paragraphs))))
    if not numbered:
        raise Unreadable("There is a headline but no text beneath it.")
    return Reading(headline=headline, standfirst=standfirst, blocks=numbered)


def _may_stand_first(paragraph):
    return "\n" not in paragraph and len(paragraph) <= _STANDFIRST_LINE


# --- pages -------------------------------------------------------------------------


def _read_page(text):
    tree = _parsed(text)
    found = metadata.read(tree)
    body = _body(tree, whole_page=_WHOLE_PAGE.search(text) is not None)
    numbered = _without_title(blocks.number(body), found.headline)
    if not numbered:
        raise Unreadable("No story was found in this page. Paste the text of the story instead.")
    standfirst, numbered = _standfirst(found, numbered)
    return Reading(
        headline=found.headline,
        standfirst=standfirst,
        blocks=numbered,
        authors=found.authors,
        first_published_at=found.first_published_at,
        published_as_printed=found.published_as_printed,
        language=found.language,
        url=found.url,
    )


def _parsed(text):
    text = characters.visible(_XML_DECLARATION.sub("", text))
    try:
        tree = lxml.html.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        raise Unreadable("This page holds no text.") from error
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise Unreadable(
            f"This page has more than {MAX_ELEMENTS:,} elements, more than any story. "
            "Paste the text of the story instead."
        )
    for gap in tree.iter("br"):
        gap.tail = f"\n{gap.tail or ''}"
    return tree


def _body(tree, *, whole_page):
    """The story's text in the house vocabulary; empty where none was found.

    trafilatura was made for whole, long pages. What somebody copied out of one, and what it
    finds too little of, is taken from the element that the page itself calls its article;
    last, from JSON-LD.
    """
    length = sum(len(text) for text in _bare(tree).itertext())
    if length > 2 * MAX_LENGTH:
        raise TextTooLong(length)
    extracted = _extracted(tree) if whole_page else ""
    if len(words_of(extracted)) >= _SHORT:
        return extracted
    return _marked(tree) or _described(tree)


def _extracted(tree):
    page = copy.deepcopy(tree)
    # Kicker, byline and standfirst around the headline are read by sources.metadata.
    _drop_headers(page, having="h1")
    html = trafilatura.extract(
        page,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=False,
        include_links=True,
        include_tables=False,
        with_metadata=False,
    )
    return clean_body(html) if html else ""


def _marked(tree):
    for found in ("article", "main", "body"):
        for element in tree.iter(found):
            bare = _bare(element)
            if "".join(bare.itertext()).strip():
                return clean_body(lxml.html.tostring(bare, encoding="unicode", with_tail=False))
    return ""


def _described(tree):
    return clean_body(plain_to_html(json_ld.text(json_ld.story(tree).get("articleBody"))))


def _bare(element):
    """A copy without what is no story: scripts, navigation, forms, pictures."""
    bare = copy.deepcopy(element)
    _drop_headers(bare)
    etree.strip_elements(bare, etree.Comment, *_NOT_STORY, with_tail=False)
    return bare


def _drop_headers(page, having="*"):
    for header in list(page.iter("header")):
        short = len("".join(header.itertext())) < _LONGEST_HEADER
        if short and header.find(f".//{having}") is not None:
            header.drop_tree()


def _without_title(numbered, headline):
    """Blocks without the headline where it was repeated above the text."""
    for n, block in enumerate(numbered[:2]):
        if headline and _letters(words_of(block["html"])) == _letters(headline):
            return _renumbered(numbered[:n] + numbered[n + 1 :])
    return numbered


def _standfirst(found, numbered):
    """The description, unless it is only the beginning of the text; and the blocks without
    it, where the text begins with all of it."""
    mine, first = _letters(found.standfirst), _letters(words_of(numbered[0]["html"]))
    if len(found.standfirst) > MAX_STANDFIRST or mine == _letters(found.headline):
        return "", numbered
    if mine == first and len(numbered) > 1:
        return found.standfirst, _renumbered(numbered[1:])
    return ("" if first.startswith(mine) else found.standfirst), numbered


def _renumbered(numbered):
    return [{**block, "id": f"b{n}"} for n, block in enumerate(numbered, 1)]


def _letters(text):
    return re.sub(r"[\W_]+", "", text).casefold()
