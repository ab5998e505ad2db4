"""The problems of a renewal form.

Lengths are those of the e-invoice format; a wrong check digit only warns, because a few old tax codes have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.renewal import Offer, Problem, ProblemCode, RenewalForm, Severity
from qlts_desktop.core.text import clean
from qlts_desktop.core.typed_days import DayFault, read_day

YEARS = (1, 5)
EXTRA_USERS = (0, 999)

LENGTHS: dict[str, int] = {
    "/unit/name": 400,
    "/unit/licence_no": 50,
    "/unit/tax_code": 14,
    "/unit/budget_code": 7,
    "/unit/governing_body": 400,
    "/unit/address": 400,
    "/unit/province": 100,
    "/unit/head_name": 100,
    "/unit/head_title": 100,
    "/unit/contact_name": 100,
    "/unit/phone": 20,
    "/unit/email": 50,
    "/invoice/name": 400,
    "/invoice/tax_code": 14,
    "/invoice/budget_code": 7,
    "/invoice/address": 400,
    "/invoice/buyer_name": 100,
    "/invoice/email": 50,
    "/invoice/phone": 20,
    "/invoice/account_no": 30,
    "/invoice/bank_name": 400,
}
"""The longest text of each field, by its pointer."""

REQUIRED = (
    "/unit/name",
    "/unit/address",
    "/unit/head_name",
    "/unit/head_title",
    "/unit/contact_name",
    "/unit/phone",
    "/unit/email",
    "/invoice/name",
    "/invoice/address",
    "/invoice/email",
)
"""Texts that must not be empty."""

MIRRORED = ("name", "tax_code", "budget_code", "address")
"""Fields of the invoice that *Sao chép thông tin giấy phép sử dụng* keeps in step with the unit's."""

_TEXT_QUOTED = 40
"""Letters of an unreadable text that its problem repeats."""
_TAX_CODE = re.compile(r"[0-9]{10}(-[0-9]{3})?|[0-9]{12}")
_BUDGET_CODE = re.compile(r"[0-9]{7}")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tax_check_digit_right(tax_code: str) -> bool:
    """Whether the tenth digit fits the first nine; a 12-digit personal number has none."""
    if len(tax_code) == 12:
        return True
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, tax_code[:9], strict=True))
    return 10 - total % 11 == int(tax_code[9])


def text_at(form: RenewalForm, pointer: str) -> str:
    """The text of a field by its JSON pointer, for example ``/unit/tax_code``."""
    _, section, name = pointer.split("/")
    return str(getattr(getattr(form, section), name))


def mirror_invoice(form: RenewalForm) -> RenewalForm:
    """The form with the invoice's name, codes and address taken from the unit, when that is ticked."""
    if not form.invoice.copy_from_licence:
        return form
    return replace(form, invoice=replace(form.invoice, **{name: getattr(form.unit, name) for name in MIRRORED}))


def problems(form: RenewalForm, offer: Offer, checks: FieldChecks, today: date) -> tuple[Problem, ...]:
    """All that is wrong with a form, in the order of its fields.

    Args:
        form: The form.
        offer: The licensor's offer, whose limits hold.
        checks: Phone and e-mail checks.
        today: The Vietnam day; a payment day in the past is too early whatever the offer says.
    """
    found = {problem.field: problem for problem in reversed(list(_all(form, offer, checks, today)))}
    order = [*LENGTHS, "/order/years", "/order/extra_users", "/payment/due_on", "/payment/consent"]
    order.insert(order.index("/invoice/bank_name") + 1, "/invoice/invoice_on")
    return tuple(found[pointer] for pointer in order if pointer in found)


def unreadable_day(pointer: str, text: str) -> Problem:
    """The problem of a day field that holds text which is no day, with what the sentence about it names."""
    said = clean(text)
    reading = read_day(text)
    details = {
        "text": said if len(said) <= _TEXT_QUOTED else f"{said[:_TEXT_QUOTED]}…",
        "fault": str(reading.fault or DayFault.NOT_A_DAY),
        "month": reading.month,
        "last": str(reading.last or ""),
        "year": reading.year,
    }
    return Problem(
        pointer, ProblemCode.BAD_VALUE, details=tuple((name, one) for name, one in details.items() if one)
    )


