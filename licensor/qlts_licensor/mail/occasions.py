"""Which step of an order a unit is told about by mail, and whether there is still anything to tell."""

from __future__ import annotations

from qlts_licensor.mail.topics import Topic
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import OrderState, PaperState, PaymentState
from qlts_licensor.transitions.table import Name

_STEPS = {
    Name.SUBMITTED_SIGNED: Topic.SUBMITTED,
    Name.SUBMITTED_STAMPED: Topic.SUBMITTED,
    Name.REGISTERED_FOR_UNIT: Topic.SUBMITTED,
    Name.REJECTED: Topic.ORDER_REJECTED,
    Name.PROOF_SHORT: Topic.PROOF_SHORT,
    Name.PROOF_REJECTED: Topic.PROOF_REJECTED,
    Name.PAID: Topic.PAID,
    Name.EXTENSION_ACCEPTED: Topic.EXTENSION_ACCEPTED,
    Name.EXTENSION_REJECTED: Topic.EXTENSION_REJECTED,
    Name.PAPER_RETURNED: Topic.PAPER_RETURNED,
}

TOLD_BY = {topic: name for name, topic in _STEPS.items()}
"""The step whose line in the history has the reason that a mail names."""


def topic_of(code: str, was: str) -> Topic | None:
    """What a step is told under; None where it is not told.

    Args:
        code: The step's name.
        was: The order's state before it: an acceptance is told only where staff had to look first, because the
            mail about the submission tells of one that follows at once.
    """
    if code == Name.ACCEPTED:
        return Topic.ORDER_ACCEPTED if was == OrderState.IN_REVIEW else None
    return next((topic for name, topic in _STEPS.items() if name == code), None)


def still_holds(topic: Topic, order: Registration) -> bool:
    """Whether an order still stands as the mail would say; a settled matter is not told any more."""
    payment, paper = order.payment_state, order.paper_state
    match topic:
        case Topic.SUBMITTED:
            return order.is_open
        case Topic.ORDER_ACCEPTED:
            return order.is_open and order.order_state == OrderState.ACCEPTED
        case Topic.ORDER_REJECTED:
            return order.order_state == OrderState.REJECTED
        case Topic.PROOF_SHORT:
            return order.is_open and payment == PaymentState.SHORT
        case Topic.PROOF_REJECTED:
            return order.is_open and payment == PaymentState.PROOF_REJECTED
        case Topic.PAID:
            return payment == PaymentState.PAID
        case Topic.EXTENSION_ACCEPTED:
            return order.is_open and order.round > 1
        case Topic.EXTENSION_REJECTED:
            return order.is_open and order.round == 1 and payment == PaymentState.AWAITING
        case Topic.PAPER_RETURNED:
            return awaits_paper(order) and paper == PaperState.RETURNED
        case _:
            return False


def awaits_paper(order: Registration) -> bool:
    """Whether its stamped slip is still to come; a payment does not settle that."""
    alive = {OrderState.SENT, OrderState.IN_REVIEW, OrderState.ACCEPTED}
    return order.order_state in alive and order.paper_state in {PaperState.AWAITED, PaperState.RETURNED}
