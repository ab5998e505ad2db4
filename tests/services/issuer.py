"""Signs what a licensor signs, with keys of its own: for tests of what the client does with it."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timedelta, timezone
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qlts_desktop.services.slip_pdf import embedded_document
from qlts_desktop.services.wire import RootKey

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
PURPOSES = [
    *("qlts-licence+jws", "qlts-offer+jws", "qlts-receipt+jws", "qlts-time+jws"),
    "qlts-prepared+jws",
]


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Key:
    """An Ed25519 key with its id."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        raw = self.private.public_key().public_bytes_raw()
        self.x = _encoded(raw)
        self.kid = _encoded(hashlib.sha256(raw).digest()[:12])

    def jws(self, typ: str, payload: object, **header: str) -> str:
        head = {"alg": "Ed25519", "typ": typ, "kid": self.kid, **header}
        text = f"{_encoded(json.dumps(head).encode())}.{_encoded(json.dumps(payload).encode())}"
        return f"{text}.{_encoded(self.private.sign(text.encode()))}"


class Issuer:
    """A root key, a signing key that it has certified, and the files they make."""

    def __init__(self) -> None:
        self._root = Key()
        self.root = RootKey(kid=self._root.kid, x=self._root.x)
        self._revoked: list[str] = []
        self._take_key()

    def rotate(self) -> None:
        """The key is revoked; another one signs from now on."""
        self._revoked.append(self.key.kid)
        self._take_key()

    def _take_key(self) -> None:
        self.key = Key()
        self.certificate = self._root.jws(
            "qlts-key+jws",
            {
                "kid": self.key.kid,
                "x": self.key.x,
                "purposes": PURPOSES,
                "valid_from": (NOW - timedelta(days=400)).isoformat(),
                "valid_to": (NOW + timedelta(days=400)).isoformat(),
            },
        )

    def signed(self, typ: str, payload: object) -> str:
        return self.key.jws(typ, payload, key=self.certificate)

    def keys(self, *revoked: str, serial: int = 1) -> dict[str, Any]:
        """The body of ``GET /keys``."""
        listed = [*self._revoked, *revoked]
        claims = {"serial": serial + len(self._revoked), "issued_at": NOW.isoformat(), "revoked": listed}
        return {
            "root": {"kid": self.root.kid, "x": self.root.x},
            "keys": [self.certificate],
            "revocations": self._root.jws("qlts-revocations+jws", claims),
        }

    def licence(self, serial: int = 7, unit: str = "DEMO01") -> str:
        return self.signed(
            "qlts-licence+jws",
            {
                "serial": serial,
                "unit": {"code": unit, "name": "Sở Tài chính tỉnh Thử Nghiệm"},
                "product": "qlts",
                "licence_no": "LIC-1",
                "package": "standard",
                "users": 5,
                "term": {"from": "2026-01-01", "to": "2026-12-31"},
                "access_until": "2026-12-31",
                "timetable": [
                    {
                        "from": "2026-10-02",
                        "stage": "expiring",
                        "access": "full",
                        "actions": ["register"],
                        "rule": "term_ends_within_90_days",
                    }
                ],
                "order": None,
                "data": {"state": "kept", "on": None},
                "vendor": _VENDOR,
                "renewal_contacts": [],
                "policy_version": "1",
                "issued_at": NOW.isoformat(),
                "refresh_by": (NOW + timedelta(days=30)).isoformat(),
            },
        )

    def offer(
        self, order_no: str = "123456789", *, years: int = 1, extra_users: int = 0, unit: str = "DEMO01"
    ) -> str:
        return self.signed(
            "qlts-offer+jws",
            {
                "order_no": order_no,
                "unit": unit,
                "product": "qlts",
                "years": years,
                "extra_users": extra_users,
                "lines": [],
                "total": 2_000_000 * years,
                "vat": "not_subject",
                "old_term": {"from": "2026-01-01", "to": "2026-12-31"},
                "new_term": {"from": "2027-01-01", "to": f"{2026 + years}-12-31"},
                "due_from": "2026-11-23",
                "due_to": "2027-02-21",
                "invoice_from": "2026-11-23",
                "invoice_to": "2027-02-21",
                "accounts": [{"holder": "QLTS", "account_no": "1", "bank_name": "B", "bank_bin": "970436"}],
                "memo": f"Thanh toan don hang {order_no}",
                "vendor": _VENDOR,
                "account_changed": False,
                "policy_version": "1",
                "issued_at": NOW.isoformat(),
                "valid_until": "2026-12-07",
            },
        )

    def receipt(self, key: str, slip: bytes, *, order_no: str = "123456789", **changed: object) -> str:
        digest = hashlib.sha256(slip).hexdigest()
        claims = {
            "receipt_no": "R-1",
            "kind": "submission",
            "order_no": order_no,
            "unit": "DEMO01",
            "unit_name": "Sở Tài chính tỉnh Thử Nghiệm",
            "actor": "ketoan",
            "received_at": NOW.isoformat(),
            "method": "signed",
            "total": 2_000_000,
            "due_on": "2026-12-20",
            "files": [{"name": "slip.pdf", "size": len(slip), "sha256": digest}],
            "form_sha256": "0" * 64,
            "idempotency_key": key,
        }
        return self.signed("qlts-receipt+jws", {**claims, **changed})

    def prepared(self, slip: bytes, *, order_no: str = "123456789", **changed: object) -> str:
        """The seal of a slip, whose form is taken to be the one embedded in it."""
        document = embedded_document(slip) or b"{}"
        content = json.loads(document)
        claims = {
            "version": 1,
            "order_no": order_no,
            "unit": "DEMO01",
            "unit_name": "Sở Tài chính tỉnh Thử Nghiệm",
            "tax_code": "0200731649",
            "form_version": 3,
            "form": content.get("form", {}),
            "form_sha256": hashlib.sha256(document).hexdigest(),
            "slip_sha256": hashlib.sha256(slip).hexdigest(),
            "offer": self.offer(order_no),
            "prepared_by": "Nguyễn Thị Ánh",
            "issued_at": NOW.isoformat(),
            "expires_at": (NOW + timedelta(days=14)).isoformat(),
        }
        return self.signed("qlts-prepared+jws", {**claims, **changed})

    def time(self, nonce: str, now: datetime = NOW) -> str:
        return self.signed("qlts-time+jws", {"nonce": nonce, "now": now.isoformat()})


_VENDOR = {"name": "QLTS", "phone": "1900 0000", "email": "ho.tro@qlts.example.vn", "postal_address": "Hà Nội"}
