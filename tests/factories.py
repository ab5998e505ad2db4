"""Builders with valid defaults. A test names only what it is about.

The keys made here are the tests' own: nothing of the licensor's code makes what the client has to refuse.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.licence import Term
from qlts_desktop.core.renewal import (
    HeadAuthority,
    InvoiceSection,
    Offer,
    OfferLine,
    OrderSection,
    PaymentSection,
    ReceivingAccount,
    RenewalForm,
    UnitSection,
)
from qlts_desktop.core.renewal_checks import mirror_invoice
from qlts_desktop.services.wire import KeysReply, RootKey

TODAY = date(2026, 11, 23)
ISSUED = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PURPOSES = ("qlts-licence+jws", "qlts-receipt+jws", "qlts-offer+jws", "qlts-time+jws")

ANY_TEXT_IS_FINE = FieldChecks(phone_ok=lambda text: True, email_ok=lambda text: True)
"""Field checks that pass everything."""


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def compact(content: Any) -> str:
    return base64url(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


@dataclass(frozen=True)
class SigningPair:
    """A private key and its public names."""

    private: Ed25519PrivateKey

    @property
    def raw(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def x(self) -> str:
        return base64url(self.raw)

    @property
    def kid(self) -> str:
        return base64url(hashlib.sha256(self.raw).digest()[:12])

    def sign(self, header: dict[str, Any], payload: Any) -> str:
        """A compact JWS with just this header and payload, however wrong they are."""
        return self.sign_parts(compact(header), compact(payload))

    def sign_parts(self, header: str, payload: str) -> str:
        signing_input = f"{header}.{payload}"
        return f"{signing_input}.{base64url(self.private.sign(signing_input.encode()))}"


def make_pair(seed: str) -> SigningPair:
    """The same key for the same seed."""
    return SigningPair(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest()))


@dataclass(frozen=True)
class Issuer:
    """A licensor's keys: a root, and a signing key that the root has certified."""

    root: SigningPair
    signer: SigningPair
    certificate: str

    @property
    def root_key(self) -> RootKey:
        return RootKey(kid=self.root.kid, x=self.root.x)

    def sign(self, typ: str, payload: Any, **header: Any) -> str:
        """Sign claims as the licensor does; further header members replace the usual ones."""
        usual = {"alg": "Ed25519", "typ": typ, "kid": self.signer.kid, "key": self.certificate}
        return self.signer.sign({**usual, **header}, payload)

    def revocations(self, *revoked: str, serial: int = 1) -> str:
        return self.root.sign(
            {"alg": "Ed25519", "typ": "qlts-revocations+jws", "kid": self.root.kid},
            {"serial": serial, "issued_at": ISSUED.isoformat(), "revoked": list(revoked)},
        )

    def keys_reply(self, *revoked: str) -> KeysReply:
        return KeysReply(root=self.root_key, keys=[self.certificate], revocations=self.revocations(*revoked))


def make_certificate(root: SigningPair, signer: SigningPair, **changes: Any) -> str:
    """A key certificate; changes replace claims."""
    claims = {
        "kid": signer.kid,
        "x": signer.x,
        "purposes": list(PURPOSES),
        "valid_from": "2026-01-01T00:00:00+00:00",
        "valid_to": "2028-01-01T00:00:00+00:00",
        **changes,
    }
    return root.sign({"alg": "Ed25519", "typ": "qlts-key+jws", "kid": root.kid}, claims)


def make_root(seed: str = "one", **certificate: Any) -> Issuer:
    """An issuer of one's own for each seed; further values replace claims of its key certificate."""
    root, signer = make_pair(f"root {seed}"), make_pair(f"signer {seed}")
    return Issuer(root, signer, make_certificate(root, signer, **certificate))


def entry(from_day: date, stage: str, access: str = "full", *actions: str) -> dict[str, Any]:
    return {
        "from": from_day.isoformat(),
        "stage": stage,
        "access": access,
        "actions": list(actions),
        "rule": f"test_{stage}",
    }


