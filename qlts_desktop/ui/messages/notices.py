"""The notice of a stage in the workspace: what the banner says, and where its link leads.

Rich text; every value from a licence is escaped.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.licence import (
    Access,
    Action,
    Licence,
    OpenOrder,
    Stage,
    TimetableEntry,
    days_left,
    entry_on,
)
from qlts_desktop.core.markup import escape
from qlts_desktop.ui.messages.licence import contacts_text, term_text
from qlts_desktop.ui.shell.tasks import Obstacle
from qlts_desktop.ui.widgets.banner import BannerKind


class NoticeTarget(StrEnum):
    """Where a notice's link leads."""

    NOWHERE = "nowhere"
    REGISTER = "register"
    ORDER = "order"
    GATE = "gate"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice across the window."""

    kind: BannerKind
    text: str
    """Rich text."""
    target: NoticeTarget = NoticeTarget.NOWHERE
    link: str = ""
    """Label of the button at the right; empty where the link stands in the text."""


def obstacle_text(obstacle: Obstacle, licence: Licence) -> str:
    """Why a registration is not offered now, and what to do instead. Plain text."""
    match obstacle:
        case Obstacle.ROLE:
            return QCoreApplication.translate(
                "messages", "Only a user with the role Data administrator can register. Who can renew: {0}."
            ).format(contacts_text(licence) or licence.vendor.phone)
        case Obstacle.ORDER_OPEN:
            return QCoreApplication.translate(
                "messages", "Order {0} is still open, and a unit has one open order at a time. See that order."
            ).format(licence.order.no if licence.order is not None else "")
        case Obstacle.STAGE:
            return QCoreApplication.translate(
                "messages", "The vendor's rules allow no registration on this day. Questions? Call {0}."
            ).format(licence.vendor.phone)


def coming_policy_texts(licence: Licence) -> tuple[str, ...]:
    """Rules that the vendor has announced, one line each. Plain text."""
    return tuple(
        QCoreApplication.translate("messages", "From {0} other rules of the vendor hold ({1}): {2}").format(
            format_day(policy.from_day), policy.version, policy.note
        )
        for policy in licence.coming_policies
    )


def stage_notice(licence: Licence, today: date, *, can_renew: bool) -> Notice | None:
    """What the workspace says about today's stage; None where there is nothing to say."""
    entry = entry_on(licence, today)
    order = licence.order
    if entry.access is Access.READ_ONLY:
        return _read_only()
    match entry.stage:
        case Stage.EXPIRING:
            register = can_renew and Action.REGISTER in entry.actions
            return _expiring(licence, today, may_register=register, can_renew=can_renew)
        case Stage.COMMITTED if order is not None:
            return Notice(
                BannerKind.INFO,
                QCoreApplication.translate(
                    "messages", "Provisional resources are in use until the end of <b>{0}</b>."
                ).format(format_day(order.due_on)),
                NoticeTarget.ORDER,
                QCoreApplication.translate("messages", "&Transfer guide"),
            )
        case Stage.COMMITMENT_DUE if order is not None:
            return _due(licence, entry, order, today, can_renew=can_renew)
        case Stage.PAYMENT_IN_REVIEW if order is not None:
            return _in_review(order)
        case Stage.RENEWED if licence.term is not None:
            return Notice(
                BannerKind.SUCCESS,
                QCoreApplication.translate(
                    "messages", "The renewal succeeded. Subscription term: <b>{0}</b>."
                ).format(term_text(licence.term.first_day, licence.term.last_day)),
            )
        case _:
            return None


def _read_only() -> Notice:
    return Notice(
        BannerKind.DANGER,
        QCoreApplication.translate("messages", "The licence has expired: data can only be read."),
        NoticeTarget.GATE,
        QCoreApplication.translate("messages", "&Why?"),
    )


def _expiring(licence: Licence, today: date, *, may_register: bool, can_renew: bool) -> Notice:
    left = days_left(licence, today)
    if left == 0:
        text = QCoreApplication.translate("messages", "The software licence expires <b>at the end of today</b>.")
    else:
        text = QCoreApplication.translate(
            "messages", "The software licence has <b>{0} days</b> left and expires at the end of <b>{1}</b>."
        ).format(left, format_day(licence.access_until))
    if licence.order is not None and licence.order.missed_on is not None:
        missed = QCoreApplication.translate("messages", "Order {0} missed its payment day {1}.").format(
            escape(licence.order.no), format_day(licence.order.missed_on)
        )
        if not can_renew:
            return Notice(BannerKind.INFO, f"{text} {missed} {_whom_to_ask(licence)}")
        return Notice(
            BannerKind.WARNING,
            f"{text} {missed}",
            NoticeTarget.ORDER,
            QCoreApplication.translate("messages", "&See the order"),
        )
    if may_register:
        here = QCoreApplication.translate("messages", 'Press <a href="#">here</a> to register a renewal.')
        return Notice(BannerKind.WARNING, f"{text} {here}", NoticeTarget.REGISTER)
    return Notice(BannerKind.INFO, f"{text} {_whom_to_ask(licence)}")


def _whom_to_ask(licence: Licence) -> str:
    """For a user who may not renew. Rich text."""
    contacts = contacts_text(licence)
    if contacts:
        return QCoreApplication.translate("messages", "Who can renew: {0}.").format(escape(contacts))
    return QCoreApplication.translate(
        "messages", "A user of your unit with the role Data administrator can register a renewal."
    )


def order_questions(actions: Collection[Action]) -> str:
    """*Đã chuyển tiền? … Cần thêm thời gian? …*, as far as they may be done; rich text, links name the action."""
    said = list[str]()
    if Action.CONFIRM_PAYMENT in actions:
        said.append(
            QCoreApplication.translate(
                "messages", 'Transferred already? <a href="confirm_payment">Confirm the payment</a>'
            )
        )
    if Action.EXTEND_PAYMENT in actions:
        said.append(
            QCoreApplication.translate(
                "messages", 'More time needed? <a href="extend_payment">Extend the payment</a>'
            )
        )
    return " · ".join(said)


def _due(licence: Licence, entry: TimetableEntry, order: OpenOrder, today: date, *, can_renew: bool) -> Notice:
    left = (order.due_on - today).days
    if left <= 0:
        when = QCoreApplication.translate("messages", "Order {0}: today is payment day {1} ({2})")
    else:
        when = QCoreApplication.translate("messages", "Order {0}: <b>{3} days</b> to payment day {1} ({2})")
    rest = QCoreApplication.translate("messages", "the vendor has not received the payment.")
    said = when.format(escape(order.no), order.round, format_day(order.due_on), left)
    if not can_renew:
        return Notice(BannerKind.INFO, f"{said}. {_whom_to_ask(licence)}")
    return Notice(
        BannerKind.WARNING,
        f"{said}, {rest} {order_questions(entry.actions)}",
        NoticeTarget.ORDER,
        QCoreApplication.translate("messages", "&Transfer guide"),
    )


def _in_review(order: OpenOrder) -> Notice:
    if order.review == "extension":
        sent = QCoreApplication.translate("messages", "The request to extend payment of order {0} has been sent.")
    else:
        sent = QCoreApplication.translate("messages", "The proof of payment of order {0} has been sent.")
    goes_on = QCoreApplication.translate("messages", "The unit goes on as usual while waiting for confirmation.")
    return Notice(
        BannerKind.INFO,
        f"{sent.format(escape(order.no))} {goes_on}",
        NoticeTarget.ORDER,
        QCoreApplication.translate("messages", "&See the order"),
    )
