"""Reading a table that somebody uploads: CSV as programs write it, or an Excel workbook. Row by
row, so that a long one takes no more memory than its file."""

import csv
import io
import itertools
import zipfile

from openpyxl import load_workbook

MOST_BYTES = 20 * 1024 * 1024  # of the file
MOST_UNPACKED = 400 * 1024 * 1024  # of what a workbook holds: it is a packed archive
MOST_ROWS, MOST_COLUMNS = 500_000, 50
_BEGINNING = 64 * 1024


class Unreadable(Exception):
    """Carries a sentence that says what to do."""


def rows(content):
    """The rows of a file, lists of texts, without empty ones. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("The file is larger than 20 MB. Import it in parts.")
    if content.startswith(b"PK"):
        found = _workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is an old Excel file (.xls). Save it as .xlsx or CSV.")
    else:
        found = _csv(content)
    return (row for row in itertools.islice(found, MOST_ROWS) if any(row))


def _csv(content):
    text = io.TextIOWrapper(io.BytesIO(content), _encoding(content), newline="")
    begun = 1  # the line in which the row begins that is being read
    try:
        beginning = text.read(_BEGINNING)
        text.seek(0)
        # Strict, because a quotation mark that nobody closed would swallow the rows after it.
        table = csv.reader(text, delimiter=_delimiter(beginning), strict=True)
        for row in table:
            yield _cleaned(row)
            begun = table.line_num + 1
    except (csv.Error, UnicodeDecodeError) as error:
        raise Unreadable(
            f"Line {begun} cannot be read as CSV. Close its quotation marks, or save the table "
            "anew as CSV (UTF-8)."
        ) from error


def _encoding(content):
    """UTF-8 if it can be that; else what older spreadsheets write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(beginning):
    """What stands most often in the first line; a comma in a table of one column."""
    first = beginning.partition("\n")[0]
    return max(",;\t", key=first.count)


def _workbook(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable("The workbook is too large. Import it in parts, or as CSV.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield _cleaned("" if value is None else str(value) for value in row)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            "This cannot be read as an Excel workbook. Save it anew, or as CSV."
        ) from error


def _cleaned(row):
    return [
        value.replace("\x00", "").strip()[:1000] for value in itertools.islice(row, MOST_COLUMNS)
    ]
