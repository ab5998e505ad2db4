"""The one table of named transitions: from which states each may start, where it leads, how many must agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qlts_licensor.registrations.states import InvoiceState, OrderState, PaperState, PaymentState, ResourceState


class Name(StrEnum):
    """A transition; the history shows it under this name."""

    # an order
    DRAFT_OPENED = "draft_opened"
    SUBMITTED_SIGNED = "submitted_signed"
    SUBMITTED_STAMPED = "submitted_stamped"
    HELD_FOR_REVIEW = "held_for_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    REGISTERED_FOR_UNIT = "registered_for_unit"
    PAPER_RECEIVED = "paper_received"
    PAPER_RETURNED = "paper_returned"
    INVOICE_ISSUED = "invoice_issued"
    # its payment
    PROOF_SENT = "proof_sent"
    PROOF_SHORT = "proof_short"
    PROOF_REJECTED = "proof_rejected"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_ACCEPTED = "extension_accepted"
    EXTENSION_REJECTED = "extension_rejected"
    COMMITMENT_LAPSED = "lapsed"
    PAID = "paid"
    PAYMENT_UNDONE = "payment_undone"
    # the unit's subscription
    CUT_EARLY = "cut_early"
    CUT_LIFTED = "cut_lifted"
    DELETION_PLANNED = "deletion_planned"
    DELETION_CALLED_OFF = "deletion_called_off"
    DATA_DELETED = "data_deleted"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    Attributes:
        says: What it is called in the staff console.
        order_from: The order's states that it may start from; empty for what moves the subscription itself.
        payment_from: The same for the state of payment, and
        paper_from: for the paper; empty: any.
        order_to: The state that it leads to; None leaves it. So the next two.
        approvals: How many of the licensor's staff must agree. What takes a paid right away needs two.
    """

    says: str
    order_from: frozenset[OrderState] = frozenset()
    payment_from: frozenset[PaymentState] = frozenset()
    order_to: OrderState | None = None
    payment_to: PaymentState | None = None
    resource_to: ResourceState | None = None
    paper_from: frozenset[PaperState] = frozenset()
    paper_to: PaperState | None = None
    invoice_to: InvoiceState | None = None
    approvals: int = 1


def _orders(*states: OrderState) -> frozenset[OrderState]:
    return frozenset(states)


_ACCEPTED = _orders(OrderState.ACCEPTED)
_ALIVE = _orders(OrderState.SENT, OrderState.IN_REVIEW, OrderState.ACCEPTED)
_UNPAID = frozenset(PaymentState) - {PaymentState.PAID}
_PAPER_AWAITED = frozenset({PaperState.AWAITED, PaperState.RETURNED})
_PAYABLE = frozenset(
    {PaymentState.AWAITING, PaymentState.SHORT, PaymentState.PROOF_REJECTED, PaymentState.COMMITMENT_LAPSED}
)
_IN_PROOF = frozenset({PaymentState.PROOF_IN_REVIEW})
_IN_EXTENSION = frozenset({PaymentState.EXTENSION_IN_REVIEW})
_PAID = frozenset({PaymentState.PAID})

