"""What the licensor's staff may do to a unit, by name, alone or two together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from qlts_licensor.audit.chain import record
from qlts_licensor.changes.models import APPROVAL_DAYS
from qlts_licensor.clock import now
from qlts_licensor.licences.models import Approval, Subscription
from qlts_licensor.policy.adoption import order_policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.receipts import issue_receipt
from qlts_licensor.registrations.states import OrderState, PaymentState, ProofState
from qlts_licensor.transitions import commitments, orders, subscriptions
from qlts_licensor.transitions.roles import may
from qlts_licensor.transitions.steps import By
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Unit, User

STAFF_MOVES = (
    *(Name.ACCEPTED, Name.REJECTED, Name.PROOF_SENT, Name.PROOF_SHORT, Name.PROOF_REJECTED),
    *(Name.EXTENSION_ASKED, Name.EXTENSION_ACCEPTED, Name.EXTENSION_REJECTED, Name.PAID, Name.PAYMENT_UNDONE),
    *(Name.PAPER_RECEIVED, Name.PAPER_RETURNED, Name.INVOICE_ISSUED, Name.CANCELLED),
    *(Name.CUT_EARLY, Name.CUT_LIFTED, Name.DELETION_PLANNED, Name.DELETION_CALLED_OFF, Name.DATA_DELETED),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody of the staff wants done.

    Attributes:
        name: The transition.
        reason: Why; kept with it.
        day: For a cut, a deletion, an extension or an invoice.
        remaining: For a payment that is short: still to be paid, đồng.
        received: For a payment: what has come, đồng; None: all that was still to be paid.
        order_no: The order that is meant; empty takes the unit's last one that can be.
        proof: The number of the payment proof that was looked at; another one meanwhile stands against it.
        invoice_no: Of an invoice that was made.
        seen: The last event of the order that was looked at; another one since stands against it.
    """

    name: Name
    reason: str
    day: date | None = None
    remaining: int | None = None
    received: int | None = None
    order_no: str = ""
    proof: int | None = None
    invoice_no: str = ""
    seen: str = ""


def perform(unit: Unit, staff: User, wanted: Wanted) -> bool:
    """Do it, or note the first of two approvals.

    Returns:
        True when it is done, False when a second person has to approve it.

    Raises:
        NotAllowed: It cannot be done now, or this person may not do it.
    """
    if not may(staff, wanted.name):
        raise NotAllowed(f"{TABLE[wanted.name].says}: {staff.get_username()} không có quyền này")
    if not wanted.reason.strip():
        raise NotAllowed("cần ghi lý do")
    with transaction.atomic():
        locked = Unit.objects.select_for_update().get(pk=unit.pk)
        by = By(staff.get_username(), now(), wanted.reason)
        if TABLE[wanted.name].approvals > 1 and not _approved(locked, staff, wanted, by):
            return False
        _perform(locked, wanted, by)
        return True


def _approved(unit: Unit, staff: User, wanted: Wanted, by: By) -> bool:
    """Whether this is the second of two people who want the same; the first is noted."""
    same = Approval.objects.filter(
        unit=unit,
        name=wanted.name.value,
        day=wanted.day,
        order_no=wanted.order_no,
        done_at=None,
        asked_at__gte=by.at - timedelta(days=APPROVAL_DAYS),
    ).first()
    if same is None:
        _check_possible(unit, wanted, by)
        Approval.objects.create(
            unit=unit,
            name=wanted.name.value,
            day=wanted.day,
            order_no=wanted.order_no,
            reason=wanted.reason[:400],
            asked_by=staff,
            asked_at=by.at,
        )
        content = {
            "reason": by.reason,
            "wanted": wanted.name.value,
            "day": wanted.day,
            "order": wanted.order_no,
        }
        record("approval_asked", f"unit {unit.code}", by.actor, by.at, content)
        return False
    if same.asked_by_id == staff.pk:
        raise NotAllowed(f"{TABLE[wanted.name].says}: cần một người khác cùng duyệt")
    same.approved_by, same.done_at = staff, by.at
    same.save()
    return True


def _check_possible(unit: Unit, wanted: Wanted, by: By) -> None:
    """Try it and undo it: nobody is asked to approve what cannot be done."""
    tried = transaction.savepoint()
    try:
        _perform(unit, wanted, by)
    finally:
        transaction.savepoint_rollback(tried)


def _perform(unit: Unit, wanted: Wanted, by: By) -> None:
    match wanted.name:
        case Name.ACCEPTED:
            order = _order(unit, wanted, OrderState.IN_REVIEW)
            _accept(order, by)
            _receipt(order, wanted, by)
        case Name.REJECTED:
            order = _order(unit, wanted, OrderState.IN_REVIEW)
            orders.rejected(order, by.at, by.actor, by.reason)
            _receipt(order, wanted, by)
        case Name.PAPER_RECEIVED | Name.PAPER_RETURNED | Name.INVOICE_ISSUED | Name.CANCELLED:
            _move_order(unit, wanted, by)
        case Name.CUT_EARLY | Name.CUT_LIFTED | Name.DELETION_PLANNED | Name.DELETION_CALLED_OFF:
            _move_subscription(unit, wanted, by)
        case Name.DATA_DELETED:
            _move_subscription(unit, wanted, by)
        case Name.PAYMENT_UNDONE:
            order = _order(unit, wanted, OrderState.ACCEPTED, paid=True)
            commitments.payment_undone(order, _subscription(unit), by)
            _receipt(order, wanted, by)
        case _:
            _move_commitment(unit, wanted, by)


