"""The problems of a renewal form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.renewal import ProblemCode, RenewalForm, Severity
from qlts_desktop.core.renewal_checks import (
    LENGTHS,
    REQUIRED,
    mirror_invoice,
    problems,
    tax_check_digit_right,
    text_at,
)
from tests.factories import ANY_TEXT_IS_FINE, TODAY, make_form, make_offer

OFFER = make_offer()


def found(
    form: RenewalForm, checks: FieldChecks = ANY_TEXT_IS_FINE, today: date = TODAY
) -> dict[str, ProblemCode]:
    return {problem.field: problem.code for problem in problems(form, OFFER, checks, today)}


def with_text(pointer: str, text: str) -> RenewalForm:
    return make_form(**{pointer.strip("/").replace("/", "_", 1): text})


def test_a_good_form_has_no_problem():
    assert problems(make_form(), OFFER, ANY_TEXT_IS_FINE, TODAY) == ()


def test_an_empty_form_names_every_required_field_in_the_order_of_the_form():
    codes = found(RenewalForm())
    assert list(codes) == [
        "/unit/name",
        "/unit/tax_code",
        "/unit/address",
        "/unit/head_name",
        "/unit/head_title",
        "/unit/contact_name",
        "/unit/phone",
        "/unit/email",
        "/invoice/name",
        "/invoice/address",
        "/invoice/email",
        "/payment/due_on",
        "/payment/consent",
    ]
    assert codes.pop("/unit/tax_code") is ProblemCode.TAX_OR_BUDGET_REQUIRED
    assert codes.pop("/payment/consent") is ProblemCode.CONSENT_REQUIRED
    assert set(codes.values()) == {ProblemCode.REQUIRED}


@pytest.mark.parametrize("pointer", REQUIRED)
@pytest.mark.parametrize("text", ["", "   "])
def test_a_required_field_must_hold_something(pointer: str, text: str):
    assert found(with_text(pointer, text)) == {pointer: ProblemCode.REQUIRED}


LONG = [pointer for pointer in LENGTHS if not pointer.endswith(("tax_code", "budget_code"))]


@pytest.mark.parametrize("pointer", LONG)
def test_a_field_may_be_as_long_as_its_limit_and_no_longer(pointer: str):
    limit = LENGTHS[pointer]
    assert found(with_text(pointer, "ư" * limit)) == {}
    (problem,) = problems(with_text(pointer, "ư" * (limit + 1)), OFFER, ANY_TEXT_IS_FINE, TODAY)
    assert (problem.field, problem.code) == (pointer, ProblemCode.TOO_LONG)
    assert dict(problem.details) == {"limit": str(limit), "length": str(limit + 1)}


@pytest.mark.parametrize("section", ["unit", "invoice"])
@pytest.mark.parametrize(
    ("tax_code", "code"),
    [
        ("0101243150", None),
        ("0100233488", None),
        ("0100233488-001", None),
        ("001234567890", None),
        ("0101243151", ProblemCode.TAX_CODE_CHECK_DIGIT),
        ("0101243151-001", ProblemCode.TAX_CODE_CHECK_DIGIT),
        ("010124315", ProblemCode.BAD_TAX_CODE),
        ("01012431500", ProblemCode.BAD_TAX_CODE),
        ("0101243150-01", ProblemCode.BAD_TAX_CODE),
        ("0101243150001", ProblemCode.BAD_TAX_CODE),
        ("010124315O", ProblemCode.BAD_TAX_CODE),
        ("٠١٠١٢٤٣١٥٠", ProblemCode.BAD_TAX_CODE),
        ("0" * 500, ProblemCode.BAD_TAX_CODE),
    ],
)
def test_a_tax_code_has_ten_ten_and_three_or_twelve_digits(section: str, tax_code: str, code: ProblemCode | None):
    pointer = f"/{section}/tax_code"
    assert found(with_text(pointer, tax_code)).get(pointer) is code


def test_a_wrong_check_digit_only_warns():
    (problem,) = problems(make_form(unit_tax_code="0101243151"), OFFER, ANY_TEXT_IS_FINE, TODAY)
    assert problem.severity is Severity.WARNING


def test_a_bad_tax_code_says_how_many_digits_it_has():
    (problem,) = problems(make_form(unit_tax_code="0101-2431"), OFFER, ANY_TEXT_IS_FINE, TODAY)
    assert dict(problem.details) == {"digits": "8"}


@pytest.mark.parametrize("tax_code", ["0100233488", "0312687878", "0314409058", "0100112437", "0101243150"])
def test_real_tax_codes_pass_the_check_digit(tax_code: str):
    assert tax_check_digit_right(tax_code)
    wrong = str((int(tax_code[9]) + 1) % 10)
    assert not tax_check_digit_right(tax_code[:9] + wrong)


@pytest.mark.parametrize("section", ["unit", "invoice"])
@pytest.mark.parametrize(
    ("budget_code", "good"), [("1012345", True), ("101234", False), ("10123456", False), ("101234a", False)]
)
def test_a_budget_code_has_seven_digits(section: str, budget_code: str, good: bool):
    pointer = f"/{section}/budget_code"
    assert found(with_text(pointer, budget_code)) == ({} if good else {pointer: ProblemCode.BAD_BUDGET_CODE})


@pytest.mark.parametrize(
    ("tax_code", "budget_code", "missing"),
    [("", "", True), ("0101243150", "", False), ("", "1012345", False), ("0101243150", "1012345", False)],
)
def test_a_unit_has_a_tax_code_or_a_budget_code(tax_code: str, budget_code: str, missing: bool):
    form = make_form(unit_tax_code=tax_code, unit_budget_code=budget_code)
    assert found(form) == ({"/unit/tax_code": ProblemCode.TAX_OR_BUDGET_REQUIRED} if missing else {})


def test_an_invoice_needs_neither_code():
    assert found(make_form(invoice_tax_code="", invoice_budget_code="")) == {}


def test_phone_and_email_are_checked_where_they_are_given():
    nothing_is_right = FieldChecks(phone_ok=lambda text: False, email_ok=lambda text: False)
    assert found(make_form(invoice_phone="1"), nothing_is_right) == {
        "/unit/phone": ProblemCode.BAD_PHONE,
        "/unit/email": ProblemCode.BAD_EMAIL,
        "/invoice/email": ProblemCode.BAD_EMAIL,
        "/invoice/phone": ProblemCode.BAD_PHONE,
    }
    assert "/invoice/phone" not in found(make_form(), nothing_is_right)


@pytest.mark.parametrize(("years", "good"), [(0, False), (1, True), (5, True), (6, False), (-1, False)])
def test_one_to_five_years_can_be_ordered(years: int, good: bool):
    assert found(make_form(order_years=years)) == (
        {} if good else {"/order/years": ProblemCode.YEARS_OUT_OF_RANGE}
    )


@pytest.mark.parametrize(("users", "good"), [(-1, False), (0, True), (999, True), (1000, False)])
def test_up_to_999_further_users_can_be_ordered(users: int, good: bool):
    expected = {} if good else {"/order/extra_users": ProblemCode.EXTRA_USERS_OUT_OF_RANGE}
    assert found(make_form(order_extra_users=users)) == expected


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, ProblemCode.DUE_TOO_EARLY), (0, None), (90, None), (91, ProblemCode.DUE_TOO_LATE)],
)
def test_the_payment_day_keeps_to_the_offer(days: int, code: ProblemCode | None):
    form = make_form(payment_due_on=TODAY + timedelta(days=days))
    assert found(form).get("/payment/due_on") is code


def test_a_payment_day_that_has_passed_since_the_offer_is_too_early():
    form = make_form(payment_due_on=TODAY)
    (problem,) = problems(form, OFFER, ANY_TEXT_IS_FINE, TODAY + timedelta(days=1))
    assert problem.code is ProblemCode.DUE_TOO_EARLY
    assert dict(problem.details) == {"day": "2026-11-24"}


def test_consent_must_be_given():
    assert found(make_form(payment_consent=False)) == {"/payment/consent": ProblemCode.CONSENT_REQUIRED}


@pytest.mark.parametrize(
    ("days", "code", "severity"),
    [
        (-1, ProblemCode.INVOICE_DAY_TOO_EARLY, Severity.ERROR),
        (0, ProblemCode.INVOICE_DAY_FINAL, Severity.WARNING),
        (90, ProblemCode.INVOICE_DAY_FINAL, Severity.WARNING),
        (91, ProblemCode.INVOICE_DAY_TOO_LATE, Severity.ERROR),
    ],
)
def test_an_invoice_day_keeps_to_the_offer_and_is_final(days: int, code: ProblemCode, severity: Severity):
    form = make_form(invoice_invoice_on=TODAY + timedelta(days=days))
    (problem,) = problems(form, OFFER, ANY_TEXT_IS_FINE, TODAY)
    assert (problem.field, problem.code, problem.severity) == ("/invoice/invoice_on", code, severity)


def test_a_field_has_one_problem_at_a_time():
    nothing_is_right = FieldChecks(phone_ok=lambda text: False, email_ok=lambda text: False)
    fields = [
        problem.field for problem in problems(make_form(unit_email="x" * 60), OFFER, nothing_is_right, TODAY)
    ]
    assert len(fields) == len(set(fields))


def test_the_invoice_follows_the_unit_while_that_is_ticked():
    form = make_form(unit_name="Tên mới", unit_tax_code="0100233488", unit_budget_code="", unit_address="Chỗ mới")
    invoice = mirror_invoice(form).invoice
    assert (invoice.name, invoice.tax_code, invoice.budget_code, invoice.address) == (
        "Tên mới",
        "0100233488",
        "",
        "Chỗ mới",
    )
    assert invoice.email == form.invoice.email
    alone = replace(form, invoice=replace(form.invoice, copy_from_licence=False, name="Khác"))
    assert mirror_invoice(alone) is alone


def test_a_pointer_names_a_text_of_the_form():
    assert text_at(make_form(), "/unit/head_title") == "Hiệu trưởng"
