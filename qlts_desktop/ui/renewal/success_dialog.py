"""*Đăng ký gia hạn thành công*: what holds now, and what to do next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_day, format_moment, format_time, vietnam_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.markup import escape
from qlts_desktop.core.reminders import reminders_on
from qlts_desktop.core.renewal import Offer, SendMethod
from qlts_desktop.services.ports import ReminderPort
from qlts_desktop.services.registration_port import Submitted
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.reminders import ReminderSaver
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyRow
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.transfer_guide import TransferGuide


class SuccessDialog(QDialog):
    """The end of a registration.

    Signals:
        continueRequested: *Tiếp tục sử dụng* was chosen; *Đóng* where it was sent for somebody else.

    Attributes:
        printer: Prints the slip as it was sent.
        saver: Saves receipt and slip.
        reminders: Saves the payment day and the end of use as a calendar file.
    """

    continueRequested = Signal()

    def __init__(
        self,
        submitted: Submitted,
        offer: Offer,
        reminders: ReminderPort,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        elsewhere: bool = False,
    ) -> None:
        """Args: ``elsewhere``: the unit works on another PC, nobody needs to be logged in on this one."""
        super().__init__(parent)
        self._elsewhere = elsewhere
        self._submitted = submitted
        self._offer = offer
        self.setObjectName("successDialog")
        self.setWindowTitle(self.tr("Registration of order {0}").format(submitted.receipt.order_no))
        self.resize(720, 660)
        self.printer = SlipPrinter(runner, self)
        self.printer.said.connect(self._say)
        self.printer.failed.connect(self._show_error)
        self.saver = FileSaver(runner, self)
        self.saver.saved.connect(lambda path: self._say(self.tr("Saved: {0}").format(path)))
        self.saver.failed.connect(self._show_error)
        self.reminders = ReminderSaver(reminders, runner, self)
        self.reminders.saved.connect(lambda path: self._say(self.tr("Saved: {0}").format(path)))
        self.reminders.failed.connect(self._show_error)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(12)
        column.addWidget(self._scrolled(self._content()), 1)
        column.addWidget(self._said())
        column.addLayout(self._buttons())
        self.continue_button.setFocus()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _scrolled(self, content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _content(self) -> QWidget:
        content = QWidget()
        content.setProperty("ground", "clear")
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 8)
        column.setSpacing(8)
        mark = QLabel("✓")
        mark.setProperty("mark", "success")
        mark.setFixedSize(52, 52)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        if self._submitted.receipt.method is SendMethod.SIGNED:
            column.addWidget(self._centred(self._signed_line(), "small", "signedLine"))
        column.addWidget(self._centred(self.tr("The renewal has been registered"), "title", "successTitle"))
        facts = self._centred(self._facts(), "", "successFacts")
        facts.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(facts)
        if self._elsewhere:
            told = self.tr(
                "Tell the accountant: on the unit's computer “Update resources” (F5) brings the new licence."
            )
            column.addWidget(self._centred(told, "strong", "elsewhereLine"))
        receipt = self.tr("Receipt number: {0}").format(self._submitted.receipt.receipt_no)
        column.addWidget(self._centred(receipt, "small", "receiptNumber"))
        column.addSpacing(4)
        column.addWidget(self._next_steps())
        column.addStretch(1)
        return content

    def _centred(self, text: str, role: str, name: str) -> QLabel:
        label = wrapped_label(text, role=role, name=name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return label

    def _signed_line(self) -> str:
        at = self._submitted.signed_at or self._submitted.receipt.received_at
        stamp = self.tr("with a time stamp") if self._submitted.is_stamped else ""
        parts = (self.tr("Signed electronically"), self._submitted.signer, format_time(at), stamp)
        return " · ".join(part for part in parts if part)

    def _facts(self) -> str:
        receipt, licence = self._submitted.receipt, self._submitted.held.licence
        if licence.access_until < vietnam_day(receipt.received_at):
            # After a broken promise the vendor looks at the registration before granting anything.
            return self.tr(
                "Order <b>{0}</b> was sent at {1}. The vendor looks at it first; once it has been accepted,"
                " “Update resources” lets the unit use the software again."
            ).format(escape(receipt.order_no), format_moment(receipt.received_at))
        return self.tr(
            "Order <b>{0}</b> was sent at {1}. The unit can use the software until the end of <b>{2}</b> as"
            " promised. These are provisional resources; the official licence follows once the payment has been"
            " confirmed."
        ).format(escape(receipt.order_no), format_moment(receipt.received_at), format_day(licence.access_until))

    def _next_steps(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        day = format_day(self._submitted.receipt.due_on)
        if self._submitted.receipt.method is SendMethod.STAMPED:
            column.addWidget(wrapped_label(self.tr("What to do next"), role="heading"))
            column.addWidget(
                wrapped_label(
                    self.tr("1. Print the slip, have it signed and stamped, and post it to:"), name="postStep"
                )
            )
            address = ", ".join(part for part in (self._offer.vendor_name, self._offer.postal_address) if part)
            column.addWidget(CopyRow("postal", self.tr("Address"), address))
            column.addWidget(
                wrapped_label(self.tr("2. Transfer the money on {0} at the latest.").format(day), name="payStep")
            )
        else:
            column.addWidget(
                wrapped_label(
                    self.tr("What to do next: transfer the money on {0} at the latest").format(day),
                    role="heading",
                    name="payStep",
                )
            )
        guide = TransferGuide()
        guide.show_offer(self._offer)
        column.addWidget(guide)
        return box

    def _said(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(4)
        self._result = wrapped_label(role="small", name="outputResult")
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.hide()
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("successError")
        column.addWidget(self._result)
        column.addWidget(self.error_panel)
        return box

    def _buttons(self) -> QHBoxLayout:
        self.receipt_button = self._button("saveReceiptButton", self.tr("Save the &receipt"))
        self.print_button = self._button("printSlipButton", self.tr("&Print the slip"))
        self.save_button = self._button("saveSlipButton", self.tr("Save the s&lip (PDF)"))
        self.reminders_button = self._button("saveRemindersButton", self.tr("Save the re&minders (.ics)"))
        self.reminders_button.setToolTip(
            self.tr("A file for your calendar program: it recalls the last day of use and the payment day.")
        )
        if not reminders_on(self._submitted.held.licence, self._today()):
            self.reminders_button.hide()
        text = self.tr("&Close") if self._elsewhere else self.tr("&Continue working")
        self.continue_button = self._button("continueButton", text)
        self.continue_button.setProperty("kind", "primary")
        self.continue_button.setDefault(True)
        self.receipt_button.clicked.connect(self._save_receipt)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save_slip)
        self.reminders_button.clicked.connect(self._save_reminders)
        self.continue_button.clicked.connect(self.continueRequested)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        for button in (self.receipt_button, self.print_button, self.save_button, self.reminders_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.continue_button)
        return row

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    # --- actions ----------------------------------------------------------------------------------------

    def _save_receipt(self) -> None:
        self.error_panel.clear()
        self.saver.ask(
            self.tr("Save the receipt"),
            self.tr("receipt-{0}.jws").format(self._submitted.receipt.receipt_no),
            "jws",
            self.tr("Signed receipt (*.jws)"),
            self._submitted.receipt.file.encode("ascii"),
        )

    def _save_reminders(self) -> None:
        self.error_panel.clear()
        self.reminders.ask(self._submitted.held.licence, self._today())

    def _today(self) -> date:
        return vietnam_day(self._submitted.receipt.received_at)

    def _save_slip(self) -> None:
        self.error_panel.clear()
        self.saver.ask(
            self.tr("Save the slip"),
            self.tr("renewal-slip-{0}.pdf").format(self._submitted.receipt.order_no),
            "pdf",
            self.tr("PDF file (*.pdf)"),
            self._submitted.slip,
        )

    def _print(self) -> None:
        self.error_panel.clear()
        self.printer.ask(self._submitted.slip, self.tr("Slip {0}").format(self._submitted.receipt.order_no))

    def _say(self, text: str) -> None:
        self.error_panel.clear()
        self._result.setText(text)
        self._result.setVisible(bool(text))

    def _show_error(self, error: OperationError) -> None:
        self._result.hide()
        self.error_panel.show_error(error)
