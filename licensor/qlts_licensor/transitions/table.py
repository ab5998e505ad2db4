"""The one table of named transitions: from which states each may start, where it leads, how many must agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qlts_licensor.registrations.states import OrderState, PaymentState, ResourceState


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
    # its payment
    PROOF_SENT = "proof_sent"
    PROOF_SHORT = "proof_short"
    PROOF_REJECTED = "proof_rejected"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_ACCEPTED = "extension_accepted"
    EXTENSION_REJECTED = "extension_rejected"
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
        payment_from: The same for the state of payment; empty: any.
        order_to: The state that it leads to; None leaves it. So the next two.
        approvals: How many of the licensor's staff must agree. What takes a paid right away needs two.
    """

    says: str
    order_from: frozenset[OrderState] = frozenset()
    payment_from: frozenset[PaymentState] = frozenset()
    order_to: OrderState | None = None
    payment_to: PaymentState | None = None
    resource_to: ResourceState | None = None
    approvals: int = 1


def _orders(*states: OrderState) -> frozenset[OrderState]:
    return frozenset(states)


_ACCEPTED = _orders(OrderState.ACCEPTED)
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
        frozenset(PaymentState) - _PAID,
        order_to=OrderState.CLOSED,
        resource_to=ResourceState.CUT,
    ),
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
    Name.PAID: Transition(
        "Xác nhận đã thanh toán, cấp chính thức",
        _ACCEPTED,
        frozenset(PaymentState) - _PAID,
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
