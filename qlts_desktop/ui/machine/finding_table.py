"""What was found on this computer: each line with its sign, its words and what to do."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from qlts_desktop.services.machine_port import Area, Finding, State
from qlts_desktop.ui import theme
from qlts_desktop.ui.messages.machine import finding_text

_MARK, _AREA, _FOUND = range(3)
_MARK_WIDTH = 32
_DEVICES = frozenset({Area.MODULE, Area.TOKEN, Area.CERTIFICATE})


class FindingTable(QTableWidget):
    """Lines that come one by one, each at its area's place; read, not edited."""

    def __init__(self, name: str) -> None:
        """Args: ``name`` is the object name."""
        super().__init__(0, 3)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("What was found on this computer"))
        self._findings: list[Finding] = []
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
        header.setMinimumSectionSize(24)
        for column, mode in (
            (_MARK, QHeaderView.ResizeMode.Fixed),
            (_AREA, QHeaderView.ResizeMode.ResizeToContents),
            (_FOUND, QHeaderView.ResizeMode.Stretch),
        ):
            header.setSectionResizeMode(column, mode)
        self.setColumnWidth(_MARK, _MARK_WIDTH)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.resizeRowsToContents)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown, from the top."""
        return tuple(self._findings)

    def empty(self) -> None:
        """Begin anew."""
        self._findings.clear()
        self.setRowCount(0)

    def add(self, finding: Finding) -> None:
        """Show a line below those of its area."""
        place = sum(1 for one in self._findings if _rank(one) <= _rank(finding))
        self._findings.insert(place, finding)
        self.insertRow(place)
        said = finding_text(finding)
        tokens = theme.current()
        colour = {
            State.GOOD: tokens.success_text,
            State.WARNING: tokens.warning_text,
            State.FAILED: tokens.danger_text,
        }[finding.state]
        mark = QTableWidgetItem(said.mark)
        mark.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setForeground(QColor(colour))
        mark.setData(Qt.ItemDataRole.AccessibleTextRole, said.state)
        found = QTableWidgetItem("\n".join(part for part in (said.found, said.to_do) if part))
        if finding.state is not State.GOOD:
            found.setForeground(QColor(colour))
        for column, item in ((_MARK, mark), (_AREA, QTableWidgetItem(said.area)), (_FOUND, found)):
            self.setItem(place, column, item)
        self._fitting.start()

    def show_worst(self) -> None:
        """Bring the first line that is to be put right into view; else the first one."""
        self.resizeRowsToContents()
        failed = [place for place, one in enumerate(self._findings) if one.state is State.FAILED]
        if self.rowCount():
            index = self.model().index(failed[0] if failed else 0, _FOUND)
            # Where the arrow keys begin; not selected, which would hide the colours.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fitting.start()


def _rank(finding: Finding) -> int:
    """A token stays with its driver, and a certificate with its token."""
    return list(Area).index(Area.MODULE if finding.area in _DEVICES else finding.area)
