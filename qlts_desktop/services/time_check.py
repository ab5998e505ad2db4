"""Asking what time it is where TLS fails because this PC's clock is wrong."""

from __future__ import annotations

import base64
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.trusted_clock import counted_seconds

_log = logging.getLogger(__name__)

_NONCE_BYTES = 16
SIGNED_TIME_LIMIT = 60.0
"""Seconds for which an answer's signed time counts, so that an old one cannot be replayed."""
_ASK_AGAIN_AFTER = 60.0


class ConfirmedClock(Protocol):
    """Who wants to know the licensor's time."""

    def confirm(self, signed: datetime) -> None:
        """The licensor has just signed this time for this PC."""


@dataclass(frozen=True, slots=True)
class TimeRequest:
    """A request whose answer is to carry a signed time.

    Attributes:
        nonce: 16 random bytes for the licensor to sign its time over.
        begun: When it was sent, counted.
    """

    nonce: str
    begun: float


class TimeCheck:
    """Confirms the trusted clock by signed times."""

    def __init__(
        self,
        api: LicensorApi,
        verifier: LicenceVerifier,
        clock: ConfirmedClock,
        *,
        counted: Callable[[], float] = counted_seconds,
    ) -> None:
        self._api = api
        self._verifier = verifier
        self._clock = clock
        self._counted = counted
        self._asked_at: float | None = None

    def begin(self) -> TimeRequest:
        """A request is about to be sent."""
        nonce = base64.urlsafe_b64encode(os.urandom(_NONCE_BYTES)).rstrip(b"=").decode("ascii")
        return TimeRequest(nonce, self._counted())

    def signed_time(self, file: str, request: TimeRequest) -> datetime | None:
        """The licensor's own time, when it is signed over this request's nonce and the request was short enough.

        Args:
            file: ``qlts-time+jws``; may be empty.
            request: What it answers.
        """
        if not file:
            _log.warning("the licensor has signed no time")
            return None
        if self._counted() - request.begun > SIGNED_TIME_LIMIT:
            _log.warning("the licensor's signed time came too late to count")
            return None
        try:
            claims = self._verifier.time(file)
        except OperationError as error:
            _log.warning("the licensor's signed time is not used: %s", error.code)
            return None
        if claims.nonce != request.nonce:
            _log.warning("the licensor's signed time is for another request")
            return None
        self._clock.confirm(claims.now)
        return claims.now

    def ask_plainly(self) -> None:
        """Ask for the signed time over plain http, the one call allowed there: its signature vouches for it."""
        request = self.begin()
        if self._asked_at is not None and request.begun - self._asked_at < _ASK_AGAIN_AFTER:
            return
        self._asked_at = request.begun
        try:
            file = self._api.time_over_plain_http(request.nonce)
        except OperationError as error:
            _log.warning("the licensor's time cannot be asked over plain http: %s", error.code)
            return
        self.signed_time(file, request)
