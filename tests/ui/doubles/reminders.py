"""A calendar maker that notes what it was asked for."""

from __future__ import annotations

from qlts_desktop.core.licence import Licence
from qlts_desktop.services.ports import WordedReminder

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class NotedReminders:
    """A ``ReminderPort`` whose file is always :data:`CALENDAR`."""

    def __init__(self) -> None:
        self.asked: list[tuple[Licence, tuple[WordedReminder, ...]]] = []

    def calendar(self, licence: Licence, entries: tuple[WordedReminder, ...]) -> bytes:
        self.asked.append((licence, entries))
        return CALENDAR
