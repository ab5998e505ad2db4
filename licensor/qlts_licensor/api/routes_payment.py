"""What a unit does with an order that it has sent: payment proofs, a later day, taking it back."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from qlts_licensor.api import schemas, schemas_orders
from qlts_licensor.api.access import SessionToken, renewer
from qlts_licensor.registrations import order_changes, payment_proofs, replies
from qlts_licensor.registrations.uploads import Upload

_Refused = schemas.ProblemDetails
_refusals = {400: _Refused, 401: _Refused, 403: _Refused, 404: _Refused, 409: _Refused, 422: _Refused}
_file_refusals = {413: _Refused, 415: _Refused}

router = Router(tags=["payment"], auth=SessionToken())


@router.post(
    "/registrations/{no}/payment-proofs",
    response={201: schemas_orders.ChangeReply, **_refusals, **_file_refusals},
    operation_id="confirm_payment",
)
def confirm_payment(
    request: HttpRequest,
    no: str,
    memo: str = Form(..., max_length=1_000),
    paid_on: date = Form(...),  # noqa: B008 - how ninja declares a part
    amount: int = Form(..., ge=-(10**15), le=10**15),
    note: str = Form("", max_length=2_000),
    files: list[UploadedFile] = File(...),  # noqa: B008 - how ninja declares a part
) -> Status:
    """*Xác nhận thanh toán*: what was paid, with 1 to 5 pictures or PDFs, under an ``Idempotency-Key``."""
    proof = payment_proofs.Proof(
        key=_key(request),
        memo=memo,
        paid_on=paid_on,
        amount=amount,
        note=note,
        files=tuple(Upload((file.name or "")[:200], file.read()) for file in files),
    )
    return Status(201, replies.change(payment_proofs.send_proof(renewer(request), no, proof)))


@router.post(
    "/registrations/{no}/extension",
    response={201: schemas_orders.ChangeReply, **_refusals},
    operation_id="extend_payment",
)
def extend_payment(request: HttpRequest, no: str, body: schemas_orders.ExtensionRequest) -> Status:
    """*Gia hạn thanh toán*: the second commitment, under an ``Idempotency-Key``."""
    answered = order_changes.ask_extension(renewer(request), no, _key(request), body.due_on, consent=body.consent)
    return Status(201, replies.change(answered))


@router.post(
    "/registrations/{no}/cancellation",
    response={201: schemas_orders.ChangeReply, **_refusals},
    operation_id="cancel",
)
def cancel(request: HttpRequest, no: str, body: schemas_orders.CancellationRequest) -> Status:
    """*Hủy đơn*: take the order back while nothing has come for it, under an ``Idempotency-Key``."""
    answered = order_changes.cancel_order(renewer(request), no, _key(request), body.reason)
    return Status(201, replies.change(answered))


def _key(request: HttpRequest) -> str:
    return request.headers.get("Idempotency-Key", "")
