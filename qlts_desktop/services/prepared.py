"""Registrations that are prepared here and signed elsewhere: a ``PreparedPort``.

The right to send is a secret. It is in the file, in the memory of who has opened it and, while an answer is
awaited, in the system's keyring; never in the local store.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import Offer, SendMethod
from qlts_desktop.services import prepared_api
from qlts_desktop.services.checking_port import Verdict
from qlts_desktop.services.credentials import TokenKeeper
from qlts_desktop.services.form_codec import form_from_body
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi, Submission
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.outbox import Outbox
from qlts_desktop.services.ports import ClockPort, HeldLicence
from qlts_desktop.services.prepared_claims import PreparedClaims
from qlts_desktop.services.prepared_file import check_file, check_seal, file_content, read_file
from qlts_desktop.services.prepared_port import BegunSending, Prepared, PreparedFile
from qlts_desktop.services.prepared_rows import KeptSending, PreparedRows, kept_sendings
from qlts_desktop.services.registration_port import Draft, PreparedSummary, SendStage, Submitted
from qlts_desktop.services.signing_port import SignedSlip
from qlts_desktop.services.wire import PreparedReply, SubmissionReply

_log = logging.getLogger(__name__)

_VOID_REASONS = {
    "used": ErrorCode.PREPARED_USED,
    "order_sent": ErrorCode.PREPARED_USED,
    "expired": ErrorCode.PREPARED_EXPIRED,
    "revoked": ErrorCode.PREPARED_REVOKED,
}
"""The ``detail`` of the licensor's ``prepared_void``; any other one means that the form was changed."""
_OUTDATED = frozenset(
    {
        ErrorCode.FORM_CHANGED,
        ErrorCode.FORM_INVALID,
        ErrorCode.DRAFT_CONFLICT,
        ErrorCode.OFFER_EXPIRED,
        ErrorCode.PAYMENT_DAY_PAST,
        ErrorCode.NOT_FOUND,
        ErrorCode.REGISTRATION_NOT_ALLOWED,
    }
)
"""Refusals that nobody without a login can do anything about: the registration has to be prepared anew."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A preparation that was asked for; asked again it has the same key."""

    no: str
    version: int
    slip_sha256: str
    key: str


