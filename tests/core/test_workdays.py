"""Working days: weekends, holidays, and the Saturdays that a swap makes working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qlts_desktop.core.workdays import DayOff, DayOffReason, WorkCalendar

HOLIDAY = DayOff(DayOffReason.NATIONAL)
CALENDAR = WorkCalendar(
    {
        date(2026, 8, 31): DayOff(DayOffReason.SWAPPED),
        date(2026, 9, 1): HOLIDAY,
        date(2026, 9, 2): HOLIDAY,
        date(2028, 9, 2): HOLIDAY,
    },
    frozenset({date(2026, 8, 22)}),
    2026,
)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 8, 21), None),
        (date(2026, 8, 22), None),
        (date(2026, 8, 23), DayOffReason.SUNDAY),
        (date(2026, 8, 29), DayOffReason.SATURDAY),
        (date(2026, 8, 31), DayOffReason.SWAPPED),
        (date(2026, 9, 2), DayOffReason.NATIONAL),
        (date(2026, 9, 3), None),
        (date(2028, 9, 2), DayOffReason.NATIONAL),
    ],
)
def test_why_a_day_is_off(day: date, reason: DayOffReason | None):
    day_off = CALENDAR.day_off(day)
    assert (day_off and day_off.reason) == reason
    assert CALENDAR.is_working(day) is (reason is None)


def test_working_days_come_in_both_directions():
    first, last = date(2026, 8, 20), date(2026, 9, 4)
    days = [*CALENDAR.working_days(first, last)]
    assert days == [
        *(date(2026, 8, day) for day in (20, 21, 22, 24, 25, 26, 27, 28)),
        *(date(2026, 9, day) for day in (3, 4)),
    ]
    assert [*CALENDAR.working_days_back(last, first)] == days[::-1]
    assert [*CALENDAR.working_days(last, first)] == []
    assert [*CALENDAR.working_days_back(first, last)] == []


def test_the_ends_of_the_calendar_are_no_fault():
    assert [*CALENDAR.working_days(date.max - timedelta(1), date.max)]
    assert [*CALENDAR.working_days_back(date.min + timedelta(1), date.min)]


@pytest.mark.parametrize(("year", "provisional"), [(2025, False), (2026, False), (2027, True)])
def test_a_year_that_is_not_announced_is_provisional(year: int, provisional: bool):
    assert CALENDAR.is_provisional(date(year, 1, 1)) is provisional
