"""What an event in the user's calendar says. Plain text: a calendar program shows it, far from this one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.licence import Licence
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.reminders import Reminder, ReminderTopic, reminders_on
from qlts_desktop.services.ports import WordedReminder


def worded_reminders(licence: Licence, today: date) -> tuple[WordedReminder, ...]:
    """The days still to come, each with what is to be done and whom to call."""
    return tuple(
        WordedReminder(reminder, _summary(licence, reminder), "\n".join(_description(licence, reminder, today)))
        for reminder in reminders_on(licence, today)
    )


def _summary(licence: Licence, reminder: Reminder) -> str:
    match reminder.topic:
        case ReminderTopic.LICENCE_END:
            said = QCoreApplication.translate("messages", "The software licence expires · {0}")
            return said.format(licence.unit.name)
        case ReminderTopic.PAYMENT_DAY:
            said = QCoreApplication.translate("messages", "Payment day of order {0} · {1}")
            return said.format(reminder.order_no, licence.unit.name)


def _description(licence: Licence, reminder: Reminder, today: date) -> list[str]:
    match reminder.topic:
        case ReminderTopic.LICENCE_END:
            lines = _licence_end(licence, today)
        case ReminderTopic.PAYMENT_DAY:
            lines = _payment_day(licence, reminder)
    return lines + _help(licence)


def _licence_end(licence: Licence, today: date) -> list[str]:
    last_day = format_day(licence.access_until)
    order = licence.order
    if order is None or order.due_on < today:
        step = QCoreApplication.translate(
            "messages",
            "Next step: open QLTS Desktop and register the renewal on {0} at the latest, so that work is not"
            " interrupted.",
        ).format(last_day)
    elif order.review == "proof":
        step = QCoreApplication.translate(
            "messages",
            "The proof of payment of order {0} has been sent. Next step: press Update resources in QLTS Desktop.",
        ).format(order.no)
    else:
        step = _transfer(order.no, order.due_on)
    held = QCoreApplication.translate("messages", "Licence {0} can be used until the end of {1}.")
    return [held.format(licence.licence_no, last_day), step]


def _payment_day(licence: Licence, reminder: Reminder) -> list[str]:
    lines = [_transfer(reminder.order_no, reminder.day)]
    if licence.order is not None and licence.order.remaining > 0:
        left = QCoreApplication.translate("messages", "Still to be paid: {0}.")
        lines.append(left.format(format_vnd(licence.order.remaining)))
    lines.append(
        QCoreApplication.translate(
            "messages",
            "Account and memo are in QLTS Desktop under Renewal history. Transferred already? Press Update"
            " resources there.",
        )
    )
    return lines


def _transfer(order_no: str, day: date) -> str:
    step = QCoreApplication.translate(
        "messages", "Next step: transfer the payment of order {0} on {1} at the latest."
    )
    return step.format(order_no, format_day(day))


def _help(licence: Licence) -> list[str]:
    vendor = licence.vendor
    if not vendor.phone:
        return []
    who = ", ".join(part for part in (vendor.name, vendor.phone) if part)
    return [QCoreApplication.translate("messages", "Help with renewing: {0}.").format(who)]