def make_timetable(term_end: date) -> list[dict[str, Any]]:
    """The timetable of a unit that does nothing."""

    def on(days: int) -> date:
        return term_end + timedelta(days=days)

    return [
        entry(on(-364), "active", "full", "register"),
        entry(on(-90), "expiring", "full", "register"),
        entry(on(1), "overdue_early", "none", "register", "refresh_licence"),
        entry(on(30), "overdue_late", "none", "register", "refresh_licence"),
        entry(on(60), "cut_off", "none", "register", "refresh_licence", "request_data_recovery"),
    ]


VENDOR = {
    "name": "Công ty Cổ phần QLTS",
    "phone": "1900 1234",
    "email": "hotro@qlts.example.vn",
    "postal_address": "Tầng 9, 1 phố Duy Tân, phường Cầu Giấy, Hà Nội",
}


def licence_claims(*, term_end: date = date(2026, 12, 31), **changes: Any) -> dict[str, Any]:
    """Claims of a licence file; changes replace members."""
    claims: dict[str, Any] = {
        "serial": 7,
        "unit": {
            "code": "THCS-NGUYEN-DU",
            "name": "Trường THCS Nguyễn Du",
            "tax_code": "0101243150",
            "budget_code": "1012345",
            "address": "12 phố Nguyễn Du, phường Hai Bà Trưng, Hà Nội",
        },
        "product": "qlts",
        "licence_no": "QLTS-2026-000123",
        "package": "QLTS Đơn vị",
        "users": 3,
        "term": {"from": (term_end - timedelta(days=364)).isoformat(), "to": term_end.isoformat()},
        "access_until": term_end.isoformat(),
        "timetable": make_timetable(term_end),
        "order": None,
        "data": {"state": "kept", "on": None},
        "vendor": VENDOR,
        "renewal_contacts": [{"name": "Trần Thị Hoa", "phone": "0912345678", "email": "hoa@example.edu.vn"}],
        "policy_version": "2026-1",
        "issued_at": ISSUED.isoformat(),
        "refresh_by": (ISSUED + timedelta(days=30)).isoformat(),
    }
    return {**claims, **changes}


def make_signed_licence(
    issuer: Issuer | None = None, *, header: dict[str, Any] | None = None, **claims: Any
) -> str:
    """A licence file, compact JWS."""
    return (issuer or make_root()).sign("qlts-licence+jws", licence_claims(**claims), **(header or {}))


def offer_claims(**changes: Any) -> dict[str, Any]:
    """Claims of an offer; changes replace members."""
    claims: dict[str, Any] = {
        "order_no": "100000042",
        "unit": "THCS-NGUYEN-DU",
        "product": "qlts",
        "years": 1,
        "extra_users": 0,
        "lines": [
            {
                "code": "renewal",
                "description": "Gia hạn phần mềm QLTS, 1 năm",
                "unit": "năm",
                "unit_price": 3_500_000,
                "quantity": 1,
                "amount": 3_500_000,
            }
        ],
        "total": 3_500_000,
        "vat": "not_subject",
        "old_term": {"from": "2026-01-01", "to": "2026-12-31"},
        "new_term": {"from": "2027-01-01", "to": "2027-12-31"},
        "due_from": TODAY.isoformat(),
        "due_to": (TODAY + timedelta(days=90)).isoformat(),
        "invoice_from": TODAY.isoformat(),
        "invoice_to": (TODAY + timedelta(days=90)).isoformat(),
        "accounts": [
            {
                "holder": "CONG TY CO PHAN QLTS",
                "account_no": "1234567890",
                "bank_name": "BIDV – Chi nhánh Cầu Giấy",
                "bank_bin": "970418",
            }
        ],
        "memo": "Thanh toan don hang 100000042",
        "vendor": VENDOR,
        "account_changed": False,
        "policy_version": "2026-1",
        "issued_at": ISSUED.isoformat(),
        "valid_until": (TODAY + timedelta(days=14)).isoformat(),
    }
    return {**claims, **changes}


