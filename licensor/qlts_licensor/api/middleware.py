"""A request id on every reply, and problem documents for whatever the framework refuses by itself."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

from qlts_licensor.api.problems import STATUS_CODES, Problem

_log = logging.getLogger(__name__)
_PROBLEM = "application/problem+json"
_CHUNK = 65_536
_WITH_SCANS = ("/paper-scans", "/payment-proofs")
"""Calls with several photographs or scans."""


class RequestIdMiddleware:
    """Outermost: gives the request its id, turns every API error into a problem document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the id in ``X-Request-Id``."""
        request_id = uuid.uuid4().hex
        response = self._checked(request) if request.path.startswith("/api/") else self._get_response(request)
        response["X-Request-Id"] = request_id
        if request.method != "GET" and request.path.startswith("/api/"):
            response["Cache-Control"] = "no-store"  # tokens and rights among them
        if response.status_code >= 500:
            _log.error("request %s to %s ended with %s", request_id, request.path, response.status_code)
        return response

    def _checked(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            return Problem("not_found").response()  # PostgreSQL cannot even look for it
        try:
            length = int(request.headers.get("Content-Length") or 0)
        except ValueError:
            return Problem("malformed", "content-length").response()
        if length > _largest(request.path):
            return Problem("too_large").response()
        # A call without a body needs to say nothing about it.
        if (
            request.method in {"POST", "PUT"}
            and request.content_type != _expected_type(request.path)
            and (length or request.content_type or "Transfer-Encoding" in request.headers)
        ):
            _read_to_end(request)
            return Problem("unsupported_media_type").response()
        response = self._get_response(request)
        _read_to_end(request)
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(_PROBLEM):
            code = STATUS_CODES.get(response.status_code)
            if code is None:
                code = "server_error" if response.status_code >= 500 else "malformed"
            allowed = response.headers.get("Allow")
            response = Problem(code).response()
            if allowed:
                response["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Bad input that Django noticed while it read the body."""
        if request.path.startswith("/api/"):
            if isinstance(error, RequestDataTooBig):
                return Problem("too_large").response()
            if isinstance(error, SuspiciousOperation):
                return Problem("malformed").response()
        return None


def _read_to_end(request: HttpRequest) -> None:
    """Take in what a refusal has left unread of an allowed body.

    The server would otherwise close the connection, and the client would see a broken network, in place of the
    refusal or at its next call on the same connection.
    """
    try:
        while request.read(_CHUNK):
            pass
    except UnreadablePostError:
        pass  # the client is gone; whoever reads the answer will notice


def _expected_type(path: str) -> str:
    with_files = path.endswith(("/submission", "/prepared", *_WITH_SCANS))
    return "multipart/form-data" if with_files else "application/json"


def _largest(path: str) -> int:
    """Bytes that a request may have."""
    return settings.LARGEST_SCAN_REQUEST if path.endswith(_WITH_SCANS) else settings.LARGEST_REQUEST
