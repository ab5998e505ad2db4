"""The demo's units read as real ones, and the policy gives each the stage it stands for."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from qlts_licensor.demo.described import DemoUnit
from qlts_licensor.demo.units import demo_units
from qlts_licensor.policy.terms import term_end
from qlts_licensor.policy.timetable import Stage

DAYS = [date(2026, 1, 1), date(2026, 6, 15), date(2028, 2, 29), date(2027, 12, 31)]
UNITS = demo_units(DAYS[1])
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def test_every_stage_has_its_unit_and_there_are_two_more() -> None:
    states = [unit.state for unit in UNITS]
    assert sorted(states) == sorted([*(stage.value for stage in Stage), "history", "no_licence"])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_numbers_are_such_as_real_units_have(unit: DemoUnit) -> None:
    digits = [int(digit) for digit in unit.tax_code]
    check = 10 - sum(weight * digit for weight, digit in zip(WEIGHTS, digits[:9], strict=True)) % 11
    assert digits[9] == check
    assert len(unit.budget_code) == 7
    assert unit.budget_code.isdigit()
    assert unit.name == unicodedata.normalize("NFC", unit.name)


def test_no_two_units_share_a_number() -> None:
    for values in (
        [unit.code for unit in UNITS],
        [unit.tax_code for unit in UNITS],
        [unit.budget_code for unit in UNITS],
        [order.no for unit in UNITS for order in unit.orders],
    ):
        assert len(values) == len(set(values))


def test_one_user_may_not_renew_and_belongs_to_the_expiring_unit() -> None:
    without = [(unit.state, user.username) for unit in UNITS for user in unit.users if not user.can_renew]
    assert without == [("expiring", "xem")]
    assert all(any(user.can_renew for user in unit.users) for unit in UNITS)


@pytest.mark.parametrize("today", DAYS)
def test_orders_keep_the_rules_own_limits(today: date) -> None:
    for unit in demo_units(today):
        for order in unit.orders:
            assert order.registered_on <= order.due_on
            assert (order.due_on - order.registered_on).days <= 90
            assert order.registered_on <= today
            assert abs((order.term[1] - term_end(order.term[0], order.years)).days) <= 1


def test_three_years_of_history_follow_one_another() -> None:
    history = next(unit for unit in UNITS if unit.state == "history")
    terms = [order.term for order in history.orders]
    assert len(terms) == 3
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(terms))
    assert terms[-1] == history.term
