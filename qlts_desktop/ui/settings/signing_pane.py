"""Signing, as far as it is set: the way to *Thiết lập ký*, and the certificate files that are remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.renewal import RenewalForm, UnitSection
from qlts_desktop.services.signing_port import FoundIdentities, SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.signing.signing_settings_dialog import SigningSettingsDialog
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel

_LIST_HEIGHT = 150


class SigningPane(QWidget):
    """What is changed here holds at once: *Thiết lập ký* tries it before it is kept.

    Attributes:
        files: The remembered certificate files.
        dialog: *Thiết lập ký*, while it is open.
    """

    def __init__(
        self, signing: SigningPort, unit_name: str, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._signing = signing
        self._unit_name = unit_name
        self._runner = runner
        self._job: Job | None = None
        self._has_looked = False
        self.dialog: SigningSettingsDialog | None = None
        self._set_up = QPushButton(self.tr("Signing &settings…"))
        self._set_up.setObjectName("settingsSigningButton")
        self._set_up.setAutoDefault(False)
        self._set_up.clicked.connect(self._open)
        self.files = QListWidget()
        self.files.setObjectName("settingsCertificateFiles")
        self.files.setFixedHeight(_LIST_HEIGHT)
        self._none = wrapped_label(self.tr("None yet."), role="muted", name="settingsNoFiles")
        self._forget = QPushButton(self.tr("&Forget this file"))
        self._forget.setObjectName("settingsForgetFileButton")
        self._forget.setAutoDefault(False)
        self._forget.setEnabled(False)
        self._forget.clicked.connect(self._forget_chosen)
        self.error_panel = ErrorPanel()
        self.files.currentRowChanged.connect(lambda row: self._forget.setEnabled(row >= 0))
        self._lay_out()

    def look(self) -> None:
        """Look once which files are remembered."""
        if not self._has_looked:
            self._has_looked = True
            self._ask()

    def stop(self) -> None:
        """What is under way ends unheard."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Certificate files (.p12, .pfx, .pem) that are &remembered"))
        title.setProperty("role", "field")
        title.setBuddy(self.files)
        buttons = QHBoxLayout()
        buttons.addWidget(self._forget)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            wrapped_label(
                self.tr(
                    "USB tokens are found by themselves. Pictures of signature and seal, the time-stamp server,"
                    " trusted issuers and a token driver of your own are set in a window that tries them first."
                )
            )
        )
        column.addWidget(self._set_up, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(title)
        column.addWidget(self._none)
        column.addWidget(self.files)
        column.addLayout(buttons)
        column.addWidget(
            wrapped_label(
                self.tr(
                    "A file is added where a slip is signed. Only its path is remembered, never its password; the"
                    " file itself stays where it is when it is forgotten here."
                ),
                role="small",
            )
        )
        column.addWidget(self.error_panel)

    def _ask(self) -> None:
        signing = self._signing
        self._job = self._runner.run(
            lambda: signing.look(lambda _found: None, anew=False),
            self._on_found,
            self.error_panel.show_error,
            owner=self,
        )

    def _on_found(self, found: FoundIdentities) -> None:
        self._job = None
        self._signing.rest()
        self.files.clear()
        for file in found.files:
            item = QListWidgetItem(QDir.toNativeSeparators(str(file.path)))
            item.setData(Qt.ItemDataRole.UserRole, str(file.path))
            self.files.addItem(item)
        self.files.setVisible(bool(found.files))
        self._forget.setVisible(bool(found.files))
        self._none.setVisible(not found.files)

    def _forget_chosen(self) -> None:
        item = self.files.currentItem()
        if item is None:
            return
        signing, path = self._signing, Path(item.data(Qt.ItemDataRole.UserRole))
        self.error_panel.clear()
        self._job = self._runner.run(
            lambda: signing.forget_file(path), lambda _none: self._ask(), self._on_failed, owner=self
        )

    def _on_failed(self, error: OperationError) -> None:
        self._job = None
        self.error_panel.show_error(error)

    def _open(self) -> None:
        if self.dialog is not None:
            return
        form = RenewalForm(unit=UnitSection(name=self._unit_name or self.tr("Name of the unit")))
        signer = self.tr("Name of the signer")
        self.dialog = dialog = SigningSettingsDialog(self._signing, form, signer, self._runner, self)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
