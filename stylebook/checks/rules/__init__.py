"""One small module per rule; being imported enters it in the registry."""

from stylebook.checks.rules import calendar, characters, doubled, numbers

ALL = (numbers, calendar, characters, doubled)
