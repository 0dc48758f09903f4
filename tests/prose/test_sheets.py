import io
import zipfile

import pytest
from openpyxl import Workbook

from prose import sheets, tables

ADA, BEA = "ada@example.org", "bea@bücher.example"


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_however_a_program_writes_it(encoding, delimiter, end):
    lines = [delimiter.join(("E-mail", "Since")), delimiter.join((BEA, " 2026 ")), delimiter, ""]

    rows = list(sheets.rows(end.join(lines).encode(encoding)))

    assert rows == [["E-mail", "Since"], [BEA, "2026"]]


def test_a_table_of_one_column_is_one():
    assert list(sheets.rows(f"{ADA}\n{BEA}".encode())) == [[ADA], [BEA]]


def test_quoted_cells_may_hold_the_delimiter():
    assert list(sheets.rows(b'a,"b, c"\n')) == [["a", "b, c"]]


def test_a_workbook_is_read():
    content = workbook(["E-mail", "Number"], [ADA, 7], [None, None], [BEA, None])

    assert list(sheets.rows(content)) == [["E-mail", "Number"], [ADA, "7"], [BEA, ""]]


@pytest.mark.parametrize("write", [tables.as_csv, lambda *table: tables.as_xlsx("T", *table)])
def test_what_we_export_can_be_imported(write):
    content = write(("Address", "State"), [(ADA, "confirmed")])

    assert list(sheets.rows(content)) == [["Address", "State"], [ADA, "confirmed"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK nonsense", "cannot be read as an Excel workbook"),
        (workbook([ADA])[:500], "cannot be read as an Excel workbook"),
        (b"\xd0\xcf\x11\xe0old", "Save it as .xlsx or CSV"),
        (b"x" * (sheets.MOST_BYTES + 1), "larger than 20 MB"),
        ('a,b\n"' + "x" * 200_000, "Line 2 cannot be read as CSV"),
        (f'E-mail\n{ADA}\n"{BEA}\n{ADA}\n', "Line 3 cannot be read as CSV"),
        (bytes(range(256)), "Line 1 cannot be read as CSV"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(content, words):
    content = content.encode() if isinstance(content, str) else content

    with pytest.raises(sheets.Unreadable, match=words):
        list(sheets.rows(content))


def test_a_workbook_that_would_unpack_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 100)

    with pytest.raises(sheets.Unreadable, match="too large"):
        list(sheets.rows(workbook([ADA])))


def test_an_archive_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")

    with pytest.raises(sheets.Unreadable, match="Excel workbook"):
        list(sheets.rows(out.getvalue()))


def test_rows_are_bounded_in_number_width_and_length(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    line = ",".join(["y" * 2000] * 60)

    rows = list(sheets.rows(f"{line}\n{line}\n{line}\n".encode()))

    assert len(rows) == 2
    assert len(rows[0]) == 50
    assert len(rows[0][0]) == 1000


def test_characters_that_no_database_takes_are_left_out():
    assert list(sheets.rows(b"a\x00b\n")) == [["ab"]]


def test_an_empty_file_holds_nothing():
    assert list(sheets.rows(b"")) == []
