"""The words of paying: days off, why a transfer has no QR code, and the block for an Ủy nhiệm chi."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.money import LARGEST_IN_WORDS, amount_in_words, format_vnd
from qlts_desktop.core.payment import NoCode, bare_account
from qlts_desktop.core.renewal import ReceivingAccount
from qlts_desktop.core.workdays import DayOff, DayOffReason


def day_off_text(day_off: DayOff) -> str:
    """What a day off is called."""
    translate = QCoreApplication.translate
    names = {
        DayOffReason.SATURDAY: translate("messages", "Saturday"),
        DayOffReason.SUNDAY: translate("messages", "Sunday"),
        DayOffReason.NEW_YEAR: translate("messages", "New Year"),
        DayOffReason.LUNAR_NEW_YEAR: translate("messages", "Lunar New Year"),
        DayOffReason.HUNG_KINGS: translate("messages", "Hùng Kings' Commemoration Day"),
        DayOffReason.VICTORY: translate("messages", "Victory Day 30/4"),
        DayOffReason.LABOUR: translate("messages", "Labour Day 1/5"),
        DayOffReason.NATIONAL: translate("messages", "National Day 2/9"),
        DayOffReason.CULTURE: translate("messages", "Vietnam Culture Day 24/11"),
        DayOffReason.SWAPPED: translate("messages", "day off by swap"),
    }
    name = names[day_off.reason]
    return translate("messages", "{0} (in lieu)").format(name) if day_off.in_lieu else name


def weekday_text(day: date) -> str:
    """The day of the week, as it stands in a sentence."""
    translate = QCoreApplication.translate
    return (
        translate("messages", "Monday"),
        translate("messages", "Tuesday"),
        translate("messages", "Wednesday"),
        translate("messages", "Thursday"),
        translate("messages", "Friday"),
        translate("messages", "Saturday"),
        translate("messages", "Sunday"),
    )[day.weekday()]


def provisional_text(year: int) -> str:
    """That a year's holidays are not announced yet."""
    return QCoreApplication.translate("messages", "The holidays of {0} are provisional.").format(year)


def no_code_text(reason: NoCode) -> str:
    """Why a transfer has no QR code, and what to do instead."""
    translate = QCoreApplication.translate
    return {
        NoCode.TREASURY: translate(
            "messages",
            "An account at the State Treasury has no QR code: VietQR pays into bank accounts only. Copy the lines"
            " above into the payment order.",
        ),
        NoCode.ACCOUNT: translate(
            "messages",
            "This account number does not fit into a QR code. Copy the lines above into the transfer.",
        ),
        NoCode.AMOUNT: translate(
            "messages", "This amount does not fit into a QR code. Copy the lines above into the transfer."
        ),
        NoCode.MEMO: translate(
            "messages", "This memo does not fit into a QR code. Copy the lines above into the transfer."
        ),
    }[reason]


def amount_words(amount: int) -> str:
    """The amount in words; empty where it is too large or negative to be spelt."""
    return amount_in_words(amount) if 0 <= amount <= LARGEST_IN_WORDS else ""


def payment_order_block(account: ReceivingAccount, amount: int, memo: str) -> str:
    """All that an Ủy nhiệm chi (C4-02a) asks for about the receiver, one item a line."""
    translate = QCoreApplication.translate
    bank = translate("messages", "At bank") if account.bank_bin else translate("messages", "At State Treasury")
    items = (
        (translate("messages", "Receiving unit"), account.holder),
        (translate("messages", "Account number"), bare_account(account.account_no)),
        (bank, account.bank_name),
        (translate("messages", "Amount in figures"), format_vnd(amount)),
        (translate("messages", "Amount in words"), amount_words(amount)),
        (translate("messages", "Payment memo"), memo),
    )
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in items if value)


def day_off_warning(day: date, day_off: DayOff, working: date | None) -> str:
    """That a chosen day is a day off, and which day is the better one.

    Args:
        day: The chosen day.
        day_off: Why it is off.
        working: The nearest working day before it (or after it, where none before can be chosen).
    """
    translate = QCoreApplication.translate
    said = translate(
        "messages", "{0} is a day off ({1}): neither the State Treasury nor the banks work then."
    ).format(format_day(day), day_off_text(day_off))
    if working is None:
        return said
    better = (
        translate("messages", "The working day before it is {0}.")
        if working < day
        else translate("messages", "The next working day is {0}.")
    )
    return f"{said} {better.format(format_day(working))}"
