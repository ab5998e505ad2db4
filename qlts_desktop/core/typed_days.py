"""Days as they are typed: what counts as one, and what is wrong with what does not."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qlts_desktop.core.text import plain_digits

_TYPED = re.compile(r"\s*([0-9]{1,2})(?:\s*[/.\-]\s*|\s+)([0-9]{1,2})(?:\s*[/.\-]\s*|\s+)([0-9]{1,9})\s*")
_IN_ONE = re.compile(r"\s*([0-9]{2})([0-9]{2})([0-9]{4})\s*")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""Outside these a typed year is a slip of the finger, or counted from another era."""
_CENTURY = 2000
"""Of a year typed with two digits: what is planned here lies at hand."""
_BUDDHIST = range(_FIRST_YEAR + 543, _LAST_YEAR + 543)
"""Years of the Buddhist era, as a PC set up in Thai or Lao writes them, 543 ahead; 2200 and below win."""


class DayFault(StrEnum):
    """Why text is no day."""

    NOT_A_DAY = "not_a_day"
    NO_SUCH_MONTH = "no_such_month"
    NOT_IN_MONTH = "not_in_month"
    """The month has fewer days, or day 0 was typed."""
    BUDDHIST_YEAR = "buddhist_year"
    YEAR_OUT_OF_RANGE = "year_out_of_range"


@dataclass(frozen=True, slots=True)
class DayReading:
    """What typed text says.

    Attributes:
        day: The day; None when the text is none.
        fault: Why not; None when it is one, or where nothing is typed.
        month: The month meant, ``MM/yyyy``, where the fault is about its length.
        last: How many days that month has.
        year: The year as it was typed, where the fault is about it.
    """

    day: date | None = None
    fault: DayFault | None = None
    month: str = ""
    last: int = 0
    year: str = ""


def parse_day(text: str) -> date | None:
    """A typed day; None when it is none. See :func:`read_day`."""
    return read_day(text).day


def read_day(text: str) -> DayReading:
    """A typed day: ``dd/MM/yyyy``, also with ``-``, ``.`` or a space between, or eight digits in one.

    Day and month may have one digit. A year of two digits is of this century. Digits of other
    scripts count as what they are.
    """
    plain = plain_digits(text)
    match = _IN_ONE.fullmatch(plain) or _TYPED.fullmatch(plain)
    if match is None:
        return DayReading(fault=DayFault.NOT_A_DAY if text.strip() else None)
    day, month = int(match[1]), int(match[2])
    year = int(match[3]) + (_CENTURY if len(match[3]) <= 2 else 0)
    if not 1 <= month <= 12:
        return DayReading(fault=DayFault.NO_SUCH_MONTH)
    if len(match[3]) == 3 or not _FIRST_YEAR <= year <= _LAST_YEAR:
        is_buddhist = year in _BUDDHIST
        fault = DayFault.BUDDHIST_YEAR if is_buddhist else DayFault.YEAR_OUT_OF_RANGE
        return DayReading(fault=fault, year=match[3])
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return DayReading(fault=DayFault.NOT_IN_MONTH, month=f"{month:02d}/{year}", last=last)
    return DayReading(date(year, month, day))
