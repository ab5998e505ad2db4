"""What a proposed policy would do: which values change, whom it reaches and when, and what becomes different."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from qlts_licensor.console.policy_form import changed_fields
from qlts_licensor.console.policy_words import FIELDS
from qlts_licensor.console.words import StageWords, stage_words
from qlts_licensor.licences.facts import UnitFacts, facts_of
from qlts_licensor.licences.models import LicenceFile, Subscription
from qlts_licensor.policy.adoption import unit_policies
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Entry
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit

LOOKED_AT = 300
"""How many units are reckoned one by one; the counts are of all."""
SHOWN = 50
_PRICES = ("price_per_year", "price_per_user_year")


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changes; ``tone`` says for whom it is worse."""

    label: str
    before: str
    after: str
    verdict: str
    is_stricter: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """A unit.

    Attributes:
        unit: Which.
        begins: From when the policy holds for it, at the earliest.
        is_announced_first: Whether it has to be announced, so that it begins later than its effective day.
        order_no: The open order that keeps its own policy.
        differs_on: The first day on which something else holds than under the policies of now; None: never.
        before: What would hold on it without the change, and
        after: with it.
    """

    unit: Unit
    begins: date
    is_announced_first: bool
    order_no: str
    differs_on: date | None
    before: StageWords | None
    after: StageWords | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The answer.

    Attributes:
        changes: The values that change.
        is_stricter: Whether any is stricter.
        is_price: Whether a price changes, for offers made from then on.
        total: Units that have a subscription.
        announced_first: Those among them that it reaches only after an announcement.
        orders: Open orders, which keep their policy.
        looked_at: How many units were reckoned one by one;
        is_partial: there are more of them, and
        touched: how many of these get another stage on some day.
        units: The first of them, those that are touched at the top.
    """

    changes: list[Change]
    is_stricter: bool
    is_price: bool
    total: int
    announced_first: int
    orders: int
    looked_at: int
    is_partial: bool
    touched: int
    units: list[Reached]


def preview_of(policy: Policy, before: Policy, today: date) -> Preview:
    """What a policy does that follows another one.

    Args:
        policy: The proposed one.
        before: The one that it follows.
        today: The licensor's day.
    """
    stricter = policy.stricter_fields(before)
    units = Unit.objects.filter(subscription__isnull=False).order_by("code")[:LOOKED_AT]
    reached = [found for unit in units if (found := _reached(unit, policy, today))]
    touched = [one for one in reached if one.differs_on]
    return Preview(
        changes=[_change(name, policy, before, name in stricter) for name in changed_fields(policy, before)],
        is_stricter=bool(stricter),
        is_price=any(getattr(policy, name) != getattr(before, name) for name in _PRICES),
        total=Subscription.objects.count(),
        announced_first=_told_first(policy) if stricter else 0,
        orders=Registration.objects.open().accepted().count(),
        looked_at=len(reached),
        is_partial=len(units) == LOOKED_AT,
        touched=len(touched),
        units=[*touched, *(one for one in reached if not one.differs_on)][:SHOWN],
    )


def _told_first(policy: Policy) -> int:
    """Units whose first licence file is older than the policy's day."""
    begins = timezone.make_aware(datetime.combine(policy.effective_from, time()))
    return LicenceFile.objects.filter(serial=1, issued_at__lt=begins).count()


def _change(name: str, policy: Policy, before: Policy, is_stricter: bool) -> Change:
    field = FIELDS[name]
    verdict = "Chặt hơn" if is_stricter else "Giá mới cho báo giá sau" if name in _PRICES else "Không chặt hơn"
    return Change(
        field.label,
        field.words(getattr(before, name)),
        field.words(getattr(policy, name)),
        verdict,
        is_stricter,
    )


def _reached(unit: Unit, policy: Policy, today: date) -> Reached | None:
    known = facts_of(unit, today)
    if known is None:
        return None
    then = UnitFacts(known.facts, unit_policies(unit, today, policy))
    begins = next(
        (change.from_day for change in then.policies.coming if change.policy.version == policy.version), today
    )
    day = _first_difference(known.timetable(today), then.timetable(today), today)
    return Reached(
        unit=unit,
        begins=begins,
        is_announced_first=begins > max(policy.effective_from, today),
        order_no=known.facts.order.no if known.facts.order else "",
        differs_on=day,
        before=stage_words(known.decide(day)) if day else None,
        after=stage_words(then.decide(day)) if day else None,
    )


def _first_difference(before: tuple[Entry, ...], after: tuple[Entry, ...], today: date) -> date | None:
    """The first day from today on, on which two timetables do not agree."""
    for day in sorted({max(entry.from_day, today) for entry in (*before, *after)}):
        if _held(before, day) != _held(after, day):
            return day
    return None


def _held(entries: tuple[Entry, ...], day: date) -> tuple[object, ...]:
    begun = [entry for entry in entries if entry.from_day <= day]
    entry = begun[-1] if begun else entries[0]
    return entry.stage, entry.access, entry.actions
