"""The reminders as an iCalendar file (RFC 5545) that any calendar program can import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qlts_desktop.core.licence import Licence
from qlts_desktop.core.reminders import Reminder
from qlts_desktop.services.ports import WordedReminder

if TYPE_CHECKING:
    from icalendar import Event

PRODUCER = "-//QLTS//QLTS Desktop//VI"
MORNING = timedelta(hours=8)
"""When on its day an alarm rings."""

_NAMESPACE = "6f1d3c52-2f0b-5b7e-9d0a-4a1f5c3e8b27"
"""Fixed for ever: with another one every event would be doubled by the next import."""


class ReminderCalendar:
    """A ``ReminderPort``."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now

    def calendar(self, licence: Licence, entries: tuple[WordedReminder, ...]) -> bytes:
        """An all-day event for each reminder.

        Imported again, an event replaces the one before: its UID depends on what it is about alone, and its
        SEQUENCE is the licence's serial, which never falls.
        """
        from icalendar import Calendar

        calendar = Calendar()
        calendar.add("prodid", PRODUCER)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        for entry in entries:
            calendar.add_component(_event(licence, entry, self._now().astimezone(UTC).replace(microsecond=0)))
        content: bytes = calendar.to_ical()
        return content


def event_uid(licence: Licence, reminder: Reminder) -> str:
    """Names an event for ever: the unit, the product, what it is about, and the order if it is about one."""
    import uuid

    about = (licence.unit.code, licence.product, reminder.topic, reminder.order_no)
    return str(uuid.uuid5(uuid.UUID(_NAMESPACE), "\n".join(about)))


def _event(licence: Licence, entry: WordedReminder, stamp: datetime) -> Event:
    from icalendar import Alarm, Event

    reminder = entry.reminder
    event = Event()
    event.add("uid", event_uid(licence, reminder))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", licence.serial)
    event.add("dtstart", reminder.day)
    event.add("dtend", reminder.day + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    for days in reminder.days_ahead:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        # From the midnight that begins the day, wherever the calendar is read.
        alarm.add("trigger", MORNING - timedelta(days=days))
        event.add_component(alarm)
    return event
