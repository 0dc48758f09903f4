"""What a word that is in no list may have been meant to be."""

import re
from functools import lru_cache
from typing import NamedTuple

from stylebook.checks.listing import listed
from stylebook.checks.reading.lexicon import RARE

_HARD = str.maketrans("bdgvzyjw", "ptkfsiif")
_LONG = 6  # letters
_ODD = re.compile(r"aa|ii|uu|yy|(.)\1\1")


class Habits(NamedTuple):
    """How words are made in one of our languages."""

    letters: str
    small: frozenset[str]  # little words, which begin or end no compound
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]
    counted: frozenset[str] = frozenset()  # beside a prefix these make no word


_HABITS = {
    "en": Habits(
        "abcdefghijklmnopqrstuvwxyz",
        frozenset(
            listed(
                "of the and to in for with on that from by at is was as are it be has have had its"
                " his her an or not who this which they were will been their a but he she"
                " my our your him them than when we you"
            )
        ),
        listed(
            "un re non anti pre post over under co mid multi pro ex inter super micro mega eco"
            " cyber semi sub counter out neo trans ultra hyper bio geo electro photo narco petro"
            " techno mini pan self auto tele poly mono psycho socio infra intra extra cross off up"
            " down dis mis de"
        ),
        listed(
            "ness less like ly wise ship able ful ward wards hood esque proof"
            " ism ist ists ization isation ize ise ized ised izing ising er ers s es ing ed"
            " 's ally ian ians ish"
        ),
        frozenset(
            listed(
                "two three four five six seven eight nine ten half about with from that this they"
                " them their these those which were have been will would there when what where"
                " most more each such than then only some many last next years people"
            )
        ),
    ),
    "fr": Habits(
        "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùœ",
        frozenset(
            listed(
                "de la le les des un une du et au aux dans pour que qui ne se sa son ses ce cette"
                " est sont ont pas leur leurs mais ou il elle ils elles plus avec qu en par sur"
                " deux trois tous toutes nos notre votre aussi après avant chez dont était je nous"
                " vous"
            )
        ),
        listed(
            "anti auto bio centi co contre cyber dé dés éco ex extra géo hydro hyper hypo infra"
            " inter intra kilo macro mal médico méga méta micro milli mini mono multi narco néo non"
            " ultra para poly"
            " post pré pro pseudo ré re semi socio sous sub super sur télé thermo trans tri vidéo"
            " électro euro franco photo psycho agro aéro"
        ),
        listed("isme iste istes isation iser isé isée isés isées ment ien ienne iens iennes s"),
    ),
}


def small_words(language):
    return _HABITS[language].small


class Apart(NamedTuple):
    words: str
    small: int  # how many of the two are little words, which never begin or end a compound


@lru_cache(maxsize=8_000)
def derived(word, words):
    """Whether a word is listed, or made of one that is."""
    if words.rank(word) < RARE:
        return True
    habits = _HABITS[words.language]
    for prefix in habits.prefixes:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 3 and words.rank(rest) < 6:
            return rest not in habits.counted
    for ending in habits.endings:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 3 and _stem(stem, words, ending):
            return not (ending == "s" and stem.endswith("s"))
    return False


def _stem(stem, words, ending):
    counted = _HABITS[words.language].counted
    if stem in counted or stem + "e" in counted:
        return False  # “thered”
    if ending in ("less", "like") and stem[-1] == "s" != stem[-2]:
        return False  # “cardinalsless”
    if words.knows(stem + stem[-1] + ending) or stem[-1] == ending[0] == "e":
        return False  # “begining”, “estimateed”
    vowels = stem[-3] in "aeiou" and ending[0] in "aei"  # planned, but no “pointts”,
    vowels = vowels and stem[-4:-3] not in tuple("aeio")  # no “headded”
    doubled = vowels and stem[-1] == stem[-2] and words.rank(stem[:-1]) < 6
    return words.rank(stem) < 6 or words.rank(stem + "e") < 6 or doubled


@lru_cache(maxsize=8_000)
def split(word, words):
    """The two words that were written as one, by the commoner of them; None if there are none."""
    small = _HABITS[words.language].small
    best = None
    for cut in range(1, len(word)):
        parts = word[:cut], word[cut:]
        little = sum(part in small for part in parts)
        if not (little or words.ranked) or not all(_part(part, words) for part in parts):
            continue
        rank = (little > 0, -max(words.rank(part) for part in parts), max(map(len, parts)))
        if best is None or rank > best[0]:
            best = (rank, Apart(" ".join(parts), little))
    return best[1] if best else None


def _part(part, words):
    if part in _HABITS[words.language].small:
        return True
    if not words.ranked:
        return len(part) > 3 and words.knows(part)
    return len(part) >= 3 and words.rank(part) <= (3 if len(part) > 3 else 2)


@lru_cache(maxsize=8_000)
def suggestion(word, words):
    """The commonest listed word that is one slip away, or None.

    Of a list without ranks the longest, for words so long that there are few."""
    if not words.ranked and len(word) < _LONG:
        return None
    at_most = 3 if words.ranked else RARE
    best = None
    for candidate in _slips(word, _HABITS[words.language].letters):
        common = words.rank(candidate)
        rank = common if words.ranked else -len(candidate)
        if common <= at_most and candidate != word and (best is None or rank < best[0]):
            best = (rank, candidate)
    return best[1] if best else None


@lru_cache(maxsize=8_000)
def known_name(name, words):
    """A well-known name, or a common word with a capital, that is one slip away, or None.

    A list without ranks knows too many names."""
    if not words.ranked:
        return None
    for slip in _slips(name.lower(), _HABITS[words.language].letters):
        if slip[:1] != name[0].lower() or _another(name.lower(), slip):
            continue
        if min(len(slip), len(name)) > 5 or (len(slip) == 5 and _no_name(name.lower(), slip)):
            capital = slip.capitalize()
            if words.rank(capital) <= 5 or _plain(slip, words):
                return capital
    return None


def _another(name, slip):
    """Ronaldo is no Ronald, and Pedersen no Petersen."""
    ends = name[-1] == slip[-1] or sorted(name[-2:]) == sorted(slip[-2:])
    return not ends or name.translate(_HARD) == slip.translate(_HARD)


def _no_name(name, slip):
    """Whether nothing but a slip is likely: “Mreit”, “Riiver”."""
    return sorted(name) == sorted(slip) or bool(_ODD.search(name))


def _plain(word, words):
    return words.rank(word) <= (2 if len(word) < 8 else 3) and not word.endswith(("ing", "ed", "s"))


def _slips(word, letters):
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail
