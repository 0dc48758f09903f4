"""The schema.org description that a page carries of its own story."""

import json
import re
from html import unescape

_TYPE = re.compile(
    r"(^|/)(\w*NewsArticle|Article|\w*BlogPosting|Report|Review|TechArticle|ScholarlyArticle)$"
)
_PAGE = re.compile(r"(^|/)(WebPage|ItemPage|VideoObject)$")
_FIRM = re.compile(r"Organization$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|/\*.*?\*/)\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def story(tree, printed=()):
    """Node of the story itself, never of one that the page only links to: `{}` where none is.
    Of several, the one whose headline is `printed`.

    References to other nodes by @id are resolved for author, publisher and pictures.
    """
    nodes = [node for top in _scripts(tree) for node in _nodes(top)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    stories = [node for node in nodes if _is_of(node, _TYPE)]
    found = dict(_chosen(stories, [_bare(line) for line in printed]))
    for page in (node for node in nodes if _is_of(node, _PAGE)):
        for name in ("datePublished", "dateModified", "inLanguage", "isAccessibleForFree"):
            if page.get(name):
                found.setdefault(name, page[name])
    for name in ("author", "publisher", "image"):
        found[name] = [_resolved(value, by_id) for value in listed(found.get(name))]
    return found


def listed(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value):
    """String of a value: itself, its name or id, or that of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[k] for k in ("name", "@value", "@id") if value.get(k)), "")
        return text(value) if isinstance(value, list) else _string(value)
    return _string(value)


def is_firm(value):
    """Whether an author is an organisation by its own word."""
    return isinstance(value, dict) and _is_of(value, _FIRM)


def locked(node):
    """Whether the publisher says that the story is not free to read."""
    parts = [node, *(part for part in listed(node.get("hasPart")) if isinstance(part, dict))]
    return any(str(part.get("isAccessibleForFree")).lower() in ("false", "no") for part in parts)


def _string(value):
    return value if isinstance(value, str) else ""


def _scripts(tree):
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            yield _loaded(_WRAPPING.sub("", script.text or "").strip("; \n"))


def _loaded(said):
    """Other people's JSON, with the mistakes that templates make; None if it is beyond them."""
    for mended in (lambda s: s, lambda s: _TRAILING_COMMA.sub(r"\1", s), unescape):
        try:
            return json.loads(mended(said), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value):
    """What stands at the top, in a list, in @graph, or is what a page is mainly about."""
    for node in listed(value):
        if isinstance(node, list):
            yield from (inner for inner in node if isinstance(inner, dict))
        if isinstance(node, dict):
            yield node
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from (inner for inner in listed(node.get(name)) if isinstance(inner, dict))


def _chosen(stories, printed):
    named = [node for node in stories if text(node.get("headline")).strip()]
    same = (node for node in named if _bare(text(node.get("headline"))) in printed)
    return next(same, None) or next(iter(named), None) or next(iter(stories), {})


def _bare(line):
    return re.sub(r"[\W_]+", "", unescape(line)).casefold()


def _is_of(node, kind):
    return any(isinstance(name, str) and kind.search(name) for name in listed(node.get("@type")))


def _resolved(value, by_id):
    if not isinstance(value, dict):
        return value
    # What is told in the place itself goes before what is told elsewhere.
    return {**by_id.get(text(value.get("@id")), {}), **value}
