"""The renewal form between the program, the wire and the slip."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import (
    NOTHING_ASIDE,
    Aside,
    HeadAuthority,
    InvoiceSection,
    OrderSection,
    PaymentMethod,
    PaymentSection,
    RenewalForm,
    UnitSection,
)
from qlts_desktop.services import jws
from qlts_desktop.services.wire import FormBody, InvoiceFields, OrderFields, PaymentFields, UnitFields

REGISTRATION_TYPE = "qlts-registration/1"

E = TypeVar("E", bound=StrEnum)


def form_from_body(body: FormBody) -> RenewalForm:
    """The form as it came over the wire; a choice that is not known becomes the usual one."""
    unit, invoice = body.unit, body.invoice
    return RenewalForm(
        unit=UnitSection(
            name=unit.name,
            licence_no=unit.licence_no,
            tax_code=unit.tax_code,
            budget_code=unit.budget_code,
            governing_body=unit.governing_body,
            address=unit.address,
            province=unit.province,
            head_name=unit.head_name,
            head_title=unit.head_title,
            head_authority=_choice(HeadAuthority, unit.head_authority, HeadAuthority.NONE),
            contact_name=unit.contact_name,
            phone=unit.phone,
            email=unit.email,
        ),
        invoice=InvoiceSection(
            copy_from_licence=invoice.copy_from_licence,
            name=invoice.name,
            tax_code=invoice.tax_code,
            budget_code=invoice.budget_code,
            address=invoice.address,
            buyer_name=invoice.buyer_name,
            email=invoice.email,
            phone=invoice.phone,
            payment_method=_choice(PaymentMethod, invoice.payment_method, PaymentMethod.BANK_TRANSFER),
            account_no=invoice.account_no,
            bank_name=invoice.bank_name,
            invoice_on=invoice.invoice_on,
        ),
        order=OrderSection(body.order.years, body.order.extra_users),
        payment=PaymentSection(body.payment.due_on, body.payment.consent),
    )


def body_from_form(form: RenewalForm) -> FormBody:
    """The form as it goes over the wire."""
    unit, invoice = form.unit, form.invoice
    return FormBody(
        unit=UnitFields(
            name=unit.name,
            licence_no=unit.licence_no,
            tax_code=unit.tax_code,
            budget_code=unit.budget_code,
            governing_body=unit.governing_body,
            address=unit.address,
            province=unit.province,
            head_name=unit.head_name,
            head_title=unit.head_title,
            head_authority=unit.head_authority.value,
            contact_name=unit.contact_name,
            phone=unit.phone,
            email=unit.email,
        ),
        invoice=InvoiceFields(
            copy_from_licence=invoice.copy_from_licence,
            name=invoice.name,
            tax_code=invoice.tax_code,
            budget_code=invoice.budget_code,
            address=invoice.address,
            buyer_name=invoice.buyer_name,
            email=invoice.email,
            phone=invoice.phone,
            payment_method=invoice.payment_method.value,
            account_no=invoice.account_no,
            bank_name=invoice.bank_name,
            invoice_on=invoice.invoice_on,
        ),
        order=OrderFields(years=form.order.years, extra_users=form.order.extra_users),
        payment=PaymentFields(due_on=form.payment.due_on, consent=form.payment.consent),
    )


def text_from_aside(aside: Aside) -> str:
    """What stands aside of the form, as JSON for the local store."""
    return msgspec.json.encode(aside).decode("utf-8")


def aside_from_text(text: str | None) -> Aside:
    """What stood aside of a kept form; nothing where there was nothing, or nothing that fits this version."""
    if text is None:
        return NOTHING_ASIDE
    try:
        return msgspec.json.decode(text, type=Aside)
    except msgspec.DecodeError:
        return NOTHING_ASIDE


def offer_payload(offer_file: str) -> dict[str, Any]:
    """An offer's claims as the plain JSON object that was signed; the signature has been checked before.

    Raises:
        OperationError: licence_damaged.
    """
    try:
        payload = msgspec.json.decode(jws.parse(offer_file.strip()).payload)
    except (jws.NotJwsError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical=str(error)) from error
    if not isinstance(payload, dict):
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="an offer is a JSON object")
    return payload


def registration_document(order_no: str, unit_code: str, form: RenewalForm, offer: dict[str, Any]) -> bytes:
    """What is registered, in canonical JSON (RFC 8785): embedded in the slip and compared by the licensor.

    Args:
        order_no: The order's number, 9 digits.
        unit_code: The unit's code.
        form: The form as it is to be registered.
        offer: The signed offer's claims (:func:`offer_payload`).

    Returns:
        UTF-8 bytes; the slip's QR code names their SHA-256.
    """
    import rfc8785

    form_object = msgspec.to_builtins(body_from_form(form), builtin_types=())
    document = {
        "type": REGISTRATION_TYPE,
        "order_no": order_no,
        "unit": unit_code,
        "form": form_object,
        "offer": offer,
    }
    return bytes(rfc8785.dumps(document))


def _choice(kind: type[E], value: str, usual: E) -> E:
    try:
        return kind(value)
    except ValueError:
        return usual