def make_signed_offer(issuer: Issuer | None = None, **claims: Any) -> str:
    """An offer file, compact JWS."""
    return (issuer or make_root()).sign("qlts-offer+jws", offer_claims(**claims))


def receipt_claims(**changes: Any) -> dict[str, Any]:
    """Claims of a receipt; changes replace members."""
    claims: dict[str, Any] = {
        "receipt_no": "BN-2026-000001",
        "kind": "submission",
        "order_no": "100000042",
        "unit": "THCS-NGUYEN-DU",
        "unit_name": "Trường THCS Nguyễn Du",
        "actor": "Trần Thị Hoa",
        "received_at": ISSUED.isoformat(),
        "method": "signed",
        "total": 3_500_000,
        "due_on": "2027-02-05",
        "files": [{"name": "phieu.pdf", "size": 5, "sha256": hashlib.sha256(b"%PDF-").hexdigest()}],
        "form_sha256": hashlib.sha256(b"{}").hexdigest(),
        "idempotency_key": "6f0d2c3e-4b1a-4c5d-8e9f-0a1b2c3d4e5f",
    }
    return {**claims, **changes}


def make_signed_receipt(issuer: Issuer | None = None, **claims: Any) -> str:
    """A receipt, compact JWS."""
    return (issuer or make_root()).sign("qlts-receipt+jws", receipt_claims(**claims))


def make_signed_time(nonce: str, now: datetime = ISSUED, issuer: Issuer | None = None) -> str:
    """The licensor's time over a nonce, compact JWS."""
    return (issuer or make_root()).sign("qlts-time+jws", {"nonce": nonce, "now": now.isoformat()})


def make_form(**fields: Any) -> RenewalForm:
    """A form without a problem. Fields are named ``unit_phone``, ``payment_due_on`` and so on."""
    form = mirror_invoice(
        RenewalForm(
            unit=UnitSection(
                name="Trường THCS Nguyễn Du",
                licence_no="QLTS-2026-000123",
                tax_code="0101243150",
                budget_code="1012345",
                governing_body="UBND phường Hai Bà Trưng",
                address="12 phố Nguyễn Du, phường Hai Bà Trưng, Hà Nội",
                province="Hà Nội",
                head_name="Nguyễn Văn An",
                head_title="Hiệu trưởng",
                head_authority=HeadAuthority.NONE,
                contact_name="Trần Thị Hoa",
                phone="0912345678",
                email="hoa@nguyendu.edu.vn",
            ),
            invoice=InvoiceSection(copy_from_licence=True, email="ketoan@nguyendu.edu.vn"),
            order=OrderSection(),
            payment=PaymentSection(due_on=TODAY + timedelta(days=30), consent=True),
        )
    )
    for pointer, value in fields.items():
        section, _, name = pointer.partition("_")
        form = replace(form, **{section: replace(getattr(form, section), **{name: value})})
    return form


def make_offer(**changes: Any) -> Offer:
    """An offer as the program holds it; changes replace fields."""
    offer = Offer(
        order_no="100000042",
        unit_code="THCS-NGUYEN-DU",
        years=1,
        extra_users=0,
        lines=(OfferLine("renewal", "Gia hạn phần mềm QLTS, 1 năm", "năm", 3_500_000, 1, 3_500_000),),
        total=3_500_000,
        old_term=Term(date(2026, 1, 1), date(2026, 12, 31)),
        new_term=Term(date(2027, 1, 1), date(2027, 12, 31)),
        due_from=TODAY,
        due_to=TODAY + timedelta(days=90),
        invoice_from=TODAY,
        invoice_to=TODAY + timedelta(days=90),
        accounts=(ReceivingAccount("CONG TY CO PHAN QLTS", "1234567890", "BIDV – Chi nhánh Cầu Giấy", "970418"),),
        memo="Thanh toan don hang 100000042",
        vendor_name=VENDOR["name"],
        postal_address=VENDOR["postal_address"],
        valid_until=TODAY + timedelta(days=14),
    )
    return replace(offer, **changes)
