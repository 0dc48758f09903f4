"""Two spellings of one name in a story, and names that are not those of the original."""

import re
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from stylebook.checks.findings import HINT, WARNING, Finding
from stylebook.checks.listing import listed
from stylebook.checks.reading.folding import latin, sound
from stylebook.checks.reading.lexicon import RARE, UNKNOWN, lexicon
from stylebook.checks.registry import finds
from stylebook.checks.rules.corrections import known_name
from stylebook.checks.rules.naming import (
    distance,
    in_cyrillic,
    in_latin,
    names_of,
    near_pairs,
    same_word,
    spelled_alike,
)

_INFLECTED = frozenset(listed("pl cs tr fi ro is lt lv sk hu et hr sl"))
_GENITIVE = re.compile("[’']s$")
_TWICE = re.compile("aa|ii|uu|yy")
_TWICE_THERE = re.compile("аа|[иіїйы][иіїйяюеа]|уу|яа")
_DOUBLED = re.compile(r"([bcdfghklmnprtvz])\1")  # but “Kassym” for Касым
_DOUBLED_THERE = re.compile(r"(.)\1")
_FLEETING = re.compile("i?e(?=[^aeiou]$)")
_NAME_AFTER = re.compile(r"[ -][^\W\d_a-z]")
_NAME_BEFORE = re.compile(r"(?<![.!?] )\b[^\W\d_a-z][^\W\d_]+[ -]$")
_TOO_SHORT_TO_DIFFER = 5  # letters, in the first of them
_SURE, _DOUBTFUL, _NONE = 0.8, 0.72, 0.62  # likeness of sounds: the same name, another, none


class Names:
    """The names of ours and what the original has to say of each."""

    def __init__(self, story):
        self.story = story
        self.words = lexicon(story.tgt)
        self.places = names_of(story.target)
        self.latin = in_latin(story.src) and bool(story.source)
        self.cyrillic = in_cyrillic(story.src) and bool(story.source)

    @cached_property
    def theirs(self):
        """Words of the original as they are written."""
        words = {p.text[w.start : w.end] for p in self.story.source for w in p.words}
        return words | {_GENITIVE.sub("", word) for word in words}

    @cached_property
    def absent(self):
        """Names of the original that ours does not have."""
        ours = {p.text[w.start : w.end] for p in self.story.target for w in p.words}
        return sorted(w for w in self.theirs - ours if w[0].isupper() and len(w) > 3)

    @cached_property
    def sounds(self):
        """{word of the original with a capital: its sound}"""
        return {
            word.lower(): sound(word) for word in self.theirs if word[0].isupper() and len(word) > 2
        }

    @cached_property
    def all_sounds(self):
        return {sound(word) for word in self.theirs if len(word) > 2}

    def rank(self, name):
        """How common a word is, with or without a capital."""
        if not self.words:
            return UNKNOWN
        return min(self.words.rank(name), self.words.rank(name.lower()))

    def listed(self, name):
        """Whether it is a word or, written with a capital only, a well-known name."""
        if not self.words:
            return False
        common = self.words.rank(name.lower()) < RARE - 2
        return common or self.words.knows(name)

    def ordinary(self, name):
        """A common word that only begins a sentence or a title."""
        if not self.words or name in self.theirs:
            return False
        rank = self.words.rank(name.lower())
        if (
            self.words.ranked
            and self.words.rank(name) <= 5
            and not all(p.begins for p in self.places[name])
        ):
            return False  # China, which is china, too
        return rank <= 3 or (rank < UNKNOWN and all(p.begins for p in self.places[name]))

    def weight(self, name):
        """By how much a spelling is to be preferred."""
        return self.there(name), len(self.places[name]), -self.rank(name)

    def there(self, name):
        """How surely the original has this name, from 0 to 1."""
        if self.latin:
            if name in self.theirs or any(w.startswith(name) for w in self.theirs):
                return 1.0
            return 0.5 * any(latin(w).startswith(latin(name)) for w in self.theirs)
        closest = self.closest(name) if self.cyrillic else None
        return closest[0] if closest else 0.0

    def only_one_there(self, one, other):
        """Of two names that are no other words: whether the original has one of them as it is."""
        if not self.latin or any(self.words.knows(name.lower()) for name in (one, other)):
            return False
        return (one in self.theirs) != (other in self.theirs)

    def answered(self, name):
        """Whether the original has this name, in its own letters or bent."""
        if self.latin:
            return any(_same(latin(w), latin(name), True) for w in self.theirs)
        closest = self.closest(name) if self.cyrillic else None
        return bool(closest and closest[0] >= 0.9)

    def closest(self, name):
        """(likeness of sound, word) of the original's words, or None."""
        heard, best = sound(name), None
        for word, other in self.sounds.items():
            if other and other[0] == heard[:1]:
                cut = other[: len(heard) + 1] if len(other) > len(heard) else other
                alike = Levenshtein.normalized_similarity(heard, cut)
                if best is None or alike > best[0]:
                    best = alike, word
        return best


