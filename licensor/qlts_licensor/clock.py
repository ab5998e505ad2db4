"""The licensor's time: aware, and the calendar day in Vietnam.

A test clock moves it for tests and demos: a shift kept in ``QLTS_DATA_DIR/test-clock``, so that a command can move
the day of a service that is running. It counts only with ``DEBUG`` or with ``TEST_CLOCK_ALLOWED``.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


class ClockMoveRefused(Exception):  # noqa: N818 - names what happened
    """The settings do not allow a test clock."""


def now() -> datetime:
    """The moment, to the second, in Vietnam's zone."""
    return timezone.localtime(timezone.now() + _shift()).replace(microsecond=0)


def today() -> date:
    """The calendar day in Vietnam."""
    return now().date()


def clock_may_be_moved() -> bool:
    """Whether this service may be told another time than the real one."""
    return bool(settings.DEBUG or settings.TEST_CLOCK_ALLOWED)


def clock_shift() -> timedelta | None:
    """How far the test clock is from the real one; None where none is set. Whether it counts is another matter."""
    try:
        return timedelta(seconds=int(_file().read_text("ascii")))
    except (OSError, ValueError, OverflowError):
        return None


def move_clock(shift: timedelta | None) -> None:
    """Move the service's time from the real one; None ends it.

    Raises:
        ClockMoveRefused: The settings do not allow it.
    """
    if shift is None:
        _file().unlink(missing_ok=True)
        return
    if not clock_may_be_moved():
        raise ClockMoveRefused
    fresh = _file().with_suffix(".new")
    fresh.write_text(str(int(shift.total_seconds())), "ascii")
    fresh.replace(_file())


def _shift() -> timedelta:
    return (clock_shift() or timedelta()) if clock_may_be_moved() else timedelta()


def _file() -> Path:
    return Path(settings.DATA_DIR) / "test-clock"
