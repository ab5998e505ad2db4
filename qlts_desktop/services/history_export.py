"""The history as an Excel workbook. Blocks; openpyxl is imported at the first use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

Cell = str | int | date | None

_WIDEST = 60


def history_workbook(title: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """A sheet with a title, a frozen line of headers and typed cells.

    Args:
        title: The first line.
        headers: Of the columns.
        rows: Texts, whole numbers and days, as many as there are headers.

    Returns:
        The ``.xlsx``.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Lịch sử"
    sheet.append([_text(title)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append([_text(header) for header in headers])
    for cell in sheet[3]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EDF3")
    for row in rows:
        sheet.append([_text(value) if isinstance(value, str) else value for value in row])
    for cells in sheet.iter_rows(min_row=4):
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(cell.value, int):
                cell.number_format = "#,##0"
            elif isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = is a text
                cell.quotePrefix = cell.value.startswith(("=", "+", "-", "@"))  # also after it has been edited
    for number, header in enumerate(headers, start=1):
        longest = max([len(header), *(len(_shown(row[number - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 3, _WIDEST)
    sheet.freeze_panes = "A4"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _text(value: str) -> str:
    """A text without signs that a workbook cannot hold."""
    return "".join(char for char in value if char in "\t\n" or ord(char) >= 32)


def _shown(value: Cell) -> str:
    return (
        value.strftime("%d/%m/%Y")
        if isinstance(value, date)
        else f"{value:,}"
        if isinstance(value, int)
        else value or ""
    )
