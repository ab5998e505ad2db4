"""Which columns the history shows, in which order and sorted by what: chosen at the header, remembered."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from qlts_desktop.ui.history.history_model import Column

_ALWAYS = Column.NO
"""An order without its number could not be told from another."""


class HistoryColumns(QObject):
    """The columns of a table.

    Attributes:
        menu: The choice, while it is open.
    """

    def __init__(self, table: QTableView, keep: Callable[[str], None]) -> None:
        """Take the header over.

        Args:
            table: The table.
            keep: Remembers the choice as text.
        """
        super().__init__(table)
        self._table = table
        self._keep = keep
        self.menu: QMenu | None = None
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.open)
        header.sectionMoved.connect(lambda *_moved: self._remember())
        header.sortIndicatorChanged.connect(lambda *_sorted: self._remember())
        self._filling = False

    def open(self, place: QPoint) -> None:
        """Show the choice of columns at a place of the header."""
        self.menu = self.choice()
        self.menu.popup(self._table.horizontalHeader().mapToGlobal(place))

    def choice(self) -> QMenu:
        """The columns, to be shown or hidden."""
        menu = QMenu(self._table)
        menu.setObjectName("historyColumnsMenu")
        model = self._table.model()
        for column in Column:
            entry = menu.addAction(str(model.headerData(column, Qt.Orientation.Horizontal)))
            entry.setCheckable(True)
            entry.setChecked(not self._table.isColumnHidden(column))
            entry.setEnabled(column is not _ALWAYS)
            entry.toggled.connect(lambda on, which=column: self.show(which, on))
        return menu

    def show(self, column: Column, on: bool) -> None:
        """Show or hide a column."""
        self._table.setColumnHidden(column, not on)
        self._remember()

    def restore(self, text: str) -> None:
        """Show the columns as they were remembered; what cannot be read leaves them as they are."""
        try:
            kept = json.loads(text)
            names = {column.name: column for column in Column}
            hidden = {names[name] for name in kept["hidden"] if name in names} - {_ALWAYS}
            order = [names[name] for name in kept["order"] if name in names]
            sorted_by = names[kept["sorted_by"]]
            descending = bool(kept["descending"])
        except (ValueError, KeyError, TypeError):
            return
        self._filling = True
        try:
            header = self._table.horizontalHeader()
            for column in Column:
                self._table.setColumnHidden(column, column in hidden)
            for place, column in enumerate(order):
                header.moveSection(header.visualIndex(column), place)
            direction = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self._table.sortByColumn(sorted_by, direction)
        finally:
            self._filling = False

    def _remember(self) -> None:
        if self._filling:
            return
        header = self._table.horizontalHeader()
        order = [Column(header.logicalIndex(place)).name for place in range(header.count())]
        kept = {
            "hidden": [column.name for column in Column if self._table.isColumnHidden(column)],
            "order": order,
            "sorted_by": Column(header.sortIndicatorSection()).name,
            "descending": header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
        }
        self._keep(json.dumps(kept))