@finds("name_variant", "name_vs_source", "name_not_in_source", "name_misspelled")
def names(story):
    known = Names(story)
    told = set()
    for finding in _variants(known):
        told.add(finding.evidence[0])
        yield finding
    for name, places in known.places.items():
        if name in told or known.ordinary(name):
            continue
        found = []
        if known.latin:
            found = [*_against_latin(known, name, places)]
        elif known.cyrillic:
            found = [*_against_cyrillic(known, name, places)]
        yield from found or _against_known(known, name, places)


def _variants(known):
    candidates = [
        name
        for name, places in known.places.items()
        if not known.ordinary(name) or (len(name) > 4 and not all(p.begins for p in places))
    ]
    for one, other, apart in near_pairs(candidates):
        if known.listed(one) and known.listed(other) and not known.only_one_there(one, other):
            continue
        if known.latin and known.there(one) and known.there(other):
            continue
        if known.cyrillic and _two_words_there(known, one, other):
            continue
        if one[0] != other[0] and max(len(one), len(other)) <= _TOO_SHORT_TO_DIFFER:
            continue  # Kufra and Jufra: slips hardly ever hit the first letter
        rare, common = sorted((other, one), key=known.weight)
        shorter = min(len(one), len(other))
        severity = HINT if shorter <= 4 or (apart == 1 and shorter <= 5) else WARNING
        yield _variant(severity, known.places[rare][0], rare, common)


def _variant(severity, place, name, other):
    return Finding(
        "name_variant", severity, place.block, place.span, None, None,
        f"“{name}” here, “{other}” elsewhere in this story.", (name, other), other,
    )  # fmt: skip


def _two_words_there(known, one, other):
    a, b = known.closest(one), known.closest(other)
    return bool(
        a and b and a[1] != b[1] and a[0] >= _SURE and b[0] >= _SURE and not _one_stem(a[1], b[1])
    )


def _one_stem(one, other):
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    alike = min(len(one), len(other)) if alike is None else alike
    return alike >= max(3, min(len(one), len(other)) - 3)


def _against_latin(known, name, places):
    """A name that differs by a letter or two from one of the original which ours has not."""
    if name in known.theirs or known.rank(name) < UNKNOWN:
        return
    plain, bends = latin(name), known.story.src in _INFLECTED
    if any(_same(latin(word), plain, bends) or spelled_alike(word, name) for word in known.theirs):
        return
    for word in known.absent:
        if abs(len(word) - len(name)) > (5 if bends else 2) or same_word(word, name):
            continue
        apart = _letters_apart(latin(word), plain, bends)
        if apart > 2 or (apart == 2 and len(name) < 8):
            continue
        if name.endswith(("ia", "ian", "ians")) and name[-3:] != word[-3:]:
            continue
        if known.rank(word) <= 3:
            continue
        doubtful = sound(word) == sound(name) or bends or len(name) < 5
        yield _source_finding(HINT if doubtful else WARNING, name, places[0], word)
        return