TABLE: dict[Name, Transition] = {
    Name.DRAFT_OPENED: Transition("Mở bản nháp", _orders(OrderState.DRAFT)),
    Name.SUBMITTED_SIGNED: Transition("Gửi phiếu ký điện tử", _orders(OrderState.DRAFT), order_to=OrderState.SENT),
    Name.SUBMITTED_STAMPED: Transition("Gửi phiếu đóng dấu", _orders(OrderState.DRAFT), order_to=OrderState.SENT),
    Name.HELD_FOR_REVIEW: Transition(
        "Giữ lại chờ duyệt",
        _orders(OrderState.SENT),
        order_to=OrderState.IN_REVIEW,
        resource_to=ResourceState.IN_REVIEW,
    ),
    Name.ACCEPTED: Transition(
        "Duyệt đơn, cấp tài nguyên tạm",
        _orders(OrderState.SENT, OrderState.IN_REVIEW),
        order_to=OrderState.ACCEPTED,
        payment_to=PaymentState.AWAITING,
        resource_to=ResourceState.PROVISIONAL,
    ),
    Name.REJECTED: Transition(
        "Từ chối đơn",
        _orders(OrderState.IN_REVIEW),
        order_to=OrderState.REJECTED,
        resource_to=ResourceState.REJECTED,
    ),
    Name.CLOSED: Transition(
        "Đóng đơn quá hạn cam kết",
        _ACCEPTED,
        _UNPAID,
        order_to=OrderState.CLOSED,
        resource_to=ResourceState.CUT,
    ),
    Name.CANCELLED: Transition(
        "Hủy đơn", _ALIVE, _UNPAID, order_to=OrderState.CANCELLED, resource_to=ResourceState.NONE
    ),
    Name.REPLACED: Transition(
        "Thay bằng đơn đã sửa", _ALIVE, _UNPAID, order_to=OrderState.REPLACED, resource_to=ResourceState.NONE
    ),
    Name.REGISTERED_FOR_UNIT: Transition(
        "Đăng ký giúp đơn vị", _orders(OrderState.DRAFT), order_to=OrderState.SENT
    ),
    Name.PAPER_RECEIVED: Transition(
        "Nhận phiếu giấy", _ALIVE, paper_from=_PAPER_AWAITED, paper_to=PaperState.RECEIVED
    ),
    Name.PAPER_RETURNED: Transition(
        "Trả lại phiếu giấy",
        _ALIVE,
        paper_from=frozenset({PaperState.AWAITED, PaperState.RECEIVED}),
        paper_to=PaperState.RETURNED,
    ),
    Name.INVOICE_ISSUED: Transition("Ghi nhận hóa đơn đã lập", _ACCEPTED, invoice_to=InvoiceState.ISSUED),
    Name.PROOF_SENT: Transition(
        "Gửi chứng từ thanh toán", _ACCEPTED, _PAYABLE, payment_to=PaymentState.PROOF_IN_REVIEW
    ),
    Name.PROOF_SHORT: Transition("Thanh toán thiếu", _ACCEPTED, _IN_PROOF, payment_to=PaymentState.SHORT),
    Name.PROOF_REJECTED: Transition(
        "Từ chối chứng từ", _ACCEPTED, _IN_PROOF, payment_to=PaymentState.PROOF_REJECTED
    ),
    Name.EXTENSION_ASKED: Transition(
        "Đề nghị gia hạn thanh toán", _ACCEPTED, _PAYABLE, payment_to=PaymentState.EXTENSION_IN_REVIEW
    ),
    Name.EXTENSION_ACCEPTED: Transition(
        "Duyệt gia hạn thanh toán",
        _ACCEPTED,
        _IN_EXTENSION,
        payment_to=PaymentState.AWAITING,
        resource_to=ResourceState.PROVISIONAL,
    ),
    Name.EXTENSION_REJECTED: Transition(
        "Từ chối gia hạn thanh toán", _ACCEPTED, _IN_EXTENSION, payment_to=PaymentState.AWAITING
    ),
    Name.COMMITMENT_LAPSED: Transition(
        "Quá hạn cam kết thanh toán",
        _ACCEPTED,
        _PAYABLE - {PaymentState.COMMITMENT_LAPSED},
        payment_to=PaymentState.COMMITMENT_LAPSED,
    ),
    Name.PAID: Transition(
        "Xác nhận đã thanh toán, cấp chính thức",
        _ACCEPTED,
        _UNPAID,
        payment_to=PaymentState.PAID,
        resource_to=ResourceState.OFFICIAL,
    ),
    Name.PAYMENT_UNDONE: Transition(
        "Hủy xác nhận thanh toán",
        _ACCEPTED,
        _PAID,
        payment_to=PaymentState.AWAITING,
        resource_to=ResourceState.PROVISIONAL,
        approvals=2,
    ),
    Name.CUT_EARLY: Transition("Cắt thuê bao trước hạn", approvals=2),
    Name.CUT_LIFTED: Transition("Gỡ cắt thuê bao trước hạn"),
    Name.DELETION_PLANNED: Transition("Dự kiến xóa dữ liệu"),
    Name.DELETION_CALLED_OFF: Transition("Hủy dự kiến xóa dữ liệu"),
    Name.DATA_DELETED: Transition("Đã xóa dữ liệu", approvals=2),
}


class NotAllowed(Exception):  # noqa: N818 - names what happened
    """The transition does not start from this state; the message says what stands against it."""
