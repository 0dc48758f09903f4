"""What a page prints: the words of an element as readers see them, and what it is by its name."""

import re

from prose import characters
from sources import furniture

# What begins a line of its own, whether or not anything but the style sheet says so.
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header",
                     "footer", "aside", "figure", "figcaption", "table", "tr", "td", "time", "h1",
                     "h2", "h3", "h4", "h5", "h6", "address", "button", "nav"})  # fmt: skip
_UNSEEN = ("script", "style", "template", "noscript", "svg")
_NO_BYLINE = frozenset({"meta", "body", "html", "article", "img"})

_BYLINE = re.compile(
    r"(?<![a-z])(by-?lines?(-?(names?|authors?))?|(article-?|post-?|entry-?|story-?)?(author|autor|auteur|autore)s?"
    r"(-?(names?|links?))?|signature|firma|p-author|vcard)(?![a-z])"
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(comment|related|teaser|card|sidebar|footer|widget|recommend|most-read|latest)"
)
_is_called_byline = furniture.called(_BYLINE)
_is_called_elsewhere = furniture.called(_ELSEWHERE)


def words_of(element):
    """All its words on one line; blocks stand apart, as they do on the screen."""
    if len(element) == 0:
        return characters.clean_line(element.text or "")
    return characters.clean_line("".join(_pieces(element)))


def exceeds(element, most):
    """Whether it holds more than so many characters or elements; what is large is not read to
    its end."""
    length = 0
    for inner in element.iter():
        length += 1 + len(inner.text or "") + len(inner.tail or "")
        if length > most:
            return True
    return False


def names_of(element):
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def holds_blocks(element):
    return next(element.iter("p", "div", "ul", "h1"), element) is not element


def is_author(element):
    """Whether it is marked or called as what names an author."""
    if not isinstance(element.tag, str) or element.tag in _NO_BYLINE:
        return False
    return (
        "author" in (element.get("rel") or "").split()
        or element.get("itemprop") == "author"
        or _is_called_byline(names_of(element))
    )


def is_elsewhere(element):
    """Whether it stands in what belongs to other stories, to readers or to the whole site."""
    return any(
        around.tag in ("aside", "footer", "nav", "figure") or _is_called_elsewhere(names_of(around))
        for around in element.iterancestors()
        if around.tag not in ("body", "html", "article", "main")
    )


def rank_of_time(time):
    """That of publication first, that of a change last."""
    names = furniture.plain_names(names_of(time))
    if "modified" in names or "updated" in names or time.get("itemprop") == "dateModified":
        return 3
    if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
        return 0
    return 1 if "publish" in names or "entry-date" in names else 2


def _pieces(element):
    if element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            apart = " " if child.tag in _BLOCKS else ""
            yield apart
            if isinstance(child.tag, str):
                yield from _pieces(child)
            yield apart
            yield child.tail or ""
