"""Which days of a licence belong in the user's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qlts_desktop.core.licence import Licence, OpenOrder, Stage, stage_on


class ReminderTopic(StrEnum):
    """What a day in the calendar is about."""

    LICENCE_END = "licence_end"
    PAYMENT_DAY = "payment_day"


DAYS_AHEAD: dict[ReminderTopic, tuple[int, ...]] = {
    ReminderTopic.LICENCE_END: (30, 7),
    ReminderTopic.PAYMENT_DAY: (7, 1),
}
"""How many days before its day a topic is recalled, farthest first."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to keep in mind."""

    topic: ReminderTopic
    day: date
    order_no: str = ""
    """The order to be paid; empty for the licence's end, which is the unit's, whichever order moves it."""
    days_ahead: tuple[int, ...] = ()
    """When to recall it, in days before; only what is still to come."""


def reminders_on(licence: Licence, today: date) -> tuple[Reminder, ...]:
    """The days still to come, nearest first; none once the subscription has been cut.

    A payment whose proof the vendor is looking at is not asked for again. Where both topics fall on one day,
    the days before it are recalled once, for the payment: that is what there is to do.
    """
    stage = stage_on(licence, today)
    if stage is Stage.CUT_OFF:
        return ()
    found: list[Reminder] = []
    taken: tuple[int, ...] = ()
    order = licence.order
    if order is not None and order.due_on >= today and _is_to_be_paid(order, stage):
        ahead = _still_to_come(DAYS_AHEAD[ReminderTopic.PAYMENT_DAY], order.due_on, today)
        found.append(Reminder(ReminderTopic.PAYMENT_DAY, order.due_on, order.no, ahead))
        taken = ahead if order.due_on == licence.access_until else ()
    if licence.access_until >= today:
        ahead = _still_to_come(DAYS_AHEAD[ReminderTopic.LICENCE_END], licence.access_until, today)
        ahead = tuple(days for days in ahead if days not in taken)
        found.append(Reminder(ReminderTopic.LICENCE_END, licence.access_until, "", ahead))
    return tuple(sorted(found, key=lambda reminder: reminder.day))


def _is_to_be_paid(order: OpenOrder, stage: Stage) -> bool:
    return stage is not Stage.RENEWED and order.review != "proof"


def _still_to_come(days_ahead: tuple[int, ...], day: date, today: date) -> tuple[int, ...]:
    return tuple(days for days in days_ahead if day - timedelta(days=days) > today)
