"""One step of an order: checked against the table, stored, and noted with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qlts_licensor.audit.chain import record
from qlts_licensor.registrations.models import Event, Registration
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed

LICENSOR = "licensor"
"""The actor of what the service does by itself."""

_NOTED = (
    *("order_state", "payment_state", "resource_state", "paper_state", "invoice_state"),
    *("round", "due_on", "remaining"),
)


@dataclass(frozen=True, slots=True)
class By:
    """Who moves something, when and why."""

    actor: str
    at: datetime
    reason: str = ""


def check(order: Registration, name: Name) -> None:
    """Whether the table lets an order make a step.

    Raises:
        NotAllowed: It does not start from the order's states.
    """
    row = TABLE[name]
    if order.order_state not in row.order_from:
        raise NotAllowed(f"{row.says}: đơn {order.no} đang ở trạng thái {order.get_order_state_display()}")
    if row.payment_from and order.payment_state not in row.payment_from:
        raise NotAllowed(f"{row.says}: thanh toán của đơn {order.no} đang là {order.get_payment_state_display()}")
    if row.paper_from and order.paper_state not in row.paper_from:
        raise NotAllowed(f"{row.says}: phiếu giấy của đơn {order.no} đang là {order.get_paper_state_display()}")


def step(order: Registration, name: Name, by: By, *, detail: str = "", **columns: Any) -> None:
    """Make a step: the table's states, and what else it changes.

    Args:
        order: The order, locked by the caller.
        name: The row of the table.
        by: Who, when, why.
        detail: For the history, in place of the reason.
        columns: Further columns of the order that change with it.

    Raises:
        NotAllowed: It does not start from the order's states.
    """
    check(order, name)
    row = TABLE[name]
    before = _snapshot(order)
    for column, value in columns.items():
        setattr(order, column, value)
    order.order_state = row.order_to or order.order_state
    order.payment_state = row.payment_to or order.payment_state
    order.resource_state = row.resource_to or order.resource_state
    order.paper_state = row.paper_to or order.paper_state
    order.invoice_state = row.invoice_to or order.invoice_state
    order.updated_at = by.at
    order.save()
    note(order, name.value, by, before, detail or by.reason)


def note(order: Registration, code: str, by: By, before: dict[str, Any], detail: str = "") -> None:
    """Write a line of the history."""
    after = _snapshot(order)
    changed = [name for name in _NOTED if name in before and before[name] != after[name]]
    event = Event.objects.create(
        registration=order,
        at=by.at,
        actor=by.actor,
        code=code,
        detail=detail[:400],
        before={name: _plain(before[name]) for name in changed},
        after={name: _plain(after[name]) for name in changed},
    )
    content = {"reason": by.reason, "detail": event.detail, "before": event.before, "after": event.after}
    record(code, order_subject(order), by.actor, by.at, {"unit": order.unit.code, **content})
    # The mails' module looks at transitions and facts, which are made of steps.
    from qlts_licensor.mail.asking import step_taken

    step_taken(order, code, before.get("order_state", ""), by.at.date())


def order_subject(order: Registration) -> str:
    """What the log calls an order."""
    return f"order {order.no}"


def _snapshot(order: Registration) -> dict[str, Any]:
    return {name: getattr(order, name) for name in _NOTED}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
