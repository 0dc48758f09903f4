"""Which rules there are. A module of rules declares its codes and who finds them."""

from dataclasses import dataclass

from stylebook.checks.findings import SEVERITIES, Block

RULES = {}  # code: Rule, in the order in which they are declared
_FINDERS = []  # (function of a Story that yields Findings, its codes)


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


def _blocks(text):
    return [Block(f"b{n}", line) for n, line in enumerate(text.splitlines() if text else (), 1)]


@dataclass(frozen=True)
class Rule:
    """One kind of finding. `severity` is the gravest it is given; `says` is for the desk."""

    code: str
    severity: str
    says: str
    bad: Pair
    good: Pair


def finds(*rules):
    """Decorator of a function that yields findings of these rules from a Story."""
    for rule in rules:
        if rule.code in RULES or rule.severity not in SEVERITIES:
            raise ValueError(f"{rule.code} is declared twice, or its severity is unknown.")
        RULES[rule.code] = rule

    def enter(finder):
        _FINDERS.append((finder, frozenset(rule.code for rule in rules)))
        return finder

    return enter


def run(story, only=None):
    """All findings in reading order: by block, what has none last."""
    wanted = set(RULES if only is None else only)
    found = [
        finding
        for finder, codes in _FINDERS
        if codes & wanted
        for finding in finder(story)
        if finding.code in wanted
    ]
    return sorted(dict.fromkeys(found), key=_place)


def _place(finding):
    at = finding.block if finding.block is not None else (finding.src_block or 0)
    return at, finding.span or (-1, -1), SEVERITIES.index(finding.severity)
