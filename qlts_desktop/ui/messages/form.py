"""The words of the renewal form: what each field is called, and what is wrong with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.draft_comparison import FieldValue
from qlts_desktop.core.licence import Term
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.offer_changes import OfferChange, OfferChangeKind
from qlts_desktop.core.renewal import HeadAuthority, PaymentMethod, Problem, ProblemCode
from qlts_desktop.core.typed_days import DayFault

_LABELS: dict[str, str] = {
    "/unit/name": QT_TRANSLATE_NOOP("messages", "Unit name"),
    "/unit/licence_no": QT_TRANSLATE_NOOP("messages", "Licence number"),
    "/unit/tax_code": QT_TRANSLATE_NOOP("messages", "Tax code"),
    "/unit/budget_code": QT_TRANSLATE_NOOP("messages", "Budget relation code (MĐVQHNS)"),
    "/unit/governing_body": QT_TRANSLATE_NOOP("messages", "Governing body"),
    "/unit/address": QT_TRANSLATE_NOOP("messages", "Address"),
    "/unit/province": QT_TRANSLATE_NOOP("messages", "Province or city"),
    "/unit/head_name": QT_TRANSLATE_NOOP("messages", "Head of the unit"),
    "/unit/head_title": QT_TRANSLATE_NOOP("messages", "Title of the head"),
    "/unit/head_authority": QT_TRANSLATE_NOOP("messages", "Signing authority"),
    "/unit/contact_name": QT_TRANSLATE_NOOP("messages", "Contact person"),
    "/unit/phone": QT_TRANSLATE_NOOP("messages", "Phone"),
    "/unit/email": QT_TRANSLATE_NOOP("messages", "Email"),
    "/invoice/copy_from_licence": QT_TRANSLATE_NOOP("messages", "Copy the licence's information"),
    "/invoice/name": QT_TRANSLATE_NOOP("messages", "Unit name on the invoice"),
    "/invoice/tax_code": QT_TRANSLATE_NOOP("messages", "Tax code on the invoice"),
    "/invoice/budget_code": QT_TRANSLATE_NOOP("messages", "Budget relation code on the invoice"),
    "/invoice/address": QT_TRANSLATE_NOOP("messages", "Address on the invoice"),
    "/invoice/buyer_name": QT_TRANSLATE_NOOP("messages", "Buyer's full name"),
    "/invoice/email": QT_TRANSLATE_NOOP("messages", "Email for the invoice"),
    "/invoice/phone": QT_TRANSLATE_NOOP("messages", "Phone for the invoice"),
    "/invoice/payment_method": QT_TRANSLATE_NOOP("messages", "Way of payment"),
    "/invoice/account_no": QT_TRANSLATE_NOOP("messages", "Account number"),
    "/invoice/bank_name": QT_TRANSLATE_NOOP("messages", "Bank or State Treasury"),
    "/invoice/invoice_on": QT_TRANSLATE_NOOP("messages", "Invoice day"),
    "/order/years": QT_TRANSLATE_NOOP("messages", "Years to renew"),
    "/order/extra_users": QT_TRANSLATE_NOOP("messages", "Additional users"),
    "/payment/due_on": QT_TRANSLATE_NOOP("messages", "Payment day"),
    "/contact": QT_TRANSLATE_NOOP("messages", "Contact person"),
    "/phone": QT_TRANSLATE_NOOP("messages", "Phone"),
    "/period": QT_TRANSLATE_NOOP("messages", "Data needed, of which years"),
    "/payment/consent": QT_TRANSLATE_NOOP("messages", "I agree to the commitment to pay on time"),
}


def field_label(field: str) -> str:
    """What a field is called.

    Args:
        field: Its JSON pointer, for example ``/unit/tax_code``.
    """
    source = _LABELS.get(field)
    return field if source is None else QCoreApplication.translate("messages", source)


def value_text(value: FieldValue) -> str:
    """What a field holds, as people read it. Plain text."""
    translate = QCoreApplication.translate
    match value:
        case HeadAuthority():
            return authority_text(value)
        case PaymentMethod():
            return payment_method_text(value)
        case bool():
            return translate("messages", "yes") if value else translate("messages", "no")
        case date():
            return format_day(value)
        case None | "":
            return translate("messages", "(empty)")
        case _:
            return str(value)


def offer_change_text(change: OfferChange) -> str:
    """What is not as it was when the unit consented. Plain text."""
    translate = QCoreApplication.translate
    before, after = (_offer_value_text(value) for value in (change.before, change.after))
    match change.kind:
        case OfferChangeKind.TOTAL:
            return translate("messages", "amount {0} → {1}").format(before, after)
        case OfferChangeKind.UNIT_PRICE:
            return translate("messages", "{0}: unit price {1} → {2}").format(change.line, before, after)
        case OfferChangeKind.SURCHARGE:
            return translate("messages", "new: {0}, {1}").format(change.line, after)
        case OfferChangeKind.TERM:
            return translate("messages", "new term {0} → {1}").format(before, after)
        case OfferChangeKind.ACCOUNT:
            return translate("messages", "receiving account {0} → {1}").format(before, after)


def _offer_value_text(value: int | Term | str | None) -> str:
    match value:
        case Term():
            return f"{format_day(value.first_day)} – {format_day(value.last_day)}"
        case int():
            return format_vnd(value)
        case _:
            return value or ""


def problem_text(problem: Problem) -> str:
    """One sentence for a problem, the same next to the field and in the summary."""
    details = {
        "limit": "",
        "length": "",
        "digits": "",
        "day": "",
        "text": "",
        "message": "",
        "month": "",
        "last": "",
        "year": "",
        **dict(problem.details),
    }
    if details["day"]:
        details["day"] = format_day(date.fromisoformat(details["day"]))
    label = field_label(problem.field)
    name = label[:1].lower() + label[1:]
    return _template(problem).format(label=label, name=name, **details)


def _template(problem: Problem) -> str:
    translate = QCoreApplication.translate
    has = dict(problem.details)
    match problem.code:
        case ProblemCode.REQUIRED:
            return translate("messages", "Not filled in: {name}")
        case ProblemCode.TOO_LONG:
            return translate("messages", "{label}: at most {limit} characters, now {length}")
        case ProblemCode.BAD_TAX_CODE:
            return translate(
                "messages", "{label}: 10 digits, 10 digits with a 3-digit suffix, or 12 digits; now {digits}"
            )
        case ProblemCode.TAX_CODE_CHECK_DIGIT:
            return translate("messages", "{label}: the check digit does not fit; please look again")
        case ProblemCode.BAD_BUDGET_CODE:
            return translate("messages", "{label}: exactly 7 digits")
        case ProblemCode.TAX_OR_BUDGET_REQUIRED:
            return translate("messages", "Enter the tax code or the budget relation code")
        case ProblemCode.BAD_PHONE:
            return translate("messages", "{label}: not a Vietnamese number, for example 0912 345 678")
        case ProblemCode.BAD_EMAIL:
            return translate("messages", "{label}: not an address, for example ketoan@donvi.vn")
        case ProblemCode.YEARS_OUT_OF_RANGE:
            return translate("messages", "Renew for 1 to 5 years")
        case ProblemCode.EXTRA_USERS_OUT_OF_RANGE:
            return translate("messages", "Additional users: 0 to 999")
        case ProblemCode.DUE_TOO_EARLY:
            return translate("messages", "Payment day: {day} at the earliest")
        case ProblemCode.DUE_TOO_LATE:
            return translate("messages", "Payment day: {day} at the latest")
        case ProblemCode.CONSENT_REQUIRED:
            return translate("messages", "Tick “I agree to the commitment to pay on time” to continue")
        case ProblemCode.INVOICE_DAY_TOO_EARLY:
            return translate("messages", "Invoice day: {day} at the earliest")
        case ProblemCode.INVOICE_DAY_TOO_LATE:
            return translate("messages", "Invoice day: {day} at the latest")
        case ProblemCode.INVOICE_DAY_FINAL:
            return translate("messages", "The invoice will be made on exactly this day and cannot be cancelled")
        case ProblemCode.BAD_VALUE:
            if "fault" in has:
                return _day_template(DayFault(has["fault"]))
            if has.get("message"):
                return translate("messages", "{label}: {message}")
            return translate("messages", "{label}: this value is not accepted")


def _day_template(fault: DayFault) -> str:
    """Why typed text is no day; what the year is, is said where it was typed."""
    translate = QCoreApplication.translate
    match fault:
        case DayFault.NOT_A_DAY:
            return translate("messages", "{label}: “{text}” is not a day; type it like 31/01/2027")
        case DayFault.NO_SUCH_MONTH:
            return translate(
                "messages", "{label}: “{text}” – months run from 01 to 12; type the day first, like 31/01/2027"
            )
        case DayFault.NOT_IN_MONTH:
            return translate("messages", "{label}: “{text}” – the days of {month} run from 01 to {last}")
        case DayFault.BUDDHIST_YEAR:
            return translate(
                "messages", "{label}: “{text}” – {year} is a Buddhist year; type the common one, like 2027"
            )
        case DayFault.YEAR_OUT_OF_RANGE:
            return translate("messages", "{label}: “{text}” – please look at the year again; type it like 2027")


def authority_text(authority: HeadAuthority) -> str:
    """On whose authority the head signs, as the list offers it."""
    translate = QCoreApplication.translate
    match authority:
        case HeadAuthority.NONE:
            return translate("messages", "Signs as the head")
        case HeadAuthority.KT:
            return translate("messages", "KT. (signs in the head's stead)")
        case HeadAuthority.TL:
            return translate("messages", "TL. (signs by the head's order)")
        case HeadAuthority.TUQ:
            return translate("messages", "TUQ. (signs by the head's authorisation)")


def payment_method_text(method: PaymentMethod) -> str:
    """How the unit will pay."""
    translate = QCoreApplication.translate
    match method:
        case PaymentMethod.BANK_TRANSFER:
            return translate("messages", "Bank transfer")
        case PaymentMethod.TREASURY:
            return translate("messages", "State Treasury withdrawal")
