"""Files of an order: as they were sent, and those that are made from it."""

from __future__ import annotations

import base64
import hashlib

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Path, Router

from qlts_licensor.api import schemas, schemas_orders
from qlts_licensor.api.access import SessionToken, caller
from qlts_licensor.api.problems import Problem
from qlts_licensor.registrations import dossier, order_documents
from qlts_licensor.registrations.changes import sent_order
from qlts_licensor.registrations.models import Registration, StoredFile
from qlts_licensor.registrations.uploads import kind_of

_Refused = schemas.ProblemDetails
_refusals = {401: _Refused, 404: _Refused, 409: _Refused, 422: _Refused, 503: _Refused}

router = Router(tags=["files"], auth=SessionToken())


@router.get("/registrations/{no}/slip", response=_refusals, operation_id="get_slip")
def get_slip(request: HttpRequest, no: str) -> HttpResponse:
    """The slip as it was sent (``application/pdf``), with its digest."""
    return _stored(_order(request, no), "slip")


@router.get("/registrations/{no}/signature-report", response=_refusals, operation_id="get_signature_report")
def get_signature_report(request: HttpRequest, no: str) -> HttpResponse:
    """What the licensor found of the slip's signatures (JSON); 404 for a stamped slip."""
    return _stored(_order(request, no), "signature_report")


@router.get("/registrations/{no}/invoice", response=_refusals, operation_id="get_invoice")
def get_invoice(request: HttpRequest, no: str) -> HttpResponse:
    """The issued invoice (``application/pdf``)."""
    return _stored(_order(request, no), "invoice")


@router.get("/registrations/{no}/invoice-xml", response=_refusals, operation_id="get_invoice_xml")
def get_invoice_xml(request: HttpRequest, no: str) -> HttpResponse:
    """The issued invoice as the tax authority has it (XML)."""
    return _stored(_order(request, no), "invoice_xml")


@router.get("/registrations/{no}/files/{sha256}", response=_refusals, operation_id="get_file")
def get_file(request: HttpRequest, no: str, sha256: str = Path(..., pattern="^[0-9a-f]{64}$")) -> HttpResponse:
    """Any file kept with an order as it was sent, a payment proof's or a scan's say, by its digest."""
    return _sent(_order(request, no).files.filter(sha256=sha256))


@router.get("/registrations/{no}/quote", response=_refusals, operation_id="get_quote")
def get_quote(request: HttpRequest, no: str) -> HttpResponse:
    """*Báo giá* (``application/pdf``), made from the order."""
    order = _order(request, no)
    return attachment(order_documents.quote(order), f"bao-gia-{order.no}.pdf", "application/pdf")


@router.get("/registrations/{no}/payment-request", response=_refusals, operation_id="get_payment_request")
def get_payment_request(request: HttpRequest, no: str) -> HttpResponse:
    """*Giấy đề nghị thanh toán* (``application/pdf``), made from the order."""
    order = _order(request, no)
    content = order_documents.payment_request(order)
    return attachment(content, f"de-nghi-thanh-toan-{order.no}.pdf", "application/pdf")


@router.get(
    "/registrations/{no}/receipts",
    response={200: schemas_orders.ReceiptList, **_refusals},
    operation_id="get_receipts",
)
def get_receipts(request: HttpRequest, no: str) -> schemas_orders.ReceiptList:
    """The receipts of an order, the oldest first."""
    order = _order(request, no)
    return schemas_orders.ReceiptList(receipts=[receipt.file for receipt in order.receipts.order_by("id")])


@router.get(
    "/registrations/{no}/dossier-index",
    response={200: schemas_orders.DossierIndex, **_refusals},
    operation_id="get_dossier_index",
)
def get_dossier_index(request: HttpRequest, no: str) -> schemas_orders.DossierIndex:
    """*Hồ sơ kiểm toán*: the signed index of everything kept with an order, with digests."""
    return schemas_orders.DossierIndex(index=dossier.signed_index(_order(request, no)))


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that a browser neither guesses about nor runs, with its digest."""
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Repr-Digest": f"sha-256=:{digest}:",
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


def _order(request: HttpRequest, no: str) -> Registration:
    return sent_order(caller(request).user, no)


def _stored(order: Registration, kind: str) -> HttpResponse:
    """The newest file of a kind."""
    return _sent(order.files.filter(kind=kind))


def _sent(files: QuerySet[StoredFile]) -> HttpResponse:
    file = files.order_by("-id").first()
    if file is None:
        raise Problem("not_found")
    content = bytes(file.content)
    known = kind_of(content)
    return attachment(content, file.name, known.value if known else "application/octet-stream")
