"""*Ký điện tử phiếu đăng ký*: which certificate, what was checked, PIN or password, then signing and sending."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.registration_port import SendStage
from qlts_desktop.services.signing_port import CheckOutcome, Identity, PreflightResult, SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.signing import preflight_row_text
from qlts_desktop.ui.renewal.sending import Registration, SendingDesk
from qlts_desktop.ui.renewal.sending_dialog import SendingDialog
from qlts_desktop.ui.signing.choices import Choice
from qlts_desktop.ui.signing.identity_pane import IdentityPane
from qlts_desktop.ui.signing.preflight_table import PreflightTable
from qlts_desktop.ui.signing.secret_box import SecretBox
from qlts_desktop.ui.signing.signing_settings_dialog import SigningSettingsDialog
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.progress import Progress

STAGES = (SendStage.SAVING, SendStage.SIGNING, SendStage.SENDING, SendStage.RECEIPT)
_ABOUT_THE_SECRET = frozenset(
    {
        ErrorCode.CERTIFICATE_PASSWORD_WRONG,
        ErrorCode.PIN_WRONG,
        ErrorCode.PIN_LENGTH,
        ErrorCode.PIN_LAST_TRY,
    }
)
_ABOUT_THE_CERTIFICATE = frozenset(
    {
        ErrorCode.FILE_UNREADABLE,
        ErrorCode.CERTIFICATE_FILE_DAMAGED,
        ErrorCode.CERTIFICATE_WITHOUT_KEY,
    }
)


class SigningDialog(SendingDialog):
    """The signed way, with a token or a certificate file. PIN and password go nowhere but into one call.

    Attributes:
        identity: The certificate that is chosen, and known; None before.
        pane: The certificates.
        secret: Where PIN or password is typed.
    """

    def __init__(
        self,
        registration: Registration,
        desk: SendingDesk,
        signing: SigningPort,
        machine: MachinePort,
        runner: Runner,
        licence_tax_code: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(registration, desk, runner, STAGES, parent)
        self._signing = signing
        self._runner = runner
        self._licence_tax_code = licence_tax_code
        self._job: Job | None = None
        self._results: tuple[PreflightResult, ...] = ()
        self.identity: Identity | None = None
        self.pane = IdentityPane(signing, machine, runner, today)
        self.secret = SecretBox()
        self.settings_dialog: SigningSettingsDialog | None = None
        self.setObjectName("signingDialog")
        self.setWindowTitle(self.tr("Sign the slip of order {0}").format(registration.draft.no))
        self.resize(800, 720)
        self.error_panel.setObjectName("signingError")
        self.send_button.setObjectName("signButton")
        self.cancel_button.setObjectName("signingCancelButton")
        self.send_button.setText(self.tr("&Sign and send"))
        self._fill()
        self._show_state()
        self.pane.list.setFocus()
        self.pane.look_again()

    def _fill(self) -> None:
        self._progress = Progress()
        self._preflight_heading = self.heading(self.tr("Checks before signing"))
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
        heading.addWidget(self.heading(self.tr("Choose the certificate")), 1)
        heading.addWidget(self.settings_button)
        self.body.addLayout(heading)
        self.body.addWidget(self.pane, 2)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._preflight_heading)
        self.body.addWidget(self.preflight_table, 3)
        self.body.addWidget(self._refusal)
        self.body.addWidget(self.secret)
        self.body.addWidget(self.without_stamp_check)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.failed.connect(self.error_panel.show_error)
        self.pane.list.activated.connect(self._on_activated)
        self.pane.fileAdded.connect(self.secret.edit.setFocus)
        self._progress.cancelled.connect(self._on_waiting_cancelled)
        self.secret.confirmed.connect(self._on_confirmed)
        self.secret.edited.connect(self._on_secret_edited)
        self.send_button.clicked.connect(self._sign)

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
        elif self.send_button.isEnabled():
            self._sign()

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
        self.error_panel.clear()
        self._wait_for(self.tr("Opening the certificate…"))
        self._job = self._runner.run(
            lambda: signing.open_file(path, password), self._on_opened, self._on_waiting_failed, owner=self
        )

    def _on_opened(self, identity: Identity) -> None:
        self._stop_waiting()
        self.pane.show_opened(identity)

    # --- the checks -------------------------------------------------------------------------------------

    def _check(self, identity: Identity) -> None:
        signing, form, tax_code = self._signing, self.registration.form, self._licence_tax_code
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
        self.show_failure(error)

    @property
    def _refused(self) -> str:
        """Why signing is not possible; empty when it is."""
        failed = [preflight_row_text(one.row) for one in self._results if one.outcome is CheckOutcome.FAILED]
        if failed:
            return self.tr("Signing is not possible, failed: {0}. See above what to do.").format("; ".join(failed))
        return ""

    @property
    def _can_sign(self) -> bool:
        return self.identity is not None and bool(self._results) and not self._refused

    def _show_state(self) -> None:
        self.preflight_table.show_results(self._results)
        self._preflight_heading.setVisible(bool(self._results))
        self.preflight_table.setVisible(bool(self._results))
        refused = self._refused
        self._refusal.setText(refused)
        self._refusal.setVisible(bool(refused))
        self.send_button.setEnabled(not self.is_busy and (self._can_sign or self.signed is not None))
        self.send_button.setToolTip(refused)
        self.send_button.setAccessibleDescription(refused)

    # --- signing and sending ----------------------------------------------------------------------------

    def show_input(self, enabled: bool) -> None:
        """The certificate can be changed only while nothing is being sent, and before it has signed."""
        usable = enabled and self.signed is None
        self.pane.setEnabled(usable)
        self.secret.set_usable(usable)
        self.settings_button.setEnabled(usable)
        self.without_stamp_check.setEnabled(usable)
        if usable:
            self.pane.watch.start()
        else:
            self.pane.watch.pause()
        if enabled:
            self._show_state()

    def _sign(self) -> None:
        identity, signing = self.identity, self._signing
        if self.signed is not None:
            self.send()
            return
        if identity is None or not self._can_sign:
            return
        if problem := self.secret.problem_before_sending():
            self.secret.show_problem(problem)
            return
        secret, confirmed = self.secret.text, self.secret.last_try_confirmed
        without = self.without_stamp_check.isVisible() and self.without_stamp_check.isChecked()
        form, slip = self.registration.form, self.registration.slip
        self.secret.clear_problem()
        self.send(
            lambda: signing.sign(
                slip, identity, secret, form, last_try_confirmed=confirmed, without_time_stamp=without
            )
        )

    def show_failure(self, error: OperationError) -> None:
        """A wrong PIN or password is said at its field, a bad file at its row, the rest in the panel."""
        said = error_text(error)
        text = " ".join(part for part in (said.title + ".", said.next_step) if part)
        if error.code is ErrorCode.PIN_WRONG:
            self.secret.clear()
        if error.code in _ABOUT_THE_SECRET:
            self.secret.show_problem(text)
        elif error.code in _ABOUT_THE_CERTIFICATE:
            self.pane.show_reason(text)
        elif error.code is not ErrorCode.CANCELLED:
            super().show_failure(error)
        if error.code is ErrorCode.TIME_STAMP_FAILED:
            self.without_stamp_check.show()
            self.without_stamp_check.setFocus()
        if self.signed is None:
            self.send_button.setText(self.tr("&Sign and send"))

    # --- settings ---------------------------------------------------------------------------------------

    def _change_settings(self) -> None:
        if self.settings_dialog is not None:
            return
        self.settings_dialog = dialog = SigningSettingsDialog(self._signing, self._runner, self)
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

    # --- Qt ---------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Leave neither PIN nor password behind, and no token held."""
        super().done(result)
        self.secret.clear()
        self.pane.watch.end()
