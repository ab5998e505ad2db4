"""The licensor's calls, typed: what is sent, what comes back, what is tried again.

A ``GET`` and a ``PUT`` may be repeated (a ``PUT`` under its version), a ``POST`` only under its idempotency key.
Every failure is an :class:`~qlts_desktop.core.errors.OperationError`. Tokens and passwords are never logged.
"""

from __future__ import annotations

import base64
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar
from urllib.parse import quote

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.http_errors import RefusedError, answer_error
from qlts_desktop.services.http_transport import DEFAULT_LIMITS, Answer, Call, HttpTransport, Limits, Part
from qlts_desktop.services.proxy import SYSTEM_PROXY, Proxy
from qlts_desktop.services.server_address import parse_server_address
from qlts_desktop.services.wire import (
    ClientReleaseReply,
    DraftReply,
    DraftRequest,
    FormBody,
    FormSaved,
    KeysReply,
    LicenceReply,
    LoginRequest,
    RecoveryList,
    RecoveryRequest,
    RefreshRequest,
    RegistrationDetail,
    RegistrationPage,
    SessionReply,
    SubmissionReply,
    TimeReply,
    TokenDriversReply,
)

T = TypeVar("T")

_ATTEMPTS = 3
_BACKOFF = 0.4
"""Seconds before the second attempt; doubled for each further one, with up to as much again by chance."""
_NO_NEW_ATTEMPT_AFTER = 40.0
"""Seconds since the first attempt began: a user waits for one long time-out, not for three."""
_WORTH_ANOTHER_ATTEMPT = frozenset(
    {ErrorCode.NO_NETWORK, ErrorCode.PROXY_UNREACHABLE, ErrorCode.TIMEOUT, ErrorCode.SERVER_BUSY}
)


class _Health(msgspec.Struct, frozen=True):
    status: str
    version: str


class AccessSource(Protocol):
    """Who knows the access token of the session."""

    def current_access(self) -> str:
        """The access token; raises session_expired when nobody is logged in."""

    def renewed_access(self, refused: str) -> str:
        """A token in the place of one that the licensor refused; raises session_expired when there is none."""


