"""The planner: a payment day that leaves time, within the offer's limits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.payment_plan import (
    LEAD_DAYS,
    RESERVE_DAYS,
    PaymentPlan,
    hand_in_day,
    nearest_working_day,
    plan_payment,
)
from qlts_desktop.core.workdays import DayOff, DayOffReason, WorkCalendar

TET = DayOff(DayOffReason.LUNAR_NEW_YEAR)
CALENDAR = WorkCalendar(
    {
        date(2026, 11, 24): DayOff(DayOffReason.CULTURE),
        date(2027, 1, 1): DayOff(DayOffReason.NEW_YEAR),
        **{date(2027, 2, day): TET for day in range(4, 11)},
    },
    frozenset({date(2026, 12, 19)}),
    2026,
)
DAYS = st.dates(date(2026, 6, 1), date(2027, 12, 31))
SPANS = st.integers(0, 180)
TERM_ENDS = st.none() | DAYS
SHIFTS = st.integers(0, 60)
CALENDARS = st.builds(
    WorkCalendar,
    st.dictionaries(DAYS, st.just(TET), max_size=60),
    st.frozensets(DAYS.filter(lambda day: day.weekday() > 4), max_size=5),
    st.just(2026),
)


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "due_to", "term_end", "pay_on", "hand_in_on"),
    [
        # The term ends on Wednesday 06/01/2027: 30, 31/12, 4, 5, 6/1 are left after the day.
        (date(2026, 11, 23), date(2027, 2, 21), date(2027, 1, 6), date(2026, 12, 29), date(2026, 12, 25)),
        # The term ends after the offer's last day, which counts then; Tết and weekends are no reserve.
        (date(2026, 11, 23), date(2027, 2, 21), date(2027, 6, 30), date(2027, 2, 12), date(2027, 2, 3)),
        # The term is over, or there is none.
        (date(2026, 11, 23), date(2027, 2, 21), date(2026, 11, 22), date(2027, 2, 12), date(2027, 2, 3)),
        (date(2026, 11, 23), date(2027, 2, 21), None, date(2027, 2, 12), date(2027, 2, 3)),
        # Too little time for the reserve: what is handed in today can be there on Thursday (24/11 is off).
        (date(2026, 11, 23), date(2027, 2, 21), date(2026, 11, 27), date(2026, 11, 26), date(2026, 11, 23)),
        # Not even that: the last working day of the term.
        (date(2026, 11, 23), date(2027, 2, 21), date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2027, 2, 21), date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 23)),
        # The term ends on a Sunday, today: the first working day after it.
        (date(2026, 11, 22), date(2027, 2, 20), date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 23)),
        # A single day.
        (date(2026, 11, 23), date(2026, 11, 23), None, date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_the_proposed_day(today: date, due_to: date, term_end: date | None, pay_on: date, hand_in_on: date):
    provisional = pay_on.year > 2026
    assert plan_payment(today, today, due_to, term_end, CALENDAR) == PaymentPlan(pay_on, hand_in_on, provisional)


@pytest.mark.parametrize(
    ("due_from", "due_to"),
    [
        (date(2027, 2, 4), date(2027, 2, 10)),
        (date(2026, 11, 28), date(2026, 11, 29)),
        (date(2027, 1, 2), date(2027, 1, 1)),
    ],
)
def test_without_a_working_day_nothing_is_proposed(due_from: date, due_to: date):
    assert plan_payment(date(2026, 11, 23), due_from, due_to, None, CALENDAR) is None


@given(today=DAYS, start=st.integers(-20, 40), span=SPANS, term_end=TERM_ENDS, calendar=CALENDARS)
def test_a_proposal_is_a_working_day_within_the_limits(
    today: date, start: int, span: int, term_end: date | None, calendar: WorkCalendar
):
    due_from = later(today, start)
    due_to = later(due_from, span)
    plan = plan_payment(today, due_from, due_to, term_end, calendar)
    possible = [*calendar.working_days(max(today, due_from), due_to)]
    if not possible:
        assert plan is None
        return
    assert plan is not None
    assert plan.pay_on in possible
    assert today <= plan.hand_in_on <= plan.pay_on
    assert calendar.is_working(plan.hand_in_on)
    in_term = [day for day in possible if term_end is None or term_end < max(today, due_from) or day <= term_end]
    if in_term:
        assert plan.pay_on in in_term
        assert in_term.index(plan.pay_on) >= len(in_term) - 1 - RESERVE_DAYS
    lead = [*calendar.working_days(plan.hand_in_on, plan.pay_on)]
    assert len(lead) <= LEAD_DAYS + 1
    assert len(lead) == LEAD_DAYS + 1 or plan.hand_in_on == next(calendar.working_days(today, plan.pay_on))


@given(today=DAYS, start=st.integers(-20, 40), span=SPANS, term_end=TERM_ENDS, shift=SHIFTS, calendar=CALENDARS)
def test_a_later_limit_never_makes_the_day_earlier(
    today: date, start: int, span: int, term_end: date | None, shift: int, calendar: WorkCalendar
):
    due_from, due_to = later(today, start), later(today, start + span)
    now = plan_payment(today, due_from, due_to, term_end, calendar)
    after = plan_payment(today, due_from, later(due_to, shift), term_end, calendar)
    if now is not None:
        assert after is not None
        assert after.pay_on >= now.pay_on
        assert after.hand_in_on >= now.hand_in_on


@given(today=DAYS, span=SPANS, term_end=TERM_ENDS, shift=SHIFTS, calendar=CALENDARS)
def test_as_days_go_by_the_day_never_moves_back(
    today: date, span: int, term_end: date | None, shift: int, calendar: WorkCalendar
):
    due_to = later(today, span)
    now = plan_payment(today, today, due_to, term_end, calendar)
    after = plan_payment(later(today, shift), today, due_to, term_end, calendar)
    if now is not None and after is not None:
        assert after.pay_on >= now.pay_on


@given(today=DAYS, span=SPANS, left=SPANS, shift=SHIFTS, calendar=CALENDARS)
def test_a_longer_term_never_makes_the_day_earlier(
    today: date, span: int, left: int, shift: int, calendar: WorkCalendar
):
    due_to, term_end = later(today, span), later(today, left)
    now = plan_payment(today, today, due_to, term_end, calendar)
    after = plan_payment(today, today, due_to, later(term_end, shift), calendar)
    if now is not None:
        assert after is not None
        assert after.pay_on >= now.pay_on


@pytest.mark.parametrize(
    ("pay_on", "today", "day"),
    [
        (date(2027, 1, 29), date(2026, 11, 23), date(2027, 1, 27)),
        (date(2027, 1, 31), date(2026, 11, 23), date(2027, 1, 27)),
        (date(2027, 2, 11), date(2026, 11, 23), date(2027, 2, 2)),
        (date(2026, 12, 21), date(2026, 11, 23), date(2026, 12, 18)),
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 29), date(2026, 11, 28), None),
    ],
)
def test_the_day_to_hand_in_the_payment_order(pay_on: date, today: date, day: date | None):
    assert hand_in_day(pay_on, today, CALENDAR) == day


@pytest.mark.parametrize(
    ("day", "due_from", "nearest"),
    [
        (date(2027, 1, 31), date(2026, 11, 23), date(2027, 1, 29)),
        (date(2027, 2, 7), date(2026, 11, 23), date(2027, 2, 3)),
        (date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 23)),
        (date(2027, 2, 7), date(2027, 2, 6), None),
    ],
)
def test_the_working_day_next_to_a_day_off(day: date, due_from: date, nearest: date | None):
    due_to = date(2027, 2, 10)
    assert nearest_working_day(day, due_from, due_to, CALENDAR) == nearest
