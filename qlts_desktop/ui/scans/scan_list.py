"""The files chosen as a scan, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from qlts_desktop.core.errors import FieldError
from qlts_desktop.core.paper_scan import MOST_FILES, Compared, compare
from qlts_desktop.services.paper_scan_port import ScanFile
from qlts_desktop.ui.messages.scans import size_text
from qlts_desktop.ui.scans.scan_pictures import ReadScan

_ICON = QSize(48, 64)
_ROW_HEIGHT = 72
_FIELD = "/files/"
_NOTHING_EXPECTED = "QLTS1::"


class ScanList(QListWidget):
    """Up to five files.

    Signals:
        takenOut: A file was taken out, by :meth:`take_out` or the Delete key.
    """

    takenOut = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scans: list[ReadScan] = []
        self.setObjectName("scanList")
        self.setAccessibleName(self.tr("Chosen files"))
        self.setIconSize(_ICON)
        self.setWordWrap(True)
        away = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self.take_out)

    @property
    def room(self) -> int:
        """How many more files can be sent with these."""
        return MOST_FILES - len(self._scans)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not self._scans

    @property
    def scans(self) -> tuple[ReadScan, ...]:
        """The files with what is known of each."""
        return tuple(self._scans)

    @property
    def files(self) -> tuple[ScanFile, ...]:
        """What would be sent."""
        return tuple(scan.file for scan in self._scans)

    def add(self, scan: ReadScan) -> None:
        """Add a file."""
        self._scans.append(scan)
        icon, picture = QIcon(), QPixmap.fromImage(scan.thumbnail)
        # The style would tint the chosen row's picture, and a scan is to be judged by its looks.
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(picture, mode)
        item = QListWidgetItem(icon, scan.file.name)
        item.setSizeHint(QSize(0, _ROW_HEIGHT))
        self.addItem(item)
        self.setCurrentItem(item)

    def take_out(self) -> None:
        """Take the current file out."""
        row = self.currentRow()
        if row >= 0 and self.isEnabled():
            del self._scans[row]
            self.takeItem(row)
            self.takenOut.emit()

    def choose_named(self, problems: Iterable[FieldError]) -> str:
        """Choose the first file that the licensor complains of, and tell its name; empty when it named none.

        Args:
            problems: Of which ``/files/0`` is about the first file.
        """
        for problem in problems:
            number = problem.field.removeprefix(_FIELD)
            if problem.field.startswith(_FIELD) and number in map(str, range(len(self._scans))):
                self.setCurrentRow(int(number))
                return self._scans[int(number)].file.name
        return ""

    def compared(self, expected: str) -> Compared:
        """Compare all files with an order's code, and say at each which one does not belong to it.

        Args:
            expected: The code; empty while it is not known.
        """
        for row, scan in enumerate(self._scans):
            self.item(row).setText(self._row_text(scan, expected))
        return compare((code for scan in self._scans for code in scan.codes), expected or _NOTHING_EXPECTED)

    def _row_text(self, scan: ReadScan, expected: str) -> str:
        said = size_text(len(scan.file.content), scan.pages, scan.dpi, made_smaller=scan.made_smaller)
        if expected and not compare(scan.codes, expected).may_be_sent:
            wrong = self.tr("another slip, to be taken out")
            said = f"{wrong} · {said}"
        return f"{scan.file.name}\n{said}"
