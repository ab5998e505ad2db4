"""A later payment day, and taking an order back."""

from __future__ import annotations

from datetime import date

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.clock import now
from qlts_licensor.policy.adoption import order_policy
from qlts_licensor.registrations.allowed import cancel_standing, extension_standing
from qlts_licensor.registrations.changes import Change, change_once, check_allowed
from qlts_licensor.registrations.models import IdempotencyKey, Receipt, Registration
from qlts_licensor.registrations.receipts import issue_receipt
from qlts_licensor.transitions import commitments, orders
from qlts_licensor.transitions.steps import By
from qlts_licensor.units.models import User

EXTENSION = "extension"
CANCELLATION = "cancellation"
LONGEST_REASON = 400


def ask_extension(user: User, no: str, key: str, due_on: date, *, consent: bool) -> IdempotencyKey:
    """*Gia hạn thanh toán*: promise a later day.

    Args:
        user: Who asks.
        no: The order's number.
        key: The idempotency key as it came.
        due_on: The new payment day.
        consent: *Tôi đồng ý cam kết thanh toán*.

    Raises:
        Problem: As :func:`~qlts_licensor.registrations.changes.change_once`; action_not_allowed,
            consent_required, form_invalid (``/due_on``).
    """

    def effect(order: Registration, canonical: str) -> Receipt:
        at = now()
        standing = extension_standing(order, at.date())
        check_allowed(standing)
        if not consent:
            raise Problem("consent_required", errors=(FieldProblem("/consent", "consent_required"),))
        if standing.first and due_on < standing.first:
            raise Problem("form_invalid", errors=(FieldProblem("/due_on", "due_too_early"),))
        if standing.last and due_on > standing.last:
            raise Problem("form_invalid", errors=(FieldProblem("/due_on", "due_too_late"),))
        commitments.extension_asked(order, By(user.full_name, at), due_on, order_policy(order, at.date()))
        return issue_receipt(
            order,
            EXTENSION,
            user.full_name,
            at,
            due_on=due_on.isoformat(),
            accepted=order.due_on == due_on,
            files=[],
            idempotency_key=canonical,
        )

    return change_once(user, no, Change(EXTENSION, key, (due_on.isoformat(), consent)), effect)


def cancel_order(user: User, no: str, key: str, reason: str) -> IdempotencyKey:
    """*Hủy đơn*: take an order back while nothing has come for it.

    Args:
        user: Who asks.
        no: The order's number.
        key: The idempotency key as it came.
        reason: Why, in the unit's words; may be empty.

    Raises:
        Problem: As :func:`~qlts_licensor.registrations.changes.change_once`; action_not_allowed,
            form_invalid (``/reason``).
    """
    if len(reason) > LONGEST_REASON or "\0" in reason:
        raise Problem("form_invalid", errors=(FieldProblem("/reason", "too_long"),))

    def effect(order: Registration, canonical: str) -> Receipt:
        at = now()
        check_allowed(cancel_standing(order, at.date()))
        orders.cancelled(order, By(user.full_name, at, reason.strip()))
        return issue_receipt(
            order, CANCELLATION, user.full_name, at, reason=reason.strip(), files=[], idempotency_key=canonical
        )

    return change_once(user, no, Change(CANCELLATION, key, (reason,)), effect)
