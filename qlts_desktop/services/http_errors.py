"""What went wrong between this machine and the licensor, told apart and given its code.

Two sources: an exception before any answer came (network, TLS, names), and an answer that refuses
(``application/problem+json``, RFC 9457, or something that is not the licensor's at all).
"""

from __future__ import annotations

import errno
import math
from collections.abc import Iterator, Mapping

import msgspec

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.services.wire import ProblemDetails

_TECHNICAL_LIMIT = 300

_CODES = {
    "wrong_credentials": ErrorCode.WRONG_PASSWORD,
    "session_expired": ErrorCode.SESSION_EXPIRED,
    "role_not_allowed": ErrorCode.ROLE_NOT_ALLOWED,
    "no_licence": ErrorCode.NO_LICENCE,
    "not_found": ErrorCode.NOT_FOUND,
    "order_open": ErrorCode.ORDER_OPEN,
    "form_changed": ErrorCode.FORM_CHANGED,
    "in_progress": ErrorCode.IN_PROGRESS,
    "action_not_allowed": ErrorCode.ACTION_NOT_ALLOWED,
    "registration_not_allowed": ErrorCode.REGISTRATION_NOT_ALLOWED,
    "recovery_not_allowed": ErrorCode.RECOVERY_NOT_ALLOWED,
    "recovery_open": ErrorCode.RECOVERY_OPEN,
    "version_conflict": ErrorCode.DRAFT_CONFLICT,
    "form_invalid": ErrorCode.FORM_INVALID,
    "consent_required": ErrorCode.FORM_INVALID,
    "payment_day_past": ErrorCode.PAYMENT_DAY_PAST,
    "offer_expired": ErrorCode.OFFER_EXPIRED,
    "slip_rejected": ErrorCode.SLIP_REJECTED,
    "key_reused": ErrorCode.KEY_REUSED,
    "prepared_void": ErrorCode.PREPARED_VOID,
    "paper_not_awaited": ErrorCode.PAPER_NOT_AWAITED,
    "scan_of_other_order": ErrorCode.SCAN_OF_OTHER_ORDER,
    "file_unreadable": ErrorCode.FILE_DAMAGED,
    "too_large": ErrorCode.FILE_TOO_LARGE,
    "unsupported_media_type": ErrorCode.FILE_TYPE_WRONG,
    "certificate_not_of_unit": ErrorCode.CERTIFICATE_NOT_OF_UNIT,
    "too_many_attempts": ErrorCode.TOO_MANY_ATTEMPTS,
    "account_locked": ErrorCode.ACCOUNT_LOCKED,
    "unavailable": ErrorCode.SERVER_BUSY,
}
"""The licensor's problem symbols that the interface has a sentence for."""

_CODES_BY_STATUS = {
    401: ErrorCode.SESSION_EXPIRED,
    403: ErrorCode.ROLE_NOT_ALLOWED,
    404: ErrorCode.NOT_FOUND,
    412: ErrorCode.DRAFT_CONFLICT,
    429: ErrorCode.TOO_MANY_ATTEMPTS,
}
"""For a symbol that a newer licensor has added. What is left is ``unexpected``: the client asked wrongly."""

_WITH_REASON = frozenset({"slip_rejected", "prepared_void", "action_not_allowed"})
"""Problems whose ``detail`` is a symbol that tells more."""

_PROXY_ASKS_WHO = 407
_BUSY_STATUSES = frozenset({502, 503, 504})
_PASSING_STATUSES = frozenset({401, 408, 425, 429})
"""Refusals that say nothing about the request itself: asked again later, the answer may differ."""

_OPENSSL_TIME_CODES = frozenset({9, 10, 11, 12, 13, 14})
"""X509_V_ERR: certificate or revocation list not yet valid, expired, or with an unreadable time."""
_WINDOWS_CERT_E_EXPIRED = 0x800B0101
_TIME_WORDS = ("has expired", "not yet valid", "validity period", "expired")

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN})


class RefusedError(OperationError):
    """The licensor itself answered that it will not do what was asked.

    Attributes:
        status: The HTTP status of the answer.
    """

    def __init__(
        self,
        code: ErrorCode,
        *,
        status: int,
        details: dict[str, str] | None = None,
        request_id: str = "",
        fields: tuple[FieldError, ...] = (),
        technical: str = "",
    ) -> None:
        super().__init__(code, details=details, request_id=request_id, fields=fields, technical=technical)
        self.status = status

    @property
    def definitive(self) -> bool:
        """True when sending the same once more cannot help.

        ``key_reused`` is not: what was done under that key is still to be asked for.
        """
        return (
            400 <= self.status < 500
            and self.status not in _PASSING_STATUSES
            and self.code not in {ErrorCode.IN_PROGRESS, ErrorCode.KEY_REUSED}
        )


def answer_error(status: int, headers: Mapping[str, str], body: bytes) -> OperationError:
    """The error of an answer with a status of 300 or more.

    Args:
        status: The HTTP status.
        headers: Names in lower case.
        body: The whole body.
    """
    request_id = headers.get("x-request-id", "")
    problem = _problem(headers, body)
    if problem is None:
        return OperationError(_foreign_code(status), request_id=request_id, technical=f"HTTP {status}")
    code = _CODES.get(problem.code) or _CODES_BY_STATUS.get(status)
    if code is None:
        code = ErrorCode.SERVER_ERROR if status >= 500 else ErrorCode.UNEXPECTED
    fields = tuple(FieldError(item.field, item.code, item.message) for item in problem.errors)
    if problem.code == "consent_required" and not fields:
        fields = (FieldError("/payment/consent", "consent_required"),)
    return RefusedError(
        code,
        status=status,
        details=_details(problem, headers),
        request_id=request_id,
        fields=fields,
        technical=_short(f"HTTP {status} {problem.code}: {problem.title} {problem.detail}".strip()),
    )


