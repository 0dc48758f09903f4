"""What a word that is in no list may have been meant to be."""

from functools import lru_cache
from typing import NamedTuple

from stylebook.checks.listing import listed
from stylebook.checks.reading.lexicon import RARE

_LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùœ",
}
_SMALL = {
    "en": frozenset(
        listed(
            "of the and to in for with on that from by at is was as are it be has have had its"
            " his her an or not who this which they were will been their a but he she"
        )
    )
}
_PREFIXES = listed(
    "un re non anti pre post over under co mid multi pro ex inter super micro mega eco cyber semi"
    " sub counter out neo trans ultra hyper bio geo electro photo narco petro techno mini pan self"
    " auto tele poly mono psycho socio infra intra extra cross off up down dis mis de"
)
_ENDINGS = listed(
    "ness less like ly wise ship able ful ward wards hood esque free proof based led style sized"
    " ism ist ists ization isation ize ise ized ised izing ising er ers s es ing ed 's ally ian"
    " ians ish"
)


# Beside a small word in front of them these are no compound.
_COUNTED = frozenset(
    listed(
        "four five seven eight nine half about with from that this they them their which were"
        " have been will would there when what"
    )
)


class Apart(NamedTuple):
    words: str
    small: int  # how many of the two are little words, which never begin or end a compound


@lru_cache(maxsize=20_000)
def derived(word, words):
    """Whether a word is listed, or made of one that is."""
    if words.rank(word) < RARE:
        return True
    for prefix in _PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 3 and words.rank(rest) < 6:
            return rest not in _COUNTED
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 3 and _stem(stem, words):
            return not (ending == "s" and stem.endswith("s"))
    return False


def _stem(stem, words):
    doubled = stem[-1] == stem[-2] and words.rank(stem[:-1]) < 6
    return words.rank(stem) < 6 or words.rank(stem + "e") < 6 or doubled


@lru_cache(maxsize=20_000)
def split(word, words):
    """The two words that were written as one, by the commoner of them; None if there are none."""
    small = _SMALL["en"]
    best = None
    for cut in range(1, len(word)):
        parts = word[:cut], word[cut:]
        if not all(_part(part, words) for part in parts):
            continue
        little = sum(part in small for part in parts)
        rank = (little > 0, -max(words.rank(part) for part in parts))
        if best is None or rank > best[0]:
            best = (rank, Apart(" ".join(parts), little))
    return best[1] if best else None


def _part(part, words):
    if part in _SMALL["en"]:
        return True
    return len(part) >= 3 and words.rank(part) <= (3 if len(part) > 3 else 2)


@lru_cache(maxsize=20_000)
def suggestion(word, words):
    """The commonest listed word that is one slip away, or None."""
    letters = _LETTERS["en"]
    best = None
    for candidate in _slips(word, letters):
        rank = words.rank(candidate)
        if rank <= 3 and candidate != word and (best is None or rank < best[0]):
            best = (rank, candidate)
    return best[1] if best else None


@lru_cache(maxsize=20_000)
def known_name(name, words):
    """A well-known name, or a common word with a capital, that is one slip away, or None."""
    for slip in _slips(name.lower(), _LETTERS["en"]):
        if slip[:1] == name[0].lower() and len(slip) > 5:
            capital = slip.capitalize()
            if words.rank(capital) <= 5 or _plain(slip, words):
                return capital
    return None


def _plain(word, words):
    return words.rank(word) <= 2 and not word.endswith(("ing", "ed", "s"))


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
