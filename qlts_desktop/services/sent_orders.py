"""What a unit does with an order that it has sent, and the files that belong to it."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from urllib.parse import quote

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services import scan_pdf
from qlts_desktop.services.change_outbox import ChangeOutbox, file_parts, order_path
from qlts_desktop.services.change_rows import KeptChange
from qlts_desktop.services.dossier import packed_dossier
from qlts_desktop.services.http_transport import Call
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licences import Licences
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.order_port import Changed, ChangeKind, OrderDocument, PaymentProof
from qlts_desktop.services.paper_scan_port import GreyPicture
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.services.wire import ChangeReply, DossierIndex, DraftReply, ReceiptList


class _ProofBody(msgspec.Struct, frozen=True):
    memo: str
    paid_on: date
    amount: int
    note: str


class _ExtensionBody(msgspec.Struct, frozen=True):
    due_on: date
    consent: bool = True


class _CancellationBody(msgspec.Struct, frozen=True):
    reason: str


class SentOrders:
    """An ``OrderPort``."""

    def __init__(
        self, api: LicensorApi, outbox: ChangeOutbox, licences: Licences, verifier: LicenceVerifier
    ) -> None:
        self._api = api
        self._outbox = outbox
        self._licences = licences
        self._verifier = verifier

    def codes_in(self, picture: GreyPicture) -> tuple[str, ...]:
        """Nothing: a payment's paper has no code of ours."""
        return ()

    def dpi_of_pdf(self, content: bytes) -> int:
        """How many dots per inch the coarsest scanned page of a PDF has."""
        return scan_pdf.dpi_of_pdf(content)

    # --- changes ------------------------------------------------------------------------------------------

    def confirm_payment(self, no: str, proof: PaymentProof) -> Changed:
        """*Xác nhận thanh toán*."""
        body = _ProofBody(proof.memo, proof.paid_on, proof.amount, proof.note)
        return self._deliver(self._outbox.begin(no, ChangeKind.PAYMENT_PROOF, _text(body), proof.files))

    def extend_payment(self, no: str, due_on: date) -> Changed:
        """*Gia hạn thanh toán*, consented to."""
        return self._deliver(self._outbox.begin(no, ChangeKind.EXTENSION, _text(_ExtensionBody(due_on)), ()))

    def cancel(self, no: str, reason: str) -> Changed:
        """*Hủy đơn*."""
        body = _text(_CancellationBody(reason))
        return self._deliver(self._outbox.begin(no, ChangeKind.CANCELLATION, body, ()))

    def begin_edit(self, no: str) -> None:
        """*Sửa lại đơn*: make or reopen the draft that is to take the order's place."""
        call = Call(
            "POST",
            order_path(no, "replacement"),
            headers=(("Idempotency-Key", str(uuid.uuid4())),),
            json=b"{}",
        )
        self._api.ask(call, DraftReply)

    def unfinished(self, no: str) -> ChangeKind | None:
        """A change of the order that was begun and whose answer was never seen."""
        return next((kind for kind in ChangeKind if self._outbox.is_unfinished(no, kind)), None)

    def resume(self, no: str) -> Changed | None:
        """Send an order's unfinished change again, under its own key."""
        kind = self.unfinished(no)
        kept = None if kind is None else self._outbox.waiting(no, kind)
        return None if kept is None else self._deliver(kept)

    def _deliver(self, change: KeptChange) -> Changed:
        held: list[HeldLicence] = []

        def keep_licence(reply: ChangeReply) -> None:
            if reply.licence:
                held.append(self._licences.held_after(self._outbox.owner(), reply.licence))

        _reply, claims = self._outbox.deliver(change, _call(change), ChangeReply, keep_licence)
        return Changed(
            kind=ChangeKind(change.kind),
            order_no=claims.order_no,
            receipt_no=claims.receipt_no,
            received_at=claims.received_at,
            held=held[0] if held else None,
            answer_by=claims.answer_by,
            due_on=claims.due_on,
            accepted=claims.accepted,
        )

    # --- files --------------------------------------------------------------------------------------------

    def document(self, no: str, document: OrderDocument) -> bytes:
        """A file of an order, digest checked."""
        return self._api.order_file(no, document.value)

    def sent_file(self, no: str, sha256: str) -> bytes:
        """A file kept with an order, by its digest."""
        content = self._api.order_file(no, f"files/{quote(sha256, safe='')}")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="another file than the one asked for")
        return content

    def receipt_pages(self, receipt: str) -> bytes:
        """A receipt as a page to be read and printed, PDF."""
        from qlts_desktop.services.receipt_pages import receipt_pages

        return receipt_pages(self._verifier.change_receipt(receipt, of_revoked_key=True), receipt)

    def dossier(self, no: str) -> bytes:
        """*Hồ sơ kiểm toán* of an order."""
        index = self._api.ask(Call("GET", order_path(no, "dossier-index")), DossierIndex).index
        receipts = self._api.ask(Call("GET", order_path(no, "receipts")), ReceiptList).receipts
        return packed_dossier(
            index, self._verifier.dossier(index), tuple(receipts), lambda sha256: self.sent_file(no, sha256)
        )


def _text(body: msgspec.Struct) -> str:
    return msgspec.json.encode(body).decode("utf-8")


def _call(change: KeptChange) -> Call:
    """How a kept change is sent: always the same bytes."""
    body = change.body.encode("utf-8")
    match ChangeKind(change.kind):
        case ChangeKind.PAYMENT_PROOF:
            proof = msgspec.json.decode(body, type=_ProofBody)
            return Call(
                "POST",
                order_path(change.order_no, "payment-proofs"),
                fields=(
                    ("memo", proof.memo),
                    ("paid_on", proof.paid_on.isoformat()),
                    ("amount", str(proof.amount)),
                    ("note", proof.note),
                ),
                parts=file_parts(change.files),
            )
        case ChangeKind.EXTENSION:
            return Call("POST", order_path(change.order_no, "extension"), json=body)
        case ChangeKind.CANCELLATION:
            return Call("POST", order_path(change.order_no, "cancellation"), json=body)
