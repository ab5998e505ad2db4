"""What is wrong with a form: the same symbols as the client's, found anew on what was stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email

Form = dict[str, dict[str, Any]]
"""The stored form: sections of plain JSON values."""

LENGTHS = {
    "/unit/name": 400,
    "/unit/licence_no": 50,
    "/unit/governing_body": 400,
    "/unit/address": 400,
    "/unit/province": 100,
    "/unit/head_name": 100,
    "/unit/head_title": 100,
    "/unit/contact_name": 100,
    "/unit/phone": 20,
    "/unit/email": 50,
    "/invoice/name": 400,
    "/invoice/address": 400,
    "/invoice/buyer_name": 100,
    "/invoice/email": 50,
    "/invoice/phone": 20,
    "/invoice/account_no": 30,
    "/invoice/bank_name": 400,
}
REQUIRED = (
    *("/unit/name", "/unit/address", "/unit/head_name", "/unit/head_title", "/unit/contact_name", "/unit/phone"),
    *("/unit/email", "/invoice/name", "/invoice/address", "/invoice/email"),
)
CHOICES = {
    "/unit/head_authority": ("none", "KT.", "TL.", "TUQ."),
    "/invoice/payment_method": ("bank_transfer", "treasury"),
}

_TAX_CODE = re.compile(r"[0-9]{10}(-[0-9]{3})?|[0-9]{12}")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One field's problem."""

    field: str
    code: str
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class DayLimits:
    """The first and last payment day and invoice day, both included."""

    due_from: date
    due_to: date
    invoice_from: date
    invoice_to: date


def form_problems(form: Form, limits: DayLimits) -> tuple[FormProblem, ...]:
    """All problems, the most telling one a field."""
    found: dict[str, FormProblem] = {}
    for problem in _all(form, limits):
        found.setdefault(problem.field, problem)
    return tuple(found.values())


def _all(form: Form, limits: DayLimits) -> Iterator[FormProblem]:
    yield from _texts(form)
    yield from _codes(form)
    yield from _reachable(form)
    if not 1 <= form["order"]["years"] <= 5:
        yield FormProblem("/order/years", "years_out_of_range")
    if not 0 <= form["order"]["extra_users"] <= 999:
        yield FormProblem("/order/extra_users", "extra_users_out_of_range")
    yield from _days(form, limits)


def _at(form: Form, pointer: str) -> str:
    _, section, name = pointer.split("/")
    return str(form[section][name])


def _texts(form: Form) -> Iterator[FormProblem]:
    for pointer in REQUIRED:
        if not _at(form, pointer).strip():
            yield FormProblem(pointer, "required")
    for pointer, limit in LENGTHS.items():
        if len(_at(form, pointer)) > limit:
            yield FormProblem(pointer, "too_long")
    for pointer, choices in CHOICES.items():
        if _at(form, pointer) not in choices:
            yield FormProblem(pointer, "bad_value")


def _codes(form: Form) -> Iterator[FormProblem]:
    if not form["unit"]["tax_code"] and not form["unit"]["budget_code"]:
        yield FormProblem("/unit/tax_code", "tax_or_budget_required")
    for section in ("unit", "invoice"):
        tax_code = form[section]["tax_code"]
        if tax_code and not _TAX_CODE.fullmatch(tax_code):
            yield FormProblem(f"/{section}/tax_code", "bad_tax_code")
        elif tax_code and len(tax_code) != 12 and not _check_digit_right(tax_code):
            yield FormProblem(f"/{section}/tax_code", "tax_code_check_digit", "warning")
        budget_code = form[section]["budget_code"]
        if budget_code and not re.fullmatch(r"[0-9]{7}", budget_code):
            yield FormProblem(f"/{section}/budget_code", "bad_budget_code")


def _check_digit_right(tax_code: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, tax_code[:9], strict=True))
    return 10 - total % 11 == int(tax_code[9])


def _reachable(form: Form) -> Iterator[FormProblem]:
    for pointer in ("/unit/phone", "/invoice/phone"):
        if (phone := _at(form, pointer)) and not phone_ok(phone):
            yield FormProblem(pointer, "bad_phone")
    for pointer in ("/unit/email", "/invoice/email"):
        if (email := _at(form, pointer)) and not _email_ok(email):
            yield FormProblem(pointer, "bad_email")


def phone_ok(text: str) -> bool:
    """Whether it is a number that exists in Vietnam's plan."""
    try:
        return bool(phonenumbers.is_valid_number_for_region(phonenumbers.parse(text, "VN"), "VN"))
    except phonenumbers.NumberParseException:
        return False


def _email_ok(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _days(form: Form, limits: DayLimits) -> Iterator[FormProblem]:
    due_on = _day(form["payment"]["due_on"])
    if due_on is None:
        yield FormProblem("/payment/due_on", "required")
    elif due_on < limits.due_from:
        yield FormProblem("/payment/due_on", "due_too_early")
    elif due_on > limits.due_to:
        yield FormProblem("/payment/due_on", "due_too_late")
    if not form["payment"]["consent"]:
        yield FormProblem("/payment/consent", "consent_required")
    invoice_on = _day(form["invoice"]["invoice_on"])
    if invoice_on is None:
        return
    if invoice_on < limits.invoice_from:
        yield FormProblem("/invoice/invoice_on", "invoice_day_too_early")
    elif invoice_on > limits.invoice_to:
        yield FormProblem("/invoice/invoice_on", "invoice_day_too_late")
    else:
        yield FormProblem("/invoice/invoice_on", "invoice_day_final", "warning")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
