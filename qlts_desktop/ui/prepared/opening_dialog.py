"""Opening a prepared registration: checked in the background, and if it cannot be used, why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.prepared_port import Prepared, PreparedPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.widgets.card import ElidedLabel
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.growing import grow_to_fit
from qlts_desktop.ui.widgets.progress import Progress


class OpeningDialog(QDialog):
    """Checks one file.

    Signals:
        opened: It passed every check (Prepared); the dialog closes.
        otherChosen: The user wants to choose another file; the dialog closes.
    """

    opened = Signal(object)
    otherChosen = Signal()

    def __init__(self, path: str, port: PreparedPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preparedOpening")
        self.setWindowTitle(self.tr("Open a prepared registration"))
        self.resize(560, 120)
        self._path = path
        self._port = port
        self._runner = runner
        name = ElidedLabel(path)
        name.setProperty("role", "small")
        self._progress = Progress()
        self._progress.cancelled.connect(self.reject)
        self._error = ErrorPanel()
        self._error.setObjectName("preparedOpeningError")
        self._other = QPushButton(self.tr("Choose &another file…"))
        self._other.setObjectName("preparedOtherButton")
        self._other.setProperty("kind", "primary")
        self._other.clicked.connect(self._choose_other)
        close = QPushButton(self.tr("&Close"))
        close.setObjectName("preparedOpeningCloseButton")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._other)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (name, self._progress, self._error):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        self._buttons = (self._other, close)

    def start(self) -> None:
        """Check the file."""
        for button in self._buttons:
            button.hide()
        self._progress.begin(self.tr("Checking the prepared registration…"))
        port, path = self._port, Path(self._path)
        self._runner.run(lambda: port.open_file(path), self._on_opened, self._on_failed, owner=self)

    def _on_opened(self, prepared: Prepared) -> None:
        self.opened.emit(prepared)
        self.accept()

    def _on_failed(self, error: OperationError) -> None:
        self._progress.end()
        self._error.show_error(error)
        for button in self._buttons:
            button.show()
        grow_to_fit(self)
        self._other.setFocus()

    def _choose_other(self) -> None:
        self.otherChosen.emit()
        self.accept()
