"""``/sessions``."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Status

from qlts_licensor.api import schemas
from qlts_licensor.api.access import SessionToken, caller
from qlts_licensor.units import sessions, throttle

router = Router(tags=["sessions"])
_problems = {401: schemas.ProblemDetails, 422: schemas.ProblemDetails, 429: schemas.ProblemDetails}


@router.post("/sessions", response={200: schemas.SessionReply, **_problems}, operation_id="log_in")
def log_in(request: HttpRequest, body: schemas.LoginRequest) -> schemas.SessionReply:
    """Log in with unit code, user and password."""
    address = throttle.client_address(request, settings.TRUSTED_PROXIES)
    return _reply(sessions.log_in(body.unit_code, body.username, body.password, address))


@router.post(
    "/sessions/refresh", response={200: schemas.SessionReply, **_problems}, operation_id="refresh_session"
)
def refresh(request: HttpRequest, body: schemas.RefreshRequest) -> schemas.SessionReply:
    """Exchange a refresh token for the next; never throttled."""
    return _reply(sessions.refresh(body.refresh_token))


@router.delete(
    "/sessions/current",
    auth=SessionToken(),
    response={204: None, 401: schemas.ProblemDetails},
    operation_id="log_out",
)
def log_out(request: HttpRequest) -> Status:
    """End the session."""
    sessions.log_out(caller(request).chain)
    return Status(204, None)


def _reply(tokens: sessions.Tokens) -> schemas.SessionReply:
    user, unit = tokens.user, tokens.user.unit
    return schemas.SessionReply(
        access_token=tokens.access,
        access_expires_in=sessions.ACCESS_SECONDS,
        refresh_token=tokens.refresh,
        refresh_expires_at=tokens.refresh_expires_at,
        user=schemas.SessionUser(
            username=user.login_name, full_name=user.full_name, role=user.role, can_renew=user.can_renew
        ),
        unit=schemas.SessionUnit(code=unit.code, name=unit.name),
    )