@dataclass(frozen=True, slots=True)
class LicenceAnswer:
    """``GET /licence``.

    Attributes:
        file: The compact JWS; None when the one named by its ETag is still the newest (304).
        etag: To be sent with the next request.
        signed_time: ``qlts-time+jws`` over the request's nonce; empty when the header is missing.
    """

    file: str | None
    etag: str
    signed_time: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What is sent with ``POST /registrations/{no}/submission``. Sent again, it is the same to the last byte."""

    key: str
    order_no: str
    method: str
    form_version: int
    slip: bytes = field(repr=False)


class LicensorApi:
    """The licensor at one address at a time. Safe for several threads."""

    def __init__(
        self,
        url: str,
        *,
        limits: Limits = DEFAULT_LIMITS,
        jitter: Callable[[], float] = random.random,
        pause: Callable[[float], None] | None = None,
        proxy: Callable[[], Proxy] = lambda: SYSTEM_PROXY,
    ) -> None:
        """Set up; nothing is sent.

        Args:
            url: May be empty: none is set yet.
            limits: Of each exchange.
            jitter: Between 0 and 1.
            pause: Stands in for waiting between attempts.
            proxy: Tells the way out; it may block.

        Raises:
            OperationError: server_address_wrong, plain_http_refused.
        """
        self._limits = limits
        self._jitter = jitter
        self._pause = pause
        self._proxy = proxy
        self._access: AccessSource | None = None
        self._on_wrong_clock: Callable[[], None] | None = None
        self._url = ""
        self._transport: HttpTransport | None = None
        if url:
            self.use_server(url)

    @property
    def url(self) -> str:
        """The address in use, in its one form; empty when none is set."""
        return self._url

    def use_server(self, url: str) -> None:
        """Send all further calls to another address."""
        address = parse_server_address(url)
        former, self._transport = self._transport, HttpTransport(address, self._limits, self._proxy)
        self._url = address.url
        if former is not None:
            former.close()

    def reconnect(self) -> None:
        """Make new connections from now on: there is another way out."""
        if self._url:
            self.use_server(self._url)

    def authorise_with(self, source: AccessSource) -> None:
        """Ask this source for the access token of every call that needs one."""
        self._access = source

    def tell_of_wrong_clock(self, listener: Callable[[], None]) -> None:
        """Call this when TLS fails because of this PC's date, in the thread of the failing call."""
        self._on_wrong_clock = listener

    def close(self) -> None:
        """Give up what is under way; no further call succeeds."""
        if self._transport is not None:
            self._transport.close()

    # --- sessions -----------------------------------------------------------------------------------------

    def log_in(self, unit_code: str, username: str, password: str) -> SessionReply:
        """``POST /sessions``."""
        body = LoginRequest(unit_code=unit_code, username=username, password=password)
        return _decoded(self._sent(Call("POST", "/sessions", json=msgspec.json.encode(body))), SessionReply)

    def refresh_session(self, refresh_token: str) -> SessionReply:
        """``POST /sessions/refresh``: new tokens for a refresh token, which stays good until they are used."""
        body = msgspec.json.encode(RefreshRequest(refresh_token=refresh_token))
        return _decoded(self._repeated(Call("POST", "/sessions/refresh", json=body)), SessionReply)

    def end_session(self, access_token: str) -> None:
        """``DELETE /sessions/current``."""
        self._sent(Call("DELETE", "/sessions/current", token=access_token))

    # --- licence and keys ---------------------------------------------------------------------------------

    def check_service(self) -> str:
        """``GET /health``: the licensor's version.

        Raises:
            OperationError: server_address_wrong when something else than a licensor answers; network codes.
        """
        answer = self._sent(Call("GET", "/health"))
        try:
            return _decoded(answer, _Health).version
        except OperationError as error:
            raise OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical=error.technical) from error

    def keys(self) -> KeysReply:
        """``GET /keys``; asked once, what is not learnt now is learnt with the next licence."""
        return _decoded(self._sent(Call("GET", "/keys")), KeysReply)

    def time_over_plain_http(self, nonce: str) -> str:
        """``GET /time`` over plain http: ``qlts-time+jws``. Nothing else is ever sent that way."""
        call = Call("GET", "/time", query=(("nonce", nonce),), plain=True)
        return _decoded(self._sent(call), TimeReply).time

    def signed_time(self, nonce: str) -> str:
        """``GET /time``: ``qlts-time+jws`` over the nonce."""
        return _decoded(self._sent(Call("GET", "/time", query=(("nonce", nonce),))), TimeReply).time

    def token_drivers(self) -> TokenDriversReply:
        """``GET /token-drivers``: who issues tokens, and where their drivers are had."""
        return _decoded(self._sent(Call("GET", "/token-drivers")), TokenDriversReply)

    def client_release(self, platform: str, etag: str) -> tuple[str | None, str]:
        """``GET /client-release``: the manifest (None where the one named by the ETag is the newest), its ETag."""
        headers = (("If-None-Match", etag),) if etag else ()
        answer = self._sent(Call("GET", "/client-release", query=(("platform", platform),), headers=headers))
        manifest = None if answer.status == 304 else _decoded(answer, ClientReleaseReply).manifest
        return manifest, answer.headers.get("etag", etag)

    def licence(self, nonce: str, etag: str) -> LicenceAnswer:
        """``GET /licence``.

        Args:
            nonce: base64url of 16 bytes that the signed time will name.
            etag: Of the licence held; empty to get it in any case.
        """
        headers = (("If-None-Match", etag),) if etag else ()
        answer = self._authorised(
            Call("GET", "/licence", query=(("nonce", nonce),), headers=headers), self._repeated
        )
        file = None if answer.status == 304 else _decoded(answer, LicenceReply).licence
        return LicenceAnswer(file, answer.headers.get("etag", etag), answer.headers.get("qlts-time", ""))

    # --- registrations ------------------------------------------------------------------------------------

    def open_draft(self, request: DraftRequest) -> DraftReply:
        """``PUT /registrations/draft``."""
        call = Call("PUT", "/registrations/draft", json=msgspec.json.encode(request))
        return _decoded(self._authorised(call, self._repeated), DraftReply)

    def save_form(self, no: str, version: int, form: FormBody) -> FormSaved:
        """``PUT /registrations/{no}/form`` under the draft's version."""
        call = Call(
            "PUT",
            f"/registrations/{_segment(no)}/form",
            headers=(("If-Match", f'"{version}"'),),
            json=msgspec.json.encode(form),
        )
        return _decoded(self._authorised(call, self._repeated), FormSaved)

    def submit(self, submission: Submission) -> SubmissionReply:
        """``POST /registrations/{no}/submission`` under its idempotency key."""
        call = Call(
            "POST",
            f"/registrations/{_segment(submission.order_no)}/submission",
            headers=(("Idempotency-Key", submission.key),),
            fields=(
                ("method", submission.method),
                ("consent", "true"),
                ("form_version", str(submission.form_version)),
            ),
            parts=(Part("slip", f"{submission.order_no}.pdf", "application/pdf", submission.slip),),
        )
        return _decoded(self._authorised(call, self._repeated), SubmissionReply)

    def submission(self, key: str) -> SubmissionReply:
        """``GET /submissions/{key}``: what became of a submission."""
        call = Call("GET", f"/submissions/{_segment(key)}")
        return _decoded(self._authorised(call, self._repeated), SubmissionReply)

    def registrations(self, cursor: str = "", updated_since: str = "") -> RegistrationPage:
        """``GET /registrations``: one page, newest first; ``updated_since`` (RFC 3339) leaves out the others."""
        asked = (("cursor", cursor), ("updated_since", updated_since))
        query = tuple((name, value) for name, value in asked if value)
        return _decoded(
            self._authorised(Call("GET", "/registrations", query=query), self._repeated), RegistrationPage
        )

    def registration(self, no: str) -> RegistrationDetail:
        """``GET /registrations/{no}``."""
        call = Call("GET", f"/registrations/{_segment(no)}")
        return _decoded(self._authorised(call, self._repeated), RegistrationDetail)

    def order_file(self, no: str, path: str) -> bytes:
        """``GET /registrations/{no}/…``: a file, its ``Repr-Digest`` checked.

        Args:
            no: The order's number.
            path: Below the order, for example ``slip`` or ``files/`` and a digest.
        """
        answer = self._authorised(Call("GET", f"/registrations/{_segment(no)}/{path}"), self._repeated)
        import hashlib

        digest = base64.b64encode(hashlib.sha256(answer.body).digest()).decode("ascii")
        if f"sha-256=:{digest}:" not in answer.headers.get("repr-digest", ""):
            raise _not_understood(answer, "the file's digest is missing or differs")
        return answer.body

    # --- data recovery ------------------------------------------------------------------------------------

    def request_data_recovery(self, key: str, body: bytes) -> RecoveryRequest:
        """``POST /data-recovery-requests`` under its idempotency key.

        Args:
            key: The same for every sending of this body.
            body: JSON of :class:`~qlts_desktop.services.wire.RecoveryBody`, as it was kept.
        """
        call = Call("POST", "/data-recovery-requests", headers=(("Idempotency-Key", key),), json=body)
        return _decoded(self._authorised(call, self._repeated), RecoveryRequest)

    def data_recovery_requests(self) -> RecoveryList:
        """``GET /data-recovery-requests``: the unit's, newest first."""
        return _decoded(self._authorised(Call("GET", "/data-recovery-requests"), self._repeated), RecoveryList)

    # --- calls of other modules ---------------------------------------------------------------------------

    def ask(self, call: Call, kind: type[T]) -> T:
        """A call that may arrive twice, and its decoded answer; one without a token goes as the user's."""
        return _decoded(self.tell(call), kind)

    def tell(self, call: Call) -> Answer:
        """As :meth:`ask`, for a call whose answer says nothing."""
        return self._repeated(call) if call.token else self._authorised(call, self._repeated)

    # --- sending ------------------------------------------------------------------------------------------

    def _sent(self, call: Call) -> Answer:
        """Send once."""
        transport = self._transport
        if transport is None:
            raise OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical="no address is set")
        try:
            answer = transport.exchange(call)
        except OperationError as error:
            if error.code is ErrorCode.CLOCK_BREAKS_TLS and self._on_wrong_clock is not None:
                self._on_wrong_clock()
            raise
        if answer.status >= 300 and answer.status != 304:
            raise answer_error(answer.status, answer.headers, answer.body)
        return answer

    def _repeated(self, call: Call) -> Answer:
        """Send, and send again after faults that pass; only for calls that may arrive twice."""
        begun = time.monotonic()
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._sent(call)
            except OperationError as error:
                late = time.monotonic() - begun > _NO_NEW_ATTEMPT_AFTER
                if attempt == _ATTEMPTS or late or error.code not in _WORTH_ANOTHER_ATTEMPT:
                    raise
            self.pause(_BACKOFF * 2 ** (attempt - 1) * (1 + self._jitter()))
        raise AssertionError("the last attempt returns or raises")

    def pause(self, seconds: float) -> None:
        """Wait before asking again; raises cancelled when the program closes meanwhile."""
        if self._pause is not None:
            self._pause(seconds)
        elif self._transport is not None:
            self._transport.pause(seconds)

    def _authorised(self, call: Call, send: Callable[[Call], Answer]) -> Answer:
        """Send with the access token; where the licensor refuses it, renew it once."""
        if self._access is None:
            raise OperationError(ErrorCode.SESSION_EXPIRED)
        token = self._access.current_access()
        try:
            return send(_with_token(call, token))
        except RefusedError as refusal:
            if refusal.status != 401:
                raise
        return send(_with_token(call, self._access.renewed_access(token)))


def _with_token(call: Call, token: str) -> Call:
    return replace(call, token=token)


def _segment(text: str) -> str:
    return quote(text, safe="")


def _decoded(answer: Answer, kind: type[T]) -> T:
    if not answer.headers.get("content-type", "").startswith("application/json"):
        # A page of HTML with status 200: a hotel's login page, or another web site at this address.
        raise OperationError(
            ErrorCode.SERVER_ADDRESS_WRONG,
            request_id=answer.headers.get("x-request-id", ""),
            technical=f"a reply of type {answer.headers.get('content-type', '(none)')[:80]}",
        )
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _not_understood(answer, f"{kind.__name__}: {error}") from error


def _not_understood(answer: Answer, technical: str) -> OperationError:
    return OperationError(
        ErrorCode.REPLY_NOT_UNDERSTOOD,
        request_id=answer.headers.get("x-request-id", ""),
        technical=technical[:300],
    )
