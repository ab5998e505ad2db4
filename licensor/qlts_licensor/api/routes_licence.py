"""``/licence``, ``/time``, ``/keys``, ``/health``, ``/ready``."""

from __future__ import annotations

import re

from django.db import connection
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from qlts_licensor.api import schemas
from qlts_licensor.api.access import SessionToken
from qlts_licensor.api.problems import Problem
from qlts_licensor.licences.assemble import current_licence, unchanged_licence
from qlts_licensor.licences.signing import key_ring, signed_time
from qlts_licensor.migrated import is_of_this_version
from qlts_licensor.units.models import Unit
from qlts_licensor.units.sessions import Holder, holder_of

router = Router(tags=["licence"])
_NONCE = re.compile(r"[A-Za-z0-9_-]{22}")


@router.get(
    "/licence",
    auth=SessionToken(holder_of),
    response={200: schemas.LicenceReply, 401: schemas.ProblemDetails, 404: schemas.ProblemDetails},
    operation_id="get_licence",
)
def get_licence(request: HttpRequest, response: HttpResponse, nonce: str = Query("", max_length=50)) -> object:
    """The unit's licence file; 304 when the caller holds it already."""
    holder: Holder = request.auth  # type: ignore[attr-defined]
    licence = unchanged_licence(holder.unit_pk) or current_licence(Unit.objects.get(pk=holder.unit_pk))
    if licence is None:
        raise Problem("no_licence")
    etag = f'"{holder.unit_code}-{licence.serial}"'
    if request.headers.get("If-None-Match") == etag:
        unchanged = HttpResponse(status=304)
        _stamp(unchanged, etag, nonce)
        return unchanged
    _stamp(response, etag, nonce)
    return schemas.LicenceReply(licence=licence.file)


@router.get("/time", response={200: schemas.TimeReply, 422: schemas.ProblemDetails}, operation_id="get_time")
def get_time(
    request: HttpRequest, nonce: str = Query(..., pattern=_NONCE.pattern, max_length=22)
) -> schemas.TimeReply:
    """Signed time over 16 random bytes of the caller's."""
    return schemas.TimeReply(time=signed_time(nonce))


@router.get("/keys", response={200: schemas.KeysReply}, operation_id="get_keys")
def get_keys(request: HttpRequest) -> schemas.KeysReply:
    """Public keys and the list of revoked ones."""
    return schemas.KeysReply.model_validate(key_ring().keys_reply())


@router.get("/health", response={200: schemas.Health}, operation_id="get_health")
def get_health(request: HttpRequest) -> schemas.Health:
    """Whether the service lives; ``/ready`` is about its database too, which a new start would not mend."""
    from qlts_licensor.api.api import VERSION

    return schemas.Health(status="ok", version=VERSION)


@router.get("/ready", response={200: schemas.Ready, 503: schemas.ProblemDetails}, operation_id="get_ready")
def get_ready(request: HttpRequest) -> schemas.Ready:
    """Whether it can do its work: the database answers and is of this version, the keys are there."""
    if not is_of_this_version():
        raise Problem("unavailable", "migrations", retry_after=5)
    key_ring()
    return schemas.Ready(status="ready", database=connection.vendor)


def _stamp(response: HttpResponse, etag: str, nonce: str) -> None:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    if _NONCE.fullmatch(nonce):
        response["QLTS-Time"] = signed_time(nonce)
