"""Policies change kindly: a stricter one is announced first, an order keeps the one it was accepted under."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from qlts_licensor.clock import now, today
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.licences.facts import facts_of
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.policy.adoption import order_policy, unit_policies
from qlts_licensor.policy.rules import Decision, OverdueAccess, Policy, RenewalBasis
from qlts_licensor.policy.timetable import PolicyChange, Stage
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import Caller, document_of, make_unit, slip_pdf, store_policy

DAY = timedelta(days=1)


def store(version: str, begins: date, **values: Any) -> Policy:
    policy = Policy(version=version, effective_from=begins, note=version, **values)
    store_policy(policy)
    return policy


def at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.mark.parametrize(
    ("change", "stricter"),
    [
        ({}, False),
        ({"late_days": 29}, True),
        ({"late_days": 31}, False),
        ({"cut_days": 59}, True),
        ({"commitment_days": 80}, True),
        ({"extension_days": 100}, True),
        ({"review_days": 6}, True),
        ({"refused_proof_days": 6}, True),
        ({"late_surcharge_percent": 1}, True),
        ({"price_per_year": 9_000_000}, False),
        ({"expiring_days": 60}, False),
        ({"renewal_basis": RenewalBasis.OLD_TERM}, True),
        ({"acceptance": Decision.REVIEWED}, True),
        ({"extension": Decision.REVIEWED}, True),
        ({"repeat_commitment": Decision.AUTOMATIC}, False),
        ({"overdue_access": OverdueAccess.READ_ONLY}, False),
    ],
)
def test_what_is_stricter(change: dict[str, Any], stricter: bool) -> None:
    assert Policy(**change).is_stricter_than(Policy()) is stricter


def test_taking_reading_away_is_stricter() -> None:
    assert Policy().is_stricter_than(Policy(overdue_access=OverdueAccess.READ_ONLY))


def test_values_survive_storage() -> None:
    policy = Policy(overdue_access=OverdueAccess.READ_ONLY, renewal_basis=RenewalBasis.OLD_TERM)
    assert Policy.from_json(policy.to_json()) == policy


def test_a_kinder_policy_holds_from_its_day(unit: Unit) -> None:
    begun = today()
    current_licence(unit)
    kinder = store("kinder", begun + 5 * DAY, cut_days=90)
    assert unit_policies(unit, begun).coming == (PolicyChange(begun + 5 * DAY, kinder),)
    assert unit_policies(unit, begun + 5 * DAY).now == kinder


def test_a_stricter_policy_waits_for_the_licence_that_announces_it(unit: Unit) -> None:
    begun = today()
    current_licence(unit)
    strict = store("strict", begun + 5 * DAY, cut_days=40)
    with time_machine.travel(at_noon(begun + 10 * DAY), tick=False):
        announcing = current_licence(unit)
    assert announcing is not None
    claims = claims_of(announcing.file)
    begins = begun + 40 * DAY
    assert claims["policy_version"] == Policy().version
    assert claims["coming_policies"] == [{"version": "strict", "from": begins.isoformat(), "note": "strict"}]
    with time_machine.travel(at_noon(begun + 20 * DAY), tick=False):
        again = current_licence(unit)
    assert again is not None
    assert claims_of(again.file)["coming_policies"] == claims["coming_policies"]
    assert unit_policies(unit, begins - DAY).now == Policy()
    assert unit_policies(unit, begins).now == strict


def test_the_timetable_knows_the_policy_to_come(unit: Unit) -> None:
    """The term ends in 40 days; cut after 60 days today, after 40 from the day the announced policy begins."""
    begun = today()
    current_licence(unit)
    store("strict", begun, cut_days=40)
    known = facts_of(unit, begun)
    assert known is not None
    cut = [entry.from_day for entry in known.timetable(begun) if entry.stage is Stage.CUT_OFF]
    assert cut == [begun + 80 * DAY]


def test_a_policy_that_begins_while_a_unit_is_overdue_does_not_reach_back(unit: Unit) -> None:
    begun = today()
    current_licence(unit)
    store("strict", begun + 70 * DAY, late_days=5, cut_days=10)
    known = facts_of(unit, begun)
    assert known is not None
    assert known.decide(begun + 69 * DAY).stage is Stage.OVERDUE_EARLY
    assert known.decide(begun + 70 * DAY).stage is Stage.CUT_OFF


def test_a_unit_that_never_held_a_licence_is_under_the_policy_of_the_day(service: None) -> None:
    strict = store("strict", today() - DAY, cut_days=40)
    assert unit_policies(make_unit("MOI"), today()).now == strict


def test_a_later_version_in_between_is_still_stricter_than_what_the_unit_holds(unit: Unit) -> None:
    begun = today()
    current_licence(unit)
    store("strictest", begun + 5 * DAY, late_days=10)
    store("between", begun + 6 * DAY, late_days=20)
    assert unit_policies(unit, begun + 6 * DAY).now == Policy()


def test_an_order_keeps_its_policy(accountant: Caller, unit: Unit) -> None:
    stored = store("first", today() - DAY)
    draft = accountant.ready_draft(due_in=60)
    assert accountant.submit(draft, slip_pdf(document_of(draft))).status_code == 201
    order = Registration.objects.get(no=draft["no"])
    store("kinder", today() + DAY, due_soon_days=40)
    assert order.policy_version == "first"
    assert order_policy(order, today() + 5 * DAY) == stored
    known = facts_of(unit, today())
    assert known is not None
    due = now().date() + 60 * DAY
    assert known.decide(due - 16 * DAY).stage is Stage.COMMITTED
    assert known.decide(due - 15 * DAY).stage is Stage.COMMITMENT_DUE


def test_an_order_keeps_the_built_in_policy_too(accountant: Caller, unit: Unit) -> None:
    """A service begins without a stored version."""
    draft = accountant.ready_draft(due_in=60)
    accountant.submit(draft, slip_pdf(document_of(draft)))
    store("kinder", today(), due_soon_days=40)
    assert order_policy(Registration.objects.get(no=draft["no"]), today()) == Policy()


def test_reviewed_acceptance_holds_a_registration_back(accountant: Caller, unit: Unit) -> None:
    store("reviewed", today() - DAY, acceptance=Decision.REVIEWED)
    draft = accountant.ready_draft()
    reply = accountant.submit(draft, slip_pdf(document_of(draft))).json()
    assert reply["registration"]["summary"]["order_state"] == "in_review"
    assert claims_of(reply["licence"])["order"] is None


def test_a_shorter_notice_does_not_shorten_its_own(unit: Unit) -> None:
    """A version that is stricter and names no days of notice still comes after those of the one before it."""
    current_licence(unit)
    with time_machine.travel(at_noon(today() + DAY)):
        store("2099.9", today(), cut_days=45, announce_days=0)
        current_licence(unit)
        (change,) = unit_policies(unit, today()).coming
        assert change.from_day == today() + 30 * DAY
