"""What a translation got wrong: pure checks over the blocks of an original and of ours.

    check(source, target, "de", "en")  ->  [Finding, …] in reading order

`source` and `target` are lists of Block; without an original (`source` empty) the checks that
need only our text run. Nothing here reads a database or a setting. Every rule, its severity and
an example of each kind stand in RULES, by code.
"""

from stylebook.checks.findings import (
    BLOCKER,
    HINT,
    SEVERITIES,
    WARNING,
    Block,
    Finding,
    Term,
)
from stylebook.checks.registry import RULES, Pair, Rule, run
from stylebook.checks.rules import ALL
from stylebook.checks.story import Story

__all__ = [
    "ALL",
    "BLOCKER",
    "HINT",
    "RULES",
    "SEVERITIES",
    "WARNING",
    "Block",
    "Finding",
    "Pair",
    "Rule",
    "Term",
    "check",
]


def check(source, target, src, tgt, *, terms=(), only=None):
    """Findings in reading order, what is missing where it should stand.

    `src` and `tgt` are language codes ("pt-BR" counts as "pt"); of a language without a data
    file the checks that need none still run. `terms` is what the Stylebook knows for this pair:
    Terms, or anything with the same attributes. `only`, a set of codes, runs nothing else.
    """
    return run(Story(source, target, src, tgt, terms), only)
