"""Paragraphs and sentences left out, added or said twice."""

import math
import re
from dataclasses import dataclass
from functools import cache

from stylebook.checks.alignment import align, usual_ratio
from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.languages import data
from stylebook.checks.reading.passage import Passage
from stylebook.checks.registry import finds

_LEAST = 40  # characters of ours from which a paragraph is missed
_LEAST_SENTENCE = 25
_LEAST_REPEATED = 8  # letters; of a line the same one next to it
_SPREAD = 3.2  # of the logarithm of the ratio of lengths, times the root of the length
_OFF = 1.25  # by how much a paragraph may be off what is usual in a story to tell it
_LONGEST = 400  # characters that still make a length more certain

_LONG = (
    "Nach Angaben der Behörde wurden die Arbeiten an der Brücke schon im Frühjahr beendet. "
    "Die Kosten trägt zum größten Teil die Stadt, den Rest übernimmt das Land."
)


@finds(
    "paragraph_missing",
    "paragraph_added",
    "sentence_missing",
    "short",
    "long",
    "paragraph_repeated",
)
def completeness(story):
    ratio = usual_length(story)
    for sources, targets in story.links:
        if sources and targets:
            yield from _shorter(story, sources, targets, ratio)
        elif sources:
            yield from _missing(story, sources, ratio)
        elif story.source:
            yield from _added(story, targets)
    yield from _repeated(story)


