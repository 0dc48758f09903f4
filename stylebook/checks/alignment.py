"""Which paragraphs of ours render which of the original's.

The cheapest way through both texts in order, by dynamic programming over seven steps: one for
one, one for none, none for one, one for two or three, two or three for one. A step costs what its
lengths differ from what is usual between the languages (after Gale and Church 1993), less for
every number, name and mark that stands on both sides. Blocks that say what they render are taken
at their word.
"""

import math
import re
from collections import Counter
from functools import lru_cache

from stylebook.checks.languages import data
from stylebook.checks.reading.folding import sound

_STEPS = (  # paragraphs of the source, of the target, the price
    *((1, 1, 0.0), (1, 0, 2.9), (0, 1, 2.9)),
    *((1, 2, 2.1), (2, 1, 2.1), (1, 3, 3.6), (3, 1, 3.6)),
)
_NAME = re.compile(r"\b[A-ZÀ-ÞА-ЯЁІЇЄҐŁŚŠŽŻČĆŘĎŤÓÖÜİ][^\W\d_’'-]{2,}")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_FIGURES = re.compile(r"\d+")
_ANCHOR = 4  # letters of a name by which it is known again
_UNKNOWN_RATIO = 1.0
_FAR = 12  # paragraphs off the diagonal, beyond the difference in number


def align(source, target, joining=0.0):
    """[([places in source], [places in target])] in order, of two lists of Passages.

    `joining` is what it costs more to take several for one: sentences are joined less often."""
    steps = [(di, dj, price + joining * (di + dj > 2)) for di, dj, price in _STEPS]
    step = _cheapest(len(source), len(target), _Costs(source, target), steps)
    path, at = [], (len(source), len(target))
    while at != (0, 0):
        before = step[at]
        path.append((list(range(before[0], at[0])), list(range(before[1], at[1]))))
        at = before
    return path[::-1]


def align_by_ids(source_ids, rendered):
    """The same from what each block of ours says it renders: a list of tuples of ids.

    Blocks that share an original belong together, blocks of the original that none names are
    missing; of ours, one that names nothing is an addition. None where no block names any."""
    place = {name: at for at, name in enumerate(source_ids)}
    named = [[place[name] for name in names if name in place] for names in rendered]
    if not any(named):
        return None
    groups = []
    for at, sources in enumerate(named):
        last = groups[-1] if groups else ([], [])
        if sources and set(sources) & set(last[0]):
            last[0].extend(s for s in sources if s not in last[0])
            last[1].append(at)
        else:
            groups.append((list(sources), [at]))
    used = {s for sources, _ in groups for s in sources}
    return _with_missing(groups, [s for s in range(len(source_ids)) if s not in used])


def _with_missing(groups, missing):
    """Each block without a rendering behind the group of the one before it."""
    for s in missing:
        after = [n for n, (sources, _) in enumerate(groups) if sources and max(sources) < s]
        groups.insert(max(after, default=-1) + 1, ([s], []))
    return groups


def _cheapest(n, m, costs, steps):
    """{place in both: the place before it on the cheapest way there}"""
    best, step = {(0, 0): 0.0}, {}
    reach = abs(n - m) + _FAR
    for i in range(n + 1):
        for j in range(max(0, i - reach), min(m, i + reach) + 1):
            if (i, j) not in best:
                continue
            for di, dj, price in steps:
                to = (i + di, j + dj)
                if to[0] > n or to[1] > m:
                    continue
                cost = best[i, j] + price + (costs(i, di, j, dj) if di and dj else 0.0)
                if cost < best.get(to, math.inf):
                    best[to], step[to] = cost, (i, j)
    return step


class _Costs:
    def __init__(self, source, target):
        self.lengths = [max(1, p.length) for p in source], [max(1, p.length) for p in target]
        self.anchors = [_anchors(p) for p in source], [_anchors(p) for p in target]
        self.often = Counter(a for side in self.anchors for anchors in side for a in anchors)
        self.ratio = usual_ratio(source, target)

    def __call__(self, i, di, j, dj):
        ours = sum(self.lengths[1][j : j + dj])
        expected = sum(self.lengths[0][i : i + di]) * self.ratio
        off = math.log((ours + 5) / (expected + 5))
        return 0.288 * off * off / (0.08 + 6 / (expected + 20)) - 2.2 * min(
            2.0, self._shared(i, di, j, dj)
        )

    def _shared(self, i, di, j, dj):
        theirs, ours = self.anchors[0][i], self.anchors[1][j]
        if di > 1:
            theirs = theirs.union(*self.anchors[0][i + 1 : i + di])
        if dj > 1:
            ours = ours.union(*self.anchors[1][j + 1 : j + dj])
        return sum(1 / (1 + 0.3 * self.often[anchor]) for anchor in theirs & ours)


def usual_ratio(source, target):
    """Characters of ours for one of the original's: by the languages, else by these texts."""
    if not source or not target:
        return _UNKNOWN_RATIO
    theirs, ours = data(source[0].language).ratio, data(target[0].language).ratio
    if theirs and ours:
        return theirs / ours
    lengths = [sum(p.length for p in side) for side in (source, target)]
    return lengths[1] / max(1, lengths[0]) or _UNKNOWN_RATIO


def _anchors(passage):
    text = passage.figured
    found = {f.lstrip("0") for f in _FIGURES.findall(text) if len(f) > 1 or f in "3456789"}
    found |= {name for name in map(_name_anchor, _NAME.findall(text)) if name}
    if data(passage.language).script:
        found |= {word.lower()[:5] for word in _LATIN.findall(text)}
    return found


@lru_cache(maxsize=8_000)
def _name_anchor(name):
    heard = sound(name)
    return heard[:_ANCHOR] if len(heard) > 2 else ""
