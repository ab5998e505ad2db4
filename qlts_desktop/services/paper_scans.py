"""Sending a scan of the stamped slip: once, whatever happens to the connection or to this program."""

from __future__ import annotations

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import Match
from qlts_desktop.services import scan_codes, scan_pdf
from qlts_desktop.services.change_outbox import ChangeOutbox, file_parts, order_path
from qlts_desktop.services.change_rows import KeptChange
from qlts_desktop.services.http_transport import Call
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.paper_scan_port import GreyPicture, ScanFile, ScanReceipt
from qlts_desktop.services.wire import PaperScanReply

KIND = "paper_scan"


class PaperScans:
    """A ``PaperScanPort``."""

    def __init__(self, api: LicensorApi, outbox: ChangeOutbox) -> None:
        self._api = api
        self._outbox = outbox

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
            document = embedded_document(self._api.order_file(no, "slip"))
        except ValueError as error:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical=str(error)) from error
        if document is None:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the slip carries no form")
        return qr_text(no, document)

    def send(self, no: str, files: tuple[ScanFile, ...]) -> ScanReceipt:
        """Send a scan. Another one of the order that is under way is given up: each scan stands for itself."""
        return self._deliver(self._outbox.begin(no, KIND, "", files))

    def is_unfinished(self, no: str) -> bool:
        """Whether an order's scan was begun and its answer never seen."""
        return self._outbox.is_unfinished(no, KIND)

    def resume(self, no: str) -> ScanReceipt | None:
        """Send an order's unfinished scan again."""
        kept = self._outbox.waiting(no, KIND)
        return None if kept is None else self._deliver(kept)

    def _deliver(self, scan: KeptChange) -> ScanReceipt:
        call = Call("POST", order_path(scan.order_no, "paper-scans"), parts=file_parts(scan.files))
        _reply, claims = self._outbox.deliver(scan, call, PaperScanReply)
        return ScanReceipt(claims.receipt_no, claims.order_no, claims.received_at, claims.code == Match.MATCHED)
