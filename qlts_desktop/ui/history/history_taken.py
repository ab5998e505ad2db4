"""What is taken out of the history's table as it is shown: cells for a workbook, and text for the clipboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from qlts_desktop.ui.history.history_model import Column, HistoryModel, HistoryOrder

_FORMULAS = ("=", "+", "-", "@")


def exported_cells(
    table: QTableView, model: HistoryModel, order: HistoryOrder
) -> tuple[list[str], list[list[str | int | date | None]]]:
    """The shown columns' headers, and all rows that are not filtered out, as sorted."""
    columns = _shown(table)
    rows = [order.mapToSource(order.index(row, 0)).row() for row in range(order.rowCount())]
    return _headers(table, columns), [[model.exported(row, column) for column in columns] for row in rows]


def copied_text(table: QTableView) -> str:
    """The chosen rows under their headers, cells parted by tabs."""
    columns = _shown(table)
    lines = ["\t".join(_headers(table, columns))]
    for index in sorted(table.selectionModel().selectedRows(), key=lambda one: one.row()):
        cells = (as_pasted(str(index.siblingAtColumn(column).data())) for column in columns)
        lines.append("\t".join(cells))
    return "\n".join(lines)


def as_pasted(text: str) -> str:
    """A text as a cell of what is copied: one cell, and no formula where it is pasted into a spreadsheet."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULAS) else line


def _shown(table: QTableView) -> list[Column]:
    return [column for column in Column if not table.isColumnHidden(column)]


def _headers(table: QTableView, columns: list[Column]) -> list[str]:
    return [str(table.model().headerData(column, Qt.Orientation.Horizontal)) for column in columns]
