"""The order chosen in the history: what happened to it, and how to pay it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from qlts_desktop.core.dates import VIETNAM, format_day, vietnam_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.paper_scan import Match
from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.services.order_port import ChangeKind
from qlts_desktop.services.registration_port import HistoryEvent, OrderDetail
from qlts_desktop.ui.history.order_actions import OrderActions
from qlts_desktop.ui.history.order_files import OrderFiles
from qlts_desktop.ui.messages.states import (
    event_text,
    invoice_state_text,
    order_state_text,
    paper_state_text,
    proof_state_text,
)
from qlts_desktop.ui.widgets.badge import Badge, Tone
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyRow
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.timeline import Timeline, TimelineRow
from qlts_desktop.ui.widgets.transfer_guide import TransferGuide

_TO_BE_PAID = frozenset({"awaiting", "short", "proof_rejected", "extension_in_review", "commitment_lapsed"})
_TO_BE_POSTED = frozenset({"awaited", "returned"})
_ACTIONS = {
    ChangeKind.PAYMENT_PROOF: OrderAction.CONFIRM_PAYMENT,
    ChangeKind.EXTENSION: OrderAction.EXTEND_PAYMENT,
    ChangeKind.CANCELLATION: OrderAction.CANCEL,
}
LICENSOR = "licensor"
"""The actor of what the licensor does by itself."""


class OrderPanel(QWidget):
    """Two cards side by side: the events, and what is left to do.

    Signals:
        viewSlip: *Xem phiếu* was chosen (the order's number).
        viewLabel: *Nhãn bì thư* was chosen (the order's number).
        attachScan: *Gửi bản quét phiếu* was chosen (the order's number).
        retryRequested: *Thử lại* after the order could not be fetched.

    Attributes:
        actions: What may be done with the order.
        files: Its files.
        detail: The order shown; None while none is.
    """

    viewSlip = Signal(str)
    viewLabel = Signal(str)
    attachScan = Signal(str)
    retryRequested = Signal()

    def __init__(self, today: Callable[[], date], *, can_renew: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyDetail")
        self._today = today
        self._can_renew = can_renew
        self._no = ""
        self.detail: OrderDetail | None = None
        self.actions = OrderActions()
        self.files = OrderFiles()
        self._events = Card()
        self._timeline = Timeline()
        self._waiting = wrapped_label(role="muted", name="orderWaiting")
        self._error = ErrorPanel()
        self._error.setObjectName("orderError")
        self._retry = QPushButton(self.tr("&Try again"))
        self._retry.setObjectName("orderRetryButton")
        self._retry.clicked.connect(self.retryRequested)
        self._retry.hide()
        self._as_of = wrapped_label(role="warning", name="orderAsOf")
        self._as_of.setTextFormat(Qt.TextFormat.PlainText)
        self._begun = wrapped_label(role="warning", name="orderBegun")
        self._begun_action = OrderAction.CONFIRM_PAYMENT
        self._finish = QPushButton(self.tr("Finish what was be&gun…"))
        self._finish.setObjectName("finishChangeButton")
        self._finish.setProperty("kind", "primary")
        self._finish.clicked.connect(lambda: self.actions.chosen.emit(self._begun_action))
        self._news = wrapped_label(role="success", name="orderNews")
        self._news.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self._news, self._as_of, self._waiting, self._error, self._begun):
            self._events.body.addWidget(widget)
        for button in (self._finish, self._retry):
            self._events.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._events.body.addWidget(self._timeline)
        self._events.body.addWidget(self.files)
        self._events.body.addStretch(1)
        self._work = self._work_card()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._scrolled(self._events), 5)
        row.addWidget(self._scrolled(self._work), 6)
        self.show_nothing()

    def _scrolled(self, card: Card) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(card)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _work_card(self) -> Card:
        card = Card(self.tr("Payment and papers"))
        self._badges = {name: Badge() for name in ("order", "paper", "invoice")}
        badges = QHBoxLayout()
        badges.setSpacing(8)
        for badge in self._badges.values():
            badges.addWidget(badge)
        badges.addStretch(1)
        self.invoice_button = QPushButton(self.tr("View the in&voice"))
        self.invoice_button.setObjectName("viewInvoiceButton")
        self.invoice_button.clicked.connect(self._view_invoice)
        badges.addWidget(self.invoice_button)
        self.slip_button = QPushButton(self.tr("&View the slip"))
        self.slip_button.setObjectName("viewSlipButton")
        self.slip_button.clicked.connect(lambda: self.viewSlip.emit(self._no))
        badges.addWidget(self.slip_button)
        card.body.addLayout(badges)
        self.label_button = QPushButton(self.tr("&Envelope label…"))
        self.label_button.setObjectName("coverLabelButton")
        self.label_button.clicked.connect(lambda: self.viewLabel.emit(self._no))
        self.scan_button = QPushButton()
        self.scan_button.setObjectName("attachScanButton")
        self.scan_button.clicked.connect(lambda: self.attachScan.emit(self._no))
        paper = QHBoxLayout()
        paper.setSpacing(8)
        paper.addWidget(self.label_button)
        paper.addWidget(self.scan_button)
        paper.addStretch(1)
        card.body.addLayout(paper)
        self._review = wrapped_label(role="warning", name="orderReview")
        self._review.setTextFormat(Qt.TextFormat.PlainText)
        card.body.addWidget(self._review)
        card.body.addWidget(self.actions)
        self._guide = TransferGuide()
        card.body.addWidget(self._guide)
        self._settled = wrapped_label(role="muted", name="paymentSettled")
        card.body.addWidget(self._settled)
        self._post_text = wrapped_label(
            self.tr("Post the signed and stamped slip to this address:"), name="postText"
        )
        self._post = CopyRow("postal", self.tr("Address"))
        card.body.addWidget(self._post_text)
        card.body.addWidget(self._post)
        card.body.addStretch(1)
        return card

    # --- what is shown ----------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Say what has just been done with the order; it stays until another one is shown. Plain text."""
        self._news.setText(text)
        self._news.setVisible(bool(text))

    def show_nothing(self) -> None:
        """No order is chosen."""
        self._no = ""
        self.say("")
        self._events.set_heading(self.tr("No order chosen"))
        self._show(waiting=self.tr("Choose an order in the table to see what happened to it."))

    def show_waiting(self, no: str) -> None:
        """An order is being fetched."""
        if no != self._no:
            self.say("")
        self._no = no
        self._events.set_heading(self.tr("Order {0}").format(no))
        self._show(waiting=self.tr("Fetching the order…"))

    def show_error(self, error: OperationError) -> None:
        """The order could not be fetched."""
        self._show(error=error)

    def show_order(
        self,
        detail: OrderDetail,
        *,
        has_unfinished_scan: bool = False,
        unfinished: ChangeKind | None = None,
        as_of: str = "",
    ) -> None:
        """Show an order.

        Args:
            detail: The order.
            has_unfinished_scan: A scan was begun and not finished: that is offered.
            unfinished: As well, of a payment proof, an extension or a cancellation.
            as_of: Of when it is where it is not of now. Plain text.
        """
        self._no = detail.row.no
        self.detail = detail
        self.actions.show_order(detail, can_renew=self._can_renew)
        self.files.show_order(detail)
        self._events.set_heading(self.tr("Order {0}").format(detail.row.no))
        self._timeline.set_rows(self._rows(detail))
        self._show_work(detail)
        finish, send = self.tr("&Finish sending the scan…"), self.tr("Send a &scan of the stamped slip…")
        self.scan_button.setText(finish if has_unfinished_scan else send)
        # One that was begun can be finished also after the paper itself has come.
        can_attach = (
            detail.standing(OrderAction.ATTACH_SCAN).is_allowed or has_unfinished_scan
        ) and self._can_renew
        self.scan_button.setVisible(can_attach)
        begun = self.tr("A scan of the stamped slip was begun and its answer was never seen.")
        if has_unfinished_scan and not self._news.text():
            self.say(begun)
        elif not has_unfinished_scan and self._news.text() == begun:
            self.say("")
        self._show(detail=True)
        self._as_of.setText(as_of)
        self._as_of.setVisible(bool(as_of))
        if unfinished is not None and self._can_renew:
            self._begun.setText(self._begun_text(unfinished))
            self._begun_action = _ACTIONS[unfinished]
            self._begun.show()
            self._finish.show()

    def _begun_text(self, kind: ChangeKind) -> str:
        match kind:
            case ChangeKind.PAYMENT_PROOF:
                return self.tr("Sending the proof of payment was begun and its answer was never seen.")
            case ChangeKind.EXTENSION:
                return self.tr("Asking for more time to pay was begun and its answer was never seen.")
            case ChangeKind.CANCELLATION:
                return self.tr("Cancelling the order was begun and its answer was never seen.")

    def _view_invoice(self) -> None:
        row = self.files.invoice
        if row is not None:
            self.files.viewRequested.emit(row)

    def _show(self, *, waiting: str = "", error: OperationError | None = None, detail: bool = False) -> None:
        self._waiting.setText(waiting)
        self._waiting.setVisible(bool(waiting))
        if error is None:
            self._error.clear()
        else:
            self._error.show_error(error)
        self._retry.setVisible(error is not None)
        for hidden in (self._as_of, self._begun, self._finish):
            hidden.hide()
        self._timeline.setVisible(detail)
        self.files.setVisible(detail)
        if not detail:
            self.detail = None
        self._work.setVisible(detail)

    def _rows(self, detail: OrderDetail) -> tuple[TimelineRow, ...]:
        rows = [self._event_row(event, detail) for event in sorted(detail.events, key=lambda one: one.at)]
        row = detail.row
        if row.is_open and row.payment_state in _TO_BE_PAID and row.due_on is not None:
            title = self.tr("Promised payment day, round {0}").format(row.round)
            rows.append(TimelineRow(format_day(row.due_on), title, self._days_left(row.due_on), Tone.WARNING))
        return tuple(rows)

    def _days_left(self, due_on: date) -> str:
        left = (due_on - self._today()).days
        if left < 0:
            return self.tr("{0} days overdue").format(-left)
        return self.tr("{0} days left").format(left) if left else self.tr("today")

    def _event_row(self, event: HistoryEvent, detail: OrderDetail) -> TimelineRow:
        text = event_text(event.code)
        parts = [self._detail_text(event, detail), "" if event.actor == LICENSOR else event.actor]
        at = event.at.astimezone(VIETNAM)
        day = f"{format_day(vietnam_day(event.at))}\n{at:%H:%M}"
        said = " · ".join(part for part in parts if part)
        return TimelineRow(day, text.text, said, text.tone, filled=True)

    def _detail_text(self, event: HistoryEvent, detail: OrderDetail) -> str:
        if event.code == "paper_scan_attached":
            matched = event.detail == Match.MATCHED
            return self.tr("Code matched") if matched else self.tr("Code not read; the vendor will compare it")
        if event.code == "submitted_signed":
            signer = event.detail or detail.signer
            return self.tr("Signed by {0}").format(signer) if signer else ""
        try:
            day = format_day(date.fromisoformat(event.detail))
        except ValueError:
            return event.detail
        if event.code == "provisional_granted":
            return self.tr("Use until the end of {0}").format(day)
        return day

    def _review_text(self, detail: OrderDetail) -> str:
        """What the licensor made of the last proof, and what else is to be known about the money."""
        said = list[str]()
        last = detail.proofs[-1] if detail.proofs else None
        if last is not None and last.state in {"rejected", "short"} and detail.row.is_open:
            state = proof_state_text(last.state).text
            said.append(f"{state}: {last.reason}" if last.reason else state)
        if detail.row.is_open and 0 < detail.remaining < detail.row.total:
            said.append(self.tr("Still to be paid: {0}").format(format_vnd(detail.remaining)))
        if detail.overpaid:
            said.append(
                self.tr("Paid in excess: {0}. Call the vendor about it.").format(format_vnd(detail.overpaid))
            )
        if detail.asked_due_on is not None:
            said.append(self.tr("New payment day asked for: {0}").format(format_day(detail.asked_due_on)))
        if detail.replaced_by:
            said.append(self.tr("Replaced by order {0}.").format(detail.replaced_by))
        if detail.earlier_nos:
            said.append(self.tr("It takes the place of order {0}.").format(", ".join(detail.earlier_nos)))
        if detail.invoice_no and detail.invoiced_on is not None:
            invoice = self.tr("Invoice {0} of {1}")
            said.append(invoice.format(detail.invoice_no, format_day(detail.invoiced_on)))
        return "\n".join(said)

    def _show_work(self, detail: OrderDetail) -> None:
        row = detail.row
        order, paper, invoice = (
            order_state_text(row.order_state),
            paper_state_text(row.paper_state),
            invoice_state_text(row.invoice_state),
        )
        self._badges["order"].set_state(order.text, order.tone)
        self._badges["paper"].set_state(paper.text if row.paper_state != "not_needed" else "", paper.tone)
        self._badges["invoice"].set_state(invoice.text, invoice.tone)
        review = self._review_text(detail)
        self._review.setText(review)
        self._review.setVisible(bool(review))
        to_be_paid = row.is_open and row.payment_state in _TO_BE_PAID
        if to_be_paid:
            self._guide.show_offer(replace(detail.offer, total=detail.remaining or detail.offer.total))
        self._guide.setVisible(to_be_paid)
        self._settled.setText("" if to_be_paid else self.tr("Nothing is to be transferred for this order now."))
        self._settled.setVisible(not to_be_paid)
        awaited = row.paper_state in _TO_BE_POSTED
        offer = detail.offer
        self._post.set_value(", ".join(part for part in (offer.vendor_name, offer.postal_address) if part))
        self._post_text.setVisible(awaited)
        self._post.setVisible(awaited)
        self.label_button.setVisible(awaited and detail.has_slip)
        self.slip_button.setVisible(detail.has_slip)
        self.invoice_button.setVisible(self.files.invoice is not None)
