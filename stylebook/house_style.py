"""The house style: rows of three kinds, looked for in our text alone.

    substitution   “presently” is written “now”
    existence      “sources close to” is never written
    consistency    “adviser” and “advisor” do not stand in one story

Kinds after Vale's rules of the same names. A row is anything with the attributes of Row; the
Stylebook's banned wordings are rows, too.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from stylebook.checks import WARNING, Finding

SUBSTITUTION, EXISTENCE, CONSISTENCY = KINDS = ("substitution", "existence", "consistency")
CODE = "house_style"


@dataclass(frozen=True)
class Row:
    kind: str
    words: str
    write: str = ""
    severity: str = WARNING
    capitals: bool = False
    note: str = ""
    code: str = CODE


def check(target, rows):
    """[Finding] of these rows in a list of Blocks."""
    found = []
    for row in rows:
        found += _mixed(row, target) if row.kind == CONSISTENCY else _written(row, target)
    return found


def tried(row):
    """What is wrong with a row by its own two sentences: `row` has `wrong` and `right`, too."""
    if not _finds(row, row.wrong):
        yield "wrong", "The row finds nothing in this sentence."
    if _finds(row, row.right):
        yield "right", "The row finds something in this sentence."


def _finds(row, sentence):
    wanted = _both(row) if row.kind == CONSISTENCY else [_pattern(row.words, row.capitals)]
    return all(pattern.search(sentence) for pattern in wanted)


def _written(row, target):
    for at, block in enumerate(target):
        for hit in _pattern(row.words, row.capitals).finditer(block.text):
            yield _finding(row, at, hit, row.write if row.kind == SUBSTITUTION else "")


def _mixed(row, target):
    """Of two spellings the rarer one, and of equals the second of the row."""
    places = [
        [(at, hit) for at, block in enumerate(target) for hit in pattern.finditer(block.text)]
        for pattern in _both(row)
    ]
    if not all(places):
        return
    rarer = 0 if len(places[0]) < len(places[1]) else 1
    for at, hit in places[rarer]:
        other = places[1 - rarer][0][1][0]
        yield replace(
            _finding(row, at, hit, other),
            message=f"“{hit[0]}” here, and elsewhere in this story “{other}”.{_said(row)}",
        )


def _both(row):
    return _pattern(row.words, row.capitals), _pattern(row.write, row.capitals)


def _finding(row, at, hit, write):
    fix = _cased(write, hit[0], row.capitals) if write else None
    message = f"We write “{fix}”, not “{hit[0]}”." if write else f"We do not write “{hit[0]}”."
    return Finding(
        row.code, row.severity, at, hit.span(), message=message + _said(row),
        evidence=(hit[0].casefold(), write), fix=fix,
    )  # fmt: skip


def _said(row):
    return f" {row.note}" if row.note else ""


def _cased(write, written, capitals):
    """At the beginning of a sentence, as it stood there."""
    if not capitals and written[:1].isupper() and write[:1].islower():
        return write[:1].upper() + write[1:]
    return write


@lru_cache(maxsize=2000)
def _pattern(words, capitals):
    """Whole words; a * at the end of one stands for any ending."""
    wanted = [_escaped(part) for part in words.split("|") if part.strip()]
    either = "|".join(sorted(wanted, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", 0 if capitals else re.IGNORECASE)


def _escaped(part):
    escaped = re.escape(" ".join(part.split())).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.sub("['’]", "['’]", escaped)
