"""Step 2, *Kiểm tra và đăng ký*: the real slip, what to look at once more, and the two ways to send it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.renewal import ProblemCode, SendMethod
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.registration_port import RegistrationPort
from qlts_desktop.services.signing_port import SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.review_cards import AccountWarning, FactsCard, LettersWarning
from qlts_desktop.ui.renewal.sending import DraftDesk, Registration
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.renewal.slip_view import SlipView
from qlts_desktop.ui.renewal.stamped_dialog import StampedDialog
from qlts_desktop.ui.signing.found_hint import FoundHint
from qlts_desktop.ui.signing.signing_dialog import SigningDialog
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel

_LABEL_WIDTH = 150


class ReviewPage(QWidget):
    """The second step. The wizard's *Thực hiện* calls :meth:`perform`.

    Signals:
        submitted: The licensor has the registration (Submitted).
        fieldErrors: The licensor found problems in fields (tuple of FieldError); the session shows them.
        stateChanged: ``valid`` or ``busy`` is another.
        backRequested: *Quay lại sửa* was chosen.

    Attributes:
        slip: The slip as a picture.
    """

    submitted = Signal(object)
    fieldErrors = Signal(object)
    stateChanged = Signal()
    backRequested = Signal()

    def __init__(
        self,
        session: RenewalSession,
        registrations: RegistrationPort,
        signing: SigningPort,
        machine: MachinePort,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPage")
        self._session = session
        self._registrations = registrations
        self._signing = signing
        self._machine = machine
        self._runner = runner
        self._dialog: QDialog | None = None
        self.slip = SlipView()
        self.slip.printRequested.connect(self._print)
        self.slip.retryRequested.connect(self._make_slip)
        self._lay_out()
        self._printer = SlipPrinter(runner, self)
        self._printer.failed.connect(self._print_error.show_error)
        self._printer.started.connect(self._print_error.clear)
        self._printer.said.connect(self.slip.say)
        session.slipReady.connect(self._show_slip)
        session.slipFailed.connect(self._on_slip_failed)
        session.offerChanged.connect(self._on_changed)
        session.formChanged.connect(self._on_changed)

    # --- lay-out ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QWidget()
        right.setProperty("ground", "clear")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        self._error = ErrorPanel()
        self._error.setObjectName("reviewError")
        self._print_error = ErrorPanel()
        self._print_error.setObjectName("printError")
        self._account_warning = AccountWarning()
        self._letters = LettersWarning()
        self._facts = FactsCard()
        self._facts.changeChosen.connect(self.backRequested)
        for widget in (
            self._error,
            self._print_error,
            self._account_warning,
            self._letters,
            self._facts,
            self._ways_card(),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(right)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(380)
        columns = QHBoxLayout(self)
        columns.setDirection(QBoxLayout.Direction.LeftToRight)
        columns.setContentsMargins(24, 18, 24, 18)
        columns.setSpacing(20)
        columns.addWidget(self.slip, 23)
        columns.addWidget(scroll, 20)

    def _ways_card(self) -> Card:
        card = Card(self.tr("Choose how to register"))
        self._found = FoundHint(self._signing, self._runner)
        self._found.setContentsMargins(24, 0, 0, 8)
        self.signed_radio = QRadioButton(self.tr("Send the registration with an &electronic signature"))
        self.signed_radio.setObjectName("signedRadio")
        self.stamped_radio = QRadioButton(self.tr("Send the registration with a &stamped renewal slip"))
        self.stamped_radio.setObjectName("stampedRadio")
        self.signed_radio.setChecked(True)
        for radio, text in (
            (
                self.signed_radio,
                self.tr("Sign with a USB token or a certificate file and send at once. No paper is needed."),
            ),
            (
                self.stamped_radio,
                self.tr(
                    "Print, sign and stamp the slip and post it. The unit can use the software at once; the"
                    " paper slip follows."
                ),
            ),
        ):
            radio.setProperty("strong", True)
            radio.setAccessibleDescription(text)
            said = wrapped_label(text, role="small")
            said.setContentsMargins(24, 0, 0, 8)
            card.body.addWidget(radio)
            card.body.addWidget(said)
            if radio is self.signed_radio:
                card.body.addWidget(self._found)
        card.body.setSpacing(4)
        return card

    # --- for the wizard ---------------------------------------------------------------------------------

    @property
    def valid(self) -> bool:
        """Whether the slip is there to be sent."""
        return self._session.slip_bytes is not None

    @property
    def busy(self) -> bool:
        """Whether one of the dialogs is open."""
        return self._dialog is not None

    @property
    def method(self) -> SendMethod:
        """The way chosen."""
        return SendMethod.SIGNED if self.signed_radio.isChecked() else SendMethod.STAMPED

    def focus_way(self) -> None:
        """Go to the way that is chosen. On the other one Tab would never come back to the chosen one."""
        (self.signed_radio if self.method is SendMethod.SIGNED else self.stamped_radio).setFocus()

    def perform(self) -> None:
        """*Thực hiện*: go on in the way chosen. Without a slip it is made first."""
        draft, slip = self._session.draft, self._session.slip_bytes
        if self._dialog is not None or draft is None:
            return
        if slip is None:
            self._make_slip()
            return
        self._error.clear()
        registration = Registration(draft, self._session.form, slip, self.method)
        dialog: SigningDialog | StampedDialog
        self._found.rest()
        if self.method is SendMethod.SIGNED:
            dialog = SigningDialog(
                registration,
                DraftDesk(self._registrations),
                self._signing,
                self._machine,
                self._runner,
                self._session.licence_tax_code,
                self._session.today,
                self.window(),
            )
        else:
            dialog = StampedDialog(registration, self._registrations, self._runner, self.window())
        self._dialog = dialog
        dialog.submitted.connect(self.submitted)
        dialog.sentBack.connect(self._on_sent_back)
        dialog.sessionEnded.connect(self._session.loginNeeded)
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()
        self.stateChanged.emit()

    def _on_dialog_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if self.isVisible():
            self._found.look()
        self.stateChanged.emit()

    def _on_sent_back(self, error: OperationError) -> None:
        """The licensor wants something in the form changed: back to the fields, or to the newer version."""
        if error.code is ErrorCode.PAYMENT_DAY_PAST and not error.fields:
            fields: tuple[FieldError, ...] = (FieldError("/payment/due_on", str(ProblemCode.DUE_TOO_EARLY)),)
        else:
            fields = error.fields
        if fields:
            self._session.apply_field_errors(fields)
            self.fieldErrors.emit(fields)
            return
        if error.code is ErrorCode.NOT_FOUND:
            self._session.replace_draft()
            return
        self._error.show_error(error)
        self._session.join_other()

    # --- what shows -------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show_facts()
            if self._session.slip_bytes is None:
                self._make_slip()

    def _make_slip(self) -> None:
        self.slip.show_waiting()
        self.stateChanged.emit()
        self._session.make_slip()

    def _show_slip(self) -> None:
        if self._session.slip_bytes is not None and self._session.slip_bytes != self.slip.pdf:
            self.slip.show_pdf(self._session.slip_bytes)
        self._letters.show_letters(self._session.letters_replaced)
        self.stateChanged.emit()

    def _on_slip_failed(self, error: OperationError) -> None:
        self.slip.show_error(error)
        self.stateChanged.emit()

    def _show_facts(self) -> None:
        draft = self._session.draft
        if draft is not None:
            self._account_warning.show_offer(draft.offer)
            self._facts.show_draft(draft)

    # --- printing ---------------------------------------------------------------------------------------

    def _print(self) -> None:
        if self.slip.pdf is not None and self._session.draft is not None:
            self._print_error.clear()
            self._printer.ask(self.slip.pdf, self.tr("Slip {0}").format(self._session.draft.no))

    # --- Qt ---------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Show what holds now; the form may have been another when this page was last seen."""
        super().showEvent(event)
        self._show_facts()
        if self._session.slip_bytes is None:
            self.slip.show_waiting()
        else:
            self._show_slip()
        self._found.look()
        self.stateChanged.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the tokens."""
        super().hideEvent(event)
        self._found.rest()
