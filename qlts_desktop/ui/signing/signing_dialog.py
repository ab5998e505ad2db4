"""*Ký điện tử phiếu đăng ký*: one signs, or two after each other; then it is sent, or handed back unsent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from qlts_desktop.core.dates import format_moment
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.registration_port import SendStage
from qlts_desktop.services.signing_port import SignedSlip, SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.sending import Registration, SendingDesk
from qlts_desktop.ui.renewal.sending_dialog import SendingDialog
from qlts_desktop.ui.signing.signer_panel import SignerPanel
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.unsaved_question import UnsavedQuestion

_STAGES = (SendStage.SAVING, SendStage.SIGNING, SendStage.SENDING, SendStage.RECEIPT)


class SigningDialog(SendingDialog):
    """The signed way, with tokens or certificate files.

    Signals:
        handedBack: It is signed and was not to be sent (SignedSlip); the dialog has closed.

    Attributes:
        panel: Who signs.
        another_check: Somebody else signs too.
    """

    handedBack = Signal(object)

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
        *,
        first: SignedSlip | None = None,
        sends: bool = True,
    ) -> None:
        """Args: ``first``: what one has signed already; ``sends``: it is sent once it is signed."""
        super().__init__(registration, desk, runner, _STAGES if sends else (SendStage.SIGNING,), parent)
        self._first: SignedSlip | None = None
        self._is_unkept = False
        self._sends = sends
        self.panel = SignerPanel(registration.form, signing, machine, runner, licence_tax_code, today)
        self.setObjectName("signingDialog")
        self.setWindowTitle(self.tr("Sign the slip of order {0}").format(registration.draft.no))
        self.resize(800, 720)
        self.error_panel.setObjectName("signingError")
        self.send_button.setObjectName("signButton")
        self.cancel_button.setObjectName("signingCancelButton")
        self._lay_out()
        self.panel.changed.connect(self._show_state)
        self.panel.confirmed.connect(self._on_confirmed)
        self.panel.failed.connect(self.show_failure)
        self.another_check.toggled.connect(self._show_state)
        self.send_button.clicked.connect(self._sign)
        if first is not None:
            self._go_on_after(first)
        self._show_state()
        self.panel.pane.list.setFocus()
        self.panel.pane.look_again()

    def _lay_out(self) -> None:
        self._signed_by = wrapped_label(role="success", name="firstSigner")
        self._signed_by.setTextFormat(Qt.TextFormat.PlainText)
        self._signed_by.hide()
        self.another_check = QCheckBox(self.tr("A &second signature follows, for example the unit's seal"))
        self.another_check.setObjectName("anotherSignerCheck")
        self.as_it_is_button = QPushButton(self.tr("Send with &one signature"))
        self.as_it_is_button.setObjectName("sendAsItIsButton")
        self.as_it_is_button.setAutoDefault(False)
        self.as_it_is_button.clicked.connect(self._send_as_it_is)
        self.as_it_is_button.hide()
        self.body.addWidget(self._signed_by)
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.another_check)
        self.foot.insertWidget(self.foot.indexOf(self.send_button), self.as_it_is_button)

    # --- what shows -------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        waits = self.signed is not None
        self.another_check.setVisible(self._first is None and not waits)
        self.as_it_is_button.setVisible(self._first is not None and self._sends and not waits)
        self.send_button.setEnabled(not self.is_busy and (self.panel.is_ready or waits))
        self.send_button.setToolTip(self.panel.refusal)
        self.send_button.setAccessibleDescription(self.panel.refusal)
        if not waits:
            self.send_button.setText(self._sign_text())

    def _sign_text(self) -> str:
        if self._another_follows:
            return self.tr("&Sign, then the second")
        return self.tr("&Sign and send") if self._sends else self.tr("&Sign")

    @property
    def _another_follows(self) -> bool:
        return self._first is None and self.another_check.isChecked()

    def show_input(self, enabled: bool) -> None:
        """The certificate can be changed only while nothing is being sent, and before it has signed."""
        usable = enabled and self.signed is None
        self.panel.set_usable(usable)
        self.another_check.setEnabled(usable)
        self.as_it_is_button.setEnabled(usable)
        if enabled:
            self._show_state()

    # --- signing and sending ----------------------------------------------------------------------------

    def _on_confirmed(self) -> None:
        if self.send_button.isEnabled():
            self._sign()

    def _sign(self) -> None:
        if self.signed is not None:
            self.send()
            return
        sign = self.panel.signing_call(self.registration.slip, another_follows=self._another_follows)
        if sign is None:
            return
        if self._another_follows or not self._sends:
            self.sign_only(sign)
        else:
            self.send(sign)

    def on_signed(self, signed: SignedSlip) -> None:
        """The first of two signatures, or all that was asked for."""
        if self._another_follows:
            self._is_unkept = True
            self._go_on_after(signed)
        else:
            self.accept()
            self.handedBack.emit(signed)

    def _go_on_after(self, first: SignedSlip) -> None:
        self._first = first
        self.registration = replace(self.registration, slip=first.pdf)
        self._signed_by.setText(
            self.tr("✓ Signed by {0}, {1}. Not sent yet: choose the certificate of the second signer.").format(
                first.signer, format_moment(first.signed_at)
            )
        )
        self._signed_by.show()
        self.panel.begin_next()
        self._show_state()

    def _send_as_it_is(self) -> None:
        if self._first is not None:
            self.send_signed(self._first)

    def show_failure(self, error: OperationError) -> None:
        """What belongs to the signer is said there, the rest in the panel."""
        if not self.panel.show_failure(error):
            super().show_failure(error)
        self._show_state()

    # --- Qt ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """A first signature that would be lost is asked about; whoever made it may have left."""
        if self._is_unkept and self.signed is None and not self.is_busy:
            question = UnsavedQuestion(
                self,
                self.tr("The slip is signed once and not sent"),
                self.tr("If you close now, the first signature is lost and has to be made once more."),
            )
            question.answered.connect(self._on_answered)
            question.open()
            return
        super().reject()

    def _on_answered(self, close: bool) -> None:
        if close:
            super().reject()

    def done(self, result: int) -> None:
        """Leave neither PIN nor password behind, and no token held."""
        super().done(result)
        self.panel.end()
