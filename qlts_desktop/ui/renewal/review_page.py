"""Step 2, *Kiểm tra và đăng ký*: the real slip, what to look at once more, and the two ways to send it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.renewal import ProblemCode, SendMethod
from qlts_desktop.services.ports import RegistrationPort, SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.review_facts import Changed, Difference, differences
from qlts_desktop.ui.renewal.sending import Registration
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.renewal.slip_view import SlipView
from qlts_desktop.ui.renewal.stamped_dialog import StampedDialog
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
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPage")
        self._session = session
        self._registrations = registrations
        self._signing = signing
        self._runner = runner
        self._dialog: QDialog | None = None
        self.slip = SlipView()
        self.slip.printRequested.connect(self._print)
        self.slip.retryRequested.connect(self._make_slip)
        self._lay_out()
        self._printer = SlipPrinter(runner, self)
        self._printer.failed.connect(self._print_error.show_error)
        self._printer.started.connect(self._print_error.clear)
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
        self._account_warning = self._make_account_warning()
        for widget in (
            self._error,
            self._print_error,
            self._account_warning,
            self._facts_card(),
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

    def _make_account_warning(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("accountWarning")
        frame.setProperty("panel", "error")
        title = wrapped_label(self.tr("The receiving account has changed"), role="strong")
        self._account_text = wrapped_label(name="accountWarningText")
        self._account_text.setTextFormat(Qt.TextFormat.PlainText)
        box = QVBoxLayout(frame)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(4)
        box.addWidget(title)
        box.addWidget(self._account_text)
        frame.hide()
        return frame

    def _facts_card(self) -> Card:
        card = Card(self.tr("Check once more"))
        self._facts: dict[str, QLabel] = {}
        rows = QFormLayout()
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, text, role in (
            ("newTerm", self.tr("New term"), ""),
            ("total", self.tr("Amount"), "strong"),
            ("dueOn", self.tr("Payment day"), ""),
            ("differences", self.tr("Unlike last year"), ""),
        ):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setMinimumWidth(_LABEL_WIDTH)
            value = wrapped_label(role=role, name=name)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setAccessibleName(text)
            self._facts[name] = value
            rows.addRow(label, value)
        card.body.addLayout(rows)
        self._back = QPushButton(self.tr("&Go back and change"))
        self._back.setObjectName("changeButton")
        self._back.setProperty("kind", "link")
        self._back.setAutoDefault(False)
        self._back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._back.clicked.connect(self.backRequested)
        card.body.addWidget(self._back)
        return card

    def _ways_card(self) -> Card:
        card = Card(self.tr("Choose how to register"))
        self.signed_radio = QRadioButton(self.tr("Send the registration with an &electronic signature"))
        self.signed_radio.setObjectName("signedRadio")
        self.stamped_radio = QRadioButton(self.tr("Send the registration with a &stamped renewal slip"))
        self.stamped_radio.setObjectName("stampedRadio")
        self.signed_radio.setChecked(True)
        for radio, text in (
            (
                self.signed_radio,
                self.tr("Sign with a certificate file (.p12, .pfx) and send at once. No paper is needed."),
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
        if self.method is SendMethod.SIGNED:
            dialog = SigningDialog(
                registration,
                self._registrations,
                self._signing,
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
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()
        self.stateChanged.emit()

    def _on_dialog_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
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
        self.stateChanged.emit()

    def _on_slip_failed(self, error: OperationError) -> None:
        self.slip.show_error(error)
        self.stateChanged.emit()

    def _show_facts(self) -> None:
        draft = self._session.draft
        if draft is None:
            return
        offer, form = draft.offer, draft.form
        due_on = form.payment.due_on
        found = differences(draft.previous, form, offer)
        texts = {
            "newTerm": self.tr("{0} – {1}").format(
                format_day(offer.new_term.first_day), format_day(offer.new_term.last_day)
            ),
            "total": format_vnd(offer.total),
            "dueOn": self.tr("{0} at the latest").format(format_day(due_on)) if due_on else "",
            "differences": self._differences_text(found, first=draft.previous is None),
        }
        for name, text in texts.items():
            self._facts[name].setText(text)
        self._account_warning.setVisible(offer.account_changed)
        if offer.account_changed:
            account = offer.accounts[0]
            self._account_text.setText(
                self.tr(
                    "The vendor's account differs from the last order's. It is now {0}, {1}, {2}. Before"
                    " transferring, call the vendor on a number you already know and have it confirmed."
                ).format(account.account_no, account.holder, account.bank_name)
            )

    def _differences_text(self, found: tuple[Changed, ...], *, first: bool) -> str:
        if first:
            return self.tr("The first order of the unit")
        if not found:
            return self.tr("Nothing")
        text = "; ".join(self._difference_text(one) for one in found)
        return text[:1].upper() + text[1:]

    def _difference_text(self, changed: Changed) -> str:
        match changed.what:
            case Difference.DEARER:
                return self.tr("{0} a year more").format(format_vnd(changed.amount))
            case Difference.CHEAPER:
                return self.tr("{0} a year less").format(format_vnd(changed.amount))
            case Difference.YEARS:
                return self.tr("another number of years")
            case Difference.ADDRESS:
                return self.tr("the address has changed")
            case Difference.ACCOUNT:
                return self.tr("the receiving account has changed")

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
        self.stateChanged.emit()
