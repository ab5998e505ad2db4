"""Days and times as Vietnamese users write them.

A day is a calendar day in Vietnam, which has kept UTC+07:00 all year since 1975, so no time-zone table is needed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "ICT")

_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""Outside these a typed year is a slip of the finger, or counted from another era."""


def vietnam_day(moment: datetime) -> date:
    """The calendar day in Vietnam at a moment.

    Raises:
        ValueError: The moment has no time zone, so its day is not known.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(VIETNAM).date()


def format_day(day: date) -> str:
    """``dd/MM/yyyy``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_time(moment: datetime) -> str:
    """``HH:mm:ss`` in Vietnam."""
    return moment.astimezone(VIETNAM).strftime("%H:%M:%S")


def format_moment(moment: datetime) -> str:
    """``HH:mm ngày dd/MM/yyyy`` in Vietnam."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {format_day(local.date())}"


def parse_day(text: str) -> date | None:
    """A typed day: ``dd/MM/yyyy``, single digits allowed, ``/``, ``-`` or ``.`` between; None when it is none."""
    match = _TYPED.fullmatch(text)
    if match is None or not text.isascii():
        return None
    day, month, year = (int(part) for part in match.groups())
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def document_day(day: date) -> str:
    """A day in an official document: ``ngày 05 tháng 02 năm 2027``.

    A day below 10 and the months 1 and 2 get a leading zero (NĐ 30/2020, Phụ lục I).
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
