"""One small module per rule; being imported enters it in the registry."""

from stylebook.checks.rules import (
    calendar,
    characters,
    completeness,
    countries,
    doubled,
    form,
    names,
    number_format,
    numbers,
    phrases,
    quotes,
    spacing,
    spelling,
    terms,
    units,
    untranslated,
)

ALL = (
    numbers,
    units,
    number_format,
    calendar,
    countries,
    completeness,
    untranslated,
    names,
    phrases,
    spelling,
    doubled,
    characters,
    quotes,
    spacing,
    form,
    terms,
)
