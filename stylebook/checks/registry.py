"""Which rules there are, and who finds what they say. The rules themselves stand in rules.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from stylebook.checks.findings import SEVERITIES, Block

_FINDERS = {}  # function of a Story that yields Findings: its codes


@dataclass(frozen=True)
class Pair:
    """An original and its translation, a line a paragraph; without `source`, only ours."""

    target: str
    source: str = ""
    src: str = "de"
    tgt: str = "en"

    @property
    def blocks(self):
        return _blocks(self.source), _blocks(self.target)


@dataclass(frozen=True)
class Rule:
    """One kind of finding. `severity` is the gravest it is given; `says` is for the desk."""

    code: str
    severity: str
    says: str
    bad: Pair
    good: Pair


def _blocks(text):
    return [Block(f"b{n}", line) for n, line in enumerate(text.splitlines() if text else (), 1)]


def _rules():
    raw = tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
    for code, rule in raw.items():
        pairs = {which: Pair(**rule[which]) for which in ("bad", "good")}
        yield code, Rule(code, rule["severity"], rule["says"], **pairs)


RULES = dict(_rules())  # code: Rule


def finds(*codes):
    """Decorator of a function that yields findings with these codes from a Story."""
    taken = frozenset().union(*_FINDERS.values())
    for code in codes:
        if code not in RULES or code in taken:
            raise ValueError(f"{code} is found elsewhere, or not in rules.toml.")

    def enter(finder):
        _FINDERS[finder] = frozenset(codes)
        return finder

    return enter


def found_by_none():
    """Codes of rules that nothing finds."""
    return set(RULES).difference(*_FINDERS.values())


def run(story, only=None):
    """All findings in reading order: by block, what has none where it should stand."""
    wanted = set(RULES if only is None else only)
    found = [
        finding
        for finder, codes in _FINDERS.items()
        if codes & wanted
        for finding in finder(story)
        if finding.code in wanted
    ]
    return sorted(dict.fromkeys(found), key=_place)


def _place(finding):
    at = finding.block if finding.block is not None else (finding.src_block or 0)
    return at, finding.span or (-1, -1), SEVERITIES.index(finding.severity)
