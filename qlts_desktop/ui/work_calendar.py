"""The calendar of working days, from the table of holidays that the build made."""

from __future__ import annotations

from datetime import date
from functools import cache

from qlts_desktop._generated import public_holidays
from qlts_desktop.core.workdays import DayOff, DayOffReason, WorkCalendar


@cache
def work_calendar() -> WorkCalendar:
    """Vietnam's calendar; read on first use."""
    return WorkCalendar(
        holidays={
            date.fromisoformat(day): DayOff(DayOffReason(reason), in_lieu)
            for day, reason, in_lieu in public_holidays.HOLIDAYS
        },
        worked_weekends=frozenset(map(date.fromisoformat, public_holidays.WORKED_WEEKENDS)),
        final_year=public_holidays.FINAL_YEAR,
    )