def _move_subscription(unit: Unit, wanted: Wanted, by: By) -> None:
    subscription = _subscription(unit)
    match wanted.name:
        case Name.CUT_EARLY:
            subscriptions.cut_early(subscription, by, wanted.day or by.at.date())
        case Name.CUT_LIFTED:
            subscriptions.cut_lifted(subscription, by)
        case Name.DELETION_PLANNED:
            subscriptions.deletion_planned(subscription, by, _day(wanted))
        case Name.DELETION_CALLED_OFF:
            subscriptions.deletion_called_off(subscription, by)
        case _:
            subscriptions.data_deleted(subscription, by)


def _receipt(order: Registration, wanted: Wanted, by: By) -> None:
    """Every decision is receipted, for the unit to keep."""
    issue_receipt(
        order,
        wanted.name.value,
        by.actor,
        by.at,
        reason=by.reason,
        payment_state=order.payment_state,
        remaining=order.remaining,
        overpaid=order.overpaid,
        due_on=order.due_on.isoformat() if order.due_on else None,
        files=[],
    )


def _move_order(unit: Unit, wanted: Wanted, by: By) -> None:
    """What becomes of an order beside its payment, paid or not."""
    order = _order(unit, wanted, OrderState.SENT, OrderState.IN_REVIEW, OrderState.ACCEPTED, paid=None)
    match wanted.name:
        case Name.PAPER_RECEIVED:
            orders.paper_received(order, by)
        case Name.PAPER_RETURNED:
            orders.paper_returned(order, by)
        case Name.CANCELLED:
            orders.cancelled(order, by)
        case _:
            orders.invoice_issued(order, by, wanted.invoice_no, _day(wanted))
    _receipt(order, wanted, by)


def _move_commitment(unit: Unit, wanted: Wanted, by: By) -> None:
    order = _order(unit, wanted, OrderState.ACCEPTED)
    _check_proof(order, wanted)
    policy = order_policy(order, by.at.date())
    match wanted.name:
        case Name.PROOF_SENT:
            commitments.proof_sent(order, by)
        case Name.PROOF_SHORT:
            commitments.proof_short(order, by, wanted.remaining or 0, policy)
        case Name.PROOF_REJECTED:
            commitments.proof_rejected(order, by, policy)
        case Name.EXTENSION_ASKED:
            commitments.extension_asked(order, by, _day(wanted), policy)
        case Name.EXTENSION_ACCEPTED:
            commitments.extension_accepted(order, by)
        case Name.EXTENSION_REJECTED:
            commitments.extension_rejected(order, by)
        case Name.PAID:
            commitments.paid(order, _subscription(unit), by, policy, wanted.received)
        case _:
            raise NotAllowed(f"{TABLE[wanted.name].says}: không phải việc của nhân viên")
    _receipt(order, wanted, by)


def _accept(order: Registration, by: By) -> None:
    due_on = date.fromisoformat(order.form["payment"]["due_on"])
    if order.order_state != OrderState.IN_REVIEW:
        raise NotAllowed(f"đơn {order.no} đang ở trạng thái {order.get_order_state_display()}")
    if due_on < by.at.date():
        raise NotAllowed(f"ngày cam kết thanh toán của đơn {order.no} đã qua ({due_on:%d/%m/%Y})")
    for lapsed in order.unit.registrations.open().exclude(pk=order.pk):
        orders.closed_by_successor(lapsed, by.at, order)
    version = order_policy(order, by.at.date()).version
    orders.accepted(order, by.at, due_on, version, by.actor)


def _order(unit: Unit, wanted: Wanted, *states: OrderState, paid: bool | None = False) -> Registration:
    """The unit's order that staff mean: the one they name, or the last one in these states."""
    rows = Registration.objects.select_for_update().filter(unit=unit, order_state__in=states)
    if wanted.order_no:
        rows = rows.filter(no=wanted.order_no)
    if paid is not None:
        is_paid = Q(payment_state=PaymentState.PAID)
        rows = rows.filter(is_paid if paid else ~is_paid)
    order = rows.order_by("-registered_at", "-id").first()
    if order is None:
        named = f"đơn {wanted.order_no} đã được xử lý, hoặc" if wanted.order_no else ""
        raise NotAllowed(f"{named} đơn vị {unit.code} không có đơn nào như vậy".strip())
    if wanted.seen and wanted.seen != last_event(order):
        raise NotAllowed(f"đơn {order.no} đã thay đổi sau khi trang này được mở; hãy xem lại rồi quyết định")
    return order


def last_event(order: Registration) -> str:
    """What an order's page was made after: each step of an order has its event."""
    return str(order.events.order_by("-pk").values_list("pk", flat=True).first() or "")


def _check_proof(order: Registration, wanted: Wanted) -> None:
    """Whether the proof that was looked at is still the one to be decided on."""
    if wanted.proof is None:
        return
    waiting = order.payment_proofs.filter(state=ProofState.IN_REVIEW).first()
    if waiting is None or waiting.number != wanted.proof:
        raise NotAllowed(f"chứng từ lần {wanted.proof} của đơn {order.no} đã có người xử lý")


def _subscription(unit: Unit) -> Subscription:
    found = Subscription.objects.select_for_update().filter(unit=unit).first()
    if found is None:
        raise NotAllowed(f"đơn vị {unit.code} chưa có thuê bao")
    return found


def _day(wanted: Wanted) -> date:
    if wanted.day is None:
        raise NotAllowed("cần ghi ngày")
    return wanted.day
