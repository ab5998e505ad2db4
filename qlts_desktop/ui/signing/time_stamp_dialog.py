"""*Dấu thời gian*: which server stamps signatures; one is used only after it has given a stamp."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing_port import SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress


class TimeStampDialog(QDialog):
    """One address; empty for none.

    Signals:
        changed: Another server is used from now on.
    """

    changed = Signal()

    def __init__(self, signing: SigningPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signing = signing
        self._runner = runner
        self._job: Job | None = None
        self.setObjectName("timeStampDialog")
        self.setWindowTitle(self.tr("Time stamp"))
        self.setMinimumWidth(520)
        label = QLabel(self.tr("&Address of the time-stamp server"))
        label.setProperty("role", "field")
        self.address_edit = QLineEdit()
        self.address_edit.setObjectName("timeStampEdit")
        self.address_edit.setPlaceholderText("http://")
        label.setBuddy(self.address_edit)
        self._problem = wrapped_label(role="error", name="timeStampProblem")
        self._problem.hide()
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("timeStampError")
        self._progress = Progress()
        self._progress.cancelled.connect(self._on_cancelled)
        self.save_button = QPushButton(self.tr("&Try and save"))
        self.save_button.setObjectName("timeStampSaveButton")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        about = self.tr(
            "A time stamp proves when the slip was signed, independent of this computer's clock. The address comes"
            " from your certificate's issuer. Leave it empty to sign without one."
        )
        column.addWidget(wrapped_label(about, role="muted", name="timeStampAbout"))
        for widget in (label, self.address_edit, self._problem, self._progress, self.error_panel, buttons):
            column.addWidget(widget)
        self.address_edit.textEdited.connect(self._clear_problem)
        self.save_button.clicked.connect(self._save)
        self._run(self.tr("Reading the setting…"), signing.time_stamp_server, self._on_read)

    def _on_read(self, address: object) -> None:
        self._rest()
        self.address_edit.setText(str(address))
        self.address_edit.setFocus()

    def _save(self) -> None:
        address, signing = self.address_edit.text().strip(), self._signing
        if problem := self._problem_of(address):
            self._show_problem(problem)
            return
        self.error_panel.clear()
        self._run(
            self.tr("Asking the server for a time stamp…"),
            lambda: signing.set_time_stamp_server(address),
            self._on_saved,
        )

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        set_style_property(self.address_edit, "invalid", True)
        self.address_edit.setAccessibleDescription(text)
        self.address_edit.setFocus()
        self.adjustSize()

    def _problem_of(self, address: str) -> str:
        """Empty, or http(s) with a host: the stamp itself is signed."""
        if not address:
            return ""
        try:
            parts = urlsplit(address)
            good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        return (
            ""
            if good
            else self.tr("The address begins with http:// or https://, for example http://tsa.ca.gov.vn.")
        )

    def _on_saved(self, _none: object) -> None:
        self._rest()
        self.accept()
        self.changed.emit()

    def _run(self, text: str, task: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._progress.begin(text)
        self.save_button.setEnabled(False)
        self._job = self._runner.run(task, done, self._on_failed, owner=self)

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        if error.code is ErrorCode.TIME_STAMP_FAILED:
            self._show_problem(
                self.tr("This server gives no usable time stamp. Check the address, or leave it empty.")
            )
        else:
            self.error_panel.show_error(error)
            self.adjustSize()

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rest()

    def _rest(self) -> None:
        self._job = None
        self._progress.end()
        self.save_button.setEnabled(True)

    def _clear_problem(self) -> None:
        self._problem.hide()
        set_style_property(self.address_edit, "invalid", False)
        self.address_edit.setAccessibleDescription("")

    def done(self, result: int) -> None:
        """What is asked of the server ends unheard."""
        self._on_cancelled()
        super().done(result)
