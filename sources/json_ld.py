"""The schema.org description that a page carries of its own story."""

import json
import re

_TYPE = re.compile(r"(^|/)(\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|/\*.*?\*/)\s*$")


def story(tree):
    """Node of the story itself, never of one that the page only links to: `{}` where none is.

    References to other nodes by @id are resolved for author and publisher.
    """
    nodes = [node for top in _scripts(tree) for node in _nodes(top)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    stories = [node for node in nodes if _is_story(node)]
    found = next((node for node in stories if text(node.get("headline"))), None)
    found = dict(found or (stories[0] if stories else {}))
    for name in ("author", "publisher"):
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
    return value if isinstance(value, str) else ""


def _scripts(tree):
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            yield json.loads(_WRAPPING.sub("", script.text or "").strip("; \n"), strict=False)
        except (ValueError, RecursionError):  # other people's JSON; the page has other sources
            continue


def _nodes(value):
    """What stands at the top, in a list, in @graph, or is what a page is mainly about."""
    for node in listed(value):
        if isinstance(node, dict):
            yield node
            for name in ("@graph", "mainEntity"):
                yield from (inner for inner in listed(node.get(name)) if isinstance(inner, dict))


def _is_story(node):
    return any(isinstance(name, str) and _TYPE.search(name) for name in listed(node.get("@type")))


def _resolved(value, by_id):
    return by_id.get(text(value.get("@id")), value) if isinstance(value, dict) else value
