"""The certificates that there are, usable or with their reason."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from qlts_desktop.ui import theme
from qlts_desktop.ui.signing.choices import Choice
from qlts_desktop.ui.widgets.badge import TONE_ROLE
from qlts_desktop.ui.widgets.badge_delegate import BadgeDelegate

_SUBJECT, _PLACE, _UNTIL, _STATE = range(4)
_ROW_HEIGHT = 48
_UNTIL_WIDTH, _STATE_WIDTH = 104, 150
_LEAST_ROWS = 2.5
"""Half a row shows that there is more to scroll to."""


class IdentityList(QTableWidget):
    """One row a certificate; the chosen one stays chosen while others come and go.

    Signals:
        chosen: Another row is chosen, or the chosen one has changed (Choice, or None).

    Attributes:
        current: The chosen row; None when there is none.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, 4)
        self._choices: tuple[Choice, ...] = ()
        self._passed_over = ""
        self.current: Choice | None = None
        self.setObjectName("identityList")
        self.setAccessibleName(self.tr("Certificates"))
        self.setHorizontalHeaderLabels(
            (self.tr("Holder"), self.tr("Issuer · device"), self.tr("Valid until"), self.tr("State"))
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(_STATE, BadgeDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (_SUBJECT, _PLACE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_UNTIL, _UNTIL_WIDTH), (_STATE, _STATE_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        self.setMinimumHeight(header.sizeHint().height() + round(_LEAST_ROWS * _ROW_HEIGHT))
        self.itemSelectionChanged.connect(self._on_selected)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Show other rows; what was chosen stays so while it is there."""
        if choices == self._choices:
            return
        self._choices = choices
        kept = self._row_of(self.current.key) if self.current is not None else -1
        self.blockSignals(True)
        self.setRowCount(len(choices))
        for row, choice in enumerate(choices):
            self._fill(row, choice)
        self.clearSelection()
        if kept >= 0:
            self._select(kept)
        self.blockSignals(False)
        self._on_selected()

    def choose(self, key: str) -> None:
        """Choose a row by its key."""
        row = self._row_of(key)
        if row >= 0:
            self._select(row)

    def choose_first(self) -> None:
        """Choose what would be used most likely, where nothing is chosen yet."""
        usable = (row for row, one in enumerate(self._choices) if not one.reason and one.key != self._passed_over)
        row = next(usable, -1)
        if self.current is None and row >= 0:
            self._select(row)

    def pass_over(self) -> None:
        """Choose nothing, and what was chosen not again unless the user does."""
        self._passed_over = self.current.key if self.current is not None else ""
        self.clearSelection()

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, _SUBJECT), flags)

    def _row_of(self, key: str) -> int:
        return next((row for row, choice in enumerate(self._choices) if choice.key == key), -1)

    def _fill(self, row: int, choice: Choice) -> None:
        muted = QColor(theme.current().muted)
        cells = (f"{choice.subject}\n{choice.detail}", choice.place, choice.until, choice.state)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text if column != _STATE else choice.reason)
            if choice.reason:
                item.setForeground(muted)
            if column == _STATE:
                item.setData(TONE_ROLE, str(choice.tone))
                said = ". ".join(part for part in (choice.state, choice.reason) if part)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.setItem(row, column, item)

    def _on_selected(self) -> None:
        rows = self.selectionModel().selectedRows()
        current = self._choices[rows[0].row()] if rows else None
        if current != self.current:
            self.current = current
            self.chosen.emit(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in sight."""
        super().resizeEvent(event)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())