def _problem(headers: Mapping[str, str], body: bytes) -> ProblemDetails | None:
    if not headers.get("content-type", "").startswith("application/problem+json"):
        return None
    try:
        return msgspec.json.decode(body, type=ProblemDetails)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _foreign_code(status: int) -> ErrorCode:
    """For an answer without problem details: a proxy, another site, or a licensor out of order."""
    if status == _PROXY_ASKS_WHO:
        return ErrorCode.PROXY_LOGIN_NEEDED
    if status in _BUSY_STATUSES:
        return ErrorCode.SERVER_BUSY
    return ErrorCode.SERVER_ERROR if status >= 500 else ErrorCode.SERVER_ADDRESS_WRONG


def _details(problem: ProblemDetails, headers: Mapping[str, str]) -> dict[str, str]:
    details: dict[str, str] = {}
    if problem.order_no:
        details["order_no"] = problem.order_no
    if problem.code in _WITH_REASON and problem.detail:
        details["reason"] = problem.detail
    if problem.day is not None:
        details["day"] = problem.day.isoformat()
    header = headers.get("retry-after", "")
    seconds = problem.retry_after if problem.retry_after is not None else _digits(header)
    if seconds is not None and seconds >= 0:
        details["seconds"] = str(seconds)
        details["minutes"] = str(max(1, math.ceil(seconds / 60)))
    return details


def _digits(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def connection_error(error: Exception) -> OperationError:
    """The error of a call that got no whole answer."""
    import http.client
    import socket
    import ssl

    from requests import exceptions
    from urllib3 import exceptions as urllib3_exceptions

    causes = tuple(_causes(error))

    def told(code: ErrorCode) -> OperationError:
        return OperationError(code, technical=_short(f"{type(error).__name__}: {error}"))

    def caused_by(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if caused_by(exceptions.ProxyError, urllib3_exceptions.ProxyError):
        return told(_proxy_code(causes))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return told(ErrorCode.CLOCK_BREAKS_TLS if _about_time(cause) else ErrorCode.CERTIFICATE_UNTRUSTED)
        if isinstance(cause, socket.gaierror):
            return told(ErrorCode.NO_NETWORK if _offline(cause) else ErrorCode.SERVER_ADDRESS_WRONG)
    if caused_by(ConnectionRefusedError, exceptions.InvalidURL, exceptions.InvalidSchema):
        return told(ErrorCode.SERVER_ADDRESS_WRONG)
    if any(isinstance(cause, OSError) and cause.errno in _NO_ROUTE for cause in causes):
        return told(ErrorCode.NO_NETWORK)
    # After the two above: urllib3 calls every failure to connect a time-out too.
    if caused_by(exceptions.Timeout, urllib3_exceptions.TimeoutError, TimeoutError):
        return told(ErrorCode.TIMEOUT)
    if caused_by(http.client.RemoteDisconnected, ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError):
        return told(ErrorCode.NO_NETWORK)
    if caused_by(ssl.SSLError, http.client.BadStatusLine):
        # Something answers there, but it speaks neither TLS nor HTTP.
        return told(ErrorCode.SERVER_ADDRESS_WRONG)
    if caused_by(urllib3_exceptions.DecodeError):
        return told(ErrorCode.REPLY_NOT_UNDERSTOOD)
    return told(ErrorCode.NO_NETWORK)


def _proxy_code(causes: tuple[BaseException, ...]) -> ErrorCode:
    """Why a proxy opens no way: it wants to know who asks, finds no way itself, or is not there."""
    import ssl

    texts = [str(cause) for cause in causes]
    if any(f"Tunnel connection failed: {_PROXY_ASKS_WHO}" in text for text in texts):
        return ErrorCode.PROXY_LOGIN_NEEDED
    if any("Tunnel connection failed" in text for text in texts):
        return ErrorCode.NO_NETWORK
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return ErrorCode.CERTIFICATE_UNTRUSTED
    return ErrorCode.PROXY_UNREACHABLE


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception with all that it wraps: requests and urllib3 nest the cause in three different ways."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [getattr(current, "reason", None), current.__cause__, current.__context__, *current.args]


def _about_time(error: object) -> bool:
    """Whether a certificate was refused for its dates, which a PC with a wrong clock makes happen."""
    code = getattr(error, "verify_code", None)
    if code is not None and (code in _OPENSSL_TIME_CODES or code & 0xFFFFFFFF == _WINDOWS_CERT_E_EXPIRED):
        return True
    text = str(getattr(error, "verify_message", "") or error).lower()
    return any(words in text for words in _TIME_WORDS)


def _offline(error: OSError) -> bool:
    """Whether a name was not found because there is no network at all, rather than for being wrong."""
    import socket

    return error.errno == socket.EAI_AGAIN or not _route_exists()


def _route_exists() -> bool:
    """Whether this machine knows a way out; asks the routing table and sends nothing."""
    import socket

    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1
    except OSError:
        return False
    return True


def _short(text: str) -> str:
    return text if len(text) <= _TECHNICAL_LIMIT else f"{text[:_TECHNICAL_LIMIT]}…"
