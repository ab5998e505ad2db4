"""*Hồ sơ kiểm toán*: the signed index of everything that is kept with an order."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localtime

from qlts_licensor.clock import now
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.registrations.models import Event, Registration, StoredFile

KIND = "dossier"
_FOLDERS = {
    "slip": "phieu",
    "signature_report": "bao-cao-chu-ky",
    "paper_scan": "ban-quet-phieu",
    "payment_proof": "chung-tu",
    "invoice": "hoa-don",
    "invoice_xml": "hoa-don",
}
_LONGEST_NAME = 80


def signed_index(order: Registration) -> str:
    """The index as a receipt of kind ``dossier``: every file, receipt and event, so that a missing one shows."""
    claims: dict[str, Any] = {
        "receipt_no": f"HS-{order.no}",
        "kind": KIND,
        "order_no": order.no,
        "unit": order.unit.code,
        "unit_name": order.unit.name,
        "actor": "",
        "received_at": now().isoformat(),
        "order": {
            "registered_at": localtime(order.registered_at).isoformat() if order.registered_at else None,
            "method": order.method,
            "total": order.total,
            "remaining": order.remaining,
            "term_from": order.term_from.isoformat(),
            "term_to": order.term_to.isoformat(),
            "states": [order.order_state, order.payment_state, order.resource_state, order.invoice_state],
            "replaces": order.replaces.no if order.replaces else "",
        },
        "files": list(_files(order)),
        "receipts": list(_receipts(order)),
        "events": [_event(event) for event in order.events.all()],
    }
    return key_ring().sign("qlts-receipt+jws", claims)


def _event(event: Event) -> dict[str, str]:
    return {
        "at": localtime(event.at).isoformat(),
        "actor": event.actor,
        "code": event.code,
        "detail": event.detail,
    }


def _files(order: Registration) -> Iterator[dict[str, Any]]:
    rows = order.files.defer("content").select_related("proof").order_by("id")
    for number, file in enumerate(rows, 1):
        yield {
            "path": f"{_folder(file)}/{number:02d}-{_safe(file.name)}",
            "kind": file.kind,
            "name": file.name,
            "size": file.size,
            "sha256": file.sha256,
        }


def _receipts(order: Registration) -> Iterator[dict[str, Any]]:
    for receipt in order.receipts.order_by("id"):
        content = receipt.file.encode("ascii")
        yield {
            "path": f"bien-nhan/{receipt.receipt_no}.jws",
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }


def _folder(file: StoredFile) -> str:
    folder = _FOLDERS.get(file.kind, "khac")
    return f"{folder}/lan-{file.proof.number}" if file.proof else folder


def _safe(name: str) -> str:
    """A file's name without folders, marks and what a file system or a shell takes for more than a name."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", re.split(r"[\\/]", plain)[-1]).strip("-.")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" if dot else plain[:_LONGEST_NAME] or "tep"
