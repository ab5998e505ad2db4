"""The commitment of an accepted order: proof, extension, payment.

Each function takes a locked order and the policy that the order was accepted under.
"""

from __future__ import annotations

from datetime import date, timedelta

from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy import pricing
from qlts_licensor.policy.rules import Decision, Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import ProofState
from qlts_licensor.transitions.steps import LICENSOR, By, check, note, step
from qlts_licensor.transitions.table import Name, NotAllowed

_UNDONE_WITH_A_PAYMENT = (
    *("term_start", "term_end", "users", "users_later", "users_later_from", "renewed_on", "renewed_until"),
)
"""What a confirmed payment changes in the subscription."""


def extension_days(order: Registration, policy: Policy, today: date) -> tuple[date, date] | None:
    """First and last day that a second commitment may name today; None when none is left."""
    if order.round != 1 or order.review or order.is_repeat:
        return None
    if order.registered_on is None or order.first_due_on is None:
        return None
    limits = pricing.extension_limits(policy, registered_on=order.registered_on, first_due=order.first_due_on)
    if limits is None or today > limits[1]:
        return None
    return max(limits[0], today), limits[1]


def proof_sent(order: Registration, by: By) -> None:
    """The unit says that it has paid. After a lapse only the order's first proof reopens access.

    Raises:
        NotAllowed: Something is in review already, or it is paid.
    """
    holds = order.proofs == 0 or not order.lapsed(by.at.date())
    step(order, Name.PROOF_SENT, by, review="proof", review_holds=holds, proofs=order.proofs + 1)


def proof_short(order: Registration, by: By, remaining: int, policy: Policy) -> None:
    """Money has come, but not all of it.

    Args:
        order: The order.
        by: Who found out.
        remaining: Still to be paid, đồng.
        policy: For the days of grace.

    Raises:
        NotAllowed: No proof is in review, or the amount is not between nothing and all.
    """
    check(order, Name.PROOF_SHORT)
    if not 0 < remaining <= order.remaining:
        raise NotAllowed(f"số tiền còn thiếu phải từ 1 đến {order.remaining} đồng")
    _decide_proof(order, by, ProofState.SHORT, received=order.remaining - remaining)
    grace = _grace(order, policy, by)
    step(order, Name.PROOF_SHORT, by, review="", review_holds=False, remaining=remaining, grace_until=grace)


def proof_rejected(order: Registration, by: By, policy: Policy) -> None:
    """The proof shows no payment of this order.

    Raises:
        NotAllowed: No proof is in review.
    """
    check(order, Name.PROOF_REJECTED)
    _decide_proof(order, by, ProofState.REJECTED, received=0)
    grace = _grace(order, policy, by)
    step(order, Name.PROOF_REJECTED, by, review="", review_holds=False, grace_until=grace)


def extension_asked(order: Registration, by: By, due_on: date, policy: Policy) -> None:
    """The unit promises a later day; accepted at once where the policy says so.

    Asked on or before the due day it holds access until it is decided.

    Raises:
        NotAllowed: No day is left, the day is outside the limits, or something is in review.
    """
    limits = extension_days(order, policy, by.at.date())
    if limits is None:
        raise NotAllowed(f"đơn {order.no} không còn được gia hạn thanh toán")
    if not limits[0] <= due_on <= limits[1]:
        raise NotAllowed(f"ngày thanh toán mới phải từ {limits[0]:%d/%m/%Y} đến {limits[1]:%d/%m/%Y}")
    holds = not order.lapsed(by.at.date())
    detail = due_on.isoformat()
    step(
        order,
        Name.EXTENSION_ASKED,
        by,
        detail=detail,
        review="extension",
        review_holds=holds,
        asked_due_on=due_on,
    )
    if policy.extension is Decision.AUTOMATIC:
        extension_accepted(order, By(LICENSOR, by.at))


def extension_accepted(order: Registration, by: By) -> None:
    """The second commitment holds.

    Raises:
        NotAllowed: None was asked for, or the day has passed meanwhile.
    """
    check(order, Name.EXTENSION_ACCEPTED)
    due_on = order.asked_due_on
    if due_on is None or due_on < by.at.date():
        raise NotAllowed(f"ngày thanh toán đề nghị của đơn {order.no} đã qua")
    step(
        order,
        Name.EXTENSION_ACCEPTED,
        by,
        detail=due_on.isoformat(),
        review="",
        review_holds=False,
        round=2,
        due_on=due_on,
        asked_due_on=None,
        grace_until=None,
    )


