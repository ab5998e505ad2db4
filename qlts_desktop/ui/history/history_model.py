"""The table of registrations: its columns, what they show, how they sort and how they are searched."""

from __future__ import annotations

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
from qlts_desktop.core.text import folded, vietnamese_order
from qlts_desktop.services.registration_port import HistoryRow
from qlts_desktop.ui.messages.states import method_text, order_state_text, payment_state_text, resource_state_text
from qlts_desktop.ui.widgets.badge import TONE_ROLE, Tone

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


_COLUMNS = len(Column)
BADGES = (Column.PAYMENT, Column.RESOURCES)
_NOT_SENT_OR_OVER = frozenset({"draft", "rejected", "cancelled", "replaced"})
"""Order states that say more than the state of payment, so they stand in its place."""


def payment_of(row: HistoryRow) -> tuple[str, Tone]:
    """*Tình trạng thanh toán* in words and colour; where the order is over, that in its place."""
    if row.order_state in _NOT_SENT_OR_OVER:
        state = order_state_text(row.order_state)
    else:
        state = payment_state_text(row.payment_state)
    return state.text, state.tone


class HistoryModel(QAbstractTableModel):
    """The registrations, sorted here once rather than by a proxy, which would ask for every two of a thousand.

    A row's words are made when it is first looked at or searched: a window shows a dozen of a thousand.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sorted_by = Column.REGISTERED
        self._descending = True
        self._rows: tuple[HistoryRow, ...] = ()
        self._shown: list[tuple[str, ...] | None] = []
        self._searched: list[str | None] = []
        self._payments: dict[tuple[str, str], tuple[str, Tone]] = {}
        self._methods: dict[str, str] = {}
        self._term = self.tr("{0} – {1}")

    @property
    def rows(self) -> tuple[HistoryRow, ...]:
        """The registrations shown."""
        return self._rows

    def set_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show other registrations."""
        self.beginResetModel()
        self._rows = tuple(rows[place] for place in self._places(rows))
        self._shown = [None] * len(rows)
        self._searched = [None] * len(rows)
        self.endResetModel()

    def searched_text(self, row: int) -> str:
        """What a row of this model is found by."""
        known = self._searched[row]
        if known is None:
            known = self._searched[row] = " ".join(map(folded, self._texts(row)))
        return known

    def text(self, row: int, column: Column) -> str:
        """What a cell shows."""
        return self._texts(row)[column]

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
                return self.text(row, column)

    def row_at(self, row: int) -> HistoryRow:
        """The registration in a row of this model."""
        return self._rows[row]

    def row_of(self, no: str) -> int:
        """The row of an order; -1 when it is not there."""
        return next((index for index, row in enumerate(self._rows) if row.no == no), -1)

    def _texts(self, row: int) -> tuple[str, ...]:
        known = self._shown[row]
        if known is None:
            known = self._shown[row] = tuple(self._text(self._rows[row], one) for one in Column)
        return known

    def _text(self, row: HistoryRow, column: Column) -> str:
        match column:
            case Column.NO:
                return row.no
            case Column.REGISTERED:
                return format_day(vietnam_day(row.registered_at))
            case Column.TERM:
                return self._term.format(format_day(row.term_from), format_day(row.term_to))
            case Column.TOTAL:
                return format_vnd(row.total).removesuffix(" đ")
            case Column.DUE:
                if row.due_on is None:
                    return ""
                if row.round > 1:
                    return self.tr("{0} (round {1})").format(format_day(row.due_on), row.round)
                return format_day(row.due_on)
            case Column.PAYMENT:
                return self._payment(row)[0]
            case Column.RESOURCES:
                return self._resources(row)[0]
            case Column.METHOD:
                known = self._methods.get(row.method)
                if known is None:
                    known = self._methods[row.method] = method_text(row.method)
                return known

    def _payment(self, row: HistoryRow) -> tuple[str, Tone]:
        """As :func:`payment_of`, looked up in the translation once for all rows in one state."""
        state = row.order_state, row.payment_state
        known = self._payments.get(state)
        if known is None:
            known = self._payments[state] = payment_of(row)
        return known

    def _resources(self, row: HistoryRow) -> tuple[str, Tone]:
        state = resource_state_text(row.resource_state, row.due_on)
        return state.text, state.tone

    def _places(self, rows: tuple[HistoryRow, ...]) -> list[int]:
        """Where the rows stand now, in the order in which they are to be shown."""
        column = self._sorted_by
        return sorted(
            range(len(rows)), key=lambda place: self._sort_key(rows[place], column), reverse=self._descending
        )

    def _sort_key(self, row: HistoryRow, column: Column) -> tuple[str | int, ...]:
        """What a cell sorts by: days and amounts by their value, words as in a dictionary."""
        due_on = "" if row.due_on is None else row.due_on.isoformat()
        match column:
            case Column.NO:
                return (row.no,)
            case Column.REGISTERED:
                return row.registered_at.timestamp(), row.no
            case Column.TERM:
                return row.term_from.isoformat(), row.no
            case Column.TOTAL:
                return row.total, row.no
            case Column.DUE:
                return due_on, row.no
            case Column.RESOURCES:
                # Provisional ones name their last day, and 05/03/2028 is later than 31/01/2027.
                return vietnamese_order(resource_state_text(row.resource_state).text), due_on, row.no
            case _:
                return vietnamese_order(self._text(row, column)), row.no

    # --- Qt ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many registrations there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else _COLUMNS

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
        """What a cell shows and says."""
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _ if role == TONE_ROLE and column in BADGES:
                value = self._rows[row]
                tone = self._payment(value)[1] if column is Column.PAYMENT else self._resources(value)[1]
                return str(tone)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the registrations in another order; what is chosen stays chosen."""
        self._sorted_by, self._descending = Column(column), order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        places = self._places(self._rows)
        now_at = {before: now for now, before in enumerate(places)}
        self._rows = tuple(self._rows[place] for place in places)
        self._shown = [self._shown[place] for place in places]
        self._searched = [self._searched[place] for place in places]
        held = self.persistentIndexList()
        self.changePersistentIndexList(held, [self.index(now_at[one.row()], one.column()) for one in held])
        self.layoutChanged.emit()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is Column.TOTAL else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class HistoryOrder(QSortFilterProxyModel):
    """The registrations as searched and filtered."""

    def __init__(self, model: HistoryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._states: frozenset[str] = frozenset()
        self._years: frozenset[int] = frozenset()
        self._model = model
        self.setSourceModel(model)

    def search(self, text: str) -> None:
        """Keep the rows that hold a text anywhere, with or without marks."""
        self.beginFilterChange()
        self._wanted = folded(text.strip())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def keep(self, states: Collection[str], years: Collection[int]) -> None:
        """Keep the rows of some states of payment and years of registration; none of a kind: all."""
        self.beginFilterChange()
        self._states, self._years = frozenset(states), frozenset(years)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def would_show(self, source_row: int) -> bool:
        """Whether a row of the model is among those that are kept."""
        return (
            (not self._wanted or self._wanted in self._model.searched_text(source_row))
            and (not self._states or self._model.text(source_row, Column.PAYMENT) in self._states)
            and (not self._years or vietnam_day(self._model.row_at(source_row).registered_at).year in self._years)
        )

    # --- Qt ---------------------------------------------------------------------------------------------

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        """Whether a row is shown."""
        return self.would_show(source_row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the model do it."""
        self._model.sort(column, order)
