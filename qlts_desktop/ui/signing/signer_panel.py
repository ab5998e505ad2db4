"""Who signs: the certificate, what was checked of it, PIN or password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.signing_port import CheckOutcome, Identity, PreflightResult, SignedSlip, SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.signing import preflight_row_text
from qlts_desktop.ui.signing.choices import Choice
from qlts_desktop.ui.signing.identity_pane import IdentityPane
from qlts_desktop.ui.signing.preflight_table import PreflightTable
from qlts_desktop.ui.signing.secret_box import SecretBox
from qlts_desktop.ui.signing.signing_settings_dialog import SigningSettingsDialog
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.progress import Progress

_ABOUT_THE_SECRET = frozenset(
    {
        ErrorCode.CERTIFICATE_PASSWORD_WRONG,
        ErrorCode.PIN_WRONG,
        ErrorCode.PIN_LENGTH,
        ErrorCode.PIN_LAST_TRY,
    }
)
_ABOUT_THE_FILE = frozenset(
    {
        ErrorCode.FILE_UNREADABLE,
        ErrorCode.CERTIFICATE_FILE_DAMAGED,
        ErrorCode.CERTIFICATE_WITHOUT_KEY,
    }
)
_ABOUT_THE_CERTIFICATE = frozenset({ErrorCode.SIGNED_ALREADY, ErrorCode.TOKEN_WITHOUT_KEY})


class SignerPanel(QWidget):
    """Leads to one signature. PIN and password go nowhere but into one call.

    Signals:
        changed: What can be signed with has changed.
        confirmed: Return was pressed where everything is there.
        failed: Looking at a certificate failed (OperationError).

    Attributes:
        identity: The certificate that is chosen, and known; None before.
        pane: The certificates.
        secret: Where PIN or password is typed.
        settings_dialog: *Thiết lập ký*, while it is open.
    """

    changed = Signal()
    confirmed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        form: RenewalForm,
        signing: SigningPort,
        machine: MachinePort,
        runner: Runner,
        licence_tax_code: str,
        today: date,
    ) -> None:
        super().__init__()
        self._form = form
        self._signing = signing
        self._runner = runner
        self._licence_tax_code = licence_tax_code
        self._job: Job | None = None
        self._results: tuple[PreflightResult, ...] = ()
        self.identity: Identity | None = None
        self.pane = IdentityPane(signing, machine, runner, today)
        self.secret = SecretBox()
        self.settings_dialog: SigningSettingsDialog | None = None
        self._lay_out()
        self.pane.chosen.connect(self._on_chosen)
        self.pane.failed.connect(self.failed)
        self.pane.list.activated.connect(self._on_activated)
        self.pane.fileAdded.connect(self.secret.edit.setFocus)
        self._progress.cancelled.connect(self._on_waiting_cancelled)
        self.secret.confirmed.connect(self._on_confirmed)
        self.secret.edited.connect(self._on_secret_edited)
        self._show_state()

    def _lay_out(self) -> None:
        self._progress = Progress()
        self._preflight_heading = self._heading(self.tr("Checks before signing"))
        self.preflight_table = PreflightTable()
        self._refusal = wrapped_label(role="error", name="signingRefusal")
        self.settings_button = QPushButton(self.tr("Signing se&ttings…"))
        self.settings_button.setObjectName("signingSettingsButton")
        self.settings_button.setAutoDefault(False)
        self.settings_button.clicked.connect(self._change_settings)
        self.without_stamp_check = QCheckBox(self.tr("Sign &without a time stamp this time"))
        self.without_stamp_check.setObjectName("withoutStampCheck")
        self.without_stamp_check.hide()
        heading = QHBoxLayout()
        heading.addWidget(self._heading(self.tr("Choose the certificate")), 1)
        heading.addWidget(self.settings_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self.pane, 2)
        column.addWidget(self._progress)
        column.addWidget(self._preflight_heading)
        column.addWidget(self.preflight_table, 3)
        for widget in (self._refusal, self.secret, self.without_stamp_check):
            column.addWidget(widget)

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    # --- to be used by the dialog -----------------------------------------------------------------------

    @property
    def refusal(self) -> str:
        """Why signing is not possible; empty when it is, or when nothing is chosen."""
        failed = [preflight_row_text(one.row) for one in self._results if one.outcome is CheckOutcome.FAILED]
        if failed:
            return self.tr("Signing is not possible, failed: {0}. See above what to do.").format("; ".join(failed))
        return ""

    @property
    def is_ready(self) -> bool:
        """Whether a certificate is chosen that may sign."""
        return self.identity is not None and bool(self._results) and not self.refusal

    def signing_call(self, slip: bytes, *, another_follows: bool) -> Callable[[], SignedSlip] | None:
        """What signs, in the background; None where PIN or password must be mended first, which is said there."""
        identity, signing, form = self.identity, self._signing, self._form
        if identity is None or not self.is_ready:
            return None
        if problem := self.secret.problem_before_sending():
            self.secret.show_problem(problem)
            return None
        secret, confirmed = self.secret.text, self.secret.last_try_confirmed
        without = self.without_stamp_check.isVisible() and self.without_stamp_check.isChecked()
        self.secret.clear_problem()
        return lambda: signing.sign(
            slip,
            identity,
            secret,
            form,
            last_try_confirmed=confirmed,
            without_time_stamp=without,
            another_follows=another_follows,
        )

    def show_failure(self, error: OperationError) -> bool:
        """Say what went wrong where it belongs: a wrong PIN or password at its field, a bad file at its row.

        Returns:
            Whether it has been said; else it is the dialog's to say.
        """
        said = error_text(error)
        text = _sentences(said.title + ".", said.next_step)
        if error.code is ErrorCode.PIN_WRONG:
            self.secret.clear()
        if error.code is ErrorCode.TIME_STAMP_FAILED:
            self.without_stamp_check.show()
            self.without_stamp_check.setFocus()
        if error.code in _ABOUT_THE_SECRET:
            self.secret.show_problem(text)
        elif error.code in _ABOUT_THE_FILE:
            self.pane.refuse_chosen(_sentences(said.title + ".", said.text, said.next_step))
        elif error.code in _ABOUT_THE_CERTIFICATE:
            self.pane.show_reason(_sentences(said.title + ".", said.text, said.next_step))
        else:
            return error.code is ErrorCode.CANCELLED
        return True

    def set_usable(self, usable: bool) -> None:
        """The certificate cannot be changed while something is under way; tokens are let go of then."""
        self.pane.setEnabled(usable)
        self.secret.set_usable(usable)
        self.settings_button.setEnabled(usable)
        self.without_stamp_check.setEnabled(usable)
        if usable:
            self.pane.watch.start()
        else:
            self.pane.watch.pause()

    def begin_next(self) -> None:
        """Somebody else signs now: nothing of the first one stays."""
        self.secret.clear()
        self.pane.list.pass_over()
        self.pane.list.setFocus()

    def end(self) -> None:
        """Leave neither PIN nor password behind, and no token held."""
        self.secret.clear()
        self.pane.watch.end()

    # --- the certificate --------------------------------------------------------------------------------

    def _on_chosen(self, choice: Choice | None) -> None:
        """Another certificate, or the same one in another state: what was checked still holds for that."""
        before = self.identity
        self.identity = choice.identity if choice is not None and not choice.reason else None
        if choice is None or choice.reason:
            self.secret.clear()
            self.secret.hide()
        elif choice.identity is not None and choice.identity.token is not None:
            self.secret.ask_pin(choice.identity.token)
        elif choice.file is not None:
            self.secret.ask_password(choice.file.name)
        if self.identity is None or before is None or self.identity.identity_id != before.identity_id:
            self._stop_job()
            self._results = ()
            if self.identity is not None:
                self._check(self.identity)
        self._show_state()

    def _on_activated(self) -> None:
        if self.secret.isVisible():
            self.secret.edit.setFocus()

    def _on_confirmed(self) -> None:
        if self.identity is None:
            self._open_file()
        else:
            self.confirmed.emit()

    def _on_secret_edited(self) -> None:
        """Another password: what was found with the one before does not hold for it."""
        choice = self.pane.list.current
        if choice is not None and choice.file is not None:
            self._stop_job()
            self.pane.show_reason("")
            self.pane.close_file(choice.file)

    def _open_file(self) -> None:
        """Open the chosen file to see whose certificate it is."""
        choice, signing = self.pane.list.current, self._signing
        if choice is None or choice.file is None:
            return
        path, password = choice.file, self.secret.text
        self.secret.clear_problem()
        self._wait_for(self.tr("Opening the certificate…"))
        self._job = self._runner.run(
            lambda: signing.open_file(path, password), self._on_opened, self._on_waiting_failed, owner=self
        )

    def _on_opened(self, identity: Identity) -> None:
        self._stop_waiting()
        self.pane.show_opened(identity)

    # --- the checks -------------------------------------------------------------------------------------

    def _check(self, identity: Identity) -> None:
        signing, form, tax_code = self._signing, self._form, self._licence_tax_code
        self._wait_for(self.tr("Checking the certificate…"))
        self._job = self._runner.run(
            lambda: signing.preflight(identity, form, tax_code),
            self._on_checked,
            self._on_waiting_failed,
            owner=self,
        )

    def _on_checked(self, results: tuple[PreflightResult, ...]) -> None:
        self._stop_waiting()
        self._results = results
        self._show_state()

    def _wait_for(self, text: str) -> None:
        self._progress.begin(text)
        self.secret.open_button.setEnabled(False)

    def _stop_waiting(self) -> None:
        self._job = None
        self._progress.end()
        self.secret.open_button.setEnabled(True)

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._stop_waiting()

    def _on_waiting_cancelled(self) -> None:
        """Nothing is known of the certificate then; choosing it anew begins again."""
        self._stop_job()
        self.pane.list.clearSelection()

    def _on_waiting_failed(self, error: OperationError) -> None:
        self._stop_waiting()
        if not self.show_failure(error):
            self.failed.emit(error)

    def _show_state(self) -> None:
        self.preflight_table.show_results(self._results)
        self._preflight_heading.setVisible(bool(self._results))
        self.preflight_table.setVisible(bool(self._results))
        self._refusal.setText(self.refusal)
        self._refusal.setVisible(bool(self.refusal))
        self.changed.emit()

    # --- settings ---------------------------------------------------------------------------------------

    def _change_settings(self) -> None:
        if self.settings_dialog is not None:
            return
        signer = self.identity.subject if self.identity is not None else self._form.unit.head_name
        self.settings_dialog = dialog = SigningSettingsDialog(
            self._signing, self._form, signer, self._runner, self
        )
        dialog.changed.connect(self._on_settings_changed)
        dialog.finished.connect(self._on_settings_closed)
        dialog.open()

    def _on_settings_closed(self) -> None:
        dialog, self.settings_dialog = self.settings_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_settings_changed(self) -> None:
        self.without_stamp_check.setChecked(False)
        self.without_stamp_check.hide()
        self.pane.look_again()
        if self.identity is not None:
            self._check(self.identity)


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