def _all(form: RenewalForm, offer: Offer, checks: FieldChecks, today: date) -> Iterator[Problem]:
    """Problems, each field's most telling one first."""
    yield from _texts(form)
    yield from _codes(form)
    yield from _reachable(form, checks)
    yield from _order(form)
    yield from _days(form, offer, today)


def _texts(form: RenewalForm) -> Iterator[Problem]:
    for pointer in REQUIRED:
        if not text_at(form, pointer).strip():
            yield Problem(pointer, ProblemCode.REQUIRED)
    for pointer, limit in LENGTHS.items():
        length = len(text_at(form, pointer))
        if length > limit and not pointer.endswith(("tax_code", "budget_code")):
            yield Problem(pointer, ProblemCode.TOO_LONG, details=(("limit", str(limit)), ("length", str(length))))


def _codes(form: RenewalForm) -> Iterator[Problem]:
    if not form.unit.tax_code and not form.unit.budget_code:
        yield Problem("/unit/tax_code", ProblemCode.TAX_OR_BUDGET_REQUIRED)
    for section in ("unit", "invoice"):
        tax_code = text_at(form, f"/{section}/tax_code")
        if tax_code and not _TAX_CODE.fullmatch(tax_code):
            digits = str(sum(char.isdigit() for char in tax_code))
            yield Problem(f"/{section}/tax_code", ProblemCode.BAD_TAX_CODE, details=(("digits", digits),))
        elif tax_code and not tax_check_digit_right(tax_code):
            yield Problem(f"/{section}/tax_code", ProblemCode.TAX_CODE_CHECK_DIGIT, Severity.WARNING)
        budget_code = text_at(form, f"/{section}/budget_code")
        if budget_code and not _BUDGET_CODE.fullmatch(budget_code):
            yield Problem(f"/{section}/budget_code", ProblemCode.BAD_BUDGET_CODE)


def _reachable(form: RenewalForm, checks: FieldChecks) -> Iterator[Problem]:
    for pointer in ("/unit/phone", "/invoice/phone"):
        phone = text_at(form, pointer)
        if phone and not checks.phone_ok(phone):
            yield Problem(pointer, ProblemCode.BAD_PHONE)
    for pointer in ("/unit/email", "/invoice/email"):
        email = text_at(form, pointer)
        if email and not checks.email_ok(email):
            yield Problem(pointer, ProblemCode.BAD_EMAIL)


def _order(form: RenewalForm) -> Iterator[Problem]:
    if not YEARS[0] <= form.order.years <= YEARS[1]:
        yield Problem("/order/years", ProblemCode.YEARS_OUT_OF_RANGE)
    if not EXTRA_USERS[0] <= form.order.extra_users <= EXTRA_USERS[1]:
        yield Problem("/order/extra_users", ProblemCode.EXTRA_USERS_OUT_OF_RANGE)


def _days(form: RenewalForm, offer: Offer, today: date) -> Iterator[Problem]:
    due_on = form.payment.due_on
    earliest = max(offer.due_from, today)
    if due_on is None:
        yield Problem("/payment/due_on", ProblemCode.REQUIRED)
    elif due_on < earliest:
        yield Problem("/payment/due_on", ProblemCode.DUE_TOO_EARLY, details=(("day", earliest.isoformat()),))
    elif due_on > offer.due_to:
        yield Problem("/payment/due_on", ProblemCode.DUE_TOO_LATE, details=(("day", offer.due_to.isoformat()),))
    if not form.payment.consent:
        yield Problem("/payment/consent", ProblemCode.CONSENT_REQUIRED)
    pointer, invoice_on = "/invoice/invoice_on", form.invoice.invoice_on
    if invoice_on is None:
        return
    first = max(offer.invoice_from, today)
    if invoice_on < first:
        yield Problem(pointer, ProblemCode.INVOICE_DAY_TOO_EARLY, details=(("day", first.isoformat()),))
    elif invoice_on > offer.invoice_to:
        day = offer.invoice_to.isoformat()
        yield Problem(pointer, ProblemCode.INVOICE_DAY_TOO_LATE, details=(("day", day),))
    else:
        details = (("day", invoice_on.isoformat()),)
        yield Problem(pointer, ProblemCode.INVOICE_DAY_FINAL, Severity.WARNING, details)
