"""The rules of the form's fields, at their edges."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from qlts_licensor.api.schemas import FormBody
from qlts_licensor.registrations.form_problems import LENGTHS, REQUIRED, DayLimits, form_problems

TODAY = date(2026, 11, 23)
LIMITS = DayLimits(TODAY, TODAY + timedelta(days=90), TODAY, TODAY + timedelta(days=90))


def good() -> dict[str, Any]:
    form = FormBody().model_dump(mode="json")
    form["unit"].update(
        name="Trường THCS",
        tax_code="0200731649",
        address="Số 12",
        head_name="Lê Quang Minh",
        head_title="Hiệu trưởng",
        contact_name="Trần Thu Hà",
        phone="0912345678",
        email="a@b.vn",
    )
    form["invoice"].update(
        copy_from_licence=False, name="Trường THCS", tax_code="0200731649", address="Số 12", email="a@b.vn"
    )
    form["payment"] = {"due_on": TODAY.isoformat(), "consent": True}
    return form


def found(pointer: str, value: object) -> list[tuple[str, str, str]]:
    form = deepcopy(good())
    _, section, name = pointer.split("/")
    form[section][name] = value
    return [(problem.field, problem.code, problem.severity) for problem in form_problems(form, LIMITS)]


def later(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_a_good_form_has_no_problems() -> None:
    assert form_problems(good(), LIMITS) == ()


@pytest.mark.parametrize("pointer", REQUIRED)
@pytest.mark.parametrize("blank", ["", "   "])
def test_required_fields(pointer: str, blank: str) -> None:
    assert (pointer, "required", "error") in found(pointer, blank)


@pytest.mark.parametrize("pointer", [p for p in LENGTHS if not p.endswith(("phone", "email"))])
def test_lengths(pointer: str) -> None:
    assert found(pointer, "x" * LENGTHS[pointer]) == []
    assert found(pointer, "x" * (LENGTHS[pointer] + 1)) == [(pointer, "too_long", "error")]


@pytest.mark.parametrize(
    ("tax_code", "expected"),
    [
        ("0200731649", []),
        ("0200731649-001", []),
        ("001099012345", []),
        ("0200731648", [("tax_code_check_digit", "warning")]),
        ("0200731648-001", [("tax_code_check_digit", "warning")]),
        ("020073164", [("bad_tax_code", "error")]),
        ("02007316491", [("bad_tax_code", "error")]),
        ("0200731649-01", [("bad_tax_code", "error")]),
        ("0200731649001", [("bad_tax_code", "error")]),
        ("0200731649\n", [("bad_tax_code", "error")]),
        ("٠٢٠٠٧٣١٦٤٩", [("bad_tax_code", "error")]),
        ("abc", [("bad_tax_code", "error")]),
    ],
)
@pytest.mark.parametrize("section", ["unit", "invoice"])
def test_tax_codes(section: str, tax_code: str, expected: list[tuple[str, str]]) -> None:
    pointer = f"/{section}/tax_code"
    assert found(pointer, tax_code) == [(pointer, code, severity) for code, severity in expected]


def test_the_unit_needs_one_of_its_two_codes_and_the_invoice_none() -> None:
    assert found("/unit/tax_code", "") == [("/unit/tax_code", "tax_or_budget_required", "error")]
    assert found("/invoice/tax_code", "") == []
    form = good()
    form["unit"].update(tax_code="", budget_code="1012345")
    assert form_problems(form, LIMITS) == ()


@pytest.mark.parametrize(
    ("code", "fits"), [("1012345", True), ("101234", False), ("10123456", False), ("101234x", False)]
)
@pytest.mark.parametrize("pointer", ["/unit/budget_code", "/invoice/budget_code"])
def test_budget_codes(pointer: str, code: str, fits: bool) -> None:
    assert found(pointer, code) == ([] if fits else [(pointer, "bad_budget_code", "error")])


@pytest.mark.parametrize(
    ("phone", "fits"),
    [
        ("0912 345 678", True),
        ("024 3974 1234", True),
        ("+84 912345678", True),
        ("0912", False),
        ("abc", False),
        ("+1 650 253 0000", False),
    ],
)
@pytest.mark.parametrize("pointer", ["/unit/phone", "/invoice/phone"])
def test_phones(pointer: str, phone: str, fits: bool) -> None:
    assert found(pointer, phone) == ([] if fits else [(pointer, "bad_phone", "error")])


@pytest.mark.parametrize(
    ("email", "fits"), [("ke.toan@edu.vn", True), ("a", False), ("a@", False), ("a b@c.vn", False)]
)
@pytest.mark.parametrize("pointer", ["/unit/email", "/invoice/email"])
def test_emails(pointer: str, email: str, fits: bool) -> None:
    assert found(pointer, email) == ([] if fits else [(pointer, "bad_email", "error")])


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/order/years", 0, "years_out_of_range"),
        ("/order/years", 1, ""),
        ("/order/years", 5, ""),
        ("/order/years", 6, "years_out_of_range"),
        ("/order/extra_users", -1, "extra_users_out_of_range"),
        ("/order/extra_users", 0, ""),
        ("/order/extra_users", 999, ""),
        ("/order/extra_users", 1000, "extra_users_out_of_range"),
        ("/payment/due_on", None, "required"),
        ("/payment/due_on", later(-1), "due_too_early"),
        ("/payment/due_on", later(0), ""),
        ("/payment/due_on", later(90), ""),
        ("/payment/due_on", later(91), "due_too_late"),
        ("/payment/consent", False, "consent_required"),
        ("/invoice/invoice_on", None, ""),
        ("/invoice/invoice_on", later(-1), "invoice_day_too_early"),
        ("/invoice/invoice_on", later(91), "invoice_day_too_late"),
        ("/unit/head_authority", "KT.", ""),
        ("/unit/head_authority", "XX.", "bad_value"),
        ("/invoice/payment_method", "treasury", ""),
        ("/invoice/payment_method", "cash", "bad_value"),
    ],
)
def test_numbers_days_and_choices(pointer: str, value: object, code: str) -> None:
    assert found(pointer, value) == ([(pointer, code, "error")] if code else [])


@pytest.mark.parametrize("days", [0, 90])
def test_an_invoice_day_warns_that_it_is_final(days: int) -> None:
    pointer = "/invoice/invoice_on"
    assert found(pointer, later(days)) == [(pointer, "invoice_day_final", "warning")]
