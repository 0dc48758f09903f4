import csv
import datetime
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from prose import tables

COLUMNS = ("agency", "fee", "day")
DAY = datetime.date(2026, 11, 23)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data):
    return list(load_workbook(io.BytesIO(data)).active.iter_rows())


def test_a_csv_begins_with_its_columns_and_is_marked_as_utf_8():
    data = tables.as_csv(COLUMNS, [("Ägentur, “Zürich”", Decimal("12.50"), DAY)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [list(COLUMNS), ["Ägentur, “Zürich”", "12.50", "2026-11-23"]]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_words_become_a_formula_of_a_csv(words):
    (_, (cell,)) = read_csv(tables.as_csv(["agency"], [(words,)]))
    assert cell == f"'{words}"


def test_a_negative_number_stays_one():
    assert read_csv(tables.as_csv(["fee"], [(Decimal("-3.5"),), (-2,)]))[1:] == [["-3.5"], ["-2"]]


def test_a_workbook_holds_texts_numbers_and_days():
    rows = read_xlsx(tables.as_xlsx("Uses", COLUMNS, [("Ägentur", Decimal("12.50"), DAY)]))
    assert [cell.value for cell in rows[0]] == list(COLUMNS)
    assert [cell.font.bold for cell in rows[0]] == [True] * 3
    assert [cell.data_type for cell in rows[1]] == ["s", "n", "d"]
    assert (rows[1][0].value, rows[1][1].value) == ("Ägentur", 12.5)
    assert rows[1][2].value.date() == DAY


@pytest.mark.parametrize("words", FORMULAS)
def test_no_words_become_a_formula_of_a_workbook(words):
    ((_,), (cell,)) = read_xlsx(tables.as_xlsx("Uses", ["agency"], [(words,)]))
    assert cell.data_type == "s"
    assert cell.value.strip() == words.strip()


def test_a_control_character_does_not_break_a_workbook():
    ((_,), (cell,)) = read_xlsx(tables.as_xlsx("Uses", ["agency"], [("A\x00gency\x1f",)]))
    assert cell.value == "Agency"


def test_an_empty_table_has_its_columns():
    assert read_csv(tables.as_csv(COLUMNS, [])) == [list(COLUMNS)]
    assert len(read_xlsx(tables.as_xlsx("Uses", COLUMNS, []))) == 1


def test_long_words_make_a_column_wide_but_not_endless():
    data = tables.as_xlsx("Uses", ["a", "b"], [("x" * 30, "y" * 900)])
    sheet = load_workbook(io.BytesIO(data)).active
    assert [sheet.column_dimensions[name].width for name in "AB"] == [32, 60]


def test_a_workbook_has_room_for_more_columns_than_letters():
    columns = [f"language {n}" for n in range(30)]
    (first,) = read_xlsx(tables.as_xlsx("Stylebook", columns, []))
    assert [cell.value for cell in first] == columns
