"""Misspelled parts of fixed phrases (“Unites States”) and misspelled countries."""

import re
from functools import cache

from stylebook.checks.findings import BLOCKER, WARNING, Finding
from stylebook.checks.languages import data
from stylebook.checks.listing import listed
from stylebook.checks.reading.folding import sound
from stylebook.checks.reading.lexicon import lexicon
from stylebook.checks.registry import finds
from stylebook.checks.rules.naming import distance, names_of, same_word, spelled_alike

_TWO = {
    "en": re.compile(r"(?=\b([A-Z][a-z]{2,}) ([A-Z][a-z]{3,})\b)"),
    "fr": re.compile(r"(?=\b([A-ZÉÎ][a-zà-ÿ]{2,})[ -]([A-ZÉÎ]?[a-zà-ÿ]{3,})\b)"),
}
# Words that stand beside a part of a phrase in their own right.
_FREE = frozenset(
    listed(
        "minister ministers ministry union unions house houses state states council court"
        " nations kingdom commission parliament united unified"
    )
)


@finds("phrase_typo", "country_spelling")
def phrases(story):
    words = lexicon(story.tgt)
    if not words:
        return
    first, second = _parts(story.tgt)
    for at, passage in enumerate(story.target) if first else ():
        for found in _TWO[story.tgt].finditer(passage.plain):
            one, other = found.groups()
            meant = [phrase for x, phrase in first.get(one, ()) if _slip(other, x, words)]
            wrong = other if meant else one
            meant += [phrase for x, phrase in second.get(other, ()) if _slip(one, x, words)]
            if meant:
                span = found.start(1), found.end(2)
                said = passage.plain[slice(*span)]
                yield Finding(
                    "phrase_typo",
                    BLOCKER if not words.knows(wrong.lower()) else WARNING,
                    at, span, message=f"“{said}”: “{meant[0]}”?", evidence=(said,), fix=meant[0],
                )  # fmt: skip
    yield from _countries(story, words)


@cache
def _parts(language):
    """{a word: [(the word beside it, the phrase)]} by the first and by the second word."""
    first, second = {}, {}
    for phrase in data(language).phrases:
        one, other = re.split("[ -]", phrase)
        first.setdefault(one, []).append((other, phrase))
        second.setdefault(other, []).append((one, phrase))
    return first, second


def _slip(word, meant, words):
    """Whether a word is another misspelled, and not one that is at home there."""
    if word == meant + "s" or spelled_alike(word, meant) or abs(len(word) - len(meant)) > 2:
        return False
    if distance(meant, word, 2) > (1 if len(meant) < 7 else 2):
        return False
    return not words.knows(word) and (
        words.rank(word.lower()) > 2 or (word.lower() not in _FREE and word.lower() == "unites")
    )


def _countries(story, words):
    known = _country_names(story.tgt)
    theirs = {p.text[w.start : w.end] for p in story.source for w in p.words}
    for name, places in names_of(story.target).items():
        if len(name) < 7 or name in known or name in theirs:
            continue
        if words.rank(name) < 9 or words.rank(name.lower()) < 9:
            continue
        meant = next((country for country in known if _misspelled(name, country)), None)
        for place in places if meant else ():
            yield Finding(
                "country_spelling", WARNING, place.block, place.span,
                message=f"“{name}”: “{meant}”?", evidence=(name,), fix=meant,
            )  # fmt: skip


def _misspelled(name, country):
    if country[:2] != name[:2] or abs(len(country) - len(name)) > 2:
        return False
    if same_word(country, name) or name.startswith(country[:-1]):
        return False
    apart = distance(country.lower(), name.lower(), 2)
    heard, meant = sound(name), sound(country)
    if apart == 1 or (len(country) >= 9 and (apart == 2 or heard == meant)):
        return True
    alike = country[:3] == name[:3] and heard[-4:] == meant[-4:]
    return len(country) >= 9 and alike and distance(heard, meant, 2) <= 1


@cache
def _country_names(language):
    return [
        name for name in data(language).countries.values() if " " not in name and len(name) >= 6
    ]
