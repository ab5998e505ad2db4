"""The JSON that crosses the wire, as typed structs.

One struct for each body of ``licensor/openapi.json``; ``tests/services/test_wire_matches_openapi.py`` holds the
two together. Unknown fields are ignored. Days are ``YYYY-MM-DD``, times RFC 3339 with offset, money integer
đồng, digests lower-case hex SHA-256.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

# --- sessions -------------------------------------------------------------------------------------------


class LoginRequest(msgspec.Struct, kw_only=True):
    """``POST /sessions``."""

    unit_code: str
    username: str
    password: str


class RefreshRequest(msgspec.Struct, kw_only=True):
    """``POST /sessions/refresh``."""

    refresh_token: str


class SessionUser(msgspec.Struct, kw_only=True, frozen=True):
    """Who is logged in."""

    username: str
    full_name: str
    role: str
    """``data_admin`` (Quản trị dữ liệu) may register; ``viewer`` may not."""
    can_renew: bool


class SessionUnit(msgspec.Struct, kw_only=True, frozen=True):
    """The unit that the user belongs to."""

    code: str
    name: str


class SessionReply(msgspec.Struct, kw_only=True, frozen=True):
    """Tokens and who they are for."""

    access_token: str
    access_expires_in: int
    """Seconds."""
    refresh_token: str
    refresh_expires_at: datetime
    user: SessionUser
    unit: SessionUnit


# --- licence and keys -----------------------------------------------------------------------------------


class LicenceReply(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /licence``: the signed file; signed time comes in the ``QLTS-Time`` header, with 304 too."""

    licence: str
    """Compact JWS, ``qlts-licence+jws``."""


class RootKey(msgspec.Struct, kw_only=True, frozen=True):
    """The root's public key (Ed25519), base64url without padding."""

    kid: str
    x: str


class KeysReply(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /keys``, and the file that ``--keys`` takes."""

    root: RootKey
    keys: list[str]
    """Key certificates, ``qlts-key+jws``, signed by the root."""
    revocations: str
    """``qlts-revocations+jws``, signed by the root."""


# --- the form -------------------------------------------------------------------------------------------


class UnitFields(msgspec.Struct, kw_only=True):
    """Section ``unit``."""

    name: str = ""
    licence_no: str = ""
    tax_code: str = ""
    budget_code: str = ""
    governing_body: str = ""
    address: str = ""
    province: str = ""
    head_name: str = ""
    head_title: str = ""
    head_authority: str = "none"
    contact_name: str = ""
    phone: str = ""
    email: str = ""


class InvoiceFields(msgspec.Struct, kw_only=True):
    """Section ``invoice``."""

    copy_from_licence: bool = True
    name: str = ""
    tax_code: str = ""
    budget_code: str = ""
    address: str = ""
    buyer_name: str = ""
    email: str = ""
    phone: str = ""
    payment_method: str = "bank_transfer"
    account_no: str = ""
    bank_name: str = ""
    invoice_on: date | None = None


class OrderFields(msgspec.Struct, kw_only=True):
    """Section ``order``."""

    years: int = 1
    extra_users: int = 0


class PaymentFields(msgspec.Struct, kw_only=True):
    """Section ``payment``."""

    due_on: date | None = None
    consent: bool = False


class FormBody(msgspec.Struct, kw_only=True):
    """The whole form: body of ``PUT /registrations/{no}/form``, and part of many replies."""

    unit: UnitFields = msgspec.field(default_factory=UnitFields)
    invoice: InvoiceFields = msgspec.field(default_factory=InvoiceFields)
    order: OrderFields = msgspec.field(default_factory=OrderFields)
    payment: PaymentFields = msgspec.field(default_factory=PaymentFields)


# --- drafts ---------------------------------------------------------------------------------------------


class DraftRequest(msgspec.Struct, kw_only=True, omit_defaults=True):
    """``PUT /registrations/draft``: make or reopen the draft; given values re-price it."""

    years: int | None = None
    extra_users: int | None = None
    due_on: date | None = None


class PreviousOrder(msgspec.Struct, kw_only=True, frozen=True):
    """The unit's last accepted order, for "Khác năm trước"."""

    no: str
    total: int
    years: int
    term_from: date
    term_to: date
    address: str
    account_no: str


class DraftReply(msgspec.Struct, kw_only=True, frozen=True):
    """A draft as the licensor holds it. The ``ETag`` header is ``"{version}"``."""

    no: str
    version: int
    offer: str
    """Compact JWS, ``qlts-offer+jws``; see :class:`OfferClaims`."""
    form: FormBody
    previous: PreviousOrder | None = None
    created: bool = False


class ProblemItem(msgspec.Struct, kw_only=True, frozen=True):
    """One field's problem."""

    field: str
    code: str
    severity: str = "error"
    message: str = ""


class FormSaved(msgspec.Struct, kw_only=True, frozen=True):
    """``PUT /registrations/{no}/form``: stored, with what is still wrong in it."""

    version: int
    saved_at: datetime
    problems: list[ProblemItem]


# --- registrations --------------------------------------------------------------------------------------


class RegistrationSummary(msgspec.Struct, kw_only=True, frozen=True):
    """A row of the history. The four states are symbols; ``ui/messages.py`` has their words."""

    no: str
    registered_at: datetime
    years: int
    term_from: date
    term_to: date
    total: int
    round: int
    due_on: date | None
    method: str
    order_state: str
    payment_state: str
    resource_state: str
    paper_state: str
    invoice_state: str
    is_open: bool
    updated_at: datetime


class RegistrationPage(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /registrations``: newest first, 100 a page."""

    items: list[RegistrationSummary]
    next_cursor: str | None = None


class RegistrationEvent(msgspec.Struct, kw_only=True, frozen=True):
    """Something that happened to an order."""

    at: datetime
    actor: str
    code: str
    detail: str = ""


class RegistrationFile(msgspec.Struct, kw_only=True, frozen=True):
    """A file kept with an order."""

    kind: str
    name: str
    size: int
    sha256: str


class RegistrationDetail(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /registrations/{no}``."""

    summary: RegistrationSummary
    form: FormBody
    offer: str
    events: list[RegistrationEvent]
    files: list[RegistrationFile]
    receipts: list[str]
    """Compact JWS each, ``qlts-receipt+jws``."""
    slip_sha256: str
    signer: str = ""


class SubmissionReply(msgspec.Struct, kw_only=True, frozen=True):
    """``POST /registrations/{no}/submission`` and ``GET /submissions/{key}``."""

    registration: RegistrationDetail
    receipt: str
    licence: str


# --- errors ---------------------------------------------------------------------------------------------


class FieldErrorItem(msgspec.Struct, kw_only=True, frozen=True):
    """RFC 9457 extension member ``errors``."""

    field: str
    code: str
    message: str = ""


class ProblemDetails(msgspec.Struct, kw_only=True, frozen=True):
    """``application/problem+json``."""

    code: str
    title: str = ""
    status: int = 0
    detail: str = ""
    errors: list[FieldErrorItem] = msgspec.field(default_factory=list)
    retry_after: int | None = None
    """Seconds, when waiting helps."""
    order_no: str | None = None
    """With ``order_open``: the order that is open."""


# --- signed claims --------------------------------------------------------------------------------------


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
    """``submission`` for now."""
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
