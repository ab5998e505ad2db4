"""The form between the program, the wire and the slip."""

from __future__ import annotations

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import (
    HeadAuthority,
    InvoiceSection,
    OrderSection,
    PaymentMethod,
    PaymentSection,
    RenewalForm,
    UnitSection,
)
from qlts_desktop.services.form_codec import body_from_form, form_from_body, offer_payload, registration_document
from qlts_desktop.services.wire import FormBody
from tests.factories import make_form, make_root, make_signed_offer, offer_claims

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))
UNITS = st.builds(
    UnitSection,
    **dict.fromkeys(("name", "licence_no", "tax_code", "budget_code", "governing_body", "address"), TEXT),
    **dict.fromkeys(("province", "head_name", "head_title", "contact_name", "phone", "email"), TEXT),
    head_authority=st.sampled_from(HeadAuthority),
)
INVOICES = st.builds(
    InvoiceSection,
    **dict.fromkeys(("name", "tax_code", "budget_code", "address", "buyer_name", "email"), TEXT),
    **dict.fromkeys(("phone", "account_no", "bank_name"), TEXT),
    copy_from_licence=st.booleans(),
    payment_method=st.sampled_from(PaymentMethod),
    invoice_on=DAYS,
)
FORMS = st.builds(
    RenewalForm,
    unit=UNITS,
    invoice=INVOICES,
    order=st.builds(OrderSection, st.integers(-9, 9), st.integers(-9, 9999)),
    payment=st.builds(PaymentSection, DAYS, st.booleans()),
)


@settings(deadline=None)
@given(FORMS)
def test_a_form_comes_back_from_the_wire_as_it_went(form: RenewalForm):
    wire = msgspec.json.encode(body_from_form(form))
    assert form_from_body(msgspec.json.decode(wire, type=FormBody)) == form


def test_a_choice_of_a_newer_licensor_becomes_the_usual_one():
    body = body_from_form(make_form(unit_head_authority=HeadAuthority.KT))
    body.unit.head_authority, body.invoice.payment_method = "Q.", "gold"
    form = form_from_body(body)
    assert form.unit.head_authority is HeadAuthority.NONE
    assert form.invoice.payment_method is PaymentMethod.BANK_TRANSFER


@settings(deadline=None)
@given(FORMS)
def test_the_document_holds_every_field_and_is_canonical(form: RenewalForm):
    content = registration_document("100000042", "U", form, offer_claims())
    document = json.loads(content)
    assert set(document) == {"type", "order_no", "unit", "form", "offer"}
    assert document["type"] == "qlts-registration/1"
    assert document["form"] == json.loads(msgspec.json.encode(body_from_form(form)))
    assert document["offer"] == offer_claims()
    assert registration_document("100000042", "U", form, json.loads(json.dumps(offer_claims()))) == content


def test_the_document_is_these_very_bytes():
    """RFC 8785: members sorted, no white space, text as UTF-8."""
    form = RenewalForm(payment=PaymentSection(date(2027, 2, 5), consent=True))
    document = registration_document("1", "Đơn vị", form, {"z": 1, "a": "é"})
    assert document.decode() == (
        '{"form":{"invoice":{"account_no":"","address":"","bank_name":"","budget_code":"","buyer_name":"",'
        '"copy_from_licence":true,"email":"","invoice_on":null,"name":"","payment_method":"bank_transfer",'
        '"phone":"","tax_code":""},"order":{"extra_users":0,"years":1},"payment":{"consent":true,'
        '"due_on":"2027-02-05"},"unit":{"address":"","budget_code":"","contact_name":"","email":"",'
        '"governing_body":"","head_authority":"none","head_name":"","head_title":"","licence_no":"",'
        '"name":"","phone":"","province":"","tax_code":""}},"offer":{"a":"é","z":1},"order_no":"1",'
        '"type":"qlts-registration/1","unit":"Đơn vị"}'
    )


def test_the_offer_is_taken_as_it_was_signed():
    """A member that this program does not know is part of what was signed."""
    file = make_signed_offer(something_new=[1, {"a": None}])
    assert offer_payload(f" {file}\n") == {**offer_claims(), "something_new": [1, {"a": None}]}


@pytest.mark.parametrize("file", ["", "a.b.c", make_root().sign("qlts-offer+jws", [1])])
def test_what_is_no_offer_is_damaged(file: str):
    with pytest.raises(OperationError) as caught:
        offer_payload(file)
    assert caught.value.code is ErrorCode.LICENCE_DAMAGED
