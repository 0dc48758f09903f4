"""Freezes the word lists of the copy checks from the dictionaries that Debian packages.

    apt-get install scowl hunspell-fr-classical
    python bin/freeze_words.py            # after an update of either

English is SCOWL up to size 80 (permissive, see the notice beside the file), French the
dictionary “classique” of Dicollecte with its endings put on (MPL-2.0). Each line is a word and a
figure: how common it is, 1 the most; French has no such sizes, so all its words are of one.
"""

import re
import zlib
from collections import defaultdict
from pathlib import Path

SCOWL = Path("/usr/share/dict/scowl")
HUNSPELL = Path("/usr/share/hunspell")
PLACE = Path(__file__).resolve().parents[1] / "stylebook/checks/languages/words"
SIZES = {"10": 1, "20": 2, "35": 3, "40": 4, "50": 5, "55": 6, "60": 6, "70": 7, "80": 8}
LISTS = "english american british british_z variant_1 british_variant_1 australian canadian"
KINDS = ("words", "upper", "proper-names", "contractions")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ANY_SIZE = 5
NEEDS_AFFIX, ELISIONS = "()", ("L'", "D'", "Q'", "N'", "M'", "T'", "S'", "J'", "C'", "Y'")


def english():
    sizes = {}
    for listing in LISTS.split():
        for kind in KINDS:
            for size, rank in SIZES.items():
                path = SCOWL / f"{listing}-{kind}.{size}"
                for word in path.read_text(encoding="utf-8").split() if path.exists() else ():
                    if WORD.fullmatch(word) and not word.endswith("'s"):
                        sizes[word] = min(rank, sizes.get(word, 9))
    return sizes


def french():
    suffixes = defaultdict(list)
    for line in (HUNSPELL / "fr.aff").read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            suffixes[parts[1]].append(_suffix(*parts[2:5]))
    words = set()
    for line in (HUNSPELL / "fr.dic").read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = line.split()[0].partition("/") if line.strip() else ("", "", "")
        words.update(_forms(stem, re.findall("..", flags), suffixes))
    return {word: ANY_SIZE for word in words if WORD.fullmatch(word)}


def _suffix(strip, add, condition):
    added, _, flags = add.partition("/")
    return (
        "" if strip == "0" else strip,
        "" if added == "0" else added,
        re.compile(f"{condition}$"),
        re.findall("..", flags),
    )


def _forms(stem, flags, suffixes, depth=0):
    if NEEDS_AFFIX not in flags:
        yield stem
    for flag in flags:
        for strip, add, condition, more in suffixes.get(flag, ()) if depth < 2 else ():
            if stem.endswith(strip) and condition.search(stem):
                yield from _forms(stem[: len(stem) - len(strip)] + add, more, suffixes, depth + 1)


def freeze(language, words):
    lines = "".join(f"{word}\t{rank}\n" for word, rank in words.items())
    text = "\n".join(sorted(lines.splitlines(), key=lambda line: line.encode()))
    (PLACE / f"{language}.deflate").write_bytes(zlib.compress(f"\n{text}\n".encode(), 9))


def main():
    PLACE.mkdir(exist_ok=True)
    freeze("en", english())
    freeze("fr", french())


if __name__ == "__main__":
    main()
