"""An original as its publisher printed it, out of a saved page, a text file or a paste.

Nothing here stores or fetches anything. A page tells its headline, authors and date in
JSON-LD, in meta elements and in print (sources.metadata); its text is found by
sources.extracting, by trafilatura where that finds little of much, or, in a short or unusual
page, is what stands in its article, main or body element.

A plain text is read thus:

    The headline is the first line

    A second paragraph is the standfirst if it is one line of at most 240 characters
    with an empty line beneath it and two more paragraphs below.

    Then the text, its paragraphs parted by empty lines. Where there are no empty
    lines every line is a paragraph.
"""

import copy
import datetime
import logging
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin

import trafilatura
from lxml import etree

from prose import blocks, characters
from prose.sanitise import MAX_LENGTH, TextTooLong, clean_body, plain_to_html
from sources import extracting, json_ld, metadata, pasting, pictures
from sources.decoding import MAX_BYTES, Unreadable, decode, too_big
from sources.sifting import letters, sift
from sources.sifting import words as words_of

# What it cannot read is told by us, in words for people.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

MAX_ELEMENTS = 30_000  # of one page; a long story has some thousands
MAX_STANDFIRST = 600
_STANDFIRST_LINE = 240
_LONGEST_HEADER = 1_500  # characters; more holds text of the story
_SHORT = 250  # weight of text; below, what a page calls its article is taken as it is
_DOUBTFUL = 600  # weight; below, a second opinion is asked for, unless it is
_MOST_OF_A_PAGE = 0.5  # of all its prose
_SHORT_STORY = 2_000  # weight; what is locked and shorter is likely to be cut
_LINE = 25  # letters, which two texts do not share by chance
_HIGH = 3  # blocks, among which the standfirst may be repeated

_HTML = re.compile(
    r"<(!doctype|html|head|body|article|main|section|div|p|br|h[1-6]|ul|ol|blockquote|meta)\b",
    re.IGNORECASE,
)
_NOT_STORY = ("script", "style", "template", "svg", "noscript", "iframe", "nav", "footer",
              "aside", "figure", "button", "input", "select", "textarea")  # fmt: skip
_AROUND = {
    "li": "<ul><li><p>{}</p></li></ul>",
    "blockquote": "<blockquote><p>{}</p></blockquote>",
    **{tag: f"<{tag}>{{}}</{tag}>" for tag in ("h2", "h3", "aside")},
}
_WORD_PROCESSORS = ("=Mso", "='Mso", '="Mso', "docs-internal-guid",
                    "urn:schemas-microsoft-com:office")  # fmt: skip
