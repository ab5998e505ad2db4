"""*Ký điện tử phiếu đăng ký*: the certificate file, whose it is, what was checked, then signing and sending."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.registration_port import SendStage
from qlts_desktop.services.signing_port import CheckOutcome, Identity, PreflightResult, SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.signing import (
    preflight_row_text,
)
from qlts_desktop.ui.renewal.sending import Registration, SendingDesk
from qlts_desktop.ui.renewal.sending_dialog import SendingDialog
from qlts_desktop.ui.signing.identity_row import IdentityRow
from qlts_desktop.ui.signing.password_hints import PasswordHints
from qlts_desktop.ui.signing.preflight_table import PreflightTable
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.progress import Progress

STAGES = (SendStage.SAVING, SendStage.SIGNING, SendStage.SENDING, SendStage.RECEIPT)
_ABOUT_THE_FILE = frozenset(
    {
        ErrorCode.FILE_UNREADABLE,
        ErrorCode.CERTIFICATE_FILE_DAMAGED,
        ErrorCode.CERTIFICATE_WITHOUT_KEY,
    }
)


class SigningDialog(SendingDialog):
    """The signed way, with a PKCS#12 file. The password stays in its field and goes nowhere else.

    Attributes:
        identity: The certificate that has been opened; None before.
        file_dialog: The file dialog while it is open.
    """

    def __init__(
        self,
        registration: Registration,
        desk: SendingDesk,
        signing: SigningPort,
        runner: Runner,
        licence_tax_code: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(registration, desk, runner, STAGES, parent)
        self._signing = signing
        self._runner = runner
        self._licence_tax_code = licence_tax_code
        self._today = today
        self._job: Job | None = None
        self._refused = ""
        self.identity: Identity | None = None
        self.file_dialog: QFileDialog | None = None
        self.setObjectName("signingDialog")
        self.setWindowTitle(self.tr("Sign the slip of order {0}").format(registration.draft.no))
        self.resize(780, 680)
        self.error_panel.setObjectName("signingError")
        self.send_button.setObjectName("signButton")
        self.cancel_button.setObjectName("signingCancelButton")
        self.send_button.setText(self.tr("&Sign and send"))
        self.send_button.clicked.connect(self._sign)
        self._fill()
        self.path_edit.setFocus()
        self._show_identity()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.body.addWidget(self.heading(self.tr("Choose the certificate")))
        self.path_edit = QLineEdit()
        self.path_edit.setObjectName("pkcs12PathEdit")
        self.path_edit.setPlaceholderText(self.tr("File ending in .p12 or .pfx"))
        self.browse_button = self._button("pkcs12BrowseButton", self.tr("&Choose…"))
        self._path_problem = self._problem_label("pkcs12PathProblem")
        self.password_edit = QLineEdit()
        self.password_edit.setObjectName("pkcs12PasswordEdit")
        self._hints = PasswordHints(self.password_edit)
        self.open_button = self._button("openCertificateButton", self.tr("&Open"))
        self._password_problem = self._problem_label("pkcs12PasswordProblem")
        self._hint = wrapped_label(role="small", name="passwordHint")
        self._add_row(self.tr("Certificate &file"), self.path_edit, self.browse_button, (self._path_problem,))
        self._add_row(
            self.tr("&Password of the file"),
            self.password_edit,
            self.open_button,
            (self._password_problem, self._hint),
        )
        self._progress = Progress()
        self.body.addWidget(self._progress)
        self._identity_row = IdentityRow()
        self.body.addWidget(self._identity_row)
        self._preflight_heading = self.heading(self.tr("Checks before signing"))
        self.preflight_table = PreflightTable()
        self._refusal = wrapped_label(role="error", name="signingRefusal")
        self.body.addWidget(self._preflight_heading)
        self.body.addWidget(self.preflight_table, 1)
        self.body.addWidget(self._refusal)
        self.body.addStretch()
        self._show_hint()
        self._hints.changed.connect(self._show_hint)
        self._progress.cancelled.connect(self._on_opening_cancelled)
        self.browse_button.clicked.connect(self._browse)
        self.open_button.clicked.connect(self.open_certificate)
        self.path_edit.textEdited.connect(self._on_edited)
        self.password_edit.textEdited.connect(self._on_edited)
        self.path_edit.returnPressed.connect(self.password_edit.setFocus)
        self.password_edit.returnPressed.connect(self.open_certificate)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setMinimumWidth(110)
        return button

    def _problem_label(self, name: str) -> QLabel:
        label = wrapped_label(role="error", name=name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.hide()
        return label

    def _add_row(self, text: str, edit: QLineEdit, button: QPushButton, below: tuple[QLabel, ...]) -> None:
        label = QLabel(text)
        label.setProperty("role", "field")
        label.setBuddy(edit)
        edit.setAccessibleName(text.replace("&", ""))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(edit, 1)
        row.addWidget(button)
        self.body.addWidget(label)
        self.body.addLayout(row)
        for one in below:
            self.body.addWidget(one)

    # --- the file and its password ----------------------------------------------------------------------

    def _browse(self) -> None:
        if self.file_dialog is not None:
            return
        typed = Path(self.path_edit.text().strip()).parent if self.path_edit.text().strip() else None
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        self.file_dialog = dialog = QFileDialog(
            self,
            self.tr("Choose the certificate file"),
            str(typed) if typed is not None else home,
            self.tr("Certificate files (*.p12 *.pfx *.P12 *.PFX)"),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(self._on_file_dialog_closed)
        dialog.open()

    def _on_file_dialog_closed(self) -> None:
        dialog, self.file_dialog = self.file_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_file(self, path: str) -> None:
        self.path_edit.setText(path)
        self._on_edited()
        self.password_edit.setFocus()

    def _on_edited(self) -> None:
        """Another file or password: what was found before does not hold for it."""
        if self._job is not None:
            self._job.cancel()
        self._progress.end()
        self.open_button.setEnabled(True)
        self._clear_problems()
        if self.identity is not None:
            self._set_identity(None, ())

    def _clear_problems(self) -> None:
        for edit, label in (
            (self.path_edit, self._path_problem),
            (self.password_edit, self._password_problem),
        ):
            set_style_property(edit, "invalid", False)
            label.hide()

    def _show_hint(self) -> None:
        hints = []
        if self._hints.not_ascii:
            hints.append(
                self.tr("The password holds a letter with a mark: Vietnamese typing may be on. Turn it off.")
            )
        if self._hints.caps_lock:
            hints.append(self.tr("Caps Lock seems to be on."))
        set_style_property(self._hint, "role", "warning" if hints else "small")
        self._hint.setText(" ".join(hints) or self.tr("The password is not kept."))

    def open_certificate(self) -> None:
        """Open the file to see whose certificate it is, and check it."""
        path, password = self.path_edit.text().strip(), self.password_edit.text()
        self._clear_problems()
        self.error_panel.clear()
        if not path:
            self._show_problem(self.path_edit, self._path_problem, self.tr("Choose the certificate file first."))
            return
        self.open_button.setEnabled(False)
        self._progress.begin(self.tr("Opening the certificate and checking it…"))
        signing, form, tax_code = self._signing, self.registration.form, self._licence_tax_code

        def task() -> tuple[Identity, tuple[PreflightResult, ...]]:
            identity = signing.open_pkcs12(Path(path), password)
            return identity, signing.preflight(identity, form, tax_code)

        self._job = self._runner.run(task, self._on_opened, self._on_open_failed, owner=self)

    def _on_opening_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.open_button.setEnabled(True)

    def _on_opened(self, found: tuple[Identity, tuple[PreflightResult, ...]]) -> None:
        self._progress.end()
        self.open_button.setEnabled(True)
        self._set_identity(*found)
        if self.send_button.isEnabled():
            self.send_button.setFocus()

    def _on_open_failed(self, error: OperationError) -> None:
        self._progress.end()
        self.open_button.setEnabled(True)
        self._set_identity(None, ())
        self.show_failure(error)

    def _show_problem(self, edit: QLineEdit, label: QLabel, text: str) -> None:
        label.setText(text)
        label.show()
        set_style_property(edit, "invalid", True)
        edit.setAccessibleDescription(text)
        edit.setFocus()
        edit.selectAll()

    # --- whose it is, and what was checked --------------------------------------------------------------

    def _set_identity(self, identity: Identity | None, results: tuple[PreflightResult, ...]) -> None:
        self.identity = identity
        self._refused = self._refusal_text(identity, results)
        self.preflight_table.show_results(results)
        self._show_identity()

    def _refusal_text(self, identity: Identity | None, results: tuple[PreflightResult, ...]) -> str:
        """Why signing is not possible; empty when it is."""
        failed = [preflight_row_text(one.row) for one in results if one.outcome is CheckOutcome.FAILED]
        if failed:
            return self.tr("Signing is not possible, failed: {0}. See above what to do.").format("; ".join(failed))
        if identity is not None and identity.problem is not None:
            return self.tr("Signing is not possible with this certificate.")
        return ""

    def _show_identity(self) -> None:
        self._identity_row.show_identity(self.identity, self._today)
        has_checks = self.preflight_table.rowCount() > 0
        self._preflight_heading.setVisible(has_checks)
        self.preflight_table.setVisible(has_checks)
        self._refusal.setText(self._refused)
        self._refusal.setVisible(bool(self._refused))
        self.send_button.setEnabled(self._can_sign)
        self.send_button.setToolTip(self._refused)
        self.send_button.setAccessibleDescription(self._refused)

    @property
    def _can_sign(self) -> bool:
        return self.identity is not None and self.identity.problem is None and not self._refused

    # --- signing and sending ----------------------------------------------------------------------------

    def show_input(self, enabled: bool) -> None:
        """The certificate can be changed only while nothing is being sent, and before it has signed."""
        usable = enabled and self.signed is None
        for widget in (self.path_edit, self.password_edit, self.browse_button, self.open_button):
            widget.setEnabled(usable)
        if enabled:
            self.send_button.setEnabled(self._can_sign or self.signed is not None)

    def _sign(self) -> None:
        identity = self.identity
        if identity is None:
            return
        password, form, slip = self.password_edit.text(), self.registration.form, self.registration.slip
        self._clear_problems()
        self.send(lambda: self._signing.sign(slip, identity, password, form))

    def show_failure(self, error: OperationError) -> None:
        """A wrong password is said at its field, a bad file at its path, the rest in the panel."""
        said = error_text(error)
        text = " ".join(part for part in (said.title + ".", said.next_step) if part)
        if error.code is ErrorCode.CERTIFICATE_PASSWORD_WRONG:
            self._show_problem(self.password_edit, self._password_problem, text)
        elif error.code in _ABOUT_THE_FILE:
            self._show_problem(self.path_edit, self._path_problem, text)
        elif error.code is not ErrorCode.CANCELLED:
            super().show_failure(error)
        if self.signed is None:
            self.send_button.setText(self.tr("&Sign and send"))

    # --- Qt ---------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Leave no password behind."""
        super().done(result)
        self.password_edit.clear()
