"""A desk for scans that reads codes for real and keeps what arrives."""

from __future__ import annotations

from datetime import UTC, datetime

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.services import scan_codes, scan_pdf
from qlts_desktop.services.paper_scan_port import GreyPicture, ScanFile, ScanReceipt

NO = "260001234"
CODE = f"QLTS1:{NO}:{'ab' * 32}"
RECEIVED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class MemoryScans:
    """``sent``: what arrived; ``fails``: what each call raises, by its name; ``complains_of``: the file that it
    names with it, from 0; ``waiting``: an unfinished scan."""

    def __init__(self, code: str = CODE) -> None:
        self.code = code
        self.sent: list[tuple[ScanFile, ...]] = []
        self.fails: dict[str, ErrorCode] = {}
        self.complains_of: int | None = None
        self.waiting: ScanReceipt | None = None
        self.looked = 0

    def _look(self, call: str) -> None:
        if call in self.fails:
            named = () if self.complains_of is None else (FieldError(f"/files/{self.complains_of}", "unreadable"),)
            raise OperationError(self.fails[call], fields=named)

    def codes_in(self, picture: GreyPicture) -> tuple[str, ...]:
        return scan_codes.codes_in(picture)

    def dpi_of_pdf(self, content: bytes) -> int:
        return scan_pdf.dpi_of_pdf(content)

    def expected_code(self, no: str) -> str:
        self.looked += 1
        self._look("expected_code")
        return self.code

    def send(self, no: str, files: tuple[ScanFile, ...]) -> ScanReceipt:
        self.sent.append(files)
        self._look("send")
        return receipt()

    def is_unfinished(self, no: str) -> bool:
        return self.waiting is not None

    def resume(self, no: str) -> ScanReceipt | None:
        self._look("resume")
        return self.waiting


def receipt() -> ScanReceipt:
    return ScanReceipt(f"BN-{NO}-2", NO, RECEIVED, matched=True)
