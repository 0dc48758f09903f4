"""What was left in the original's language."""

import re
from functools import cache

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.languages import data
from stylebook.checks.reading.lexicon import lexicon
from stylebook.checks.reading.marks import words_of
from stylebook.checks.registry import finds

_SCRIPTS = (
    "\u0370-\u03ff\u0400-\u04ff\u0530-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff"
    "\u1780-\u17ff\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
_FOREIGN = re.compile(f"[{_SCRIPTS}]+(?:[\\s,.،、。・–-]+[{_SCRIPTS}]+)*")
_KANA = re.compile("[\u3041-\u9fff]")
_OPENING = "([\"“„«‘'"
_RUN = 4  # words in the same order that make a copy
_LONG_RUN = 8  # words that are no name any more
_WINDOW = 9  # words in which the little words of a language are counted


@finds("untranslated")
def untranslated(story):
    if story.src == story.tgt or (not story.source and story.ours.script):
        return
    copies = _runs(story)
    for j, passage in enumerate(story.target):
        foreign = [*_scripts(story, j, passage)]
        yield from foreign
        if not foreign:
            yield from _copied(story, j, passage, copies) or _little_words(story, j, passage)


def _scripts(story, j, passage):
    """Words in letters that our language is not written in."""
    if passage.text.isascii() or story.ours.script:
        return
    text = passage.plain
    for found in _FOREIGN.finditer(text):
        run = found[0]
        inside = text[found.start() - 1 : found.start()].isalpha() if found.start() else False
        if (len(run) < 2 and not _KANA.match(run)) or inside:
            continue  # a single letter, or a mixed word: see the characters
        if text[found.end() : found.end() + 1].isalpha():
            continue
        words = len(run.split())
        severity = BLOCKER if words >= 3 or (len(run) >= 10 and _KANA.match(run)) else WARNING
        if text[max(0, found.start() - 1) : found.start()] in tuple(_OPENING) and words <= 5:
            severity = HINT
        yield _finding(j, severity, found.span(), run)


def _runs(story):
    """Sets of words in a row of the original."""
    return {
        tuple(word.folded for word in p.words[at : at + _RUN])
        for p in story.source
        for at in range(len(p.words) - _RUN + 1)
    }


def _as_theirs(story, passage):
    """The words of ours as the original's language parts them: “l’ acqua”."""
    if story.theirs.elides == story.ours.elides:
        return passage.words
    return words_of(passage.plain, story.src)


def _copied(story, j, passage, copies):
    """Longer runs of words that stand in the original just so and are not ours."""
    words, found, at = _as_theirs(story, passage), [], 0
    while at <= len(words) - _RUN:
        end = at + _RUN
        if tuple(w.folded for w in words[at:end]) not in copies:
            at += 1
            continue
        while end < len(words) and tuple(w.folded for w in words[end - 3 : end + 1]) in copies:
            end += 1
        run = words[at:end]
        foreign = sum(_foreign(story, passage.text[w.start : w.end]) for w in run)
        if foreign >= 2 and (foreign >= 0.3 * len(run) or len(run) >= _LONG_RUN):
            severity = BLOCKER if len(run) >= 5 and foreign >= 3 else WARNING
            span = (run[0].start, run[-1].end)
            quoted = passage.text[: span[0]].rstrip()[-1:] + passage.text[slice(*span)]
            if len(run) <= 7 and any(mark in quoted for mark in '“„«"'):
                severity = HINT  # a title
            found.append(_finding(j, severity, span, passage.text[slice(*span)]))
        at = end
    return found


def _foreign(story, word):
    if word.lower().replace("’", "'") in _function(story.src, story.tgt):
        return True
    known = lexicon(story.tgt)
    return word.islower() and len(word) > 1 and (known is None or not known.knows(word))


@cache
def _function(src, tgt):
    """Little words of the original's language that are no words of ours."""
    ours, known = data(tgt).function, lexicon(tgt)
    return frozenset(
        _fold(word)
        for word in data(src).function
        if word not in ours and not (known and known.rank(word) <= 4)
    ) - {_fold(word) for word in ours}


def _fold(word):
    return word.replace("’", "'")


def _little_words(story, j, passage):
    """Many little words of the original's language close together."""
    function = _function(story.src, story.tgt)
    raw = passage.words
    words = [passage.text[w.start : w.end].lower().replace("’", "'") for w in raw]
    if sum(word in function for word in words) < 4:
        return
    for at in range(0, max(1, len(words) - _WINDOW + 2), 3):
        little = [word for word in words[at : at + _WINDOW] if word in function]
        if len(little) >= 4 and len(set(little)) >= 3:
            end = min(len(raw), at + _WINDOW) - 1
            span = (raw[at].start, raw[end].end)
            yield _finding(j, WARNING, span, passage.text[slice(*span)])
            return


def _finding(j, severity, span, text):
    shown = text if len(text) <= 50 else f"{text[:47]}…"
    return Finding(
        "untranslated", severity, j, span, message=f"This is not translated: “{shown}”.",
        evidence=(text[:80],),
    )  # fmt: skip
