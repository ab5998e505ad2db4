"""What may be done with an order today, and where something may not, what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy import pricing
from qlts_licensor.policy.adoption import order_policy
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import InvoiceState, Method, OrderState, PaperState, PaymentState
from qlts_licensor.transitions.commitments import extension_days
from qlts_licensor.transitions.table import TABLE, Name


class OrderAction(StrEnum):
    """What a unit may want to do with an order."""

    CONFIRM_PAYMENT = "confirm_payment"
    EXTEND_PAYMENT = "extend_payment"
    EDIT = "edit"
    CANCEL = "cancel"
    ATTACH_SCAN = "attach_scan"


class Obstacle(StrEnum):
    """Why it may not."""

    ORDER_OVER = "order_over"
    """Cancelled, replaced, rejected or closed."""
    ORDER_IN_REVIEW = "order_in_review"
    PAID = "paid"
    PROOF_IN_REVIEW = "proof_in_review"
    EXTENSION_IN_REVIEW = "extension_in_review"
    NOT_YET = "not_yet"
    """With the day from which it may."""
    TOO_LATE = "too_late"
    """With the last day on which it could have been done."""
    USED_UP = "used_up"
    REPEATED_ORDER = "repeated_order"
    """It follows a lapsed one."""
    PROOF_RECORDED = "proof_recorded"
    MONEY_RECORDED = "money_recorded"
    INVOICE_RECORDED = "invoice_recorded"
    PAPER_RECORDED = "paper_recorded"
    PAPER_NOT_AWAITED = "paper_not_awaited"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an action may be done today.

    Attributes:
        action: Which.
        obstacle: What stands against it; None when nothing does.
        day: The day that the obstacle names.
        first, last: With a payment extension: the days that it may name.
    """

    action: OrderAction
    obstacle: Obstacle | None = None
    day: date | None = None
    first: date | None = None
    last: date | None = None


def standings(order: Registration, today: date) -> tuple[Standing, ...]:
    """Every action with its standing, in the order in which they are offered."""
    return (
        payment_standing(order),
        extension_standing(order, today),
        edit_standing(order, today),
        cancel_standing(order, today),
        scan_standing(order),
    )


def payment_standing(order: Registration) -> Standing:
    """*Xác nhận thanh toán*: any day while the order is accepted and not paid, also after a lapse or a cut."""
    obstacle = _over(order)
    if obstacle is None and order.order_state != OrderState.ACCEPTED:
        obstacle = Obstacle.ORDER_IN_REVIEW
    return Standing(OrderAction.CONFIRM_PAYMENT, obstacle or _in_review(order))


def extension_standing(order: Registration, today: date) -> Standing:
    """*Gia hạn thanh toán*: once, from some days before the first due day to the policy's last day."""
    action = OrderAction.EXTEND_PAYMENT
    obstacle = _over(order)
    if obstacle is None and (order.order_state != OrderState.ACCEPTED or order.due_on is None):
        obstacle = Obstacle.ORDER_IN_REVIEW
    if obstacle is None and order.round != 1:
        obstacle = Obstacle.USED_UP
    if obstacle is None and order.is_repeat:
        obstacle = Obstacle.REPEATED_ORDER
    obstacle = obstacle or _in_review(order)
    if obstacle is not None or order.due_on is None:
        return Standing(action, obstacle)
    policy = order_policy(order, today)
    days = extension_days(order, policy, today)
    if days is None:
        return Standing(action, Obstacle.TOO_LATE, _last_extension_day(order, policy))
    opens = order.due_on - timedelta(days=policy.due_soon_days)
    if today < opens:
        return Standing(action, Obstacle.NOT_YET, opens)
    return Standing(action, first=days[0], last=days[1])


def edit_standing(order: Registration, today: date) -> Standing:
    """*Sửa lại đơn*: while nothing has come for it yet and its promised day has not passed."""
    obstacle = _over(order) or _in_review(order) or next(_recorded(order), None)
    if obstacle is None and order.lapsed(today):
        return Standing(OrderAction.EDIT, Obstacle.TOO_LATE, order.due_on)
    return Standing(OrderAction.EDIT, obstacle)


def cancel_standing(order: Registration, today: date) -> Standing:
    """*Hủy đơn*: as an edit, and only while the unit's paid term goes on."""
    obstacle = _over(order) or next(_recorded(order), None)
    if obstacle is not None:
        return Standing(OrderAction.CANCEL, obstacle)
    subscription = Subscription.objects.filter(unit=order.unit_id).first()
    term_end = subscription.term_end if subscription else None
    if term_end is None or today > term_end:
        return Standing(OrderAction.CANCEL, Obstacle.TOO_LATE, term_end)
    return Standing(OrderAction.CANCEL)


def scan_standing(order: Registration) -> Standing:
    """*Gửi bản quét phiếu*: while a stamped slip is awaited."""
    row = TABLE[Name.PAPER_RECEIVED]
    awaited = order.method == Method.STAMPED and order.paper_state in row.paper_from
    waits = awaited and order.order_state in row.order_from
    return Standing(OrderAction.ATTACH_SCAN, None if waits else Obstacle.PAPER_NOT_AWAITED)


def _over(order: Registration) -> Obstacle | None:
    if order.payment_state == PaymentState.PAID:
        return Obstacle.PAID
    return None if order.is_open else Obstacle.ORDER_OVER


def _in_review(order: Registration) -> Obstacle | None:
    return {"proof": Obstacle.PROOF_IN_REVIEW, "extension": Obstacle.EXTENSION_IN_REVIEW}.get(order.review)


def _recorded(order: Registration) -> Iterator[Obstacle]:
    """What has come for an order already, that makes it more than a wish."""
    if order.proofs:
        yield Obstacle.PROOF_RECORDED
    if order.remaining != order.total:
        yield Obstacle.MONEY_RECORDED
    if order.invoice_state != InvoiceState.NONE:
        yield Obstacle.INVOICE_RECORDED
    if order.paper_state == PaperState.RECEIVED or order.files.filter(kind="paper_scan").exists():
        yield Obstacle.PAPER_RECORDED


def _last_extension_day(order: Registration, policy: Policy) -> date | None:
    """The last day that an extension could have named; None where the first commitment left no room for one."""
    if order.registered_on is None or order.first_due_on is None:
        return None
    limits = pricing.extension_limits(policy, registered_on=order.registered_on, first_due=order.first_due_on)
    return limits[1] if limits else order.first_due_on
