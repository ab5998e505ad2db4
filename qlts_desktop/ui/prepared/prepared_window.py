"""A prepared registration at step 2: the slip as a picture, what it says, *Ký và gửi*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.dates import format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.prepared_port import BegunSending, Prepared, PreparedPort
from qlts_desktop.services.registration_port import Submitted
from qlts_desktop.services.signing_port import SigningPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.prepared.prepared_desk import PreparedDesk
from qlts_desktop.ui.prepared.prepared_facts import PreparedFacts
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.review_cards import AccountWarning
from qlts_desktop.ui.renewal.sending import Registration
from qlts_desktop.ui.renewal.sending_dialog import MAY_HAVE_ARRIVED
from qlts_desktop.ui.renewal.slip_view import SlipView
from qlts_desktop.ui.renewal.step_header import StepHeader
from qlts_desktop.ui.signing.found_hint import FoundHint
from qlts_desktop.ui.signing.signing_dialog import SigningDialog
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress


class PreparedWindow(QDialog):
    """Shows what was prepared, has it signed and sends it.

    Signals:
        submitted: The licensor has the registration (Submitted).
        fileNeeded: The file has to be opened again: only it holds the right to send.

    Attributes:
        prepared: What was opened.
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
        self._error = ErrorPanel()
        self._error.setObjectName("preparedError")
        self._printer = SlipPrinter(runner, self)
        self._printer.started.connect(self._error.clear)
        self._printer.said.connect(self._slip.say)
        self._printer.failed.connect(self._error.show_error)
        self._slip.printRequested.connect(
            lambda: self._printer.ask(prepared.slip, self.tr("Slip {0}").format(prepared.draft.no))
        )
        self._lay_out()
        self._slip.show_pdf(prepared.slip)
        if prepared.other_server and prepared.begun is None:
            self._error.show_error(
                OperationError(ErrorCode.PREPARED_OTHER_SERVER, details={"server": prepared.server})
            )
        elif prepared.begun is not None and not prepared.right:
            self._error.show_error(OperationError(ErrorCode.PREPARED_RIGHT_GONE))
        self._show_state()
        (self._perform if self._perform.isEnabled() else self._server_check).setFocus()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        header = StepHeader((self.tr("Fill in the information"), self.tr("Check and register")))
        header.set_step(1)
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 18, 24, 18)
        columns.setSpacing(20)
        columns.addWidget(self._slip, 23)
        columns.addWidget(self._scrolled(self._cards()), 20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addLayout(columns, 1)
        column.addWidget(self._bar())

    def _cards(self) -> QWidget:
        box = QWidget()
        box.setProperty("ground", "clear")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        account = AccountWarning()
        account.show_offer(self.prepared.draft.offer)
        self._begun_card = Card(self.tr("Signed, and perhaps sent already"))
        self._begun_text = wrapped_label(name="preparedBegunText")
        self._begun_text.setTextFormat(Qt.TextFormat.PlainText)
        self._begun_card.body.addWidget(self._begun_text)
        self._server_check = QCheckBox(self.tr("The server's &address has been confirmed to me"))
        self._server_check.setObjectName("preparedServerCheck")
        self._server_check.toggled.connect(self._on_server_confirmed)
        for widget in (self._error, self._server_check, self._begun_card):
            column.addWidget(widget)
        for widget in (account, PreparedFacts(self.prepared), self._way_card()):
            column.addWidget(widget)
        column.addStretch(1)
        return box

    def _way_card(self) -> Card:
        self._way = card = Card(self.tr("Sign and send"))
        card.body.addWidget(
            wrapped_label(
                self.tr(
                    "Look through the slip, then sign it with the unit's certificate, on a USB token or in a file."
                    " It is sent at once, and the unit can use the software; no paper and no login is needed."
                ),
                role="small",
            )
        )
        self._found = FoundHint(self._signing, self._runner)
        card.body.addWidget(self._found)
        self._found.look()
        return card

    def _scrolled(self, content: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(380)
        return scroll

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("bar", "bottom")
        self._status = wrapped_label(role="small", name="preparedStatus")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._progress = Progress()
        self._progress.cancelled.connect(self._stop_waiting)
        self._close = QPushButton(self.tr("&Close"))
        self._close.setObjectName("preparedCloseButton")
        self._close.clicked.connect(self.reject)
        self._perform = QPushButton()
        self._perform.setObjectName("preparedPerformButton")
        self._perform.setProperty("kind", "primary")
        self._perform.clicked.connect(self._on_perform)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self._status, 1)
        row.addWidget(self._progress, 1)
        for button in (self._close, self._perform):
            button.setAutoDefault(False)
            row.addWidget(button)
        return bar

    # --- what shows -------------------------------------------------------------------------------------

    def show_waiting(self, name: str) -> None:
        """Another file is to be opened, which waits until this window is closed."""
        self._next_file = name
        self._show_state()

    def _show_state(self) -> None:
        begun, waits = self.prepared.begun, self._job is not None
        self._begun_card.setVisible(begun is not None and not self._is_over)
        self._way.setVisible(begun is None and not self._is_over)
        if begun is not None:
            self._begun_text.setText(
                self.tr(
                    "The slip was signed here on {0}, and the answer to it has not been seen. Going on asks the"
                    " vendor's server first and sends the same slip again only if it did not arrive: there is"
                    " never a second registration."
                ).format(format_moment(begun.at))
            )
        self._perform.setVisible(not self._is_over)
        self._perform.setText(self._perform_text())
        needs_check = bool(self.prepared.other_server) and begun is None
        self._server_check.setVisible(needs_check and not self._is_over)
        self._perform.setEnabled(not waits and (not needs_check or self._server_check.isChecked()))
        self._close.setEnabled(not waits)
        self._status.setVisible(not waits)
        self._status.setText(self._status_text())

    def _status_text(self) -> str:
        if self._next_file:
            return self.tr("Close this window to open {0}.").format(self._next_file)
        if self._is_over or self.prepared.begun is not None:
            return ""
        return self.tr("The slip has not been sent")

    def _perform_text(self) -> str:
        if self.prepared.begun is None:
            return self.tr("&Sign and send…")
        if self.prepared.right:
            return self.tr("Go &on with sending")
        return self.tr("&Open the file…")

    def _on_server_confirmed(self, confirmed: bool) -> None:
        if confirmed:
            self._error.clear()
        self._show_state()

    # --- signing and sending ----------------------------------------------------------------------------

    def _on_perform(self) -> None:
        if self.prepared.begun is None:
            self._sign()
        elif self.prepared.right:
            self.go_on()
        else:
            self.fileNeeded.emit()

    def _sign(self) -> None:
        prepared = self.prepared
        self._error.clear()
        self._found.rest()
        desk = PreparedDesk(self._port, prepared, server_confirmed=self._server_check.isChecked())
        self._dialog = dialog = SigningDialog(
            Registration(prepared.draft, prepared.draft.form, prepared.slip, SendMethod.SIGNED),
            desk,
            self._signing,
            self._machine,
            self._runner,
            prepared.tax_code,
            self._today(),
            self,
        )
        dialog.submitted.connect(self._on_submitted)
        dialog.sentBack.connect(self._on_refused)
        dialog.finished.connect(self._on_signing_closed)
        dialog.open()

    def _on_signing_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        if dialog.signed is not None and not self._is_over:
            # It is under way: the answer was not seen.
            begun = BegunSending(dialog.signed.pdf, dialog.signed.signed_at)
            self.prepared = replace(self.prepared, begun=begun)
        dialog.deleteLater()
        if not self._is_over:
            self._found.look()
        self._show_state()

    def go_on(self) -> None:
        """Ask what became of what was signed here before, and send the same again if it did not arrive."""
        port, prepared = self._port, self.prepared
        if self._job is not None or prepared.begun is None or not prepared.right:
            return
        self._error.clear()
        self._progress.begin(self.tr("Asking the vendor's server what became of the registration…"))
        self._job = self._runner.run(
            lambda: port.resume(prepared, lambda _stage: None),
            self._on_submitted,
            self._on_not_resumed,
            owner=self,
        )
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
        self._progress.end()
        if error.code in MAY_HAVE_ARRIVED or error.code is ErrorCode.PREPARED_RIGHT_GONE:
            self._error.show_error(error)
        elif error.code in (ErrorCode.SLIP_REJECTED, ErrorCode.CERTIFICATE_NOT_OF_UNIT):
            self._refuse_signature(error)
        else:
            self._on_refused(error)
        self._show_state()

    def _refuse_signature(self, error: OperationError) -> None:
        """The registration is good, what was signed is not: another certificate may do, with the file at hand."""
        if self.prepared.slip == (self.prepared.begun.slip if self.prepared.begun is not None else b""):
            self._on_refused(error)
            return
        self.prepared = replace(self.prepared, begun=None)
        self._error.show_error(error)

    def _on_refused(self, error: OperationError) -> None:
        """Nothing can be done with this file any more."""
        self._is_over = True
        self._error.show_error(error)
        self._show_state()

    def _on_submitted(self, submitted: Submitted) -> None:
        self._job = None
        self._is_over = True
        self._progress.end()
        self.submitted.emit(submitted)
        self.accept()

    # --- Qt ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, unless an answer is being waited for."""
        if self._job is None:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the tokens."""
        super().done(result)
        self._found.rest()
