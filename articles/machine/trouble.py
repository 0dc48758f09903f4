"""What a provider answers, and what it says when it cannot."""

from dataclasses import dataclass, field


class Trouble(Exception):
    """No draft. The message is a sentence for the person who asked."""


class Busy(Trouble):
    """No draft now: the same request may well succeed in a while."""


@dataclass(frozen=True)
class Answer:
    fragments: list
    characters: int  # as billed
    notes: list = field(default_factory=list)  # what the person should know about it


@dataclass(frozen=True)
class Usage:
    """Characters of the billing period."""

    used: int
    limit: int

    def __str__(self):
        return f"{self.used:,} of {self.limit:,} characters used this month."
