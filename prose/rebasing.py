"""A text that renders blocks of one original, brought onto another version of that original.

Blocks are named by their place, b1, b2 …, so that one paragraph added at the top gives every
one beneath it another name. What a block is called in the new version is told by its words.
"""

import re

from prose import diff

INSIDE = 0.75  # of a block's words in another: it was merged into it, or split off it

_MARK = re.compile(r"(<[a-z][a-z0-9]*\b[^<>]*?) data-source=\"([^\"]*)\"")


def new_ids(old, new):
    """{id in old: (ids in new,)} of two lists of numbered blocks (prose.blocks.number). A block
    that is gone has none; one that was split has several; merged ones share theirs."""
    partner = diff.partners(old, new)
    found = {block["id"]: [] for block in old}
    for n, o in partner.items():
        found[old[o]["id"]].append(n)
    taken = set(partner.values())
    for o in (o for o in range(len(old)) if o not in taken):
        found[old[o]["id"]] += _containing(old[o], new)
    for n in (n for n in range(len(new)) if n not in partner):
        for o in _containing(new[n], old):
            found[old[o]["id"]].append(n)
    return {name: tuple(new[n]["id"] for n in sorted(set(at))) for name, at in found.items()}


def body(html, ids):
    """A clean body whose marks name the blocks of the new version."""
    return _MARK.sub(lambda mark: mark[1] + _marked(mark[2], ids), html)


def added(old, new):
    """Ids of blocks in `new` that nothing in `old` has become."""
    known = {name for names in new_ids(old, new).values() for name in names}
    return [block["id"] for block in new if block["id"] not in known]


def _marked(names, ids):
    found = dict.fromkeys(new for old in names.split() for new in ids.get(old, ()))
    return f' data-source="{" ".join(found)}"' if found else ""


def _containing(block, others):
    """The one place, if any, in which most of this block's words stand."""
    words = diff.vocabulary(block["html"])
    if not words:
        return []
    shares = [
        (len(words & diff.vocabulary(other["html"])) / len(words), -n)
        for n, other in enumerate(others)
    ]
    share, n = max(shares, default=(0, 0))
    return [-n] if share >= INSIDE else []
