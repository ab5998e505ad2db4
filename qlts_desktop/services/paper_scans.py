"""Sending a scan of the stamped slip: once, whatever happens to the connection or to this program.

The files and their idempotency key are on disk before the first byte leaves, and stay there until the licensor's
receipt is verified and kept, or until it has refused them for good.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import FileKind, Match, kind_of
from qlts_desktop.services import scan_codes, scan_pdf
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.http_transport import Call, Part
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.paper_scan_port import GreyPicture, ScanFile, ScanReceipt
from qlts_desktop.services.scan_rows import KeptScan, ScanRows
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.signed_claims import ScanReceiptClaims
from qlts_desktop.services.wire import PaperScanReply

_log = logging.getLogger(__name__)

_MEDIA_TYPES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png", FileKind.PDF: "application/pdf"}


class PaperScans:
    """A ``PaperScanPort``."""

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        verifier: LicenceVerifier,
        sessions: Sessions,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = api
        self._rows = ScanRows(store.database)
        self._verifier = verifier
        self._sessions = sessions
        self._now = now

    def codes_in(self, picture: GreyPicture) -> tuple[str, ...]:
        """The texts of all QR codes in a picture."""
        return scan_codes.codes_in(picture)

    def dpi_of_pdf(self, content: bytes) -> int:
        """How many dots per inch the coarsest scanned page of a PDF has."""
        return scan_pdf.dpi_of_pdf(content)

    def expected_code(self, no: str) -> str:
        """What the code on an order's slip says."""
        from qlts_desktop.services.slip_pdf import embedded_document, qr_text

        try:
            document = embedded_document(self._api.slip(no))
        except ValueError as error:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical=str(error)) from error
        if document is None:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the slip carries no form")
        return qr_text(no, document)

    def send(self, no: str, files: tuple[ScanFile, ...]) -> ScanReceipt:
        """Send a scan. Another one of the order that is under way is given up: each scan stands for itself."""
        owner = self._sessions.owner()
        kept = self._rows.waiting(owner, no)
        if kept is None or kept.files != files:
            kept = KeptScan(str(uuid.uuid4()), no, files, self._now())
            self._rows.put(owner, kept)
        return self._deliver(owner, kept)

    def is_unfinished(self, no: str) -> bool:
        """Whether an order's scan was begun and its answer never seen."""
        try:
            return self._rows.waiting(self._sessions.owner(), no) is not None
        except OperationError as error:
            _log.warning("not known whether a scan is unfinished: %s", error.code)
            return False

    def resume(self, no: str) -> ScanReceipt | None:
        """Send an order's unfinished scan again."""
        owner = self._sessions.owner()
        kept = self._rows.waiting(owner, no)
        return None if kept is None else self._deliver(owner, kept)

    def _deliver(self, owner: Owner, scan: KeptScan) -> ScanReceipt:
        try:
            reply = self._api.ask(_call(scan), PaperScanReply)
        except RefusedError as refusal:
            if refusal.definitive or refusal.code is ErrorCode.KEY_REUSED:
                self._drop(scan)
            raise
        # The answer may be from before its key was revoked: the licensor has the scan all the same.
        claims = self._verifier.scan_receipt(reply.receipt, of_revoked_key=True)
        _check_receipt(claims, owner, scan)
        self._rows.finish(owner, scan, claims.receipt_no, reply.receipt, self._now())
        return ScanReceipt(claims.receipt_no, claims.order_no, claims.received_at, claims.code == Match.MATCHED)

    def _drop(self, scan: KeptScan) -> None:
        """Forget a refused scan; the refusal itself is what matters to the user."""
        try:
            self._rows.remove(scan.key)
        except OperationError as error:
            _log.warning("the refused scan stays in the outbox: %s", error.code)


def _call(scan: KeptScan) -> Call:
    """``POST /registrations/{no}/paper-scans``."""
    return Call(
        "POST",
        f"/registrations/{quote(scan.order_no, safe='')}/paper-scans",
        headers=(("Idempotency-Key", scan.key),),
        parts=tuple(Part("files", file.name, _media_type(file), file.content) for file in scan.files),
    )


def _media_type(file: ScanFile) -> str:
    kind = kind_of(file.content)
    return "application/octet-stream" if kind is None else _MEDIA_TYPES[kind]


def _check_receipt(claims: ScanReceiptClaims, owner: Owner, scan: KeptScan) -> None:
    """A receipt counts only for this scan: its unit, order, key and very bytes."""
    digests = [hashlib.sha256(file.content).hexdigest() for file in scan.files]
    fits = (
        claims.kind == "paper_scan"
        and claims.unit == owner.unit
        and claims.order_no == scan.order_no
        and claims.idempotency_key == scan.key
        and [file.sha256 for file in claims.files] == digests
    )
    if not fits:
        raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the receipt is not for what was sent")
