"""What a notice outside the window says. Plain text, short: it is read in passing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.licence import Licence, OpenOrder, Stage, days_left, days_overdue, stage_on
from qlts_desktop.core.notices import NoticeTopic
from qlts_desktop.ui.messages.licence import stage_text


def outside_title(licence: Licence, today: date) -> str:
    """The stage, and whose."""
    return f"{stage_text(stage_on(licence, today))} · {licence.unit.name}"


def outside_text(topic: NoticeTopic, licence: Licence, today: date) -> str:
    """What holds and what to do about it; empty for a topic that stays in the window."""
    match topic:
        case NoticeTopic.TERM_ENDS:
            return f"{_term_ends(licence, today)} {_open_to_register()}"
        case NoticeTopic.PAYMENT_DUE if licence.order is not None:
            return _payment_due(licence.order, today)
        case NoticeTopic.LICENCE_ENDED:
            return f"{_licence_ended(licence, today)} {_open_to_register()}"
        case NoticeTopic.PAYMENT_MISSED if licence.order is not None:
            missed = QCoreApplication.translate(
                "messages",
                "Order {0}: payment day {1} is over. Transferred already? Open QLTS Desktop and press Update"
                " resources.",
            )
            return missed.format(licence.order.no, format_day(licence.order.due_on))
        case _:
            return ""


def _open_to_register() -> str:
    return QCoreApplication.translate("messages", "Open QLTS Desktop to register a renewal.")


def _term_ends(licence: Licence, today: date) -> str:
    left = days_left(licence, today)
    if left == 0:
        return QCoreApplication.translate("messages", "The software licence expires at the end of today.")
    said = QCoreApplication.translate(
        "messages", "The software licence has {0} days left and expires at the end of {1}."
    )
    return said.format(left, format_day(licence.access_until))


def _payment_due(order: OpenOrder, today: date) -> str:
    left = (order.due_on - today).days
    if left <= 0:
        said = QCoreApplication.translate(
            "messages", "Order {0}: today is the payment day; the vendor has not received the payment."
        )
    else:
        said = QCoreApplication.translate(
            "messages",
            "Order {0}: {2} days to payment day {1}; the vendor has not received the payment.",
        )
    return said.format(order.no, format_day(order.due_on), left)


def _licence_ended(licence: Licence, today: date) -> str:
    if stage_on(licence, today) is Stage.CUT_OFF:
        return QCoreApplication.translate("messages", "The subscription has been cut.")
    said = QCoreApplication.translate("messages", "The software licence expired {0} days ago.")
    return said.format(max(days_overdue(licence, today), 0))