class PreparedRegistrations:
    """A ``PreparedPort``.

    Args:
        api: The licensor that this program uses.
        store: Where a sending under way lies.
        verifier: Checks what is signed.
        keeper: The system's keyring.
        clock: Tells whether a file has expired.
        trust_dirs: Folders of trusted authorities' certificates, for slips that come back signed.
        connect: Makes a connection to the licensor that a file names, where it is another one.
    """

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        verifier: LicenceVerifier,
        keeper: TokenKeeper,
        clock: ClockPort,
        trust_dirs: Callable[[], tuple[Path, ...]],
        connect: Callable[[str], LicensorApi] = LicensorApi,
    ) -> None:
        self._api = api
        self._store = store
        self._verifier = verifier
        self._keeper = keeper
        self._clock = clock
        self._trust_dirs = trust_dirs
        self._connect = connect
        self._asked: _Asked | None = None

    # --- preparing ----------------------------------------------------------------------------------------

    def prepare(self, draft: Draft, slip: bytes) -> PreparedFile:
        """Have the licensor seal a saved form with its slip."""
        digest = hashlib.sha256(slip).hexdigest()
        asked = self._asked
        if asked is None or (asked.no, asked.version, asked.slip_sha256) != (draft.no, draft.version, digest):
            self._asked = asked = _Asked(draft.no, draft.version, digest, str(uuid.uuid4()))
        keys = self._api.keys()
        reply = self._sealed(asked, slip)
        self._asked = None
        content = file_content(reply.prepared, slip, reply.right, msgspec.json.encode(keys), self._api.url)
        # What is handed out has passed the checks that it will be opened with.
        claims = check_file(content, self._verifier).claims
        if (claims.order_no, claims.form_version) != (draft.no, draft.version):
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="another registration was sealed")
        return PreparedFile(f"phieu-{draft.no}.qlts", content, _summary(claims))

    def _sealed(self, asked: _Asked, slip: bytes) -> PreparedReply:
        try:
            return prepared_api.prepare(self._api, asked.key, asked.no, asked.version, slip)
        except RefusedError as refusal:
            if refusal.definitive:
                self._asked = None
            raise

    def revoke(self, no: str) -> None:
        """Make the order's prepared file void; none there is no failure."""
        self._asked = None
        prepared_api.revoke(self._api, no)

    # --- opening ------------------------------------------------------------------------------------------

    def open_file(self, path: Path) -> Prepared:
        """Open and check a file; needs no login and no network."""
        file = check_file(read_file(path), self._verifier)
        prepared = self._opened(file.claims, file.offer, file.server, file.sealed)
        prepared = replace(prepared, slip=file.slip, right=file.right, keys=file.keys)
        entry = self._rows(prepared).outbox(_owner(prepared))
        if entry is not None:
            # Whether it has expired is the licensor's to say: it may have been sent in time.
            return replace(prepared, begun=BegunSending(entry.slip, entry.created_at))
        if self._clock.reading().now >= file.claims.expires_at:
            day = vietnam_day(file.claims.expires_at).isoformat()
            raise OperationError(ErrorCode.PREPARED_EXPIRED, details={"day": day})
        return replace(prepared, signed=self._signed(file.signed)) if file.signed else prepared

    def _signed(self, slip: bytes) -> SignedSlip:
        """A slip that came back signed; only one that holds is shown as such."""
        from qlts_desktop.services.signing.validate import NotPdfError, validate_slip

        try:
            report = validate_slip(slip, self._trust_dirs())
        except NotPdfError as error:
            raise OperationError(ErrorCode.PREPARED_DAMAGED, technical="the signed slip is no PDF") from error
        if report.verdict is Verdict.INVALID:
            raise OperationError(ErrorCode.PREPARED_DAMAGED, technical=", ".join(report.reasons))
        last = report.signatures[-1]
        at = last.signed_at or self._clock.reading().now
        return SignedSlip(slip, report.signers, at, last.level, len(report.signatures))

    def hand_back(self, prepared: Prepared, signed: SignedSlip) -> PreparedFile:
        """The file with the signed slip in it, for whoever is to send it."""
        content = file_content(prepared.sealed, signed.pdf, prepared.right, prepared.keys, prepared.server)
        check_file(content, self._verifier)
        return PreparedFile(f"phieu-{prepared.draft.no}-da-ky.qlts", content, prepared.summary)

    def unfinished(self) -> tuple[Prepared, ...]:
        """What was signed on this machine and is not known to have arrived. Never fails."""
        try:
            sendings = kept_sendings(self._store.database)
        except OperationError as error:
            _log.warning("prepared registrations under way cannot be read: %s", error.code)
            return ()
        found = []
        for sending in sendings:
            try:
                found.append(self._kept(sending))
            except OperationError as error:
                _log.warning("a prepared registration under way is not shown: %s", error.code)
        return tuple(found)

    def _kept(self, sending: KeptSending) -> Prepared:
        claims, offer = check_seal(sending.sealed, self._verifier)
        prepared = self._opened(claims, offer, sending.owner.server, sending.sealed)
        begun = BegunSending(sending.entry.slip, sending.entry.created_at)
        return replace(prepared, slip=begun.slip, begun=begun, right=self._kept_right(prepared))

    def _opened(self, claims: PreparedClaims, offer: Offer, server: str, sealed: str) -> Prepared:
        form = form_from_body(claims.form)
        return Prepared(
            draft=Draft(claims.order_no, claims.form_version, form, offer, claims.offer, None, reopened=False),
            unit_name=claims.unit_name,
            tax_code=claims.tax_code,
            summary=_summary(claims),
            server=server,
            other_server="" if self._api.url == server else self._api.url,
            slip=b"",
            sealed=sealed,
            right="",
            begun=None,
        )

    # --- sending ------------------------------------------------------------------------------------------

    def submit(
        self,
        prepared: Prepared,
        slip: bytes,
        on_stage: Callable[[SendStage], None],
        *,
        server_confirmed: bool = False,
    ) -> Submitted:
        """Send the signed slip once, whatever happens to the connection."""
        if prepared.other_server and not server_confirmed:
            raise OperationError(ErrorCode.PREPARED_OTHER_SERVER, details={"server": prepared.server})
        owner, draft = _owner(prepared), prepared.draft
        with self._outbox(prepared) as outbox:
            settled = outbox.settle(owner, draft.no, slip, SendMethod.SIGNED, on_stage)
            if settled is not None:
                return settled
            return outbox.send(owner, draft.no, draft.version, slip, SendMethod.SIGNED, on_stage)

    def resume(self, prepared: Prepared, on_stage: Callable[[SendStage], None]) -> Submitted:
        """Ask what became of a begun sending, and send the same bytes again if nothing did."""
        if not prepared.right:
            raise OperationError(ErrorCode.PREPARED_RIGHT_GONE)
        with self._outbox(prepared) as outbox:
            submitted = outbox.resume(_owner(prepared), on_stage)
        if submitted is None:
            raise OperationError(ErrorCode.PREPARED_RIGHT_GONE, technical="nothing is under way any more")
        return submitted

    @contextmanager
    def _outbox(self, prepared: Prepared) -> Iterator[Outbox]:
        """The outbox of one prepared registration; its right leaves the keyring with its entry."""
        same = prepared.server == self._api.url
        api = self._api if same else self._connect(prepared.server)
        rows = self._rows(prepared)
        calls = _KeepingCalls(prepared_api.RightCalls(api, prepared.right), lambda: self._keep_right(prepared))
        try:
            yield Outbox(calls, rows, _ToldLicences(self._verifier, lambda: self._clock.reading().now))
        except RefusedError as refusal:
            if refusal.status == 401:
                # A login may come back; a right that is not known never does.
                self._drop(rows, prepared)
            raise _as_told(refusal) from refusal
        finally:
            if not same:
                api.close()
            if not self._is_under_way(rows, prepared):
                self._forget_right(prepared)

    @staticmethod
    def _drop(rows: PreparedRows, prepared: Prepared) -> None:
        try:
            entry = rows.outbox(_owner(prepared))
            if entry is not None:
                rows.remove_from_outbox(entry.key)
        except OperationError as error:
            _log.warning("the refused registration stays in the outbox: %s", error.code)

    def _rows(self, prepared: Prepared) -> PreparedRows:
        return PreparedRows(self._store.database, prepared.draft.no, prepared.sealed)

    @staticmethod
    def _is_under_way(rows: PreparedRows, prepared: Prepared) -> bool:
        try:
            return rows.outbox(_owner(prepared)) is not None
        except OperationError:
            return True

    # --- the right ----------------------------------------------------------------------------------------

    def _keep_right(self, prepared: Prepared) -> None:
        try:
            self._keeper.keep(prepared.server, prepared.draft.offer.unit_code, _entry(prepared), prepared.right)
        except OperationError as error:
            # Then nowhere: who asks for the answer later has to open the file again, and is told so.
            _log.warning("the right to send is not kept: %s", error.code)

    def _kept_right(self, prepared: Prepared) -> str:
        try:
            kept = self._keeper.token(prepared.server, prepared.draft.offer.unit_code, _entry(prepared))
        except OperationError as error:
            _log.warning("the kept right cannot be read: %s", error.code)
            return ""
        return kept or ""

    def _forget_right(self, prepared: Prepared) -> None:
        try:
            self._keeper.forget(prepared.server, prepared.draft.offer.unit_code, _entry(prepared))
        except OperationError as error:
            _log.warning("the kept right cannot be removed: %s", error.code)


