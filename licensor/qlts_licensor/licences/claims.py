"""What a licence file says of rights: plain values of the policy's answers. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from qlts_licensor.policy.timetable import Entry, OrderFacts, PolicyChange


def coming_claims(change: PolicyChange) -> dict[str, str]:
    """A policy announced, and from when it holds."""
    return {"version": change.policy.version, "from": change.from_day.isoformat(), "note": change.policy.note}


def entry_claims(entry: Entry) -> dict[str, Any]:
    """One entry of the timetable."""
    return {
        "from": entry.from_day.isoformat(),
        "stage": entry.stage.value,
        "access": entry.access.value,
        "actions": [action.value for action in entry.actions],
        "rule": entry.rule.value,
    }


def order_claims(order: OrderFacts, today: date) -> dict[str, Any]:
    """The open order's commitment."""
    return {
        "no": order.no,
        "registered_on": order.registered_on.isoformat(),
        "round": order.round,
        "due_on": order.due_on.isoformat(),
        "missed_on": _iso(order.due_on if today > order.held_until and order.review_until is None else None),
        "review": order.review,
        "review_until": _iso(order.review_until),
        "extend_from": _iso(order.extend_from),
        "extend_to": _iso(order.extend_to),
        "remaining": order.remaining,
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
