"""Sending a registration exactly once, whatever happens to the connection or to this program.

The exact bytes and their idempotency key are on disk before the first byte leaves. They stay there until the
licensor's receipt and licence are verified and kept, or until it has refused them for good; every retry, also
after a crash, sends the same bytes under the same key.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.earlier_values import values_to_keep
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import Submission
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_outbox import OutboxEntry
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.services.registration_port import Receipt, SendStage, Submitted
from qlts_desktop.services.signed_claims import ReceiptClaims
from qlts_desktop.services.wire import SubmissionReply

_log = logging.getLogger(__name__)

_ASKED_AGAIN = 5
"""How often a submission that the licensor is still working on is asked for."""
_LONGEST_WAIT = 10.0
"""Seconds between two such questions, whatever the licensor proposes."""


class Calls(Protocol):
    """The licensor's calls for submissions; ``LicensorApi`` makes them as the user."""

    def submit(self, submission: Submission) -> SubmissionReply:
        """Send."""

    def submission(self, key: str) -> SubmissionReply:
        """What became of a key; a ``RefusedError`` with not_found when the licensor never saw it."""

    def pause(self, seconds: float) -> None:
        """Wait before asking again."""


class Rows(Protocol):
    """Where an entry lies on the disk; ``LocalStore`` has one for each unit."""

    def outbox(self, owner: Owner) -> OutboxEntry | None:
        """The entry."""

    def put_in_outbox(self, owner: Owner, entry: OutboxEntry) -> None:
        """Keep an entry; on disk when this returns."""

    def remove_from_outbox(self, key: str) -> None:
        """Forget an entry."""

    def finish_submission(
        self,
        owner: Owner,
        entry: OutboxEntry,
        receipt_no: str,
        receipt: str,
        at: datetime,
        values: tuple[tuple[str, str], ...],
    ) -> None:
        """Keep the receipt and forget the entry, all or nothing; ``values`` may be offered again next time."""


class LicenceTaker(Protocol):
    """What becomes of the licence that comes with a receipt; ``Licences`` keeps it."""

    @property
    def verifier(self) -> LicenceVerifier:
        """Checks what is signed."""

    def held_after(self, owner: Owner, file: str) -> HeldLicence:
        """Take the licence."""