class _KeepingCalls:
    """``outbox.Calls`` that keep the right just before the first byte leaves, and not where nothing is sent."""

    def __init__(self, calls: prepared_api.RightCalls, keep: Callable[[], None]) -> None:
        self._calls = calls
        self._keep = keep

    def submit(self, submission: Submission) -> SubmissionReply:
        self._keep()
        return self._calls.submit(submission)

    def submission(self, key: str) -> SubmissionReply:
        return self._calls.submission(key)

    def pause(self, seconds: float) -> None:
        self._calls.pause(seconds)


class _ToldLicences:
    """An ``outbox.LicenceTaker`` for a PC that goes by no licence of the unit's: it is told and not kept."""

    def __init__(self, verifier: LicenceVerifier, now: Callable[[], datetime]) -> None:
        self.verifier = verifier
        self._now = now

    def held_after(self, owner: Owner, file: str) -> HeldLicence:
        licence = self.verifier.licence(file, unit_code=owner.unit, of_revoked_key=True)
        return HeldLicence(licence, file, self._now())


def _as_told(refusal: RefusedError) -> OperationError:
    """A refusal as somebody without a login is told it."""
    code = refusal.code
    if refusal.status == 401:
        code = ErrorCode.PREPARED_UNKNOWN
    elif code is ErrorCode.PREPARED_VOID:
        code = _VOID_REASONS.get(refusal.details.get("reason", ""), code)
    elif code in _OUTDATED:
        code = ErrorCode.PREPARED_VOID
    return OperationError(
        code, details=refusal.details, request_id=refusal.request_id, technical=refusal.technical
    )


def _summary(claims: PreparedClaims) -> PreparedSummary:
    return PreparedSummary(claims.prepared_by, claims.issued_at, claims.expires_at)


def _owner(prepared: Prepared) -> Owner:
    return Owner(prepared.server, prepared.draft.offer.unit_code)


def _entry(prepared: Prepared) -> str:
    """The keyring's name for the right, which no user name can be."""
    return f"prepared:{prepared.draft.no}"
