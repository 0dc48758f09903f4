from dataclasses import dataclass, field

from prose.sheets import Unreadable
from stylebook.entries import Entry

__all__ = ["Read", "Unreadable"]


@dataclass(frozen=True)
class Read:
    """One term of a file: `at` is its line or its number, `id` what the file calls it, `wrong`
    sentences that say why it cannot be taken."""

    at: int
    entry: Entry
    id: str = ""
    wrong: list = field(default_factory=list)
