"""What changed between two texts, word by word, for people who must judge it.

Python's difflib does the matching. It is quadratic where words repeat, so common ends are
cut off first, very long texts are not compared, and repetitive ones go without their most
frequent words.
"""

import re
from collections import Counter
from difflib import SequenceMatcher
from html import unescape

from prose import blocks

SHARED = 0.4  # below this share of common text a word-level diff is only confetti

_MOST_TOKENS = 8_000
_MOST_COMPARISONS = 300_000
_NEIGHBOURS = 12  # how far from its place a rewritten paragraph is looked for

_PUNCTUATION = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b9\u00bb\u00bf\u055a-\u055f\u05be\u05c0"
    r"\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965\u1362-\u1368\u2010-\u2027"
    r"\u2030-\u205e\u3001-\u3003\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
# Scripts without spaces between words, compared by letter: Thai, Lao, Tibetan, Burmese, Khmer,
# kana, Chinese characters.
_UNSPACED = (
    r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ATTACHED = (  # vowel signs and tone marks of those scripts
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u0f90-\u0fbc"
    r"\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u3099\u309a"
)
_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(
    rf"\s+|[{_PUNCTUATION}]|[{_UNSPACED}][{_ATTACHED}]*|[^\s{_PUNCTUATION}{_UNSPACED}]+"
)


def words(old, new):
    """`[("same" | "del" | "ins", text)]`: the sames and dels joined are `old`, the sames and
    inses `new`. Texts with less than SHARED in common are one del and one ins."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _alike(a, b)
    end = _alike(a[start:][::-1], b[start:][::-1])
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    changes = [("same", a[:start]), *_matched(left, right), ("same", a[len(a) - end :])]
    shared = 2 * sum(_weight(tokens) for kind, tokens in changes if kind == "same")
    if left and right and shared < SHARED * (_weight(a) + _weight(b)):
        changes = [("del", a), ("ins", b)]
    return _runs(changes)


def bodies(old_html, new_html):
    """`[("same" | "changed" | "added" | "removed", tag, runs of words())]` in the new order,
    what was removed before what stands in its place.

    Blocks belong together that render the same source blocks, else those most alike.
    A block whose words are the same but not its links or emphasis is changed.
    """
    old, new = blocks.read(old_html), blocks.read(new_html)
    partner = pairs(old, new)
    removed = sorted(set(range(len(old))) - set(partner.values()))
    out = []
    for n, place in enumerate(_places(partner, len(old), len(new))):
        while removed and removed[0] < place:
            out.append(_removed(old[removed.pop(0)]))
        out.append(_kept(old[partner[n]], new[n]) if n in partner else _added(new[n]))
    return out + [_removed(old[o]) for o in removed]


def partners(old, new):
    """{index in new: index in old} of two lists of numbered blocks (prose.blocks.number): the
    blocks that belong together, each at most once."""
    return pairs([_unmarked(block) for block in old], [_unmarked(block) for block in new])


def vocabulary(html):
    """The words of a block, each once."""
    return _vocabulary(_unmarked({"tag": "p", "html": html}))


def _unmarked(block):
    text = unescape(_TAG.sub("", block["html"])).strip()
    return blocks.Block(tag=block["tag"], html=block["html"], text=text)


def _places(partner, old_length, new_length):
    """For each new block, the old one that it or the next paired block stands for."""
    places, place = [], old_length
    for n in reversed(range(new_length)):
        place = partner.get(n, place)
        places.append(place)
    return reversed(places)


def _alike(a, b):
    """How many tokens two lists begin with in common."""
    differing = (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
    return next(differing, min(len(a), len(b)))


def _matched(a, b):
    """Changes between token lists, compared by their words; spaces follow their word."""
    if not (a and b) or max(len(a), len(b)) > _MOST_TOKENS:
        return [("del", a), ("ins", b)]
    at_a, at_b = _word_places(a), _word_places(b)
    x, y = [a[i] for i in at_a[:-1]], [b[i] for i in at_b[:-1]]
    counts = Counter(y)
    repetitive = sum(counts[word] for word in x) > _MOST_COMPARISONS
    out = [("del", a[: at_a[0]]), ("ins", b[: at_b[0]])]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, x, y, autojunk=repetitive).get_opcodes():
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                out += _word(a[at_a[i] : at_a[i + 1]], b[at_b[j] : at_b[j + 1]])
        else:
            out += [("del", a[at_a[i1] : at_a[i2]]), ("ins", b[at_b[j1] : at_b[j2]])]
    return out


def _word_places(tokens):
    return [n for n, token in enumerate(tokens) if not token.isspace()] + [len(tokens)]


def _word(a, b):
    """One common word and the spaces after it, which may differ."""
    if a == b:
        return [("same", a)]
    return [("same", a[:1]), ("del", a[1:]), ("ins", b[1:])]


def _weight(tokens):
    return sum(len(token) for token in tokens if not token.isspace())


def _runs(changes):
    """Neighbouring changes joined: between two sames at most one del, then one ins."""
    out, pending = [], {"del": "", "ins": ""}
    for kind, tokens in [*changes, ("same", [""])]:
        text = "".join(tokens)
        if kind != "same":
            pending[kind] += text
        elif tokens:
            if any(pending.values()):
                out += [(k, t) for k, t in pending.items() if t]
                pending = {"del": "", "ins": ""}
            if text and out and out[-1][0] == "same":
                out[-1] = ("same", out[-1][1] + text)
            elif text:
                out.append(("same", text))
    return out


def _text(block):
    if block.photo is None:
        return block.text
    return f"[photograph {block.photo}] {block.text}".strip()


def _kept(old, new):
    alike = (old.tag, old.html, old.photo) == (new.tag, new.html, new.photo)
    return ("same" if alike else "changed", new.tag, words(_text(old), _text(new)))


def _added(block):
    return ("added", block.tag, [("ins", _text(block))])


def _removed(block):
    return ("removed", block.tag, [("del", _text(block))])


def pairs(old, new):
    """{index in new: index in old}, each index once. Of blocks that render the same source, or
    carry the same picture, or are most alike."""
    partner = {}
    for key in (_exactly, _by_photo, _by_source):
        _pair_by(key, old, new, partner)
    _pair_by_likeness(old, new, partner)
    return partner


def _exactly(block):
    return (block.sources, block.tag, _text(block)) if block.sources or _text(block) else None


def _by_photo(block):
    return block.photo


def _by_source(block):
    return block.sources or None


def _pair_by(key, old, new, partner):
    taken = set(partner.values())
    waiting = {}
    for o, block in enumerate(old):
        if o not in taken and key(block) is not None:
            waiting.setdefault(key(block), []).append(o)
    for n, block in enumerate(new):
        if n not in partner and waiting.get(key(block)):
            partner[n] = waiting[key(block)].pop(0)


def _pair_by_likeness(old, new, partner):
    taken = set(partner.values())
    free_old = [(o, _vocabulary(old[o])) for o in range(len(old)) if o not in taken]
    free_new = [(n, _vocabulary(new[n])) for n in range(len(new)) if n not in partner]
    scores = []
    for rank, (n, mine) in enumerate(free_new):
        near = rank * len(free_old) // len(free_new)
        for o, theirs in free_old[max(0, near - _NEIGHBOURS) : near + _NEIGHBOURS]:
            alike = 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)
            if alike >= SHARED and (old[o].photo is None) == (new[n].photo is None):
                scores.append((-alike, abs(n - o), n, o))
    for _, _, n, o in sorted(scores):
        if n not in partner and o not in taken:
            partner[n] = o
            taken.add(o)


def _vocabulary(block):
    return {token for token in _TOKEN.findall(_text(block)) if not token.isspace()}
