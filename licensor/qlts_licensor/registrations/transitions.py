"""Every change of an order's state, by name, with actor and time; nothing else writes a state."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from qlts_licensor.registrations.models import Event, Registration
from qlts_licensor.registrations.states import (
    Method,
    OrderState,
    PaperState,
    PaymentState,
    ResourceState,
)
from qlts_licensor.units.models import User

LICENSOR = "licensor"
"""The actor of what the service does by itself."""

_STATES = ("order_state", "payment_state", "resource_state", "paper_state", "round", "due_on")


class NotAllowed(Exception):  # noqa: N818 - names what happened
    """The transition does not start from this state."""


def draft_opened(draft: Registration, user: User) -> None:
    """A draft was made."""
    _note(draft, "draft_opened", user.full_name, draft.created_at, {})


def submitted(
    draft: Registration, user: User, at: datetime, method: Method, *, slip_sha256: str, signer: str, cut_off: bool
) -> None:
    """The draft was sent, with its slip.

    Raises:
        NotAllowed: It is not a draft.
    """
    if draft.order_state != OrderState.DRAFT:
        raise NotAllowed(draft.order_state)
    before = _snapshot(draft)
    draft.order_state = OrderState.SENT
    draft.method = method
    draft.registered_at = at
    draft.slip_sha256 = slip_sha256
    draft.signer = signer
    draft.remaining = draft.total
    draft.began_in_cut_off = cut_off
    draft.address = draft.form["unit"]["address"]
    draft.paper_state = PaperState.NOT_NEEDED if method == Method.SIGNED else PaperState.AWAITED
    _save(draft, at)
    _note(draft, f"submitted_{method.value}", user.full_name, at, before, signer)


def held_for_review(order: Registration, at: datetime) -> None:
    """A further registration after a lapse is looked at by staff first."""
    before = _snapshot(order)
    order.order_state = OrderState.IN_REVIEW
    order.resource_state = ResourceState.IN_REVIEW
    _save(order, at)
    _note(order, "held_for_review", LICENSOR, at, before)


def rejected(order: Registration, at: datetime, actor: str, reason: str) -> None:
    """Staff refuse a registration that was in review.

    Raises:
        NotAllowed: It is not in review.
    """
    if order.order_state != OrderState.IN_REVIEW:
        raise NotAllowed(order.order_state)
    before = _snapshot(order)
    order.order_state = OrderState.REJECTED
    order.resource_state = ResourceState.REJECTED
    _save(order, at)
    _note(order, "rejected", actor, at, before, reason)


def accepted(order: Registration, at: datetime, due_on: date, actor: str = LICENSOR) -> None:
    """The registration is accepted: commitment round 1 and with it a provisional licence until the promised day.

    Raises:
        NotAllowed: It was not sent.
    """
    if order.order_state not in {OrderState.SENT, OrderState.IN_REVIEW}:
        raise NotAllowed(order.order_state)
    before = _snapshot(order)
    order.order_state = OrderState.ACCEPTED
    order.payment_state = PaymentState.AWAITING
    order.resource_state = ResourceState.PROVISIONAL
    order.round = 1
    order.first_due_on = order.due_on = due_on
    _save(order, at)
    _note(order, "accepted", actor, at, before)
    _note(order, "provisional_granted", actor, at, before, due_on.isoformat())


def closed_by_successor(order: Registration, at: datetime, successor: Registration) -> None:
    """A lapsed order ends when a new one of the unit is accepted."""
    before = _snapshot(order)
    order.order_state = OrderState.CLOSED
    order.resource_state = ResourceState.CUT
    _save(order, at)
    _note(order, "closed", LICENSOR, at, before, successor.no)


def _save(order: Registration, at: datetime) -> None:
    order.updated_at = at
    order.save()


def _snapshot(order: Registration) -> dict[str, Any]:
    return {name: getattr(order, name) for name in _STATES}


def _note(
    order: Registration, code: str, actor: str, at: datetime, before: dict[str, Any], detail: str = ""
) -> None:
    after = _snapshot(order)
    changed = [name for name in _STATES if before.get(name) != after[name]]
    Event.objects.create(
        registration=order,
        at=at,
        actor=actor,
        code=code,
        detail=detail[:400],
        before={name: _plain(before.get(name)) for name in changed},
        after={name: _plain(after[name]) for name in changed},
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
