"""Tables to calculate with, as CSV and as an Excel workbook, in which no word is a formula."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTHS = (10, 60)  # of a column, in characters


def as_csv(columns, rows):
    """Bytes of a CSV file with these columns; a text that would be a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(columns)
    table.writerows([_harmless(value) for value in row] for row in rows)
    # With its mark, or spreadsheets take it for another encoding.
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title, columns, rows):
    """Bytes of a workbook with one sheet: texts as texts, numbers and dates as such."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    rows = [tuple(row) for row in rows]
    for number, values in enumerate(zip(columns, *rows, strict=True), 1):
        widest = max(len(str(value)) for value in values)
        width = min(max(widest + 2, _WIDTHS[0]), _WIDTHS[1])
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, name, Font(bold=True)) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _cell(sheet, value, font=None):
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value)
    if font:
        cell.font = font
    return cell
