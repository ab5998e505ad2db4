"""The claims of what the licensor signs, as typed structs: licence files, offers, receipts, time, keys.

Unknown claims are ignored. Days are ``YYYY-MM-DD``, times RFC 3339 with offset, money integer đồng.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class TermClaims(msgspec.Struct, kw_only=True, frozen=True):
    """A term, both days included."""

    first_day: date = msgspec.field(name="from")
    last_day: date = msgspec.field(name="to")


class TimetableClaims(msgspec.Struct, kw_only=True, frozen=True):
    """One timetable entry."""

    from_day: date = msgspec.field(name="from")
    stage: str
    access: str
    actions: list[str]
    rule: str


class UnitClaims(msgspec.Struct, kw_only=True, frozen=True):
    """The licensed unit."""

    code: str
    name: str
    tax_code: str = ""
    budget_code: str = ""
    address: str = ""


class OrderClaims(msgspec.Struct, kw_only=True, frozen=True):
    """The open order's commitment."""

    no: str
    registered_on: date
    round: int
    due_on: date
    missed_on: date | None = None
    review: str = ""
    review_until: date | None = None
    extend_from: date | None = None
    extend_to: date | None = None
    remaining: int = 0


class DataClaims(msgspec.Struct, kw_only=True, frozen=True):
    """What has become of the data."""

    state: str
    on: date | None = None


class VendorClaims(msgspec.Struct, kw_only=True, frozen=True):
    """The licensor."""

    name: str
    phone: str
    email: str
    postal_address: str


class ContactClaims(msgspec.Struct, kw_only=True, frozen=True):
    """A user of the unit who may renew."""

    name: str
    phone: str = ""
    email: str = ""


class PolicyClaims(msgspec.Struct, kw_only=True, frozen=True):
    """A policy that has been announced."""

    version: str
    from_day: date = msgspec.field(name="from")
    note: str = ""


class LicenceClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-licence+jws``."""

    serial: int
    unit: UnitClaims
    product: str
    licence_no: str
    package: str
    users: int
    term: TermClaims | None
    access_until: date
    timetable: list[TimetableClaims]
    order: OrderClaims | None
    data: DataClaims
    vendor: VendorClaims
    renewal_contacts: list[ContactClaims]
    policy_version: str
    issued_at: datetime
    refresh_by: datetime
    coming_policies: list[PolicyClaims] = []


class OfferLineClaims(msgspec.Struct, kw_only=True, frozen=True):
    """One price line, đồng."""

    code: str
    description: str
    unit: str
    unit_price: int
    quantity: int
    amount: int


class AccountClaims(msgspec.Struct, kw_only=True, frozen=True):
    """A receiving account."""

    holder: str
    account_no: str
    bank_name: str
    bank_bin: str = ""


class OfferClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-offer+jws``."""

    order_no: str
    unit: str
    product: str
    years: int
    extra_users: int
    lines: list[OfferLineClaims]
    total: int
    vat: str
    """``not_subject``: software is not subject to VAT."""
    old_term: TermClaims | None
    new_term: TermClaims
    due_from: date
    due_to: date
    invoice_from: date
    invoice_to: date
    accounts: list[AccountClaims]
    memo: str
    vendor: VendorClaims
    account_changed: bool
    policy_version: str
    issued_at: datetime
    valid_until: date


class ReceiptFile(msgspec.Struct, kw_only=True, frozen=True):
    """A file as it was sent."""

    name: str
    size: int
    sha256: str


class ReceiptClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-receipt+jws``: what was received, from whom, when."""

    receipt_no: str
    kind: str
    """``submission``."""
    order_no: str
    unit: str
    unit_name: str
    actor: str
    received_at: datetime
    method: str
    total: int
    due_on: date
    files: list[ReceiptFile]
    form_sha256: str
    idempotency_key: str


class ChangeReceiptClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-receipt+jws`` for what happened to an order after it was sent.

    What the unit has sent names its idempotency key and files; a decision of the licensor has neither.
    """

    receipt_no: str
    kind: str
    """``paper_scan``, ``payment_proof``, ``extension``, ``cancellation``, or the name of a decision."""
    order_no: str
    unit: str
    unit_name: str
    actor: str
    received_at: datetime
    files: list[ReceiptFile] = []
    idempotency_key: str = ""
    code: str = ""
    """Of a scan, ``matched`` or ``unread``: what the licensor read on the paper."""
    memo: str = ""
    paid_on: date | None = None
    amount: int | None = None
    answer_by: date | None = None
    """Of a payment proof: the day by which it is to be answered."""
    due_on: date | None = None
    accepted: bool = False
    """Of an extension: whether it holds already."""
    reason: str = ""
    remaining: int | None = None
    """Still to be paid, đồng."""


class DossierFile(msgspec.Struct, kw_only=True, frozen=True):
    """A member of a dossier."""

    path: str
    size: int
    sha256: str
    kind: str = "receipt"


class DossierClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-receipt+jws`` of kind ``dossier``: the index of all that is kept with an order."""

    receipt_no: str
    kind: str
    order_no: str
    unit: str
    unit_name: str
    received_at: datetime
    files: list[DossierFile]
    receipts: list[DossierFile]


class TimeClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-time+jws``."""

    nonce: str
    now: datetime


class KeyClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-key+jws``: a signing key certified by the root."""

    kid: str
    x: str
    purposes: list[str]
    """The ``typ`` values that the key may sign, for example ``qlts-licence+jws``."""
    valid_from: datetime
    valid_to: datetime


class RevocationClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of ``qlts-revocations+jws``, signed by the root."""

    serial: int
    issued_at: datetime
    revoked: list[str]