_NO_PROSE = re.compile(r"<(a|h2|h3)\b.*?</\1>", re.DOTALL)
_WHOLE_PAGE = re.compile(r"<(html|body|head)\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

_NOTHING = "No story was found in this page. Paste the text of the story instead."
_LOCKED = (
    "Only subscribers can read all of this story, and what was found is short: it may be its "
    "beginning alone. Compare it, and paste the whole text if you have it."
)
_LOCKED_OUT = (
    "Only subscribers can read this story, and the page holds none of its text. Paste the text "
    "of the story instead."
)


@dataclass(frozen=True)
class Reading:
    """One retrieval of a story. `blocks` as prose.blocks.number gives them."""

    headline: str
    blocks: list[dict]
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    first_published_at: datetime.datetime | None = None  # aware
    published_as_printed: str = ""  # without hour or time zone: the moment is a guess, if any
    language: str = ""
    url: str = ""
    pictures: list[dict] = field(default_factory=list)  # {"url", "caption", "credit"}
    warning: str = ""  # a sentence for people, such as that a paywall hides the rest
    standfirst_printed: bool = True  # or else only told, to search engines


def read(data, name="", url=""):
    """Reading of a page or a plain text, given as bytes or str. A file called *.txt or *.md
    is plain text whatever it holds. `url` is where it came from.

    Raises Unreadable or TextTooLong, with sentences for people.
    """
    if isinstance(data, str) and len(data) > MAX_BYTES:
        raise Unreadable(too_big(len(data)))
    text = decode(data) if isinstance(data, bytes) else data
    if not text.strip():
        raise Unreadable("There is no text in it.")
    if name.lower().endswith((".txt", ".text", ".md")) or not _HTML.search(text):
        return _read_plain(text)
    return _read_page(text, url)


def html_of(numbered):
    """Numbered blocks as HTML again, to be cleaned as anything from outside."""
    return "".join(_AROUND.get(b["tag"], "<p>{}</p>").replace("{}", b["html"]) for b in numbered)


def text_of(reading):
    """All that the story says below its headline, paragraphs parted by empty lines. A
    standfirst is part of it where readers see it."""
    told = [reading.standfirst] * reading.standfirst_printed
    return "\n\n".join(filter(None, [*told, *(words_of(b["html"]) for b in reading.blocks)]))


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


def _read_page(text, url):
    tree = _parsed(text)
    found = metadata.read(tree)
    address = found.url or metadata.clean_url(url)
    images = pictures.collect(tree, _base(tree, url or address))
    title = next((h for h in tree.iter("h1") if letters(_line(h)) == letters(found.headline)), None)
    body, container = _body(tree, text, found)
    known = [*(i.caption for i in images), *(i.credit for i in images), *found.authors]
    numbered = _renumbered(sift(blocks.number(body), headline=found.headline, known=known))
    if not numbered:
        raise Unreadable(_LOCKED_OUT if found.locked else _NOTHING)
    standfirst, printed, numbered = _standfirst(found, numbered)
    return Reading(
        headline=found.headline,
        standfirst=standfirst,
        standfirst_printed=printed,
        blocks=numbered,
        authors=found.authors,
        first_published_at=found.first_published_at,
        published_as_printed=found.published_as_printed,
        language=found.language,
        url=address,
        pictures=pictures.of_story(images, container, title, found.story, lead=found.lead),
        warning=_LOCKED if found.locked and _is_short(numbered) else "",
    )


def _parsed(text):
    text = characters.visible(_XML_DECLARATION.sub("", text))
    try:
        tree = etree.HTML(text)
    except (etree.ParserError, ValueError) as error:
        raise Unreadable("This page holds no text.") from error
    if tree is None:
        raise Unreadable(_NOTHING)
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise Unreadable(
            f"This page has more than {MAX_ELEMENTS:,} elements, more than any story. "
            "Paste the text of the story instead."
        )
    for gap in tree.iter("br"):
        gap.tail = f"\n{gap.tail or ''}"
    if not _is_whole_page(text):
        pasting.mend(tree)
    return tree


def _is_whole_page(text):
    """Rather than a part of one, or what a word processor wrote."""
    return _WHOLE_PAGE.search(text) is not None and not any(w in text for w in _WORD_PROCESSORS)


def _base(tree, url):
    said = next((e.get("href") for e in tree.iter("base") if e.get("href")), "")
    try:
        return urljoin(url, said) if said else url
    except ValueError:
        return url


def _line(element):
    return characters.clean_line("".join(element.itertext()))


def _is_short(numbered):
    return sum(extracting.weight(words_of(b["html"])) for b in numbered) < _SHORT_STORY


def _body(tree, text, found):
    """(HTML in the house vocabulary, the element it stood in), out of a tree that is used up.

    A whole page is searched; what somebody copied out of one is taken as it is. Where little
    is found of much, trafilatura is asked, then what the page calls its article; last, JSON-LD.
    """
    extracting.drop_dead(tree)
    length = sum(len(part) for part in tree.itertext())
    if length > 2 * MAX_LENGTH:
        raise TextTooLong(length)
    container, html, total = None, None, 0
    if _is_whole_page(text):
        container, total = extracting.container(tree)
    if container is not None:
        html = clean_body(_html(container))
        mine = _prose_in(html)
        # A short story on a page that has little else needs no second opinion, which is dear.
        if mine < _DOUBTFUL and mine < total * _MOST_OF_A_PAGE:
            html = max(html, _extracted(text), key=_prose_in)
    if _prose_in(html or "") < _SHORT:
        html = _marked(_parsed(text)) or html or ""
    return _told(html, found.story), container


def _html(element):
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _prose_in(html):
    """Weight of what is neither link nor heading."""
    return extracting.weight(re.sub(r"<[^>]*>", "", _NO_PROSE.sub("", html)))


def _extracted(text):
    html = trafilatura.extract(
        text,
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
    """What stands in the element that the page itself calls its article."""
    for found in ("article", "main", "body"):
        for element in tree.iter(found):
            bare = _bare(element)
            if "".join(bare.itertext()).strip():
                return clean_body(_html(bare))
    return ""


def _bare(element):
    """A copy without what is no story: scripts, navigation, forms, pictures, the headline."""
    bare = copy.deepcopy(element)
    _drop_headers(bare)
    etree.strip_elements(bare, etree.Comment, *_NOT_STORY, with_tail=False)
    for title in list(bare.iter("h1"))[:1]:
        extracting.drop(title)
    return bare


def _drop_headers(page):
    for header in list(page.iter("header")):
        if len("".join(header.itertext())) < _LONGEST_HEADER:
            extracting.drop(header)


def _is_another(told, html):
    """Whether what was found holds no line of what the page says is its story."""
    mine, theirs = letters(words_of(html)), letters(told)
    places = range(0, len(theirs) - _LINE, max(_LINE, len(theirs) // 8))
    return len(places) > 4 and not any(theirs[n : n + _LINE] in mine for n in places)


def _told(html, story):
    """The text that JSON-LD tells, where the page prints less than half of it."""
    told = json_ld.text(story.get("articleBody"))
    mine, theirs = extracting.weight(words_of(html)), extracting.weight(words_of(told))
    if html and theirs < max(_SHORT, 2 * mine) and not _is_another(words_of(told), html):
        return html
    return clean_body(told if "<p" in told else plain_to_html(unescape(told)))


def _standfirst(found, numbered):
    """(standfirst, whether it is printed, the blocks without it). A description that is only
    the beginning of the text is none."""
    mine = letters(found.standfirst)
    if not mine or len(found.standfirst) > MAX_STANDFIRST or mine == letters(found.headline):
        return "", False, numbered
    for n, block in enumerate(numbered[:_HIGH]):
        if letters(words_of(block["html"])) == mine and len(numbered) > 1:
            return found.standfirst, True, _renumbered(numbered[:n] + numbered[n + 1 :])
    if mine in letters(" ".join(words_of(block["html"]) for block in numbered[:_HIGH])):
        return "", False, numbered
    return found.standfirst, found.standfirst_printed, numbered


def _renumbered(numbered):
    return [{**block, "id": f"b{n}"} for n, block in enumerate(numbered, 1)]
