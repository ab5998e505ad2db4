"""*Xác nhận thanh toán*: what was transferred, as the paper says it, with a picture of the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qlts_desktop.core.errors import FieldError, OperationError
from qlts_desktop.core.markup import escape
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.payment_proof import (
    LONGEST_NOTE,
    MemoFinding,
    ProofProblem,
    amount_problem,
    compare_amount,
    compare_memo,
    day_problem,
    memo_problem,
)
from qlts_desktop.services.order_port import Changed, OrderPort, PaymentProof
from qlts_desktop.services.registration_port import OrderDetail, ProofRow
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.orders import (
    amount_finding_text,
    memo_text,
    proof_problem_text,
    refused_field_text,
)
from qlts_desktop.ui.messages.states import proof_state_text
from qlts_desktop.ui.orders.amount_field import AmountField
from qlts_desktop.ui.orders.change_dialog import ChangeDialog
from qlts_desktop.ui.scans.file_picker import FilePicker, paths_of
from qlts_desktop.ui.scans.scan_pictures import ReadScan
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.day_field import DayField
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.text_area import TextArea
from qlts_desktop.ui.widgets.text_field import TextField

_REFUSED = frozenset({"rejected", "short"})
_WIDTH, _HEIGHT = 660, 660


@dataclass(frozen=True, slots=True)
class TypedProof:
    """What was typed and chosen, to be there again when the dialog is opened once more."""

    memo: str = ""
    paid_on: date | None = None
    amount: str = ""
    note: str = ""
    files: tuple[ReadScan, ...] = ()


class PaymentDialog(ChangeDialog):
    """Sends a proof of payment.

    Attributes:
        memo, paid_on, amount, remark: The fields.
        picker: The chosen files.
        memo_finding: The memo beside the order's own.
    """

    def __init__(
        self,
        detail: OrderDetail,
        orders: OrderPort,
        runner: Runner,
        today: date,
        typed: TypedProof,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(detail.row.no, orders, runner, "", parent)
        self.confirm_button.setText(self.tr("&Confirm the payment"))
        self._detail = detail
        self._today = today
        self.setObjectName("paymentDialog")
        self.setWindowTitle(self.tr("Confirm payment of order {0}").format(self.no))
        self.setAcceptDrops(True)
        self.resize(_WIDTH, _HEIGHT)
        self._add_reason()
        self.body.addWidget(self._account_to_check())
        self._add_fields()
        self.picker = FilePicker(orders, runner, self.tr("Choose the payment papers"))
        self.picker.list.setMinimumHeight(96)
        self.picker.list.setMaximumHeight(160)
        self.picker.begun.connect(lambda name: self._wait(self.tr("Opening {0}…").format(name)))
        self.picker.opened.connect(self._on_opened)
        self.picker.takenOut.connect(self._on_taken_out)
        self.picker.nothingPasted.connect(self.note.setText)
        self._files_problem = wrapped_label(role="error", name="proofFiles_problem")
        self._files_problem.hide()
        heading = wrapped_label(self.tr("Papers (pictures, PDF) *"), role="field")
        self.body.addWidget(heading)
        self.body.addWidget(self.picker, 1)
        self.body.addWidget(self._files_problem)
        self.body.addWidget(self.remark)
        self.picker.accept_paste(self)
        self._fill(typed)
        self.picker.changed.connect(self._show_files)
        self._show_files()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _add_reason(self) -> None:
        """Why the last proof was not enough."""
        last = next((proof for proof in reversed(self._detail.proofs) if proof.state in _REFUSED), None)
        if last is not None:
            label = wrapped_label(self._reason(last), role="warning", name="lastProofReason")
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.body.addWidget(label)

    def _reason(self, proof: ProofRow) -> str:
        said = self.tr("Last time: {0}.").format(proof_state_text(proof.state).text)
        if proof.reason:
            said = f"{said} {proof.reason}"
        if proof.state == "short":
            open_ = self.tr("Still to be paid: {0}.").format(format_vnd(self._detail.remaining))
            said = f"{said}\n{open_}"
        return said

    def _account_to_check(self) -> QFrame:
        accounts = self.tr(" or ").join(
            f"<b>{escape(one.account_no)} · {escape(one.bank_name)} · {escape(one.holder)}</b>"
            for one in self._detail.offer.accounts
        )
        said = self.tr(
            "Check on the payment order or treasury withdrawal: was the money sent to account {0}?"
        ).format(accounts)
        frame = QFrame()
        frame.setProperty("inset", True)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(wrapped_label(said, name="accountToCheck"))
        return frame

    def _add_fields(self) -> None:
        self.memo = TextField(
            "proofMemo", self.tr("Memo as written on the payment order or treasury withdrawal"), required=True
        )
        self.memo.changed.connect(self._on_memo)
        self.memo_finding = wrapped_label(role="warning", name="memoFinding")
        self.paid_on = DayField("proofDay", self.tr("Day of the transfer"), required=True)
        self.paid_on.changed.connect(lambda _day: self.paid_on.show_problem(""))
        self.amount = AmountField("proofAmount", self.tr("Amount transferred"), required=True)
        self.amount.changed.connect(self._on_amount)
        self.remark = TextArea("proofNote", self.tr("Note to the vendor (if any)"), lines=2)
        self.remark.changed.connect(lambda _text: self.remark.show_problem(""))
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addWidget(self.paid_on, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.amount, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.memo)
        self.body.addWidget(self.memo_finding)
        self.body.addLayout(pair)

    def _fill(self, typed: TypedProof) -> None:
        self.memo.set_value(typed.memo)
        self.paid_on.set_value(typed.paid_on)
        self.amount.set_value(typed.amount or format_vnd(self._detail.remaining))
        self.remark.set_value(typed.note)
        for scan in typed.files:
            self.picker.list.add(scan)
        self._on_memo(typed.memo)
        self._on_amount(self.amount.value())

    @property
    def typed(self) -> TypedProof:
        """What stands in the dialog."""
        return TypedProof(
            memo=self.memo.value(),
            paid_on=self.paid_on.value(),
            amount=self.amount.value(),
            note=self.remark.value(),
            files=self.picker.list.scans,
        )

    # --- while typing -----------------------------------------------------------------------------------

    def _on_memo(self, text: str) -> None:
        self.memo.show_problem("")
        said, role = "", "warning"
        if text.strip():
            compared = compare_memo(text, self._detail.offer.memo, self.no, self._detail.earlier_nos)
            said = memo_text(compared, self.no)
            helps = compared.finding in {MemoFinding.MARKS, MemoFinding.EARLIER_ORDER}
            role = "small" if helps else "warning"
        self.memo_finding.setText(said)
        set_style_property(self.memo_finding, "role", role)
        self.memo_finding.setVisible(bool(said))
        set_style_property(self.memo.editor, "doubted", bool(said) and role == "warning")
        self.memo.describe(said.replace("<b>", "").replace("</b>", ""))

    def _on_amount(self, _text: str) -> None:
        self.amount.show_problem("")
        try:
            amount = self.amount.amount()
        except ValueError:
            amount = None
        remaining = self._detail.remaining
        said = "" if amount is None else amount_finding_text(compare_amount(amount, remaining), amount, remaining)
        self.amount.set_hint(said)

    def _on_opened(self, error: OperationError | None, left_out: str) -> None:
        self._rest()
        self.note.setText(left_out)
        if error is not None:
            self.error_panel.show_error(error)
            self.picker.choose_button.setFocus()
        else:
            self.confirm_button.setFocus()

    def _on_taken_out(self) -> None:
        self.error_panel.clear()
        self.note.clear()
        (self.picker.choose_button if self.picker.list.is_empty else self.picker.list).setFocus()

    def _show_files(self) -> None:
        self.picker.list.compared("")
        if not self.picker.list.is_empty:
            self._files_problem.hide()

    # --- sending ----------------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened, asked for or sent."""
        return self.picker.is_opening or super().is_busy

    def set_free(self, is_free: bool) -> None:
        """Whether anything may be typed and sent now."""
        super().set_free(is_free)
        self.picker.set_free(is_free)

    def first_widget(self) -> QWidget:
        """Where typing begins."""
        return self.memo.editor

    def wanted(self) -> Callable[[], Changed] | None:
        """The proof, once every field can be sent; else the first problem has the focus."""
        for field in (self.memo, self.paid_on, self.amount, self.remark):
            field.tidy()
        first = self._show_problems()
        amount, paid_on = self._amount_or_none(), self.paid_on.value()
        if first is not None or amount is None or paid_on is None:
            if first is not None:
                first.setFocus()
                self._area.ensureWidgetVisible(first)
            return None
        proof = PaymentProof(
            memo=self.memo.value().strip(),
            paid_on=paid_on,
            amount=amount,
            note=self.remark.value().strip(),
            files=self.picker.list.files,
        )
        orders, no = self._orders, self.no
        return lambda: orders.confirm_payment(no, proof)

    def _amount_or_none(self) -> int | None:
        try:
            return self.amount.amount()
        except ValueError:
            return None

    def _show_problems(self) -> QWidget | None:
        """Say at each field what is wrong with it; the first one's editor."""
        found: list[tuple[Field, ProofProblem | None]] = [
            (self.memo, memo_problem(self.memo.value())),
            (self.paid_on, self._day_problem()),
            (self.amount, self._amount_problem()),
            (self.remark, ProofProblem.TOO_LONG if len(self.remark.value()) > LONGEST_NOTE else None),
        ]
        wrong = [field for field, problem in found if problem is not None]
        for field, problem in found:
            field.show_problem("" if problem is None else self._problem_text(field, problem))
        no_file = self.picker.list.is_empty
        self._files_problem.setText(proof_problem_text(ProofProblem.COUNT) if no_file else "")
        self._files_problem.setVisible(no_file)
        if wrong:
            return wrong[0].editor
        return self.picker.choose_button if no_file else None

    def _problem_text(self, field: Field, problem: ProofProblem) -> str:
        """What cannot be read says how it is to be written."""
        if problem is ProofProblem.BAD_VALUE and field is self.amount:
            return self.tr("Enter the amount in digits, in whole đồng: 3.500.000 for example.")
        if problem is ProofProblem.BAD_VALUE and field is self.paid_on:
            return self.tr("This is no day of the calendar; enter it as dd/mm/yyyy.")
        return proof_problem_text(problem)

    def _day_problem(self) -> ProofProblem | None:
        if self.paid_on.edit.is_unreadable:
            return ProofProblem.BAD_VALUE
        return day_problem(self.paid_on.value(), self._today)

    def _amount_problem(self) -> ProofProblem | None:
        try:
            return amount_problem(self.amount.amount())
        except ValueError:
            return ProofProblem.BAD_VALUE

    def show_refused_fields(self, fields: tuple[FieldError, ...]) -> bool:
        """Show what the licensor complains of next to the fields."""
        known = {"/memo": self.memo, "/paid_on": self.paid_on, "/amount": self.amount, "/note": self.remark}
        shown = [field for field in fields if field.field in known]
        for field in shown:
            known[field.field].show_problem(refused_field_text(field.code))
        if shown:
            known[shown[0].field].focus()
            return True
        complained_of = self.picker.list.choose_named(fields)
        if complained_of:
            self.note.setText(self.tr("This is about {0}").format(complained_of))
            self.picker.list.setFocus()
        return bool(complained_of)

    def _stop(self) -> None:
        self.picker.stop()
        super()._stop()

    # --- Qt ---------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the dialog."""
        if self.picker.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.picker.add(paths_of(event.mimeData().urls()))
