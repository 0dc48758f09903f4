"""Terms as a table: a row for each, three columns for each language.

    term, kind, domain, do not translate, note, en, en also, en never, ru, ru also, ru never

Several wordings of one cell have a | between them. A table of other programs need only have
columns that are named by language codes.
"""

import re

from prose import characters, sheets
from prose.tables import CSV, XLSX
from prose.tables import as_csv as written_as_csv
from prose.tables import as_xlsx as written_as_xlsx
from stylebook.entries import SEPARATOR, Entry, Worded, complaints, known_language
from stylebook.exchange.reading import Read, Unreadable

__all__ = ["CSV", "XLSX", "as_csv", "as_xlsx", "read"]

KINDS = ("person", "place", "institution", "phrase")
_PLAIN = ("term", "kind", "domain", "do not translate", "note")
_STANDINGS = {"": "preferred", "also": "also", "never": "never"}
_YES = {"yes", "y", "x", "1", "true"}
_LONGEST_CELL = 1000  # characters, as prose.sheets reads them
_FORMULA = re.compile(r"'(?=[=+\-@])")  # as prose.tables guards it
_LIMITS = {"domain": 60, "note": 300}


def as_csv(terms):
    return written_as_csv(*_table(terms))


def as_xlsx(terms):
    return written_as_xlsx("Stylebook", *_table(terms))


def _table(terms):
    terms = list(terms)
    codes = sorted({w.language for _, entry in terms for w in entry.wordings})
    columns = [f"{code} {how}".strip() for code in codes for how in _STANDINGS]
    return [*_PLAIN, *columns], [_row(name, entry, codes) for name, entry in terms]


def _row(name, entry, codes):
    cells = [
        SEPARATOR.join(
            w.text for w in entry.wordings if w.language == code and w.standing == standing
        )
        for code in codes
        for standing in _STANDINGS.values()
    ]
    return [str(name), entry.kind, entry.domain, "yes" if entry.keep else "", entry.note, *cells]


def read(content):
    rows = enumerate(sheets.rows(content), 1)
    head = [cell.strip() for cell in next(rows, (0, []))[1]]
    wordings = {n: found for n, name in enumerate(head) if (found := _wording_column(name))}
    if not wordings:
        raise Unreadable(
            "No column is named by a language. The first row has to hold names of columns, such "
            "as “ru”, “en” and “en never”."
        )
    plain = {name.casefold(): n for n, name in enumerate(head) if name.casefold() in _PLAIN}
    return [_read(at, row, plain, wordings) for at, row in rows]


def _wording_column(name):
    """(language, standing) of “en”, “en also”, “en never”; None of any other name."""
    code, _, how = name.partition(" ")
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", code) or not known_language(
        code.replace("_", "-")
    ):
        return None
    how = how.strip().casefold()
    return (code.replace("_", "-"), _STANDINGS[how]) if how in _STANDINGS else None


def _read(at, row, plain, wordings):
    def cell(name):
        n = plain.get(name, len(row))
        return characters.clean_line(_FORMULA.sub("", row[n], count=1)) if n < len(row) else ""

    wrong = []
    if any(len(value) >= _LONGEST_CELL for value in row):
        wrong.append(f"A cell is longer than {_LONGEST_CELL} characters.")
    for name, most in _LIMITS.items():
        if len(cell(name)) > most:
            wrong.append(f"At most {most} characters in “{name}”; this has {len(cell(name))}.")
    kind = cell("kind").casefold() or "phrase"
    if kind not in KINDS:
        wrong.append(f"“{kind}” is no kind of term. Use {', '.join(KINDS)}, or leave it empty.")
    entry = Entry(
        kind=kind,
        domain=cell("domain"),
        keep=cell("do not translate").casefold() in _YES,
        note=cell("note"),
        wordings=tuple(_wordings(row, wordings)),
    )
    return Read(at, entry, cell("term"), wrong + [said for _, said in complaints(entry)])


def _wordings(row, columns):
    for n, (language, standing) in columns.items():
        for text in row[n].split(SEPARATOR) if n < len(row) else ():
            if text := characters.clean_line(_FORMULA.sub("", text, count=1)):
                yield Worded(language, text, standing)
