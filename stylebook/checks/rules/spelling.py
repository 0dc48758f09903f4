"""Misspelled words and words written in one."""

import re
from collections import Counter

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.listing import listed
from stylebook.checks.reading.folding import fold
from stylebook.checks.reading.lexicon import RARE, lexicon
from stylebook.checks.registry import finds
from stylebook.checks.rules.corrections import derived, small_words, split, suggestion

_WORD = re.compile(r"(?<![\w’'.@/#&-])[a-zß-öø-ÿœ]{4,}(?![\w@/-])(?![’'](?!s\b)\w)")
_ELIDED = re.compile(  # what French writes in one: l’usine, jusqu’en
    r"(?<![\w’'.@/#&-])(?:[Ll]orsqu|[Pp]uisqu|[Jj]usqu|[Qq]u|[CDJLMNSTcdjlmnst])[’']"
    r"([a-zß-öø-ÿœ]{4,})(?![\w@/’'-])"
)
_IN_COMPOUND = re.compile(r"(?<=-)[a-z]{5,}(?![\w’'@/])")
_CAPITAL_INSIDE = re.compile(r"(?<![\w-])([a-z]{2,})([A-Z][a-z]{2,})(?!\w)")
_BEFORE_COMPOUND = re.compile(r"(?<![\w’'.@/#&-])[a-zß-öø-ÿœ]{4,}(?=-\w)")
_NAME_AND_WORD = re.compile(  # “Thehospital's”, “Nesyriscored”
    r"(?<![\w’'])[A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŘŚŞŠŹŻŽ][a-zß-öø-ÿœāăąćčďđēęěğīıķļłńņňōőřśşšťţūůűźżžșț]{5,}"
    r"(?![\w-])(?![’'](?!s\b))"
)
_CAPITALS_INSIDE = re.compile(r"(?<![\w-])[A-Z][a-z]+[A-Z][A-Za-z]*[a-z]{2,}(?![\w-])")  # “YouTube”
_ARTICLE = re.compile(r"(?<!\w)([A-Z][a-z]{3,})(al|el)-(?=[A-Z])")  # “Fattahal-Burhan”
_FIGURES_IN_WORD = re.compile(
    r"(?<![\w.-])(?:(?:in|of|the|by|since|to|and|from|until|about|at|on|for)\d{1,4}"
    r"|\d{1,4}(?:and|the|of|in|to|for|by|on|with|from|people|million|billion|years|percent))(?![\w])"
)
_DAY_AND_WORD = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|October"
    r"|(?:Sept|Nov|Dec)ember|\d{1,4}(?:st|nd|rd|th))(and|as|at|by|for|from|in|is|of|on|or|the|to|was|when|with)\b"
)
_BEHIND = frozenset(
    listed(
        "the and of has was said for with from that who will were have had his their is in to"
        " on at by as are"
    )
)
_PLACE_ENDINGS = listed(
    "field worth land stone wood ford house ham burg berg mann bach bridge brook port hill gate"
    " well hall town stead more ville point view dale shire mouth stadt holm smith maker born like"
    " time news"
)
_BEGINS = re.compile(r"(?:^|[.!?:–—]\s|“)$")
_AGE = re.compile(r"-year-$")
_SHORT = 3  # a word behind a name that may as well be an ending of it
_LONG = 6  # one that no name ends in
_BEHIND_KNOWN = {"en": frozenset(listed("on or to by at of")), "fr": frozenset(listed("et du ou"))}


@finds("misspelling", "unknown_word", "glued_words")
def spelling(story):
    words = lexicon(story.tgt)
    if not words:
        return
    theirs = {p.text[w.start : w.end].lower() for p in story.source for w in p.words}
    often = Counter(word for p in story.target for word, _ in _ordinary(p))
    seen = set()
    for at, passage in enumerate(story.target):
        for word, span in _ordinary(passage):
            if word in seen or word in theirs or derived(word, words):
                continue
            seen.add(word)
            judged = _judged(word, words, often[word], story.tgt)
            if judged:
                yield _finding(at, span, word, *judged)
        yield from _in_compounds(at, passage.plain, words)
        yield from _with_capitals(story, at, passage.plain, words)


