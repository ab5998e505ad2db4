"""What the interface may ask of orders that were sent: payment, a later day, taking them back, their files.

See ``ports.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from qlts_desktop.services.paper_scan_port import ScanFile, ScanReading
from qlts_desktop.services.ports import HeldLicence


class ChangeKind(StrEnum):
    """What a unit does with an order, as the receipt names it."""

    PAYMENT_PROOF = "payment_proof"
    EXTENSION = "extension"
    CANCELLATION = "cancellation"


class OrderDocument(StrEnum):
    """Files that an order has at most one of, by the contract's path."""

    SLIP = "slip"
    SIGNATURE_REPORT = "signature-report"
    INVOICE = "invoice"
    INVOICE_XML = "invoice-xml"
    QUOTE = "quote"
    PAYMENT_REQUEST = "payment-request"


@dataclass(frozen=True, slots=True)
class PaymentProof:
    """What is sent with *Xác nhận thanh toán*. The amount is in đồng."""

    memo: str
    paid_on: date
    amount: int
    note: str
    files: tuple[ScanFile, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The licensor has it.

    Attributes:
        kind: What it was.
        order_no: The order.
        receipt_no: The receipt's number.
        received_at: When.
        held: The licence that follows; None where the unit has none.
        answer_by: Of a payment proof: the day by which it is to be answered.
        due_on: Of an extension: the day asked for.
        accepted: Of an extension: whether it holds already, without anybody's review.
    """

    kind: ChangeKind
    order_no: str
    receipt_no: str
    received_at: datetime
    held: HeldLicence | None
    answer_by: date | None = None
    due_on: date | None = None
    accepted: bool = False


class OrderPort(ScanReading, Protocol):
    """Orders that were sent. Every change goes out once, whatever happens to the connection.

    Changes raise OperationError: action_not_allowed (details ``reason``, an obstacle, and perhaps ``day``),
    form_invalid (with ``fields``), file codes as for scans, network codes. After a network code the change is
    unfinished: the same sent again, or :meth:`resume`, goes out under the same key.
    """

    def confirm_payment(self, no: str, proof: PaymentProof) -> Changed:
        """*Xác nhận thanh toán*."""

    def extend_payment(self, no: str, due_on: date) -> Changed:
        """*Gia hạn thanh toán*, consented to."""

    def cancel(self, no: str, reason: str) -> Changed:
        """*Hủy đơn*."""

    def begin_edit(self, no: str) -> None:
        """*Sửa lại đơn*: make or reopen the draft that is to take the order's place; the wizard opens it."""

    def unfinished(self, no: str) -> ChangeKind | None:
        """A change of the order that was begun and whose answer was never seen. This machine only; never fails."""

    def resume(self, no: str) -> Changed | None:
        """Send an order's unfinished change again, under its own key; None when there is none."""

    def document(self, no: str, document: OrderDocument) -> bytes:
        """A file of an order, digest checked.

        Raises:
            OperationError: not_found, action_not_allowed, network codes.
        """

    def sent_file(self, no: str, sha256: str) -> bytes:
        """A file kept with an order, a payment proof's or a scan's say, by its digest."""

    def receipt_pages(self, receipt: str) -> bytes:
        """A receipt as a page to be read and printed, PDF; it says how to verify the receipt itself.

        Raises:
            OperationError: As when a receipt is verified; font_missing.
        """

    def dossier(self, no: str) -> bytes:
        """*Hồ sơ kiểm toán*: everything that is kept with an order, as a ZIP with the signed index."""