class Outbox:
    """One submission under way."""

    def __init__(
        self,
        api: Calls,
        store: Rows,
        licences: LicenceTaker,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = api
        self._store = store
        self._licences = licences
        self._now = now

    def waiting(self, owner: Owner) -> OutboxEntry | None:
        """The submission whose answer was never seen."""
        return self._store.outbox(owner)

    def settle(
        self,
        owner: Owner,
        order_no: str,
        slip: bytes,
        method: SendMethod,
        on_stage: Callable[[SendStage], None],
    ) -> Submitted | None:
        """Clear what is under way before something is sent: the licensor has it or does not.

        The same slip goes on under its own key. Another one (signed anew, say) is only asked for: if the licensor
        has it, that is the result; if not, it is forgotten.

        Returns:
            None when nothing is under way any more and the new submission may be sent.
        """
        entry = self._store.outbox(owner)
        if entry is None:
            return None
        if (entry.order_no, entry.method, entry.slip) == (order_no, method.value, slip):
            return self._deliver(owner, entry, on_stage, ask_first=True)
        on_stage(SendStage.SENDING)
        reply = self._outcome(entry)
        if reply is not None:
            return self._finish(owner, entry, reply, on_stage)
        self._store.remove_from_outbox(entry.key)
        return None

    def send(
        self,
        owner: Owner,
        order_no: str,
        form_version: int,
        slip: bytes,
        method: SendMethod,
        on_stage: Callable[[SendStage], None],
    ) -> Submitted:
        """Keep a submission and send it.

        Raises:
            OperationError: The store's codes, and then nothing was sent; a refusal, and then the entry is gone;
                anything else, and then the entry stays for :meth:`resume`.
        """
        entry = OutboxEntry(str(uuid.uuid4()), order_no, method.value, form_version, slip, self._now())
        self._store.put_in_outbox(owner, entry)
        return self._deliver(owner, entry, on_stage, ask_first=False)

    def resume(self, owner: Owner, on_stage: Callable[[SendStage], None]) -> Submitted | None:
        """Ask what became of the submission under way, and send the same bytes again if nothing did."""
        entry = self._store.outbox(owner)
        return None if entry is None else self._deliver(owner, entry, on_stage, ask_first=True)

    def _deliver(
        self, owner: Owner, entry: OutboxEntry, on_stage: Callable[[SendStage], None], *, ask_first: bool
    ) -> Submitted:
        on_stage(SendStage.SENDING)
        reply = self._outcome(entry) if ask_first else None
        if reply is None:
            reply = self._posted(entry)
        return self._finish(owner, entry, reply, on_stage)

    def _posted(self, entry: OutboxEntry) -> SubmissionReply:
        submission = Submission(entry.key, entry.order_no, entry.method, entry.form_version, entry.slip)
        try:
            return self._api.submit(submission)
        except RefusedError as refusal:
            if refusal.definitive:
                self._drop(entry)
                raise
            if refusal.code not in {ErrorCode.IN_PROGRESS, ErrorCode.KEY_REUSED}:
                raise
            self._wait(refusal)
            reply = self._outcome(entry)
            if reply is None:
                raise
            return reply

    def _drop(self, entry: OutboxEntry) -> None:
        """Forget a refused submission; the refusal itself is what matters to the user."""
        try:
            self._store.remove_from_outbox(entry.key)
        except OperationError as error:
            _log.warning("the refused submission stays in the outbox: %s", error.code)

    def _outcome(self, entry: OutboxEntry) -> SubmissionReply | None:
        """What the licensor made of a key; None when it never saw it."""
        for asked in range(1, _ASKED_AGAIN + 1):
            try:
                return self._api.submission(entry.key)
            except RefusedError as refusal:
                if refusal.code is ErrorCode.NOT_FOUND:
                    return None
                if refusal.code is not ErrorCode.IN_PROGRESS or asked == _ASKED_AGAIN:
                    raise
                self._wait(refusal)
        raise AssertionError("the last question returns or raises")

    def _wait(self, refusal: RefusedError) -> None:
        self._api.pause(min(float(refusal.details.get("seconds", "1")), _LONGEST_WAIT))

    def _finish(
        self, owner: Owner, entry: OutboxEntry, reply: SubmissionReply, on_stage: Callable[[SendStage], None]
    ) -> Submitted:
        """Verify and keep what came back; only then is the entry forgotten."""
        on_stage(SendStage.RECEIPT)
        # The answer may be from before its key was revoked: the registration is there all the same.
        claims = self._licences.verifier.receipt(reply.receipt, of_revoked_key=True)
        _check_receipt(claims, owner, entry)
        held = self._licences.held_after(owner, reply.licence)
        values = values_to_keep(reply.registration.form)
        self._store.finish_submission(owner, entry, claims.receipt_no, reply.receipt, self._now(), values)
        return Submitted(
            receipt=Receipt(
                receipt_no=claims.receipt_no,
                order_no=claims.order_no,
                unit_name=claims.unit_name,
                actor=claims.actor,
                received_at=claims.received_at,
                method=SendMethod(claims.method),
                total=claims.total,
                due_on=claims.due_on,
                slip_sha256=claims.files[0].sha256,
                file=reply.receipt,
            ),
            held=held,
            slip=entry.slip,
            signer=reply.registration.signer,
            signed_at=None,
        )


def _check_receipt(claims: ReceiptClaims, owner: Owner, entry: OutboxEntry) -> None:
    """A receipt counts only for this submission: its unit, order, key, way of sending and very bytes."""
    digest = hashlib.sha256(entry.slip).hexdigest()
    fits = (
        claims.kind == "submission"
        and claims.unit == owner.unit
        and claims.order_no == entry.order_no
        and claims.idempotency_key == entry.key
        and claims.method == entry.method
        and [file.sha256 for file in claims.files] == [digest]
    )
    if not fits:
        raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the receipt is not for what was sent")
