"""The credit line: who must be named beside a photograph."""


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
