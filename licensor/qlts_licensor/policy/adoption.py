"""Which policy holds for whom: a version begins on its day, a stricter one only after it was announced.

An order keeps the policy that it was accepted under.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from qlts_licensor.licences.models import PolicyAnnouncement
from qlts_licensor.policy.models import PolicyVersion
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import PolicyChange
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit


@dataclass(frozen=True, slots=True)
class UnitPolicies:
    """The policies of a unit.

    Attributes:
        now: The one that holds today.
        coming: Those that will hold, by day.
        unannounced: Versions among them that no licence has announced yet; the next one does.
    """

    now: Policy
    coming: tuple[PolicyChange, ...] = ()
    unannounced: tuple[str, ...] = ()


class _ToldBefore:
    """What a unit's licences have said so far; read when a stricter policy asks for it, which is seldom."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @cached_property
    def announced(self) -> dict[str, date]:
        """The versions that were announced, each with its day."""
        rows = PolicyAnnouncement.objects.filter(unit=self._unit)
        return dict(rows.values_list("version", "announced_on"))

    def holds_before(self, day: date) -> bool:
        """Whether the unit had a licence before a day."""
        return self._held_since is not None and self._held_since < day

    @cached_property
    def _held_since(self) -> date | None:
        issued_at = self._unit.licence_files.order_by("serial").values_list("issued_at", flat=True).first()
        return issued_at.date() if issued_at else None


def stored_policies() -> list[Policy]:
    """All versions, in the order in which they begin."""
    rows = PolicyVersion.objects.order_by("effective_from", "id")
    return [
        Policy.from_json({**row.values, "version": row.version, "effective_from": row.effective_from.isoformat()})
        for row in rows
    ]


def last_policy() -> Policy:
    """The version that was stored for the latest day; the built-in one where none is stored."""
    stored = stored_policies()
    return stored[-1] if stored else Policy()


def unit_policies(unit: Unit, today: date, proposed: Policy | None = None) -> UnitPolicies:
    """The policies that hold for a unit today and later, or would if a proposed one were stored as the last.

    A version begins for everybody on its effective day, unless it is stricter than what the unit holds by then and
    the unit held a licence before: then not before the ``announce_days`` are over, its own or the longer ones of
    the policy before it, counted from the licence file that announced it first.
    """
    told_before = _ToldBefore(unit)
    current, coming, unannounced = Policy(), list[PolicyChange](), list[str]()
    for policy in [*stored_policies(), *([proposed] if proposed else ())]:
        begins = policy.effective_from
        reached = [change.policy for change in coming if change.from_day <= begins]
        held = reached[-1] if reached else current
        if policy.is_stricter_than(held) and told_before.holds_before(begins):
            if policy.version not in told_before.announced:
                unannounced.append(policy.version)
            told = told_before.announced.get(policy.version, today)
            # A shorter notice is stricter too: it does not shorten its own.
            notice = max(policy.announce_days, held.announce_days)
            begins = max(begins, told + timedelta(days=notice))
        # A later version takes the place of whatever an earlier one would have begun after it.
        coming = [change for change in coming if change.from_day < begins]
        if begins <= today:
            current, coming = policy, []
        else:
            coming.append(PolicyChange(begins, policy))
    awaited = {change.policy.version for change in coming}
    return UnitPolicies(current, tuple(coming), tuple(name for name in unannounced if name in awaited))


def order_policy(order: Registration, today: date) -> Policy:
    """The policy that an order was accepted under; its unit's of today, where it has none yet."""
    if not order.policy_version:
        return unit_policies(order.unit, today).now
    stored = PolicyVersion.objects.filter(version=order.policy_version).first()
    # What is not stored is the built-in one: a service begins with it.
    return Policy.from_json(stored.values) if stored else Policy()
