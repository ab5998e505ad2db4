"""The licensor's time: aware, and the calendar day in Vietnam."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The moment, to the second, in Vietnam's zone."""
    return timezone.localtime(timezone.now()).replace(microsecond=0)


def today() -> date:
    """The calendar day in Vietnam."""
    return now().date()
