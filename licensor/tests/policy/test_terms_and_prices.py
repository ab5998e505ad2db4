"""How long a term is, what it costs, and which days may be promised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qlts_licensor.policy import pricing, terms
from qlts_licensor.policy.rules import OverdueAccess, Policy, RenewalBasis

POLICY = Policy()
TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2026, 10, 1), 3, date(2029, 9, 30)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),
        (date(2027, 3, 1), 1, date(2028, 2, 29)),
    ],
)
def test_a_term_ends_on_the_day_before_the_same_date(start: date, years: int, end: date) -> None:
    assert terms.term_end(start, years) == end


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 5))
def test_a_term_has_whole_years(start: date, years: int) -> None:
    days = (terms.term_end(start, years) - start).days + 1
    assert 365 * years <= days <= 365 * years + 2


@pytest.mark.parametrize(
    ("old_end", "cut_off", "basis", "first"),
    [
        (date(2026, 9, 30), False, RenewalBasis.REGISTRATION_DAY, date(2026, 10, 1)),
        (date(2026, 5, 1), False, RenewalBasis.REGISTRATION_DAY, date(2026, 5, 2)),
        (date(2026, 1, 1), True, RenewalBasis.REGISTRATION_DAY, TODAY),
        (date(2026, 1, 1), True, RenewalBasis.OLD_TERM, date(2026, 1, 2)),
        (None, False, RenewalBasis.REGISTRATION_DAY, TODAY),
    ],
)
def test_where_the_new_term_begins(old_end: date | None, cut_off: bool, basis: RenewalBasis, first: date) -> None:
    policy = Policy(renewal_basis=basis)
    term = terms.new_term(old_end, cut_off=cut_off, registered_on=TODAY, years=1, policy=policy)
    assert term == (first, terms.term_end(first, 1))


def test_no_term_ends_later_than_six_years_from_today() -> None:
    furthest = date(2027, 6, 15)
    assert terms.new_term(furthest, cut_off=False, registered_on=TODAY, years=5, policy=POLICY)[1] == date(
        2032, 6, 15
    )
    with pytest.raises(terms.TooFarAhead):
        terms.new_term(furthest + timedelta(days=1), cut_off=False, registered_on=TODAY, years=5, policy=POLICY)


def test_price_lines_without_extras_have_one_line_and_no_tax() -> None:
    (line,) = pricing.price_lines(POLICY, package="Chuẩn", users=5, years=2, extra_users=0, overdue=True)
    assert (line.code, line.quantity, line.amount) == ("renewal", 2, 2 * POLICY.price_per_year)
    assert "05 người dùng" in line.description


def test_extra_users_are_paid_for_every_year() -> None:
    lines = pricing.price_lines(POLICY, package="Chuẩn", users=5, years=3, extra_users=4, overdue=False)
    assert pricing.total(lines) == 3 * POLICY.price_per_year + 12 * POLICY.price_per_user_year


def test_a_late_surcharge_is_the_policys_and_only_for_those_overdue() -> None:
    policy = Policy(late_surcharge_percent=10, price_per_year=1_000_000)
    prices = [
        pricing.total(pricing.price_lines(policy, package="A", users=1, years=1, extra_users=0, overdue=overdue))
        for overdue in (False, True)
    ]
    assert prices == [1_000_000, 1_100_000]


@given(st.integers(1, 5), st.integers(0, 999), st.booleans(), st.integers(0, 100))
def test_a_total_is_the_sum_of_whole_amounts(years: int, extra: int, overdue: bool, percent: int) -> None:
    policy = Policy(late_surcharge_percent=percent)
    lines = pricing.price_lines(policy, package="A", users=1, years=years, extra_users=extra, overdue=overdue)
    claims = [pricing.line_claims(line) for line in lines]
    assert all(claim["amount"] == claim["unit_price"] * claim["quantity"] for claim in claims)
    assert pricing.total(lines) == sum(claim["amount"] for claim in claims) >= policy.price_per_year * years


def test_days_that_may_be_promised_and_invoiced() -> None:
    limits = pricing.limits(POLICY, TODAY)
    assert (limits.due_from, limits.due_to) == (TODAY, TODAY + timedelta(days=90))
    assert (limits.invoice_from, limits.invoice_to) == (TODAY, TODAY + timedelta(days=90))


@pytest.mark.parametrize(("first_due", "days"), [(0, (1, 180)), (90, (91, 180)), (179, (180, 180))])
def test_days_that_an_extension_may_name(first_due: int, days: tuple[int, int]) -> None:
    due = TODAY + timedelta(days=first_due)
    limits = pricing.extension_limits(POLICY, registered_on=TODAY, first_due=due)
    assert limits == tuple(TODAY + timedelta(days=day) for day in days)


def test_no_day_is_left_to_extend_to() -> None:
    assert pricing.extension_limits(POLICY, registered_on=TODAY, first_due=TODAY + timedelta(days=180)) is None


def test_the_memo_is_ascii_and_exact() -> None:
    assert pricing.memo(POLICY, "261234567") == "Thanh toan don hang 261234567"


def test_a_policy_survives_storage() -> None:
    policy = Policy(version="x", late_days=10, overdue_access=OverdueAccess.READ_ONLY)
    assert Policy.from_json(policy.to_json()) == policy


def test_a_stored_policy_without_a_newer_field_takes_its_default() -> None:
    values = Policy().to_json()
    del values["review_days"]
    assert Policy.from_json({**values, "unknown": 1}) == Policy()


@pytest.mark.parametrize(
    "values",
    [
        {"late_days": "30"},
        {"late_days": True},
        {"late_days": 60},
        {"cut_days": -1},
        {"late_surcharge_percent": 101},
        {"overdue_access": "some"},
        {"effective_from": "31/12/2026"},
        {"memo_template": "Thanh toán {order_no}"},
        {"memo_template": "Thanh toan"},
    ],
)
def test_a_policy_that_no_rule_can_work_with_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Policy.from_json({**Policy().to_json(), **values})
