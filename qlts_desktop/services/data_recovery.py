"""Asking the licensor for data of a subscription that was cut: once, whatever happens to the connection.

What is asked for is kept on this machine with its idempotency key before the first byte leaves. It stays there
until the licensor has answered; after a lost answer or a crash the same body goes out under the same key.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.services import wire
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_outbox import PendingRequest
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.recovery_port import RecoveryRequest
from qlts_desktop.services.sessions import Sessions

_log = logging.getLogger(__name__)

KIND = "data_recovery"
"""The kind of these rows in the table of requests under way."""


class DataRecovery:
    """A ``RecoveryPort``."""

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        sessions: Sessions,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = api
        self._store = store
        self._sessions = sessions
        self._now = now

    def requests(self) -> tuple[RecoveryRequest, ...]:
        """The unit's requests, newest first."""
        return tuple(map(_request, self._api.data_recovery_requests().items))

    def unfinished(self) -> RecoveryWish | None:
        """What was asked for before and whose answer was never seen."""
        pending = self._store.pending_request(self._sessions.owner(), KIND)
        return None if pending is None else _wish(pending)

    def resume(self) -> RecoveryRequest | None:
        """Send what is unfinished again, under its own key; None when nothing is."""
        pending = self._store.pending_request(self._sessions.owner(), KIND)
        return None if pending is None else self._deliver(pending)

    def request(self, wish: RecoveryWish) -> RecoveryRequest:
        """File a request."""
        owner = self._sessions.owner()
        wish = wish.cleaned()
        pending = self._store.pending_request(owner, KIND)
        if pending is not None and _wish(pending) == wish:
            return self._deliver(pending)
        if pending is not None:
            # Changed since it was sent. If the licensor has the former one, that is the request, and it is shown.
            arrived = self._open_request()
            self._store.remove_pending_request(pending.key)
            if arrived is not None:
                return arrived
        return self._deliver(self._kept(owner, wish))

    def _kept(self, owner: Owner, wish: RecoveryWish) -> PendingRequest:
        body = wire.RecoveryBody(contact=wish.contact, phone=wish.phone, period=wish.period)
        pending = PendingRequest(str(uuid.uuid4()), KIND, msgspec.json.encode(body).decode("utf-8"), self._now())
        self._store.put_pending_request(owner, pending)
        return pending

    def _deliver(self, pending: PendingRequest) -> RecoveryRequest:
        try:
            reply = self._api.request_data_recovery(pending.key, pending.body.encode("utf-8"))
        except RefusedError as refusal:
            if refusal.definitive:
                self._drop(pending)
            if refusal.code is not ErrorCode.KEY_REUSED:
                raise
            # Nothing can be sent under this key any more; what the licensor holds is what counts.
            arrived = self._open_request()
            self._drop(pending)
            if arrived is None:
                raise
            return arrived
        self._drop(pending)
        return _request(reply)

    def _drop(self, pending: PendingRequest) -> None:
        """Forget what has been answered; should that fail, the next sending gets the same answer again."""
        try:
            self._store.remove_pending_request(pending.key)
        except OperationError as error:
            _log.warning("the answered request stays in the local store: %s", error.code)

    def _open_request(self) -> RecoveryRequest | None:
        return next((request for request in self.requests() if request.is_open), None)


def _wish(pending: PendingRequest) -> RecoveryWish | None:
    """A kept wish; one that cannot be read any more (from a much older version) is still sent as it is."""
    try:
        body = msgspec.json.decode(pending.body, type=wire.RecoveryBody)
    except msgspec.DecodeError:
        _log.warning("a kept request does not fit this version")
        return None
    return RecoveryWish(body.contact, body.phone, body.period)


def _request(reply: wire.RecoveryRequest) -> RecoveryRequest:
    return RecoveryRequest(
        no=reply.no,
        state=reply.state,
        contact=reply.contact,
        phone=reply.phone,
        period=reply.period,
        reason=reply.reason,
        sent_at=reply.created_at,
        updated_at=reply.updated_at,
    )