def _ordinary(passage):
    """(word, span) of the words without a capital."""
    for found in _WORD.finditer(passage.plain):
        yield found[0], found.span()
    if passage.language == "fr":
        for found in _ELIDED.finditer(passage.plain):
            yield found[1], found.span(1)


def _in_compounds(at, text, words):
    """The last part of a word with hyphens is often a word of its own, or a foreign one; what
    stands glued before the first is mostly “the”."""
    for found in _BEFORE_COMPOUND.finditer(text):
        apart = None if derived(found[0], words) else split(found[0], words)
        if apart and apart.small and apart.words.split()[0] in small_words(words.language):
            yield _finding(at, found.span(), found[0], "glued_words", WARNING, apart.words)
    for found in _IN_COMPOUND.finditer(text):
        apart = None if derived(found[0], words) else split(found[0], words)
        age = _AGE.search(text, 0, found.start()) and found[0].startswith("old")
        if apart and (apart.small or age or _common(apart, words)):
            yield _finding(at, found.span(), found[0], "glued_words", WARNING, apart.words)


def _common(apart, words):
    """Two words so common and so long that nobody makes one of them."""
    common = all(words.rank(part) <= 3 for part in apart.words.split())
    return common and len(apart.words) > _LONG + 2 and not apart.words.endswith("ing")


def _judged(word, words, times, language):
    """(code, severity, what it should be) or None."""
    rare = words.rank(word) == RARE
    name = words.knows(word.capitalize())
    apart = split(word, words)
    meant = suggestion(word, words)
    near = words.rank(meant) if meant else RARE
    if rare or name:
        return _of_rare(word, words, apart, meant, near)
    slip = near <= 2 and apart and (not apart.small or "a" in apart.words.split())
    if apart and not slip:
        if not apart.small:  # what stands so more than once is a word of its own
            return ("glued_words", HINT, apart.words) if times == 1 else None
        grave = times == 1 and words.ranked
        return "glued_words", BLOCKER if grave else WARNING, apart.words
    if meant and near <= 3:
        if word[-1] != meant[-1]:  # it may be a foreign plural: “automata”
            return "misspelling", HINT, meant
        grave = near <= 2 and len(word) > 4 and times == 1 and language == "en"
        return "misspelling", BLOCKER if grave else WARNING, meant
    if apart:
        return "glued_words", HINT, apart.words
    return "misspelling" if meant else "unknown_word", HINT, meant


def _of_rare(word, words, apart, meant, near):
    """A word that there is, but seldom in a paper."""
    if apart and apart.small == 2:
        return "glued_words", WARNING, apart.words
    if near <= 2 and len(word) > 4:
        return "misspelling", HINT, meant
    if apart and apart.small and all(words.rank(part) == 1 for part in apart.words.split()):
        return "glued_words", HINT, apart.words
    return None


def _finding(at, span, word, code, severity, meant):
    says = f"“{word}” is in no list of words"
    says = f"{says}: “{meant}”?" if meant else f"{says}."
    return Finding(code, severity, at, span, message=says, evidence=(word,), fix=meant)


