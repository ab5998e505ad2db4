"""Working days in Vietnam: which day the Treasury and the banks are open on.

The table of public holidays comes from outside (it is made at build time); here is only what follows from it.
Saturday and Sunday are days off for state units (40 hours a week), unless the Government has swapped a working day
onto one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)


class DayOffReason(StrEnum):
    """Why a day is no working day (Bộ luật Lao động 2019, Điều 112; Nghị quyết 28/2026/QH16)."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEW_YEAR = "new_year"
    LUNAR_NEW_YEAR = "lunar_new_year"
    HUNG_KINGS = "hung_kings"
    VICTORY = "victory"
    LABOUR = "labour"
    NATIONAL = "national"
    CULTURE = "culture"
    SWAPPED = "swapped"
    """The Government moved this day's work to a Saturday."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """One day off.

    Attributes:
        reason: The holiday, or the day of the week.
        in_lieu: Whether it makes up for a holiday that fell on a weekend (*nghỉ bù*).
    """

    reason: DayOffReason
    in_lieu: bool = False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The table of holidays, read as a calendar.

    Attributes:
        holidays: Days off besides the ordinary weekends.
        worked_weekends: Saturdays and Sundays that a swap made working days.
        final_year: The last year whose schedule the Government has announced; later ones are *dự kiến*.
    """

    holidays: Mapping[date, DayOff]
    worked_weekends: frozenset[date]
    final_year: int

    def day_off(self, day: date) -> DayOff | None:
        """Why a day is off; None for a working day. A holiday on a weekend is named as the holiday."""
        if (holiday := self.holidays.get(day)) is not None:
            return holiday
        if day in self.worked_weekends:
            return None
        if day.weekday() == _SATURDAY:
            return DayOff(DayOffReason.SATURDAY)
        return DayOff(DayOffReason.SUNDAY) if day.weekday() == _SUNDAY else None

    def is_working(self, day: date) -> bool:
        """Whether the Treasury and the banks work on a day."""
        return self.day_off(day) is None

    def is_provisional(self, day: date) -> bool:
        """Whether the day's year is still to be announced by the Government."""
        return day.year > self.final_year

    def working_days(self, first: date, last: date) -> Iterator[date]:
        """The working days from one day to another, both included, the earliest first."""
        return self._working(first, (last - first).days, _ONE_DAY)

    def working_days_back(self, last: date, first: date) -> Iterator[date]:
        """The same days, the latest first."""
        return self._working(last, (last - first).days, -_ONE_DAY)

    def _working(self, start: date, steps: int, step: timedelta) -> Iterator[date]:
        for number in range(steps + 1):
            if self.is_working(day := start + number * step):
                yield day
