"""*Kiểm tra trước khi ký*: each check with its sign, its words and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from qlts_desktop.services.signing_port import CheckOutcome, PreflightResult
from qlts_desktop.ui import theme
from qlts_desktop.ui.messages.signing import MARKS, outcome_text, preflight_reason_text, preflight_row_text

_MARK, _WHAT, _FOUND = range(3)
_URGENCY = (CheckOutcome.FAILED, CheckOutcome.WARNING, CheckOutcome.PASSED)


class PreflightTable(QTableWidget):
    """The rows as they were found; read, not edited."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setObjectName("preflightTable")
        self.setAccessibleName(self.tr("Checks before signing"))
        self.setHorizontalHeaderLabels(("", self.tr("Check"), self.tr("Result and what to do")))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_MARK, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_FOUND, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(24)
        self.setColumnWidth(_MARK, 32)

    def show_results(self, results: tuple[PreflightResult, ...]) -> None:
        """Show what was found; nothing empties the table."""
        tokens = theme.current()
        colours = {
            CheckOutcome.PASSED: tokens.success_text,
            CheckOutcome.WARNING: tokens.warning_text,
            CheckOutcome.FAILED: tokens.danger_text,
        }
        self.setRowCount(len(results))
        # What stands in the way comes first: the table may be longer than the dialog has room for.
        for row, result in enumerate(sorted(results, key=lambda one: _URGENCY.index(one.outcome))):
            mark = QTableWidgetItem(MARKS[result.outcome])
            mark.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            mark.setForeground(QColor(colours[result.outcome]))
            mark.setData(Qt.ItemDataRole.AccessibleTextRole, outcome_text(result.outcome))
            what = QTableWidgetItem(preflight_row_text(result.row))
            found = QTableWidgetItem(preflight_reason_text(result))
            if result.outcome is not CheckOutcome.PASSED:
                found.setForeground(QColor(colours[result.outcome]))
            for column, item in ((_MARK, mark), (_WHAT, what), (_FOUND, found)):
                self.setItem(row, column, item)
        self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()