def _same(word, name, bends):
    if word == name:
        return True
    if bends and word.startswith(_FLEETING.sub("", name)):
        return True  # Połaniec, w Połańcu
    stem = max(4, len(name) - 2)
    if not bends or word[:stem] != name[:stem]:
        return False
    return word[-2:] != name[-2:] or distance(word, name, 1) > 1  # alike at the end: no ending


def _letters_apart(word, name, bends):
    """Of inflected names the beginning counts only."""
    cuts = range(max(5, len(name) - 2), len(name) + 1) if bends else ()
    alike = (distance(word[:n], name[:m], 2) for m in cuts for n in (m - 1, m, m + 1))
    return min([distance(word, name, 2), *alike])


def _against_cyrillic(known, name, places):
    if len(name) < 5 or known.rank(name) < UNKNOWN or all(p.begins for p in places):
        return
    closest = known.closest(name)
    if closest is None or closest[0] < _NONE:
        heard = sound(name)
        if not any(Levenshtein.normalized_similarity(heard, s) >= 0.7 for s in known.all_sounds):
            yield Finding(
                "name_not_in_source", HINT, places[0].block, places[0].span,
                message=f"“{name}” sounds like nothing in the original.", evidence=(name,),
            )  # fmt: skip
    elif (
        (len(name) >= 6 and _other_consonants(known, name, places))
        or (_TWICE.search(name) and not _TWICE_THERE.search(closest[1]))
        or (_DOUBLED.search(name) and closest[0] >= _SURE and not _DOUBLED_THERE.search(closest[1]))
    ):
        yield _source_finding(HINT, name, places[0], closest[1].capitalize())


def _against_known(known, name, places):
    """A name of which there is no trace in the original, and a well-known one is a slip away."""
    if known.rank(name) < UNKNOWN or len(places) > 1 or not known.words:
        return
    if not known.story.source or name in known.theirs:
        return
    meant = known_name(name, known.words) if len(name) > 4 else None
    # “Miniser”, whatever “ministr” is.
    common = meant and known.latin and known.words.rank(meant.lower()) <= 2
    if not common and known.answered(name):
        return
    if not meant and not _of_person(known.story.target[places[0].block].plain, places[0].span):
        meant = _country(name, known.story.ours)
    if meant and latin(meant) != latin(name):
        yield Finding(
            "name_misspelled", HINT, places[0].block, places[0].span,
            message=f"“{name}”: “{meant}”?", evidence=(name, meant), fix=meant,
        )  # fmt: skip


def _other_consonants(known, name, places):
    """A name used once of which no word of the original has the consonants."""
    mine = _consonants(sound(name))
    if len(mine) < 4 or (len(places) > 1 and known.closest(name)[0] >= _DOUBTFUL):
        return False
    theirs = [_consonants(heard) for heard in known.sounds.values()]
    return not any(heard.startswith(mine[:-1]) for heard in theirs)


def _consonants(heard):
    return re.sub("[aeiou]", "", heard)


def _of_person(text, span):
    """Whether another name stands beside it: “Kenta Suzuki” is no slip of Kenya."""
    return bool(_NAME_AFTER.match(text, span[1]) or _NAME_BEFORE.search(text[: span[0]]))


def _country(name, ours):
    return next(
        (c for c in ours.countries.values() if c[0] == name[0] and c.isalpha() and len(c) > 4
         and distance(c, name, 1) == 1 and not same_word(c, name)),
        None,
    )  # fmt: skip


def _source_finding(severity, name, place, word):
    return Finding(
        "name_vs_source", severity, place.block, place.span, None, None,
        f"“{name}” here, “{word}” in the original.", (name, word),
        word if word.isascii() else None,
    )  # fmt: skip
