"""The policy object: every number that decides a right, versioned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from qlts_licensor.mail.topics import Topic


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


_TEN_YEARS = 3_650

RANGES = {
    "expiring_days": (0, _TEN_YEARS),
    "late_days": (1, _TEN_YEARS),
    "cut_days": (2, _TEN_YEARS),
    "due_soon_days": (0, _TEN_YEARS),
    "commitment_days": (0, _TEN_YEARS),
    "extension_days": (0, _TEN_YEARS),
    "review_days": (0, _TEN_YEARS),
    "refused_proof_days": (0, _TEN_YEARS),
    "renewed_notice_days": (0, _TEN_YEARS),
    "refresh_days": (1, _TEN_YEARS),
    "offer_days": (1, _TEN_YEARS),
    "announce_days": (0, _TEN_YEARS),
    "longest_ahead_years": (1, 20),
    "largest_years": (1, 20),
    "late_surcharge_percent": (0, 100),
    "price_per_year": (0, 10**10),
    "price_per_user_year": (0, 10**10),
}
"""The least and the most that make sense for each number."""
LONGEST_MEMO = 100

_KINDS: dict[str, Callable[[Any], Any]] = {
    "effective_from": date.fromisoformat,
    "overdue_access": OverdueAccess,
    "renewal_basis": RenewalBasis,
    "acceptance": Decision,
    "repeat_commitment": Decision,
    "extension": Decision,
    "mail_days": tuple,
    "paper_reminder_days": tuple,
    "mail_off": tuple,
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
_STRICT_AND_KIND: dict[str, tuple[StrEnum, StrEnum]] = {
    "overdue_access": (OverdueAccess.NONE, OverdueAccess.READ_ONLY),
    "renewal_basis": (RenewalBasis.OLD_TERM, RenewalBasis.REGISTRATION_DAY),
    "acceptance": (Decision.REVIEWED, Decision.AUTOMATIC),
    "repeat_commitment": (Decision.REVIEWED, Decision.AUTOMATIC),
    "extension": (Decision.REVIEWED, Decision.AUTOMATIC),
}


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
    mail_days: tuple[int, ...] = (90, 30, 7, 1)
    """How long before an end the unit is told of it by mail."""
    paper_reminder_days: tuple[int, ...] = (15, 30)
    """How long a slip on paper is waited for before its unit is reminded."""
    mail_off: tuple[str, ...] = ()
    """The kinds of mail (:class:`Topic`) that are not sent."""

    def __post_init__(self) -> None:
        """Refuse numbers that no rule could work with.

        Raises:
            ValueError: A number is no whole number or out of its range, or values do not fit each other.
        """
        for name, fault in self._faults():
            raise ValueError(f"{name} {fault}")

    def _faults(self) -> Iterator[tuple[str, str]]:
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if type(value) is not int or not least <= value <= most:
                yield name, f"must be a whole number from {least} on, at most {most}, not {value!r}"
                return
        if self.late_days >= self.cut_days:
            yield "late_days", "must come before cut_days"
        if not memo_ok(self.memo_template):
            yield (
                "memo_template",
                f"is ASCII, at most {LONGEST_MEMO} long, and names {{order_no}} and nothing else",
            )
        for name in ("mail_days", "paper_reminder_days"):
            days = getattr(self, name)
            if type(days) is not tuple or not all(type(day) is int and 1 <= day <= 366 for day in days):
                yield name, f"are whole numbers from 1 to 366, with commas between them, not {days!r}"
        if type(self.mail_off) is not tuple or not set(self.mail_off) <= {topic.value for topic in Topic}:
            yield "mail_off", f"names kinds of mail: {', '.join(Topic)}; not {self.mail_off!r}"

    def to_json(self) -> dict[str, Any]:
        """Plain values, for storage."""
        values = {name: list(value) if type(value) is tuple else value for name, value in asdict(self).items()}
        return {**values, "effective_from": self.effective_from.isoformat()}

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

    def stricter_fields(self, other: Policy) -> frozenset[str]:
        """What in it is worse for a unit than in another: less time, less access, a higher surcharge, more review.

        Prices are not rights: each offer names its own.
        """
        worse = [name for name in _KINDER_WHEN_MORE if getattr(self, name) < getattr(other, name)]
        worse += [name for name in _KINDER_WHEN_LESS if getattr(self, name) > getattr(other, name)]
        for name, (strict, kind) in _STRICT_AND_KIND.items():
            if (getattr(self, name), getattr(other, name)) == (strict, kind):
                worse.append(name)
        return frozenset(worse)

    def is_stricter_than(self, other: Policy) -> bool:
        """Whether anything in it is worse for a unit."""
        return bool(self.stricter_fields(other))


def memo_ok(template: str) -> bool:
    """Whether a memo can be made from a template: ASCII, with the order's number in it and no other field."""
    if "{order_no}" not in template or not template.isascii() or len(template) > LONGEST_MEMO:
        return False
    return not set("{}\r\n\t") & set(template.replace("{order_no}", ""))
