"""The text of a story, found among everything else that its page carries.

A story is the place of a page where paragraphs stand together and links do not. Length is
counted in what it takes to read, so that a Chinese sentence weighs as much as its translation.
Furniture goes first (sources.furniture), then the element is sought whose own paragraphs weigh
most, and widened as long as what is gained is of the same make.
"""

import re

from lxml import etree

from sources import furniture

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
                     "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strike",
                     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br"})  # fmt: skip
_HOLDS_TEXT = frozenset({"div", "section", "article", "main", "td", "body", "center", "pre", "dd",
                         "font", "span"})  # fmt: skip
_PARAGRAPHS = frozenset({"p", "li"})
_KEPT = frozenset({"html", "body", "main", "article"})

_LEAST = 40  # weight of what is a paragraph rather than a label
_LONG = 100  # weight of what is a paragraph rather than a headline of another story
_MOST_DROPPED = 0.15  # of a page's prose, for the sake of a name
_MOST_LISTED = 0.4  # of it, where it is mostly links
_DECAY = 0.6  # of a paragraph's weight, from an element to the one around it
_LEVELS = 5
_STORY = 500  # weight of what may be a story by itself
_GROWTH = 0.2  # what an unlike part must add
_MOST_LINKS = 0.3  # of the letters of such a part
_PROSE = 0.7  # of them, what must stand in paragraphs


def weight(text):
    """Letters, those of scripts that need few counted thrice."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def container(tree):
    """(the element that holds the story, or None where a page has no prose; weight of all the
    prose that the page had), with the furniture taken out of the tree."""
    drop_dead(tree)
    total = _drop_furniture(tree)
    prose = _Prose(tree)
    best = prose.heaviest()
    return (None if best is None else prose.widened(best)), total


def drop_dead(tree):
    """Takes out what is never text: scripts, forms, comments."""
    for element in list(tree.iter(*furniture.DEAD, etree.Comment, etree.PI)):
        if element.getparent() is not None:
            drop(element)


def _drop_furniture(tree):
    """Weight of the prose there was before."""
    prose = _Prose(tree)
    kept = _around_the_story(tree)
    for element in list(tree.iter()):
        if element.tag in _KEPT or element.tag in ("head", "br", "p") or _within_text(element):
            continue
        if element not in kept and prose.is_furniture(element) and prose.may_go(element):
            drop(element)
    return prose.total


def _around_the_story(tree):
    """Elements that hold what a page marks as its story's body, or its one headline."""
    marked = tree.xpath("//*[@itemprop='articleBody']")
    headlines = list(tree.iter("h1"))
    if len(headlines) == 1 and headlines[0].getparent().tag != "header":
        marked += [headlines[0].getparent()]
    return {around for element in marked for around in (element, *element.iterancestors())}


def _within_text(element):
    return element.tag in _INLINE and element.getparent().tag not in _HOLDS_TEXT


