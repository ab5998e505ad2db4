"""The contract under ``/api/v1``: routers, authentication, errors."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from qlts_licensor.api.problems import STATUS_CODES, FieldProblem, Problem
from qlts_licensor.api.routes_drivers import router as drivers_router
from qlts_licensor.api.routes_files import router as files_router
from qlts_licensor.api.routes_licence import router as licence_router
from qlts_licensor.api.routes_payment import router as payment_router
from qlts_licensor.api.routes_recovery import router as recovery_router
from qlts_licensor.api.routes_registrations import router as registrations_router
from qlts_licensor.api.routes_releases import router as releases_router
from qlts_licensor.api.routes_sessions import router as sessions_router
from qlts_licensor.licences.keys import KeyProblem

_log = logging.getLogger(__name__)
VERSION = "0.1.0"

api = NinjaAPI(
    title="QLTS licensor",
    version=VERSION,
    description="Offers, signed licences and registrations. Errors are RFC 9457 problem documents.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", sessions_router)
api.add_router("", licence_router)
api.add_router("", registrations_router)
api.add_router("", payment_router)
api.add_router("", files_router)
api.add_router("", recovery_router)
api.add_router("", drivers_router)
api.add_router("", releases_router)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, error: Problem) -> HttpResponse:
    return error.response()


@api.exception_handler(AuthenticationError)
def _not_logged_in(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return Problem("session_expired").response()


@api.exception_handler(ValidationError)
def _not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = tuple(_field(item) for item in error.errors)
    return Problem("form_invalid", errors=fields).response()


@api.exception_handler(HttpError)
def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return Problem(STATUS_CODES.get(error.status_code, "malformed")).response()


@api.exception_handler(Http404)
def _not_found(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return Problem("not_found").response()


@api.exception_handler(RequestDataTooBig)
def _too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return Problem("too_large").response()


@api.exception_handler(RecursionError)
@api.exception_handler(SuspiciousOperation)
@api.exception_handler(MultiPartParserError)
def _unreadable(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return Problem("malformed").response()


@api.exception_handler(DataError)
def _not_storable(request: HttpRequest, error: Exception) -> HttpResponse:
    """A value that the database has no room for, and that no check has noticed before it."""
    _log.error("%s %s sent what cannot be stored", request.method, request.path, exc_info=error)
    return Problem("malformed").response()


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
@api.exception_handler(KeyProblem)
def _not_ready(request: HttpRequest, error: Exception) -> HttpResponse:
    """A database that stayed locked or has gone away, or keys that are not there: asking again later helps."""
    _log.error("%s %s cannot be answered now", request.method, request.path, exc_info=error)
    return Problem("unavailable", retry_after=5).response()


@api.exception_handler(Exception)
def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    if settings.DEBUG:
        raise error
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    return Problem("server_error").response()


def _field(item: dict[str, Any]) -> FieldProblem:
    """A pydantic error as a JSON pointer: ``("body", "data", "unit", "phone")`` is ``/unit/phone``."""
    place = [str(part) for part in item.get("loc", ())]
    pointer = "/" + "/".join(place[2:] if len(place) > 2 else place[-1:])
    code = "too_long" if item.get("type") == "string_too_long" else "bad_value"
    return FieldProblem(pointer, code)
