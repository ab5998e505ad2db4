"""``/data-recovery-requests``."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from qlts_licensor.api import schemas
from qlts_licensor.api.access import SessionToken, caller, renewer
from qlts_licensor.recovery import requests
from qlts_licensor.recovery.models import DataRecoveryRequest

_Refused = schemas.ProblemDetails
_refusals = {401: _Refused, 403: _Refused}

router = Router(tags=["recovery"], auth=SessionToken())


@router.post(
    "/data-recovery-requests",
    response={201: schemas.RecoveryRequest, 400: _Refused, **_refusals, 409: _Refused, 422: _Refused},
    operation_id="request_data_recovery",
)
def request_data_recovery(request: HttpRequest, body: schemas.RecoveryBody) -> Status:
    """Ask for data of a subscription that was cut, under an ``Idempotency-Key``."""
    user = renewer(request)
    wish = requests.Wish(body.contact, body.phone, body.period)
    return Status(201, _reply(requests.file(user, request.headers.get("Idempotency-Key", ""), wish)))


@router.get(
    "/data-recovery-requests",
    response={200: schemas.RecoveryList, **_refusals},
    operation_id="list_data_recovery_requests",
)
def list_data_recovery_requests(request: HttpRequest) -> schemas.RecoveryList:
    """The unit's requests, newest first."""
    found = DataRecoveryRequest.objects.filter(unit=caller(request).user.unit)
    return schemas.RecoveryList(items=[_reply(one) for one in found])


def _reply(request: DataRecoveryRequest) -> schemas.RecoveryRequest:
    return schemas.RecoveryRequest(
        no=request.no,
        state=request.state,
        contact=request.contact,
        phone=request.phone,
        period=request.period,
        reason=request.reason,
        created_at=timezone.localtime(request.created_at),
        updated_at=timezone.localtime(request.updated_at),
    )
