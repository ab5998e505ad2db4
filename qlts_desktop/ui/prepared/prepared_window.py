"""A prepared registration at step 2: the slip as a picture, what it says, signing, sending, handing back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.prepared_port import BegunSending, Prepared, PreparedFile, PreparedPort
from qlts_desktop.services.registration_port import Submitted
from qlts_desktop.services.signing_port import SignedSlip, SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.prepared.prepared_bar import PreparedBar
from qlts_desktop.ui.prepared.prepared_cards import PreparedCards
from qlts_desktop.ui.prepared.prepared_desk import PreparedDesk
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.sending import Registration
from qlts_desktop.ui.renewal.sending_dialog import ABOUT_THE_FORM, MAY_HAVE_ARRIVED, NO_LONGER_GOOD
from qlts_desktop.ui.renewal.slip_view import SlipView
from qlts_desktop.ui.renewal.step_header import StepHeader
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.signing.signing_dialog import SigningDialog
from qlts_desktop.ui.widgets.unsaved_question import UnsavedQuestion

_ABOUT_THE_SIGNATURE = frozenset({ErrorCode.SLIP_REJECTED, ErrorCode.CERTIFICATE_NOT_OF_UNIT})
"""The registration is good; another certificate may do."""


class PreparedWindow(QDialog):
    """Shows what was prepared, has it signed, and sends it or hands it back.

    Signals:
        submitted: The licensor has the registration (Submitted).
        fileNeeded: The file has to be opened again: only it holds the right to send.

    Attributes:
        prepared: What was opened, and how far it has come.
        saver: Asks where to save the signed file and writes it.
    """

    submitted = Signal(object)
    fileNeeded = Signal()

    def __init__(
        self,
        prepared: Prepared,
        port: PreparedPort,
        signing: SigningPort,
        machine: MachinePort,
        runner: Runner,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.prepared = prepared
        self._port = port
        self._signing = signing
        self._machine = machine
        self._runner = runner
        self._today = today
        self._dialog: SigningDialog | None = None
        self._job: Job | None = None
        self._is_over = False
        self._is_unkept = False
        self._saved = ""
        self._next_file = ""
        self.setObjectName("preparedWindow")
        self.setProperty("ground", "window")
        self.setWindowTitle(
            self.tr("Prepared registration {0} – {1}").format(prepared.draft.no, prepared.unit_name)
        )
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.setMinimumSize(500, 340)
        self.resize(1180, 760)
        self._slip = SlipView()
        self._cards = PreparedCards(prepared, signing, runner)
        self._bar = PreparedBar()
        self._printer = SlipPrinter(runner, self)
        self.saver = FileSaver(runner, self)
        self._lay_out()
        self._connect()
        self._slip.show_pdf(self._shown_slip)
        self._cards.found.look()
        if prepared.other_server and prepared.begun is None:
            self._cards.error.show_error(
                OperationError(ErrorCode.PREPARED_OTHER_SERVER, details={"server": prepared.server})
            )
        elif prepared.begun is not None and not prepared.right:
            self._cards.error.show_error(OperationError(ErrorCode.PREPARED_RIGHT_GONE))
        self._show_state()
        (self._bar.perform if self._bar.perform.isEnabled() else self._cards.server_check).setFocus()

    def _lay_out(self) -> None:
        header = StepHeader((self.tr("Fill in the information"), self.tr("Check and register")))
        header.set_step(1)
        scroll = QScrollArea()
        scroll.setWidget(self._cards)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(380)
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 18, 24, 18)
        columns.setSpacing(20)
        columns.addWidget(self._slip, 23)
        columns.addWidget(scroll, 20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addLayout(columns, 1)
        column.addWidget(self._bar)

    def _connect(self) -> None:
        error = self._cards.error
        self._printer.started.connect(error.clear)
        self._printer.said.connect(self._slip.say)
        self._printer.failed.connect(error.show_error)
        self._slip.printRequested.connect(
            lambda: self._printer.ask(self._shown_slip, self.tr("Slip {0}").format(self.prepared.draft.no))
        )
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(error.show_error)
        self._cards.serverConfirmed.connect(self._on_server_confirmed)
        self._bar.performRequested.connect(self._on_perform)
        self._bar.signRequested.connect(lambda: self._sign(sends=False))
        self._bar.saveRequested.connect(self._save)
        self._bar.closeRequested.connect(self.reject)
        self._bar.progress.cancelled.connect(self._stop_waiting)

    # --- what shows -------------------------------------------------------------------------------------

    @property
    def _shown_slip(self) -> bytes:
        return self.prepared.slip if self.prepared.signed is None else self.prepared.signed.pdf

    def show_waiting(self, name: str) -> None:
        """Another file is to be opened, which waits until this window is closed."""
        self._next_file = name
        self._show_state()

    def _show_state(self) -> None:
        waits = self._job is not None
        self._cards.show_state(self.prepared, is_over=self._is_over)
        self._bar.show_state(
            self.prepared, is_over=self._is_over, waits=waits, next_file=self._next_file, saved=self._saved
        )
        needs_check = bool(self.prepared.other_server) and self.prepared.begun is None
        self._bar.perform.setEnabled(not waits and (not needs_check or self._cards.server_check.isChecked()))

    def _on_server_confirmed(self, confirmed: bool) -> None:
        if confirmed:
            self._cards.error.clear()
        self._show_state()

    # --- signing ----------------------------------------------------------------------------------------

    def _on_perform(self) -> None:
        if self.prepared.begun is None and self.prepared.signed is None:
            self._sign(sends=True)
        elif self.prepared.begun is None:
            self._send()
        elif self.prepared.right:
            self.go_on()
        else:
            self.fileNeeded.emit()

    def _sign(self, *, sends: bool) -> None:
        prepared = self.prepared
        self._cards.error.clear()
        self._cards.found.rest()
        desk = PreparedDesk(self._port, prepared, server_confirmed=self._cards.server_check.isChecked())
        self._dialog = dialog = SigningDialog(
            Registration(prepared.draft, prepared.draft.form, prepared.slip, SendMethod.SIGNED),
            desk,
            self._signing,
            self._machine,
            self._runner,
            prepared.tax_code,
            self._today(),
            self,
            first=prepared.signed,
            sends=sends,
        )
        dialog.submitted.connect(self._on_submitted)
        dialog.sentBack.connect(self._on_refused)
        dialog.handedBack.connect(self._on_signed)
        dialog.finished.connect(self._on_signing_closed)
        dialog.open()

    def _on_signed(self, signed: SignedSlip) -> None:
        self._is_unkept, self._saved = True, ""
        self.prepared = replace(self.prepared, signed=signed)
        self._slip.show_pdf(signed.pdf)
        self._show_state()
        self._bar.perform.setFocus()

    def _on_signing_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        if dialog.signed is not None and not self._is_over:
            # It is under way: the answer was not seen.
            self._note_begun(dialog.signed)
        dialog.deleteLater()
        if not self._is_over:
            self._cards.found.look()
        self._show_state()

    def _note_begun(self, signed: SignedSlip) -> None:
        self._is_unkept = False
        begun = BegunSending(signed.pdf, signed.signed_at)
        self.prepared = replace(self.prepared, begun=begun, signed=None)

    # --- handing back -----------------------------------------------------------------------------------

    def _save(self) -> None:
        """Ask where the signed file goes."""
        port, prepared, signed = self._port, self.prepared, self.prepared.signed
        if self._job is not None or signed is None:
            return
        self._cards.error.clear()
        self._runner.run(
            lambda: port.hand_back(prepared, signed), self._ask_where, self._cards.error.show_error, owner=self
        )

    def _ask_where(self, file: PreparedFile) -> None:
        self.saver.ask(
            self.tr("Save the signed registration"),
            file.name,
            "qlts",
            self.tr("Prepared registration (*.qlts)"),
            file.content,
        )

    def _on_saved(self, path: str) -> None:
        self._is_unkept, self._saved = False, path
        self._show_state()

    # --- sending ----------------------------------------------------------------------------------------

    def _send(self) -> None:
        """Send what is signed."""
        port, prepared, signed = self._port, self.prepared, self.prepared.signed
        if self._job is not None or signed is None:
            return
        confirmed = self._cards.server_check.isChecked()
        self._wait(
            self.tr("Sending the registration; nothing is sent twice…"),
            lambda: replace(
                port.submit(prepared, signed.pdf, lambda _stage: None, server_confirmed=confirmed),
                signer=signed.signer,
                signed_at=signed.signed_at,
            ),
            self._on_not_sent,
            can_cancel=False,
        )

    def _on_not_sent(self, error: OperationError) -> None:
        self._job = None
        self._bar.progress.end()
        if error.code in MAY_HAVE_ARRIVED and self.prepared.signed is not None:
            self._note_begun(self.prepared.signed)
        if error.code in ABOUT_THE_FORM | NO_LONGER_GOOD:
            self._on_refused(error)
        elif error.code in _ABOUT_THE_SIGNATURE:
            self._refuse_signature(error)
        else:
            self._cards.error.show_error(error)
        self._show_state()

    def go_on(self) -> None:
        """Ask what became of what was signed here before, and send the same again if it did not arrive."""
        port, prepared = self._port, self.prepared
        if self._job is not None or prepared.begun is None or not prepared.right:
            return
        self._wait(
            self.tr("Asking the vendor's server what became of the registration…"),
            lambda: port.resume(prepared, lambda _stage: None),
            self._on_not_resumed,
        )

    def _wait(
        self,
        text: str,
        task: Callable[[], Submitted],
        failed: Callable[[OperationError], None],
        *,
        can_cancel: bool = True,
    ) -> None:
        self._cards.error.clear()
        self._bar.progress.begin(text, can_cancel=can_cancel)
        self._job = self._runner.run(task, self._on_submitted, failed, owner=self)
        if not self._job.is_running:
            self._job = None
        self._show_state()

    def _stop_waiting(self) -> None:
        """What is under way ends unheard; asking again is always possible."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._show_state()

    def _on_not_resumed(self, error: OperationError) -> None:
        self._job = None
        self._bar.progress.end()
        if error.code in MAY_HAVE_ARRIVED or error.code is ErrorCode.PREPARED_RIGHT_GONE:
            self._cards.error.show_error(error)
        elif error.code in _ABOUT_THE_SIGNATURE:
            self._refuse_signature(error)
        else:
            self._on_refused(error)
        self._show_state()

    def _refuse_signature(self, error: OperationError) -> None:
        """The registration is good, what was signed is not: another certificate may do, with the file at hand."""
        if self.prepared.slip == (self.prepared.begun.slip if self.prepared.begun is not None else b""):
            self._on_refused(error)
            return
        self._is_unkept = False
        self.prepared = replace(self.prepared, begun=None, signed=None)
        self._slip.show_pdf(self._shown_slip)
        self._cards.error.show_error(error)

    def _on_refused(self, error: OperationError) -> None:
        """Nothing can be done with this file any more."""
        self._is_over, self._is_unkept = True, False
        self._cards.error.show_error(error)
        self._show_state()

    def _on_submitted(self, submitted: Submitted) -> None:
        self._job = None
        self._is_over = True
        self._bar.progress.end()
        self.submitted.emit(submitted)
        self.accept()

    # --- Qt ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, unless an answer is being waited for; a signature that would be lost is asked about."""
        if self._job is not None:
            return
        if self._is_unkept:
            question = UnsavedQuestion(
                self,
                self.tr("The signed slip is neither sent nor saved"),
                self.tr(
                    "If you close now, it has to be signed once more. The file that you opened stays as it is."
                ),
            )
            question.answered.connect(self._on_answered)
            question.open()
            return
        super().reject()

    def _on_answered(self, close: bool) -> None:
        if close:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the tokens."""
        super().done(result)
        self._cards.found.rest()