def _with_capitals(story, at, text, words):
    """Words glued to names and to figures."""
    theirs = {p.text[w.start : w.end] for p in story.source for w in p.words}
    folded = {word.folded for p in story.source for word in p.words}
    for found in _CAPITAL_INSIDE.finditer(text):
        if found[0] not in theirs and words.rank(found[1]) <= 3:
            yield _finding(
                at, found.span(), found[0], "glued_words", WARNING, f"{found[1]} {found[2]}"
            )
    for found in _CAPITALS_INSIDE.finditer(text):
        apart = None if found[0] in theirs else _name_said_and_word(found[0], words, story)
        if apart:
            yield _finding(at, found.span(), found[0], "glued_words", HINT, apart)
    for found in _DAY_AND_WORD.finditer(text):
        apart = f"{found[1]} {found[2]}"
        yield _finding(at, found.span(), found[0], "glued_words", WARNING, apart)
    for found in _FIGURES_IN_WORD.finditer(text):
        apart = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", found[0])
        yield _finding(at, found.span(), found[0], "glued_words", WARNING, apart)
    for found in _ARTICLE.finditer(text):
        alone = re.compile(rf"\b{found[1]} (?:al|el)-")
        if not story.theirs.script and not any(alone.search(p.text) for p in story.target):
            continue
        if not words.knows(found[0][:-1]) and not words.knows(found[0][:-1].lower()):
            apart = f"{found[1]} {found[2]}"
            yield _finding(at, found.span(), found[1] + found[2], "glued_words", HINT, apart)
    for found in _NAME_AND_WORD.finditer(text):
        word = found[0]
        if word in theirs or words.knows(word) or words.knows(word.lower()):
            continue
        if _DAY_AND_WORD.fullmatch(word):
            continue
        begins = _BEGINS.search(text, max(0, found.start() - 3), found.start())
        apart = _name_and_word(word, words, story, folded)
        apart = apart or _capital_only(word, words, bool(begins))
        if apart:
            yield _finding(at, found.span(), word, "glued_words", *apart)


def _capital_only(word, words, begins):
    """Two ordinary words at the beginning of a sentence or in a title."""
    apart = split(word.lower(), words)
    if not apart or derived(word.lower(), words):
        return None
    parts = apart.words.split()
    long_enough = min(map(len, parts)) > 3 and all(words.rank(part) <= 2 for part in parts)
    long_enough = long_enough or (begins and min(map(len, parts)) > 4 and _common(apart, words))
    if apart.small == 2 or (apart.small and len(word) > 6):
        return HINT, apart.words.capitalize()
    if begins and len(word) > 6 and all(words.rank(part) == 1 for part in parts):
        return HINT, apart.words.capitalize()  # “Twoyears”
    return (HINT, apart.words.capitalize()) if long_enough else None


def _name_said_and_word(word, words, story):
    """“RadioNord plays” for “RadioNordplays”, of a name with capitals in it that is said too."""
    texts = [p.text for p in (*story.target, *story.source)]
    for cut in range(len(word) - 2, 3, -1):
        name, rest = word[:cut], word[cut:]
        common = rest.islower() and words.rank(rest) <= 2
        if common and any(re.search(rf"\b{name}\b", text) for text in texts):
            return f"{name} {rest}"
    return None


def _name_and_word(word, words, story, theirs):
    """(severity, the two words) where a name stands in one with what follows it."""
    common = 4 if words.ranked else RARE
    for cut in range(len(word) - 2, 2, -1):
        name, rest = word[:cut], word[cut:]
        short = len(rest) == _SHORT and words.rank(rest) == 1
        behind = rest in _BEHIND or (len(rest) > _SHORT and words.rank(rest) <= common)
        little = rest in _BEHIND_KNOWN.get(words.language, ())
        if not (behind or short or little) or rest.startswith(_PLACE_ENDINGS):
            continue
        both = (*story.target, *story.source)
        if any(re.search(rf"\b{name}\b", p.text) for p in both) or fold(name) in theirs:
            return WARNING, f"{name} {rest}"
        if little and len(name) > 4 and words.knows(name):
            return HINT, f"{name} {rest}"
        if not behind:
            continue
        sure = rest in _BEHIND or words.rank(rest) <= (2 if len(rest) < _LONG else common)
        long_enough = len(rest) >= _SHORT and len(name) > 7 - len(rest)
        if words.ranked and sure and long_enough and words.knows(name):
            return HINT, f"{name} {rest}"
        if rest in _BEHIND and len(rest) > _SHORT and len(name) > 4 and rest != "will":
            return HINT, f"{name} {rest}"
        if len(rest) > 5 and words.rank(rest) <= (2 if len(rest) < 8 else 4) and len(name) > 3:
            return HINT, f"{name} {rest}"
    return None
