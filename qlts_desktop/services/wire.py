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


class TimeReply(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /time``."""

    time: str
    """``qlts-time+jws``."""


class TokenMaker(msgspec.Struct, kw_only=True, frozen=True):
    """Who issues tokens."""

    name: str
    page: str
    """Where its driver is had; https."""
    modules: list[str]
    """File names of its PKCS#11 modules."""


class ClientReleaseReply(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /client-release``."""

    manifest: str
    """``qlts-update+jws``."""


class TokenDriversReply(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /token-drivers``."""

    makers: list[TokenMaker]


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


class PreparedSummary(msgspec.Struct, kw_only=True, frozen=True):
    """That the draft has been prepared for somebody else to sign and send, while that right is good."""

    prepared_by: str
    issued_at: datetime
    expires_at: datetime


class PreparedReply(msgspec.Struct, kw_only=True, frozen=True):
    """``POST /registrations/{no}/prepared``."""

    prepared: str
    """Compact JWS, ``qlts-prepared+jws``; see ``prepared_claims.PreparedClaims``."""
    right: str
    """The one-time right to send it, a secret."""
    expires_at: datetime


class DraftReply(msgspec.Struct, kw_only=True, frozen=True):
    """A draft as the licensor holds it. The ``ETag`` header is ``"{version}"``."""

    no: str
    version: int
    offer: str
    """Compact JWS, ``qlts-offer+jws``; see ``signed_claims.OfferClaims``."""
    form: FormBody
    previous: PreviousOrder | None = None
    consented_offer: str | None = None
    """The offer that the unit had consented to, when this one has undone the consent. As ``offer``."""
    prepared: PreparedSummary | None = None
    saved_by: str = ""
    """Who saved the form last; empty while nobody has."""
    replaces: str = ""
    """The order that it takes the place of when it is sent."""
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
    proof: int | None = None
    """The number of the payment proof that it came with."""


class PaymentProofItem(msgspec.Struct, kw_only=True, frozen=True):
    """A payment proof and what became of it. Money in đồng."""

    number: int
    sent_by: str
    sent_at: datetime
    memo: str
    paid_on: date
    amount: int
    note: str = ""
    state: str
    reason: str = ""
    decided_at: datetime | None = None
    received: int | None = None


class ActionItem(msgspec.Struct, kw_only=True, frozen=True):
    """What may be done with an order today; without an obstacle it may."""

    action: str
    obstacle: str | None = None
    day: date | None = None
    first: date | None = None
    last: date | None = None


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
    proofs: list[PaymentProofItem] = []
    actions: list[ActionItem] = []
    remaining: int = 0
    """Still to be paid, đồng."""
    overpaid: int = 0
    asked_due_on: date | None = None
    """The day of an extension in review."""
    earlier_nos: list[str] = []
    """Orders that this one has taken the place of."""
    replaced_by: str = ""
    invoice_no: str = ""
    invoiced_on: date | None = None


class PaperScanReply(msgspec.Struct, kw_only=True, frozen=True):
    """``POST /registrations/{no}/paper-scans``."""

    registration: RegistrationDetail
    receipt: str


class ChangeReply(msgspec.Struct, kw_only=True, frozen=True):
    """``POST /registrations/{no}/payment-proofs``, ``…/extension``, ``…/cancellation``."""

    registration: RegistrationDetail
    receipt: str
    licence: str
    """Empty where the unit has none."""


class ReceiptList(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /registrations/{no}/receipts``: the oldest first, compact JWS each."""

    receipts: list[str]


class DossierIndex(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /registrations/{no}/dossier-index``: compact JWS, ``qlts-receipt+jws`` of kind ``dossier``."""

    index: str


class SubmissionReply(msgspec.Struct, kw_only=True, frozen=True):
    """``POST /registrations/{no}/submission`` and ``GET /submissions/{key}``."""

    registration: RegistrationDetail
    receipt: str
    licence: str


# --- data recovery --------------------------------------------------------------------------------------


class RecoveryBody(msgspec.Struct, kw_only=True):
    """``POST /data-recovery-requests``."""

    contact: str
    phone: str
    period: str


class RecoveryRequest(msgspec.Struct, kw_only=True, frozen=True):
    """A request for data recovery."""

    no: str
    state: str
    """``sent``, ``in_progress``, ``recovered`` or ``not_recoverable``."""
    contact: str
    phone: str
    period: str
    reason: str = ""
    """Why the data cannot be recovered."""
    created_at: datetime
    updated_at: datetime


class RecoveryList(msgspec.Struct, kw_only=True, frozen=True):
    """``GET /data-recovery-requests``: the unit's, newest first."""

    items: list[RecoveryRequest]


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
    day: date | None = None
    """With ``action_not_allowed``: the day that the obstacle names."""
