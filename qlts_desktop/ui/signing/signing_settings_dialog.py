"""*Thiết lập ký*: pictures, time-stamp server, trusted authorities, own driver; kept once they have been tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.machine_settings import SettingKey
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing_port import DriverFault, SigningPort, SigningSettings
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.signing import driver_fault_text
from qlts_desktop.ui.signing.appearance_preview import AppearancePreview
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.growing import grow_to_fit
from qlts_desktop.ui.widgets.progress import Progress
from qlts_desktop.ui.widgets.setting_row import PathRow, SettingRow


class SigningSettingsDialog(QDialog):
    """All of it may be left empty.

    Signals:
        changed: Other settings are used from now on.
    """

    changed = Signal()

    def __init__(
        self, signing: SigningPort, form: RenewalForm, signer: str, runner: Runner, parent: QWidget | None = None
    ) -> None:
        """Args: ``form`` and ``signer`` are those whose signature the preview shows."""
        super().__init__(parent)
        self._signing = signing
        self._runner = runner
        self._job: Job | None = None
        self.setObjectName("signingSettingsDialog")
        self.setWindowTitle(self.tr("Signing settings"))
        self.setMinimumWidth(780)
        self.preview = AppearancePreview(signing, form, signer, runner)
        self.signature_row = PathRow(
            "signaturePicture",
            self.tr("&Picture of the signature"),
            self.tr("PNG with a transparent ground, at most 5 MB; best in blue."),
            QFileDialog.FileMode.ExistingFile,
            self.tr("Pictures (*.png *.PNG)"),
        )
        self.seal_row = PathRow(
            "sealPicture",
            self.tr("Picture of the &seal"),
            self.tr("PNG with a transparent ground, in red; it is shown in its real size, 36 mm if it says none."),
            QFileDialog.FileMode.ExistingFile,
            self.tr("Pictures (*.png *.PNG)"),
        )
        self.server_row = SettingRow(
            "timeStamp",
            self.tr("&Address of the time-stamp server"),
            self.tr(
                "A time stamp proves when the slip was signed, independent of this computer's clock. The address"
                " comes from your certificate's issuer. Leave it empty to sign without one."
            ),
        )
        self.server_row.edit.setPlaceholderText("http://")
        self.trust_row = PathRow(
            "trustFolder",
            self.tr("&Folder of trusted issuers"),
            self.tr(
                "Certificates of issuers (.crt, .cer, .pem) that this computer does not know yet. Those of the"
                " system are trusted anyway."
            ),
            QFileDialog.FileMode.Directory,
        )
        self.driver_row = PathRow(
            "driver",
            self.tr("Token &driver"),
            self.tr(
                "Only where a token that is plugged in does not show in the list: the PKCS#11 file (.dll, .so) of"
                " its maker."
            ),
            QFileDialog.FileMode.ExistingFile,
        )
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("signingSettingsError")
        self._progress = Progress()
        self._progress.cancelled.connect(self._on_cancelled)
        self.save_button = QPushButton(self.tr("&Try and save"))
        self.save_button.setObjectName("signingSettingsSaveButton")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        pictures = QVBoxLayout()
        pictures.setSpacing(14)
        pictures.addWidget(self.signature_row)
        pictures.addWidget(self.seal_row)
        pictures.addStretch()
        shown = QHBoxLayout()
        shown.setSpacing(20)
        shown.addLayout(pictures, 1)
        shown.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(_heading(self.tr("What is seen on the slip")))
        column.addLayout(shown)
        column.addWidget(_heading(self.tr("How it is signed")))
        for widget in (self.server_row, self.trust_row, self.driver_row, self._progress, self.error_panel):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(buttons)
        self.save_button.clicked.connect(self._save)
        for row in (self.signature_row, self.seal_row):
            row.edited.connect(lambda: self.preview.show_settings(self._entered, typing=True))
        self.preview.failed.connect(self._on_not_drawn)
        self._run(self.tr("Reading the setting…"), signing.settings, self._on_read)

    @property
    def _rows(self) -> tuple[SettingRow, ...]:
        return (self.signature_row, self.seal_row, self.server_row, self.trust_row, self.driver_row)

    @property
    def _entered(self) -> SigningSettings:
        return SigningSettings(
            self.server_row.text,
            self.trust_row.path,
            self.driver_row.path,
            self.signature_row.path,
            self.seal_row.path,
        )

    def _on_read(self, settings: SigningSettings) -> None:
        self._rest()
        self.server_row.edit.setText(settings.time_stamp_server)
        self.trust_row.edit.setText(str(settings.trust_folder or ""))
        self.driver_row.edit.setText(str(settings.driver or ""))
        self.signature_row.edit.setText(str(settings.signature_picture or ""))
        self.seal_row.edit.setText(str(settings.seal_picture or ""))
        for row, key in (
            (self.server_row, SettingKey.TIME_STAMP_SERVER),
            (self.trust_row, SettingKey.TRUST_FOLDER),
        ):
            if key in settings.locked:
                row.lock()
        self.signature_row.edit.setFocus()
        self.preview.show_settings(settings)
        grow_to_fit(self)

    def _save(self) -> None:
        settings, signing = self._entered, self._signing
        for row in self._rows:
            row.clear_problem()
        if not _is_address(settings.time_stamp_server):
            self._show_problem(
                self.server_row,
                self.tr("The address begins with http:// or https://, for example http://tsa.ca.gov.vn."),
            )
            return
        self.error_panel.clear()
        self._run(self.tr("Trying the settings…"), lambda: signing.change_settings(settings), self._on_saved)

    def _on_saved(self, _none: object) -> None:
        self._rest()
        self.accept()
        self.changed.emit()

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        match error.code:
            case ErrorCode.TIME_STAMP_FAILED:
                text = self.tr("This server gives no usable time stamp. Check the address, or leave it empty.")
                self._show_problem(self.server_row, text)
            case ErrorCode.TRUST_FOLDER_EMPTY:
                text = self.tr("No certificate can be read in this folder. Choose another, or leave it empty.")
                self._show_problem(self.trust_row, text)
            case ErrorCode.DRIVER_UNUSABLE:
                text = driver_fault_text(DriverFault(error.details["fault"]))
                self._show_problem(self.driver_row, text)
            case ErrorCode.PICTURE_UNUSABLE:
                self._show_picture_problem(error, leads=True)
            case _:
                self.error_panel.show_error(error)
                grow_to_fit(self)

    def _on_not_drawn(self, error: OperationError) -> None:
        if error.code is ErrorCode.PICTURE_UNUSABLE:
            self._show_picture_problem(error, leads=False)
        else:
            self.error_panel.show_error(error)
            grow_to_fit(self)

    def _show_picture_problem(self, error: OperationError, *, leads: bool) -> None:
        for row in (self.signature_row, self.seal_row):
            if error.details["path"] == str(row.path):
                text = self.tr("This picture cannot be used: a PNG file of at most 5 MB is needed.")
                self._show_problem(row, text, leads=leads)

    def _show_problem(self, row: SettingRow, text: str, *, leads: bool = True) -> None:
        row.show_problem(text, leads=leads)
        grow_to_fit(self)

    def _run(self, text: str, task: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._progress.begin(text)
        self.save_button.setEnabled(False)
        self._job = self._runner.run(task, done, self._on_failed, owner=self)

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rest()

    def _rest(self) -> None:
        self._job = None
        self._progress.end()
        self.save_button.setEnabled(True)

    def done(self, result: int) -> None:
        """What is being tried ends unheard."""
        self._on_cancelled()
        self.preview.stop()
        super().done(result)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _is_address(address: str) -> bool:
    """Empty, or http(s) with a host: the stamp itself is signed."""
    if not address:
        return True
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