def extension_rejected(order: Registration, by: By) -> None:
    """The second commitment is refused; the right to ask is not used up.

    Raises:
        NotAllowed: None was asked for.
    """
    step(order, Name.EXTENSION_REJECTED, by, review="", review_holds=False, asked_due_on=None)


def paid(
    order: Registration, subscription: Subscription, by: By, policy: Policy, received: int | None = None
) -> None:
    """The licensor has the money: official licence for the new term, whatever day it is.

    A deletion not yet done is called off, an early cut ends, and other open orders of the unit are closed.

    Args:
        order: The order.
        subscription: The unit's.
        by: Who has seen the money.
        policy: For the success notice's days.
        received: What has come now, đồng; None: what was still to be paid.

    Raises:
        NotAllowed: It was paid before, is not an accepted order, or less has come than is to be paid.
    """
    check(order, Name.PAID)
    received = order.remaining if received is None else received
    if received < order.remaining:
        raise NotAllowed(f"còn thiếu {order.remaining - received} đồng; hãy chọn Thanh toán thiếu")
    today = by.at.date()
    overpaid = received - order.remaining
    _decide_proof(order, by, ProofState.ACCEPTED, received=received)
    before = {name: _plain(getattr(subscription, name)) for name in _UNDONE_WITH_A_PAYMENT}
    step(
        order,
        Name.PAID,
        by,
        review="",
        review_holds=False,
        asked_due_on=None,
        remaining=0,
        overpaid=overpaid,
        invoice_due_on=order.invoice_due_on or today,
        before_payment=before,
    )
    note(order, "official_granted", by, {}, f"{order.term_from:%d/%m/%Y} – {order.term_to:%d/%m/%Y}")
    subscription.take_term(order.term_from, order.term_to)
    subscription.add_users(order.extra_users, order.term_from, today)
    subscription.renewed_on = today
    subscription.renewed_until = max(today + timedelta(days=policy.renewed_notice_days), order.term_from)
    subscription.cut_on = None
    if subscription.data_state == "planned":
        subscription.data_state, subscription.data_on = "kept", None
    subscription.save()
    for other in order.unit.registrations.open().accepted().exclude(pk=order.pk):
        step(other, Name.CLOSED, By(LICENSOR, by.at), detail=order.no, review="", review_holds=False)


def payment_undone(order: Registration, subscription: Subscription, by: By) -> None:
    """The payment turned out not to be one; term and users are again what they were before it.

    Raises:
        NotAllowed: It is not paid, or another payment has been built on it since.
    """
    before = order.before_payment
    if before is None or subscription.term_end != order.term_to:
        raise NotAllowed(f"đơn {order.no}: kỳ thuê bao đã thay đổi sau khi xác nhận thanh toán này")
    if order.unit.registrations.open().exists():
        raise NotAllowed(f"đơn vị đang có đơn khác đang mở; đóng đơn đó trước khi hủy xác nhận đơn {order.no}")
    step(order, Name.PAYMENT_UNDONE, by, remaining=order.total, overpaid=0, before_payment=None)
    for name, value in before.items():
        is_day = isinstance(value, str)
        setattr(subscription, name, date.fromisoformat(value) if is_day else value)
    subscription.save()


def commitment_lapsed(order: Registration, by: By) -> None:
    """The promised day has passed unpaid; noted once.

    Raises:
        NotAllowed: It is noted already, or something is in review.
    """
    step(order, Name.COMMITMENT_LAPSED, by, detail=f"{order.due_on:%d/%m/%Y}")


def _decide_proof(order: Registration, by: By, state: ProofState, received: int) -> None:
    """Write beside the proof in review what became of it; money may also be found without one."""
    order.payment_proofs.filter(state=ProofState.IN_REVIEW).update(
        state=state, decided_by=by.actor, decided_at=by.at, reason=by.reason[:400], received=received
    )


def _grace(order: Registration, policy: Policy, by: By) -> date | None:
    """Days of access after a refused proof whose due day has passed meanwhile, once an order."""
    today = by.at.date()
    if order.grace_until is not None or order.due_on is None or today <= order.due_on:
        return order.grace_until
    return today + timedelta(days=policy.refused_proof_days)


def _plain(value: date | int | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value
