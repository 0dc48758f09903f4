"""The credit line: who must be named beside a photograph."""

import re

_VIA = re.compile(r"\s*/\s*|\s+via\s+", re.IGNORECASE)


def line(photographer="", agency="", distributor=""):
    """“Omar Marques/SOPA Images/ZUMA”: photographer, agency and distributor that are known."""
    return "/".join(part for part in (photographer, agency, distributor) if part)


def parse(text):
    """(photographer, agency, distributor) from a credit line as agencies write it.

    A single name is taken for the photographer; what goes beyond three parts stays with
    the distributor.
    """
    parts = [part.strip() for part in text.split("/", 2) if part.strip()]
    return tuple(parts + [""] * (3 - len(parts)))


def chain(creators, credit, source):
    """(photographer, agency, distributor) from what a file says: its creators, its credit line
    (“SOPA Images/ZUMA”, “AFP via Getty Images”) and its source."""
    photographer = " and ".join(creators)
    parts = [part for part in _VIA.split(credit.strip()) if part]
    if parts and (parts[0].casefold() == photographer.casefold() or not photographer):
        # A lone name without a creator may be a firm or a person: the person in charge knows.
        first = parts.pop(0)
        photographer = photographer or first
    named = {part.casefold() for part in (*parts, photographer)}
    if source and source.casefold() not in named and len(parts) < 2:
        parts.append(source)
    agency, distributor, *_ = [*parts, "", ""]
    return photographer, agency, distributor
