"""What the interface may ask of scans of stamped slips. See ``ports.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A file as it is sent.

    Attributes:
        name: Its name, without a folder.
        content: JPEG, PNG or PDF.
    """

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """A picture in 256 shades of grey, rows from the top, each ``stride`` bytes long."""

    width: int
    height: int
    stride: int
    rows: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ScanReceipt:
    """The licensor has the scan. ``matched``: it read the code on the paper too."""

    receipt_no: str
    order_no: str
    received_at: datetime
    matched: bool


class ScanReading(Protocol):
    """What is to be learnt from a chosen file. Touches neither network nor disk."""

    def codes_in(self, picture: GreyPicture) -> tuple[str, ...]:
        """The texts of all QR codes in a picture."""

    def dpi_of_pdf(self, content: bytes) -> int:
        """How many dots per inch the coarsest scanned page of a PDF has on A4; 0 when no page is one picture."""


class PaperScanPort(ScanReading, Protocol):
    """Sending scans of the stamped slip."""

    def expected_code(self, no: str) -> str:
        """What the code on an order's slip says.

        Raises:
            OperationError: reply_not_understood when the licensor's slip carries no form; network codes.
        """

    def send(self, no: str, files: tuple[ScanFile, ...]) -> ScanReceipt:
        """Send a scan once, whatever happens to the connection.

        Raises:
            OperationError: scan_of_other_order (details ``order_no``), paper_not_awaited, file_too_large,
                file_type_wrong, file_damaged, form_invalid, network codes; ``fields`` names a file of which the
                licensor complains, counted from 0: ``/files/0``. After a network code it is unfinished:
                :meth:`resume`, or the same files sent again, go out under the same key.
        """

    def is_unfinished(self, no: str) -> bool:
        """Whether an order's scan was begun and its answer never seen. Looks on this machine only; never fails."""

    def resume(self, no: str) -> ScanReceipt | None:
        """Send an order's unfinished scan again, under its own key; None when there is none."""
