"""What both ways of sending share: stage bar, errors in place, stopping in time, never sending twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.registration_port import SendStage, Submitted
from qlts_desktop.services.signing_port import SignedSlip
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.sending import Registration, Sending, SendingDesk
from qlts_desktop.ui.renewal.stage_bar import StageBar
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel

ABOUT_THE_FORM = frozenset(
    {
        ErrorCode.FORM_INVALID,
        ErrorCode.FORM_CHANGED,
        ErrorCode.DRAFT_CONFLICT,
        ErrorCode.OFFER_EXPIRED,
        ErrorCode.PAYMENT_DAY_PAST,
        ErrorCode.NOT_FOUND,
    }
)
"""Refusals that only a change of form or offer can mend."""
NO_LONGER_GOOD = frozenset(
    {
        ErrorCode.PREPARED_VOID,
        ErrorCode.PREPARED_USED,
        ErrorCode.PREPARED_EXPIRED,
        ErrorCode.PREPARED_REVOKED,
        ErrorCode.PREPARED_UNKNOWN,
    }
)
"""Refusals of a prepared registration that nothing in it can mend."""
MAY_HAVE_ARRIVED = frozenset(
    {
        ErrorCode.NO_NETWORK,
        ErrorCode.PROXY_UNREACHABLE,
        ErrorCode.TIMEOUT,
        ErrorCode.SERVER_BUSY,
        ErrorCode.SERVER_ERROR,
        ErrorCode.REPLY_TOO_LARGE,
        ErrorCode.REPLY_NOT_UNDERSTOOD,
        ErrorCode.IN_PROGRESS,
        ErrorCode.SESSION_EXPIRED,
    }
)
"""After these the same bytes are sent again under the same key: one registration, whatever happened."""


class SendingDialog(QDialog):
    """A dialog that ends with a registration sent, or with nothing changed.

    Subclasses fill :attr:`body`, say when the form of the dialog is complete, and call :meth:`send`.

    Signals:
        submitted: The licensor has the registration (Submitted).
        sessionEnded: Somebody has to log in again; what was signed waits here to be sent again.
        sentBack: The form or the offer must change first, or what was prepared is no longer good
            (OperationError); the dialog has closed.

    Attributes:
        body: Where the dialog's own content goes.
        stage_bar: The stages of sending.
        error_panel: What went wrong, in place.
        send_button: The one primary button.
        cancel_button: Closes; while something can still be stopped, stops it.
    """

    submitted = Signal(object)
    sentBack = Signal(object)
    sessionEnded = Signal()

    def __init__(
        self,
        registration: Registration,
        desk: SendingDesk,
        runner: Runner,
        stages: tuple[SendStage, ...],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.registration = registration
        self._sending = Sending(desk, runner, self)
        self._sending.stageReached.connect(self._on_stage)
        self._sending.done.connect(self._on_done)
        self._sending.failed.connect(self._on_failed)
        self._sending.signedOnly.connect(self._on_signed_only)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.error_panel = ErrorPanel()
        self.stage_bar = StageBar(stages)
        self._note = wrapped_label(role="small", name="sendingNote")
        self.send_button = QPushButton()
        self.send_button.setProperty("kind", "primary")
        self.send_button.setAutoDefault(False)
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addWidget(self._note, 1)
        self.foot.addWidget(self.send_button)
        self.foot.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self.body, 1)
        column.addWidget(self.error_panel)
        column.addWidget(self.stage_bar)
        column.addLayout(self.foot)

    @property
    def is_busy(self) -> bool:
        """Whether something is being sent."""
        return self.stage_bar.stage is not None

    def show_input(self, enabled: bool) -> None:
        """Enable or disable everything that can be changed. Subclasses do so for their own content."""
        raise NotImplementedError

    def heading(self, text: str) -> QLabel:
        """A heading for a part of the dialog."""
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    # --- sending ----------------------------------------------------------------------------------------

    def send(self, sign: Callable[[], SignedSlip] | None = None) -> None:
        """Begin to send; ``sign`` makes the signed slip if none has been made yet."""
        if self.is_busy:
            return
        self._begin(SendStage.SAVING)
        self._sending.start(self.registration, sign)

    def sign_only(self, sign: Callable[[], SignedSlip]) -> None:
        """Begin to sign, and send nothing; :meth:`on_signed` is called then."""
        if self.is_busy:
            return
        self._begin(SendStage.SIGNING)
        self._sending.sign(sign)

    def send_signed(self, signed: SignedSlip) -> None:
        """Begin to send what is signed."""
        self._sending.keep_signature(signed)
        self.send()

    def on_signed(self, signed: SignedSlip) -> None:
        """What :meth:`sign_only` made. Subclasses that call it say what comes next."""
        raise NotImplementedError

    def _begin(self, stage: SendStage) -> None:
        self.error_panel.clear()
        self._say("")
        self.show_input(False)
        self.stage_bar.show_stage(stage)
        self.send_button.setEnabled(False)
        self.cancel_button.setText(self.tr("&Stop"))
        self.cancel_button.setFocus()

    @property
    def signed(self) -> SignedSlip | None:
        """A signed slip that waits to be sent again."""
        return self._sending.signed

    def _on_stage(self, stage: SendStage) -> None:
        self.stage_bar.show_stage(stage)
        if stage in (SendStage.SENDING, SendStage.RECEIPT):
            self.cancel_button.setEnabled(False)

    def _on_signed_only(self, signed: SignedSlip) -> None:
        self._rest()
        self.on_signed(signed)

    def _on_done(self, submitted: Submitted) -> None:
        self._rest()
        self.accept()
        self.submitted.emit(submitted)

    def _on_failed(self, error: OperationError) -> None:
        if error.code not in MAY_HAVE_ARRIVED:
            self._sending.forget_signature()
        self._rest()
        if error.code in ABOUT_THE_FORM | NO_LONGER_GOOD:
            self.done(QDialog.DialogCode.Rejected)
            self.sentBack.emit(error)
            return
        self.show_failure(error)

    def show_failure(self, error: OperationError) -> None:
        """Say what went wrong. Subclasses may say some of it next to its cause."""
        self.error_panel.show_error(error)
        if error.code in MAY_HAVE_ARRIVED:
            self.send_button.setText(self.tr("Send &again"))
            self._say(self.tr("Sending again never makes a second registration."))
        self.send_button.setFocus()
        if error.code is ErrorCode.SESSION_EXPIRED:
            self.sessionEnded.emit()

    def _rest(self) -> None:
        """Nothing is under way."""
        self.stage_bar.clear()
        self.cancel_button.setText(self.tr("&Cancel"))
        self.cancel_button.setEnabled(True)
        self.send_button.setEnabled(True)
        self.show_input(True)

    def _say(self, text: str) -> None:
        self._note.setText(text)

    def _on_cancel(self) -> None:
        if not self.is_busy:
            self.reject()
        elif self._sending.stop():
            self._rest()
            self._say(self.tr("Stopped. Nothing has been sent."))

    # --- Qt ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, unless the registration is on its way: then its answer is waited for."""
        if self.is_busy and not self._sending.stop():
            return
        super().reject()
