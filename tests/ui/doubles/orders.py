"""A desk for sent orders that keeps what arrives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.services import scan_pdf
from qlts_desktop.services.order_port import Changed, ChangeKind, OrderDocument, PaymentProof
from qlts_desktop.services.paper_scan_port import GreyPicture

NO = "260001234"
RECEIVED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DONE = Changed(ChangeKind.PAYMENT_PROOF, NO, f"BN-{NO}-2", RECEIVED, None)


class MemoryOrders:
    """``asked``: what arrived, by call; ``fails``: what each call raises; ``fields``: what is complained of
    with it; ``waiting``: an unfinished change."""

    def __init__(self, pdf: bytes = b"%PDF-1.7") -> None:
        self.pdf = pdf
        self.asked: list[tuple[str, object]] = []
        self.fails: dict[str, ErrorCode] = {}
        self.details: dict[str, str] = {}
        self.fields: tuple[FieldError, ...] = ()
        self.waiting: Changed | None = None

    def _note(self, call: str, what: object) -> None:
        self.asked.append((call, what))
        if call in self.fails:
            raise OperationError(self.fails[call], fields=self.fields, details=self.details)

    def codes_in(self, picture: GreyPicture) -> tuple[str, ...]:
        return ()

    def dpi_of_pdf(self, content: bytes) -> int:
        return scan_pdf.dpi_of_pdf(content)

    def confirm_payment(self, no: str, proof: PaymentProof) -> Changed:
        self._note("confirm_payment", proof)
        return replace(DONE, answer_by=date(2026, 11, 30))

    def extend_payment(self, no: str, due_on: date) -> Changed:
        self._note("extend_payment", due_on)
        return replace(DONE, kind=ChangeKind.EXTENSION, due_on=due_on, accepted=True)

    def cancel(self, no: str, reason: str) -> Changed:
        self._note("cancel", reason)
        return replace(DONE, kind=ChangeKind.CANCELLATION)

    def begin_edit(self, no: str) -> None:
        self._note("begin_edit", no)

    def unfinished(self, no: str) -> ChangeKind | None:
        return None if self.waiting is None else self.waiting.kind

    def resume(self, no: str) -> Changed | None:
        if "resume" in self.fails:
            raise OperationError(self.fails["resume"])
        return self.waiting

    def document(self, no: str, document: OrderDocument) -> bytes:
        self._note("document", document)
        return self.pdf

    def sent_file(self, no: str, sha256: str) -> bytes:
        self._note("sent_file", sha256)
        return self.pdf

    def receipt_pages(self, receipt: str) -> bytes:
        self._note("receipt_pages", receipt)
        return self.pdf

    def dossier(self, no: str) -> bytes:
        self._note("dossier", no)
        return b"PK"
