"""Signed receipts: what the licensor has got or decided, from whom, when, and of which files exactly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from qlts_licensor.audit.chain import place_of
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.registrations.models import Receipt, Registration, StoredFile


def issue_receipt(order: Registration, kind: str, actor: str, at: datetime, **claims: Any) -> Receipt:
    """Sign and keep a receipt; in the transaction of what it is for, after that has been logged.

    Args:
        order: The order that it belongs to.
        kind: What it is for: ``submission``, ``paper_scan``, ``payment_proof``, a transition's name…
        actor: Who did it.
        at: When.
        claims: What else it says; plain values.
    """
    number = f"BN-{order.no}-{order.receipts.count() + 1}"
    signed = {
        "receipt_no": number,
        "kind": kind,
        "order_no": order.no,
        "unit": order.unit.code,
        "unit_name": order.unit.name,
        "actor": actor,
        "received_at": at.isoformat(),
        **claims,
        "audit": place_of(f"order {order.no}"),
    }
    return Receipt.objects.create(
        registration=order, receipt_no=number, issued_at=at, file=key_ring().sign("qlts-receipt+jws", signed)
    )


def file_claims(files: Iterable[StoredFile]) -> list[dict[str, Any]]:
    """Files as a receipt names them: their digests are those of the bytes as they came."""
    return [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in files]
