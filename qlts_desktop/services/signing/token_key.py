"""A key on a token, after one login."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import x509

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing.token_process import TokenHost
from qlts_desktop.services.signing.token_protocol import (
    Answer,
    Failed,
    Fault,
    LoggedIn,
    LogIn,
    Request,
    Sign,
    Signature,
    Token,
    TokenCertificate,
)

_log = logging.getLogger(__name__)

LOG_IN_SECONDS = 30.0
PIN_PAD_SECONDS = 90.0
"""For the user to find the reader and type there."""
SIGN_SECONDS = 60.0
"""Old tokens make their hash and signature in seconds; this is for those that will never answer."""
_CODES = {
    Fault.MODULE: ErrorCode.TOKEN_FAULT,
    Fault.NOT_LOADED: ErrorCode.TOKEN_FAULT,
    Fault.TOKEN_REMOVED: ErrorCode.TOKEN_REMOVED,
    Fault.TOKEN_BUSY: ErrorCode.TOKEN_BUSY,
    Fault.NO_KEY: ErrorCode.TOKEN_WITHOUT_KEY,
    Fault.PIN_WRONG: ErrorCode.PIN_WRONG,
    Fault.PIN_LOCKED: ErrorCode.PIN_LOCKED,
    Fault.PIN_EXPIRED: ErrorCode.PIN_EXPIRED,
    Fault.PIN_CANCELLED: ErrorCode.CANCELLED,
    Fault.PIN_LENGTH: ErrorCode.PIN_LENGTH,
    Fault.LAST_TRY: ErrorCode.PIN_LAST_TRY,
}


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a key is.

    Attributes:
        module: The vendor's module.
        token: The token as it was listed.
        certificate: The certificate whose key is meant.
    """

    module: Path
    token: Token
    certificate: TokenCertificate


class TokenKey:
    """The key of a certificate on a token, while its host is logged in."""

    def __init__(self, host: TokenHost, place: TokenPlace, chain: tuple[x509.Certificate, ...]) -> None:
        self.certificate = x509.Certificate.load(place.certificate.content)
        self.chain = chain
        self.signs_pss = place.token.signs_pss and self.certificate.public_key.algorithm == "rsa"
        self._host = host
        self._object_id = place.certificate.object_id

    def sign(self, data: bytes) -> bytes:
        """Sign data, hashed with SHA-256.

        Raises:
            OperationError: token_removed, token_fault, certificate_without_key.
        """
        answer = _asked(self._host, Sign(self._object_id, data, self.signs_pss), SIGN_SECONDS)
        if not isinstance(answer, Signature):
            raise OperationError(ErrorCode.TOKEN_FAULT, technical=type(answer).__name__)
        return answer.content


@contextmanager
def logged_in(
    place: TokenPlace, pin: str, *, last_try_confirmed: bool, chain: tuple[x509.Certificate, ...] = ()
) -> Iterator[TokenKey]:
    """Log in once, in a process that ends with the block. Nothing here ever tries a PIN a second time.

    Args:
        place: Which key.
        pin: What was typed; empty where the reader has keys of its own.
        last_try_confirmed: The user knows that a wrong PIN locks the token.
        chain: Certificates of the authorities.

    Raises:
        OperationError: pin_wrong, pin_locked, pin_expired, pin_length, pin_last_try, cancelled (at the reader),
            token_removed, token_busy, token_fault.
    """
    host = TokenHost(place.module)
    try:
        token = place.token
        request = LogIn(token.slot, token.serial, pin, last_try_confirmed)
        answer = _asked(host, request, PIN_PAD_SECONDS if token.has_pin_pad else LOG_IN_SECONDS)
        if not isinstance(answer, LoggedIn):
            raise OperationError(ErrorCode.TOKEN_FAULT, technical=type(answer).__name__)
        yield TokenKey(host, place, chain)
    finally:
        host.end()


def _asked(host: TokenHost, request: Request, seconds: float) -> Answer:
    answer = host.ask(request, seconds)
    if answer is None:
        said = "did not answer in time" if host.was_silent else "ended unexpectedly"
        _log.warning("token module %s %s", host.module.name, said)
        raise OperationError(ErrorCode.TOKEN_FAULT, technical=f"{host.module.name} {said}")
    if isinstance(answer, Failed):
        raise OperationError(_CODES[answer.fault], technical=answer.error)
    return answer