def drop(element):
    """Takes an element out, and leaves the text after it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} {tail}"
        else:
            parent.text = f"{parent.text or ''} {tail}"
    parent.remove(element)


class _Prose:
    """Where the paragraphs of a tree stand, what they weigh, and where its links are."""

    def __init__(self, tree):
        self.tree = tree
        self.mass = {}  # of the prose in an element
        self.long = {}  # of it, in paragraphs that are no mere lines
        self.links = {}  # letters of the links in an element
        self.score = {}
        self.make = {}  # of the paragraphs in an element, by their names
        self.total = 0
        for link in tree.iter("a"):
            self._add_link(link)
        for element in tree.iter(*_PARAGRAPHS, *_HOLDS_TEXT):
            self._add_paragraph(element)

    def _add_link(self, link):
        letters = weight("".join(link.itertext()).strip())
        self.links[link] = self.links.get(link, 0) + letters
        for around in link.iterancestors():
            self.links[around] = self.links.get(around, 0) + letters

    def _add_paragraph(self, element):
        if element.tag == "li" and any(child.tag not in _INLINE for child in element):
            return
        text = "".join(element.itertext()) if element.tag in _PARAGRAPHS else _own_text(element)
        heavy = weight(text.strip()) if text else 0
        linked = self.links.get(element, 0) if element.tag in _PARAGRAPHS else 0
        if heavy < _LEAST or linked > heavy / 2:
            return
        self.total += heavy
        share, make = heavy, _make(element)
        holders = element.iterancestors() if element.tag in _PARAGRAPHS else _with_itself(element)
        self.mass[element] = self.mass.get(element, 0) + heavy
        for level, around in enumerate(holders):
            if around is not element:
                self.mass[around] = self.mass.get(around, 0) + heavy
            made = self.make.setdefault(around, {})
            made[make] = made.get(make, 0) + heavy
            if heavy >= _LONG:
                self.long[around] = self.long.get(around, 0) + heavy
            if level < _LEVELS:
                self.score[around] = self.score.get(around, 0) + share
                share *= _DECAY

    def may_go(self, element):
        """Whether the page would still have its story without this."""
        mass = self.mass.get(element, 0)
        if mass <= self.total * _MOST_DROPPED:
            return True
        if mass <= self.total * _MOST_LISTED:
            return self._mostly_links(element)
        return self.total - mass > _STORY and furniture.talk(_names(element))

    def is_furniture(self, element):
        tag = element.tag
        if tag in furniture.APART or element.get("role") in furniture.ROLES:
            return True
        if tag == "header":
            return element.find(".//h1") is not None or self._mostly_links(element)
        if furniture.hidden(element):
            return True
        names = _names(element)
        kind = furniture.kind_of(names) if len(names) > 1 else ""
        return kind == "always" or (kind == "with links" and self._mostly_links(element))

    def _mostly_links(self, element):
        links = self.links.get(element, 0)
        return links > 0 and links >= _MOST_LINKS * weight("".join(element.itertext()).strip())

    def heaviest(self):
        scores = {e: s * self._purity(e) for e, s in self.score.items() if e.tag != "html"}
        return max(scores, key=scores.get, default=None)

    def _purity(self, element):
        prose, links = self.mass.get(element, 0), self.links.get(element, 0)
        marked = element.get("itemprop") == "articleBody" or furniture.TEXT.search(
            _names(element).lower()
        )
        return (1.3 if marked else 1) * prose / (prose + links + 1)

    def widened(self, best):
        """The widest element around `best` whose other prose is of the same make, or is much
        and has few links."""
        chosen, inside = best, best
        for around in best.iterancestors():
            if around.tag in ("html", "body") and chosen is not best:
                break
            gained = self.mass.get(around, 0) - self.mass.get(chosen, 0)
            if gained > 0 and self._alike(chosen, around, gained):
                chosen = around
            inside = around
            if inside.tag in ("article", "main", "body"):
                break
        return chosen

    def _alike(self, chosen, around, gained):
        links = self.links.get(around, 0) - self.links.get(chosen, 0)
        if links > _MOST_LINKS * (gained + links):
            return False
        letters = _letters(around) - _letters(chosen)
        if gained < _PROSE * letters:
            return False
        if self._of_one_make(chosen, around) * 2 >= gained:
            return True
        long = self.long.get(around, 0) - self.long.get(chosen, 0)
        return long >= _PROSE * gained and gained >= _GROWTH * self.mass.get(chosen, 0)

    def _of_one_make(self, chosen, around):
        """Weight of what is gained in paragraphs of the same class."""
        mine, theirs = self.make.get(chosen, {}), self.make.get(around, {})
        return sum(theirs[make] - mine[make] for make in mine if make[1] and make in theirs)


def _letters(element):
    return weight(re.sub(r"\s+", " ", "".join(element.itertext())))


def _names(element):
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _make(element):
    return element.tag, element.get("class") or ""


def _with_itself(element):
    yield element
    yield from element.iterancestors()


def _own_text(element):
    """Text that stands in an element itself, its links left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _INLINE and child.tag not in ("a", "span", "font"):
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join(parts)
