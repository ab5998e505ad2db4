"""What has just happened, or could not: news for the info bar and the quiet offline line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.clock import Reading
from qlts_desktop.core.dates import format_day, format_moment, vietnam_day
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Licence
from qlts_desktop.core.machine_settings import IniProblem
from qlts_desktop.core.markup import escape
from qlts_desktop.core.money import format_vnd
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.notices import Notice, NoticeTarget
from qlts_desktop.ui.widgets.banner import BannerKind

if TYPE_CHECKING:
    from qlts_desktop.services.recovery_port import RecoveryRequest
    from qlts_desktop.services.registration_port import Receipt

translate = QCoreApplication.translate


def asking_text(order_no: str) -> str:
    """An unfinished submission is being asked about. Plain text."""
    return translate(
        "messages", "Order {0} was sent before, but its receipt has not arrived. Asking the server…"
    ).format(order_no)


def received_news(receipt: Receipt) -> Notice:
    """A submission begun before has arrived."""
    text = translate("messages", "Order {0} was sent at {1} and has been received. Receipt {2}.").format(
        receipt.order_no, format_moment(receipt.received_at), receipt.receipt_no
    )
    return Notice(BannerKind.SUCCESS, escape(text), NoticeTarget.ORDER, translate("messages", "&See the order"))


def unfinished_news(order_no: str) -> Notice:
    """A submission begun before is still without an answer."""
    text = translate(
        "messages",
        "Order {0} has been sent, but its receipt has not arrived yet. Press Update resources to ask again; "
        "it will not be registered twice.",
    ).format(order_no)
    return Notice(BannerKind.INFO, escape(text))


def refused_news(order_no: str, error: OperationError) -> Notice:
    """A submission begun before was not accepted."""
    said = error_text(error)
    text = translate(
        "messages", "Order {0} was not accepted: {1}. {2} The draft is still there; register again to go on."
    ).format(order_no, said.title, said.next_step)
    return Notice(BannerKind.WARNING, escape(text))


def recovery_filed_news(request: RecoveryRequest) -> Notice:
    """A request for data recovery begun before has arrived."""
    from qlts_desktop.ui.messages.recovery import recovery_filed_text

    return Notice(BannerKind.INFO, escape(recovery_filed_text(request)))


def not_remembered_news(code: str) -> Notice:
    """The login went through but could not be remembered.

    Args:
        code: Why, an :class:`ErrorCode`.
    """
    if code in (ErrorCode.FOLDER_NOT_WRITABLE, ErrorCode.DISK_FULL):
        title = error_text(OperationError(ErrorCode(code))).title
        text = translate(
            "messages", "{0}. The login could not be remembered; log in with the password next time."
        ).format(title)
        return Notice(BannerKind.INFO, escape(text))
    said = error_text(OperationError(ErrorCode.KEYRING_UNAVAILABLE))
    return Notice(BannerKind.INFO, escape(f"{said.title}. {said.text} {said.next_step}"))


def ini_problems_notice(problems: tuple[IniProblem, ...]) -> Notice:
    """Lines of the administrator's ``qlts.ini`` were left out."""
    from qlts_desktop.ui.messages.settings import ini_problems_text

    return Notice(BannerKind.INFO, escape(ini_problems_text(problems)).replace("\n", "<br>"))


def cannot_keep_notice(problem: OperationError) -> Notice | None:
    """This machine can keep nothing for now, and what to do; None where the problem is another."""
    match problem.code:
        case ErrorCode.FOLDER_NOT_WRITABLE:
            text = translate(
                "messages",
                "Nothing can be kept on this computer: the folder {0} cannot be written to. What you type goes to"
                " the vendor's server only, and a registration cannot be sent from here. Ask for the right to"
                " write to that folder, then start the program again.",
            ).format(problem.details.get("path", ""))
        case ErrorCode.DISK_FULL:
            text = translate(
                "messages",
                "Nothing can be kept on this computer: its disk is full. What you type goes to the vendor's server"
                " only, and a registration cannot be sent from here. Free some space, then start the program"
                " again.",
            )
        case _:
            return None
    return Notice(BannerKind.INFO, escape(text))


def offline_text(
    held: HeldLicence, today: date, error: OperationError, *, blocked: bool = False, is_pc_wrong: bool = False
) -> str:
    """From when the licence is; when it is old, that it wants a connection. Rich text.

    Args:
        held: The licence on this machine.
        today: The day that its stage is shown for.
        error: Why nobody could be asked.
        blocked: The stage closes the software, so the day it went by and a way to ask again are named.
        is_pc_wrong: That day is not the one of this machine.
    """
    moment = format_moment(held.refreshed_at)
    if blocked:
        if is_pc_wrong:
            text = translate(
                "messages",
                '{0}. By the date {1}; last checked with the server at {2}. <a href="#">Check again</a>',
            )
        else:
            text = translate(
                "messages",
                "{0}. By the date of this machine ({1}); last checked with the server at {2}. "
                '<a href="#">Check again</a>',
            )
        return text.format(escape(error_text(error).title), format_day(today), moment)
    if today > vietnam_day(held.licence.refresh_by):
        text = translate(
            "messages",
            "{0}. By the licence on this machine, last checked with the server at {1}; please connect to the "
            "network soon.",
        )
    else:
        text = translate("messages", "{0}. By the licence on this machine, last checked with the server at {1}.")
    return text.format(escape(error_text(error).title), moment)


def pc_clock_notice(reading: Reading) -> Notice:
    """The PC's date is wrong; what the program goes by instead."""
    text = translate(
        "messages",
        "<b>The date of this computer is wrong</b>: it shows {0}, the right one is {1}. "
        "The program goes by the right date; please set the computer's date and time.",
    )
    return Notice(BannerKind.WARNING, text.format(format_day(reading.pc_day), format_day(reading.day)))


def refreshed_news(held: HeldLicence, *, changed: bool) -> str:
    """What *Cập nhật tài nguyên* has brought. Plain text."""
    if changed:
        return translate("messages", "The resources have been updated.")
    return translate(
        "messages", "Nothing has changed. If you were just helped, try again in a few minutes or call {0}."
    ).format(held.licence.vendor.phone)


@dataclass(frozen=True, slots=True)
class ReviewNews:
    """What became of something that was in review. Plain text."""

    kind: BannerKind
    text: str
    link: str


def review_news(before: Licence, after: Licence) -> ReviewNews | None:
    """What the licensor has decided between two licences; None where nothing, or what a notice tells anyway."""
    was, now = before.order, after.order
    if was is None or now is None or not was.review or was.no != now.no or now.review:
        return None
    link = translate("messages", "&See the order")
    if was.review == "extension" and now.due_on > was.due_on:
        text = translate("messages", "The payment of order {0} has been extended. Use until the end of {1}.")
        return ReviewNews(BannerKind.SUCCESS, text.format(was.no, format_day(now.due_on)), link)
    if was.review == "extension":
        text = translate("messages", "The vendor did not extend the payment of order {0}. See the reason.")
        return ReviewNews(BannerKind.WARNING, text.format(was.no), link)
    if now.remaining < was.remaining:
        text = translate("messages", "Order {0}: the vendor has received a part; {1} is still to be paid.")
        return ReviewNews(BannerKind.WARNING, text.format(was.no, format_vnd(now.remaining)), link)
    text = translate("messages", "The vendor did not accept the proof of payment of order {0}. See the reason.")
    return ReviewNews(BannerKind.WARNING, text.format(was.no), link)