def usual_length(story):
    """Characters of ours for one of the original's, by the languages and by this story."""
    usual = usual_ratio(story.source, story.target)
    lengths = [
        (_length(story.target, targets), _length(story.source, sources))
        for sources, targets in story.pairs
    ]
    here = sorted((ours / theirs, ours, theirs) for ours, theirs in lengths if theirs > 60)
    if len(here) < 3:  # too few to tell a habit from a gap
        return usual
    middle = here[len(here) // 2][0]
    near = [pair for pair in here if 1 / _OFF < pair[0] / middle < _OFF]
    habit = sum(ours for _, ours, _ in near) / sum(theirs for *_, theirs in near)
    weight = 1.5 * min(6, len(here))
    return (2 * usual + weight * habit) / (2 + weight)


def _length(passages, places):
    return max(1, sum(passages[at].length for at in places))


def _missing(story, sources, ratio):
    for i in sources:
        text = story.source[i].text.strip()
        if len(text) * ratio >= _LEAST:
            yield Finding(
                "paragraph_missing",
                BLOCKER,
                None,
                None,
                i,
                (0, len(story.source[i].text)),
                f"Paragraph {i + 1} of the original has no counterpart: “{_begin(text)}”",
                (_begin(text),),
            )


def _added(story, targets):
    for j in targets:
        text = story.target[j].text.strip()
        if len(text) >= _LEAST:
            yield Finding(
                "paragraph_added",
                WARNING,
                j,
                (0, len(story.target[j].text)),
                message="This paragraph has no counterpart in the original.",
                evidence=(_begin(text),),
            )


@dataclass
class _Lengths:
    expected: float
    ours: int
    their_sentences: int
    our_sentences: int

    @property
    def share(self):
        return self.ours / max(1.0, self.expected)

    @property
    def z(self):
        """How unusually short (below 0) or long ours is."""
        return math.log(max(self.share, 0.01)) * math.sqrt(min(self.expected, _LONGEST)) / _SPREAD


def _shorter(story, sources, targets, ratio):
    lengths = _Lengths(
        _length(story.source, sources) * ratio,
        _length(story.target, targets),
        sum(len(story.source[i].sentences) for i in sources),
        sum(len(story.target[j].sentences) for j in targets),
    )
    z = lengths.z * (0.85 if story.theirs.unspaced else 1)
    share = f"{lengths.share:.0%} of the usual length"
    severity = WARNING if z < -1.5 else HINT
    fewer = lengths.our_sentences < lengths.their_sentences
    if lengths.expected >= 50 and z < (-0.2 if fewer else -0.6):
        left_out = _left_out(story, sources, targets, ratio, lengths)
        if left_out:
            i, span, text = left_out
            yield Finding(
                "sentence_missing", severity, targets[0], None, i, span,
                f"A sentence of the original seems to be missing: “{_begin(text)}”",
                (_begin(text),),
            )  # fmt: skip
            return
        if fewer and z < (-0.75 if len(sources) > len(targets) else -1.5):
            severity = WARNING if z < -1.8 else HINT
            yield Finding(
                "sentence_missing", severity, targets[0], None, sources[0], None,
                f"{lengths.our_sentences} sentences here, {lengths.their_sentences} in the"
                f" original, {share}.", (str(lengths.their_sentences),),
            )  # fmt: skip
            return
    if lengths.expected >= 60 and z < -1.4:
        yield Finding(
            "short", WARNING if z < -2.4 else HINT, targets[0], None, sources[0], None,
            f"This is short for what the original says: {share}.", (f"{lengths.share:.1f}",),
        )  # fmt: skip
    elif z > 2.6 and lengths.our_sentences > lengths.their_sentences:
        yield Finding(
            "long", HINT, targets[0], None, sources[0], None,
            f"This is long for what the original says: {share}.", (f"{lengths.share:.1f}",),
        )  # fmt: skip


def _left_out(story, sources, targets, ratio, lengths):
    """(place, span, text) of the one sentence that nothing in ours is aligned with."""
    theirs = [
        (i, span, Passage(story.source[i].text[slice(*span)], story.src))
        for i in sources
        for span in story.source[i].sentences
    ]
    ours = [
        Passage(story.target[j].text[slice(*span)], story.tgt)
        for j in targets
        for span in story.target[j].sentences
    ]
    if len(theirs) > 40:
        return None
    least = 0.3 if len(ours) < len(theirs) else 0.5  # of the sentence, that ours is shorter
    alone = _alone([passage for *_, passage in theirs], ours)
    if alone and len(ours) < len(theirs) and _joints(story, sources, targets) > 0:
        alone &= _alone([passage for *_, passage in theirs], [*_clauses(ours)])
    for at in sorted(alone):
        i, span, passage = theirs[at]
        expected = passage.length * ratio
        told = _told_elsewhere(passage, [p for *_, p in theirs], ours)
        short = lengths.ours < lengths.expected - least * expected
        if expected >= _LEAST_SENTENCE and short and not told:
            return i, span, passage.text
    return None


def _alone(theirs, ours):
    """Places of the sentences of theirs that nothing in ours is aligned with."""
    links = align(theirs, ours, joining=1.2)
    return {link[0][0] for link in links if link[0] and not link[1]}


def _joints(story, sources, targets):
    """How many more places there are in ours where two sentences may have been joined."""
    theirs = rf"[,;]\s(?:{'|'.join(story.theirs.joins) or '(?!)'})\s|;"
    there = sum(len(re.findall(theirs, story.source[i].text)) for i in sources)
    ours = (story.target[j] for j in targets)
    return sum(len(_joint(passage.language).findall(passage.text)) for passage in ours) - there


@cache
def _joint(code):
    """Where a translator may have joined two sentences: “…, and the…”, “… ; il…”."""
    known = data(code)
    joins, openers = ("|".join(words) or "(?!)" for words in (known.clauses, known.openers))
    elided = r"|l['’]" if known.elides else ""
    return re.compile(rf"(?:,\s(?:{joins})|\s?;)\s(?=(?:{openers})\s{elided}|[A-ZÀ-Þ])")


def _clauses(sentences):
    """The sentences, parted where two may have been joined."""
    for passage in sentences:
        for part in _joint(passage.language).split(passage.text):
            yield Passage(part, passage.language)


def _told_elsewhere(passage, theirs, ours):
    """Whether all the figures of a sentence of theirs stand in ours, which has worked them in."""
    mine = _figures([passage])
    others = _figures([p for p in theirs if p is not passage])
    return len(mine) > 1 and mine - others == mine & _figures(ours)


def _figures(passages):
    return {
        (kind, value)
        for p in passages
        for kind, values in (
            ("number", [v for q in p.quantities if q.claims and q.figures for v in q.values]),
            ("month", p.values("month")),
            ("day", p.values("day")),
        )
        for value in values
    }


def _repeated(story):
    theirs = [_letters(p.text) for p in story.source]
    if len(set(theirs)) < len(theirs):
        return
    seen = {}
    for j, passage in enumerate(story.target):
        letters = _letters(passage.text)
        short = len(letters) <= 40
        # Of two pictures that stand together one caption is often said of both.
        shared = story.blocks[1][j].kind == "caption"
        if len(letters) < _LEAST_REPEATED or (short and (shared or not theirs)):
            continue
        if letters in seen and (not short or seen[letters] == j - 1):
            yield Finding(
                "paragraph_repeated",
                BLOCKER,
                j,
                (0, passage.length),
                message=f"This is the same as paragraph {seen[letters] + 1}.",
                evidence=(letters[:40],),
            )
        if short:
            seen[letters] = j
        else:
            seen.setdefault(letters, j)


def _letters(text):
    return re.sub(r"\W+", "", text.lower())


def _begin(text):
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
