"""Sending something about an order exactly once, whatever happens to the connection or to this program.

It and its idempotency key are on disk before the first byte leaves, and stay there until the licensor's receipt is
verified and kept, or until it has refused it for good.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from urllib.parse import quote

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import FileKind, kind_of
from qlts_desktop.services.change_rows import ChangeRows, KeptChange
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.http_transport import Call, Part
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.paper_scan_port import ScanFile
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.signed_claims import ChangeReceiptClaims

_log = logging.getLogger(__name__)

_MEDIA_TYPES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png", FileKind.PDF: "application/pdf"}


class Reply(Protocol):
    """What the licensor answers: the receipt, and more that only its caller knows."""

    @property
    def receipt(self) -> str:
        """Compact JWS."""


R = TypeVar("R", bound=Reply)


class ChangeOutbox:
    """Changes of sent orders on their way."""

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        verifier: LicenceVerifier,
        sessions: Sessions,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = api
        self._rows = ChangeRows(store.database)
        self._verifier = verifier
        self._sessions = sessions
        self._now = now

    def owner(self) -> Owner:
        """Whose changes these are."""
        return self._sessions.owner()

    def begin(self, no: str, kind: str, body: str, files: tuple[ScanFile, ...]) -> KeptChange:
        """Keep a change; the one under way that says the same goes on under its own key.

        Another one of the order that is under way is given up: what is asked for now is what is meant.
        """
        owner = self.owner()
        kept = self._rows.waiting(owner, no, kind)
        if kept is None or not kept.says_the_same(body, files):
            kept = KeptChange(str(uuid.uuid4()), no, kind, body, files, self._now())
            self._rows.put(owner, kept)
        return kept

    def waiting(self, no: str, kind: str) -> KeptChange | None:
        """The order's change of that kind that was begun and whose answer was never seen."""
        return self._rows.waiting(self.owner(), no, kind)

    def is_unfinished(self, no: str, kind: str) -> bool:
        """As :meth:`waiting`; never fails."""
        try:
            return self.waiting(no, kind) is not None
        except OperationError as error:
            _log.warning("not known whether a %s is unfinished: %s", kind, error.code)
            return False

    def deliver(
        self, change: KeptChange, call: Call, kind: type[R], finish: Callable[[R], None] = lambda _reply: None
    ) -> tuple[R, ChangeReceiptClaims]:
        """Send a change and keep its receipt.

        Args:
            change: What was kept.
            call: How it is sent, without its key.
            kind: How the answer is decoded.
            finish: What else has to be kept of the answer before the change is forgotten.

        Raises:
            OperationError: A refusal, and then the change is gone; anything else, and then it stays.
        """
        owner = self.owner()
        keyed = Call(
            call.method,
            call.path,
            headers=(("Idempotency-Key", change.key),),
            json=call.json,
            fields=call.fields,
            parts=call.parts,
        )
        try:
            reply = self._api.ask(keyed, kind)
        except RefusedError as refusal:
            if refusal.definitive or refusal.code is ErrorCode.KEY_REUSED:
                self._drop(change)
            raise
        # The answer may be from before its key was revoked: the licensor has it all the same.
        claims = self._verifier.change_receipt(reply.receipt, of_revoked_key=True)
        _check_receipt(claims, owner, change)
        finish(reply)
        self._rows.finish(owner, change, claims.receipt_no, reply.receipt, self._now())
        return reply, claims

    def _drop(self, change: KeptChange) -> None:
        """Forget what was refused; the refusal itself is what matters to the user."""
        try:
            self._rows.remove(change.key)
        except OperationError as error:
            _log.warning("the refused %s stays in the outbox: %s", change.kind, error.code)


def order_path(no: str, call: str) -> str:
    """The path of a call about an order."""
    return f"/registrations/{quote(no, safe='')}/{call}"


def file_parts(files: tuple[ScanFile, ...]) -> tuple[Part, ...]:
    """Files as the parts of a body, each with the type that its content has."""
    return tuple(Part("files", file.name, _media_type(file), file.content) for file in files)


def _media_type(file: ScanFile) -> str:
    kind = kind_of(file.content)
    return "application/octet-stream" if kind is None else _MEDIA_TYPES[kind]


def _check_receipt(claims: ChangeReceiptClaims, owner: Owner, change: KeptChange) -> None:
    """A receipt counts only for this change: its kind, unit, order, key and very bytes."""
    digests = [hashlib.sha256(file.content).hexdigest() for file in change.files]
    fits = (
        claims.kind == change.kind
        and claims.unit == owner.unit
        and claims.order_no == change.order_no
        and claims.idempotency_key == change.key
        and [file.sha256 for file in claims.files] == digests
    )
    if not fits:
        raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the receipt is not for what was sent")
