"""The table of registrations: its columns, what they show, how they sort and how they are searched."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from qlts_desktop.core.dates import format_day, vietnam_day
from qlts_desktop.core.money import format_vnd
from qlts_desktop.services.registration_port import HistoryRow
from qlts_desktop.ui.messages.states import method_text, order_state_text, payment_state_text, resource_state_text
from qlts_desktop.ui.widgets.badge import TONE_ROLE, Tone

SORT_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    NO = 0
    REGISTERED = 1
    TERM = 2
    TOTAL = 3
    DUE = 4
    PAYMENT = 5
    RESOURCES = 6
    METHOD = 7


BADGES = (Column.PAYMENT, Column.RESOURCES)
_NOT_SENT_OR_OVER = frozenset({"draft", "rejected", "cancelled", "replaced"})
"""Order states that say more than the state of payment, so they stand in its place."""


def folded(text: str) -> str:
    """Text for searching: without case and without Vietnamese marks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def payment_of(row: HistoryRow) -> tuple[str, Tone]:
    """*Tình trạng thanh toán* in words and colour; where the order is over, that in its place."""
    if row.order_state in _NOT_SENT_OR_OVER:
        state = order_state_text(row.order_state)
    else:
        state = payment_state_text(row.payment_state)
    return state.text, state.tone


class HistoryModel(QAbstractTableModel):
    """The registrations, newest first as the licensor gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HistoryRow, ...] = ()
        self._searched: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[HistoryRow, ...]:
        """The registrations shown."""
        return self._rows

    def set_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show other registrations."""
        self.beginResetModel()
        self._rows = rows
        self._searched = tuple(folded(" ".join(self._text(row, one) for one in Column)) for row in rows)
        self.endResetModel()

    def searched_text(self, row: int) -> str:
        """What a row of this model is found by."""
        return self._searched[row]

    def exported(self, row: int, column: Column) -> str | int | date | None:
        """A cell for a workbook: days and amounts as such."""
        value = self._rows[row]
        match column:
            case Column.REGISTERED:
                return vietnam_day(value.registered_at)
            case Column.TOTAL:
                return value.total
            case Column.DUE:
                return value.due_on
            case _:
                return self._text(value, column)

    def row_at(self, row: int) -> HistoryRow:
        """The registration in a row of this model."""
        return self._rows[row]

    def row_of(self, no: str) -> int:
        """The row of an order; -1 when it is not there."""
        return next((index for index, row in enumerate(self._rows) if row.no == no), -1)

    def _text(self, row: HistoryRow, column: Column) -> str:
        match column:
            case Column.NO:
                return row.no
            case Column.REGISTERED:
                return format_day(vietnam_day(row.registered_at))
            case Column.TERM:
                return self.tr("{0} – {1}").format(format_day(row.term_from), format_day(row.term_to))
            case Column.TOTAL:
                return format_vnd(row.total).removesuffix(" đ")
            case Column.DUE:
                if row.due_on is None:
                    return ""
                if row.round > 1:
                    return self.tr("{0} (round {1})").format(format_day(row.due_on), row.round)
                return format_day(row.due_on)
            case Column.PAYMENT:
                return payment_of(row)[0]
            case Column.RESOURCES:
                return self._resources(row)[0]
            case Column.METHOD:
                return method_text(row.method)

    def _resources(self, row: HistoryRow) -> tuple[str, Tone]:
        state = resource_state_text(row.resource_state, row.due_on)
        return state.text, state.tone

    def _sort_key(self, row: HistoryRow, column: Column) -> str | int:
        match column:
            case Column.REGISTERED:
                return row.registered_at.isoformat()
            case Column.TERM:
                return row.term_from.isoformat()
            case Column.TOTAL:
                return row.total
            case Column.DUE:
                return row.due_on.isoformat() if row.due_on is not None else ""
            case _:
                return folded(self._text(row, column))

    # --- Qt ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many registrations there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Order"),
            self.tr("Registered on"),
            self.tr("Renewal term"),
            self.tr("Amount"),
            self.tr("Promised day"),
            self.tr("Payment"),
            self.tr("Resources"),
            self.tr("Sent as"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, says, sorts by and is found by."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _ if role == SORT_ROLE:
                return self._sort_key(row, column)
            case _ if role == TONE_ROLE and column in BADGES:
                tone = payment_of(row)[1] if column is Column.PAYMENT else self._resources(row)[1]
                return str(tone)
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is Column.TOTAL else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class HistoryOrder(QSortFilterProxyModel):
    """The registrations as searched, filtered and sorted."""

    def __init__(self, model: HistoryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._states: frozenset[str] = frozenset()
        self._years: frozenset[int] = frozenset()
        self._model = model
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def search(self, text: str) -> None:
        """Keep the rows that hold a text anywhere, with or without marks."""
        self._wanted = folded(text.strip())
        self.invalidate()

    def keep(self, states: Collection[str], years: Collection[int]) -> None:
        """Keep the rows of some states of payment and years of registration; none of a kind: all."""
        self._states, self._years = frozenset(states), frozenset(years)
        self.invalidate()

    # --- Qt ---------------------------------------------------------------------------------------------

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        """Whether a row is shown."""
        row = self._model.row_at(source_row)
        return (
            self._wanted in self._model.searched_text(source_row)
            and (not self._states or payment_of(row)[0] in self._states)
            and (not self._years or vietnam_day(row.registered_at).year in self._years)
        )
