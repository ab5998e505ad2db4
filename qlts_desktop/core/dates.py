"""Days and times as Vietnamese users write them.

A day is a calendar day in Vietnam, which has kept UTC+07:00 all year since 1975, so no time-zone table is needed.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "ICT")


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


def document_day(day: date) -> str:
    """A day in an official document: ``ngày 05 tháng 02 năm 2027``.

    A day below 10 and the months 1 and 2 get a leading zero (NĐ 30/2020, Phụ lục I).
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
