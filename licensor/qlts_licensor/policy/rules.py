"""The policy object: every number that decides a right, versioned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


class OverdueAccess(StrEnum):
    """What is left to a unit whose licence has ended but is not cut."""

    NONE = "none"
    READ_ONLY = "read_only"


class RenewalBasis(StrEnum):
    """Where the new term of a unit that was cut begins."""

    REGISTRATION_DAY = "registration_day"
    OLD_TERM = "old_term"


class Decision(StrEnum):
    """Who decides on what a unit has sent."""

    AUTOMATIC = "automatic"
    REVIEWED = "reviewed"


_LEAST = {
    "expiring_days": 0,
    "late_days": 1,
    "cut_days": 2,
    "due_soon_days": 0,
    "commitment_days": 0,
    "extension_days": 0,
    "review_days": 0,
    "refused_proof_days": 0,
    "renewed_notice_days": 0,
    "refresh_days": 1,
    "offer_days": 1,
    "announce_days": 0,
    "longest_ahead_years": 1,
    "largest_years": 1,
    "late_surcharge_percent": 0,
    "price_per_year": 0,
    "price_per_user_year": 0,
}

_KINDS: dict[str, Callable[[Any], Any]] = {
    "effective_from": date.fromisoformat,
    "overdue_access": OverdueAccess,
    "renewal_basis": RenewalBasis,
    "acceptance": Decision,
    "repeat_commitment": Decision,
    "extension": Decision,
}
"""How stored values become those of the fields."""

_KINDER_WHEN_MORE = (
    "late_days",
    "cut_days",
    "commitment_days",
    "extension_days",
    "review_days",
    "refused_proof_days",
)
_KINDER_WHEN_LESS = ("late_surcharge_percent",)


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the rules. Days unless said otherwise; money in đồng.

    Sources: release R117 (90, 30 and 60 days), the renewal guide of 13/10/2023 (180 days).
    """

    version: str = "2026.1"
    effective_from: date = date(2026, 1, 1)
    note: str = "Chính sách ban đầu"
    expiring_days: int = 90
    late_days: int = 30
    cut_days: int = 60
    due_soon_days: int = 15
    commitment_days: int = 90
    extension_days: int = 180
    review_days: int = 7
    refused_proof_days: int = 7
    renewed_notice_days: int = 30
    refresh_days: int = 30
    offer_days: int = 14
    longest_ahead_years: int = 6
    largest_years: int = 5
    announce_days: int = 30
    """How long before it holds for a unit a stricter policy has been announced in the unit's licence."""
    overdue_access: OverdueAccess = OverdueAccess.NONE
    renewal_basis: RenewalBasis = RenewalBasis.REGISTRATION_DAY
    acceptance: Decision = Decision.AUTOMATIC
    """Who accepts a registration whose slip is right."""
    repeat_commitment: Decision = Decision.REVIEWED
    """Who accepts a further registration after a lapse; such an order cannot be extended."""
    extension: Decision = Decision.AUTOMATIC
    """Who accepts a payment extension asked for within its limits."""
    late_surcharge_percent: int = 0
    price_per_year: int = 3_500_000
    price_per_user_year: int = 500_000
    memo_template: str = "Thanh toan don hang {order_no}"

    def __post_init__(self) -> None:
        """Refuse numbers that no rule could work with.

        Raises:
            ValueError: A number is no whole number, or is below the least that makes sense.
        """
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if type(value) is not int or value < least:
                raise ValueError(f"{name} must be a whole number from {least} on, not {value!r}")
        if self.late_days >= self.cut_days:
            raise ValueError("late_days must come before cut_days")
        if self.late_surcharge_percent > 100:
            raise ValueError("late_surcharge_percent is at most 100")
        if "{order_no}" not in self.memo_template or not self.memo_template.isascii():
            raise ValueError("memo_template is ASCII and names {order_no}")

    def to_json(self) -> dict[str, Any]:
        """Plain values, for storage."""
        return {**asdict(self), "effective_from": self.effective_from.isoformat()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Policy:
        """The policy from stored values; a field that the values lack has its default.

        Raises:
            ValueError: A value is of another kind, or out of range.
        """
        known = {field.name for field in fields(cls)}
        kept = {name: value for name, value in values.items() if name in known}
        for name, kind in _KINDS.items():
            if name in kept:
                kept[name] = kind(kept[name])
        return cls(**kept)

    def is_stricter_than(self, other: Policy) -> bool:
        """Whether anything in it is worse for a unit: less time, less access, a higher surcharge, more review.

        Prices are not rights: each offer names its own.
        """
        return (
            any(getattr(self, name) < getattr(other, name) for name in _KINDER_WHEN_MORE)
            or any(getattr(self, name) > getattr(other, name) for name in _KINDER_WHEN_LESS)
            or (self.overdue_access, other.overdue_access) == (OverdueAccess.NONE, OverdueAccess.READ_ONLY)
            or (self.renewal_basis, other.renewal_basis) == (RenewalBasis.OLD_TERM, RenewalBasis.REGISTRATION_DAY)
            or any(
                (getattr(self, name), getattr(other, name)) == (Decision.REVIEWED, Decision.AUTOMATIC)
                for name in ("acceptance", "repeat_commitment", "extension")
            )
        )
