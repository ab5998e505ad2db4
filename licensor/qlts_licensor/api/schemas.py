"""Bodies of the contract's calls."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

Typed = Annotated[str, Field(max_length=10_000)]
"""A field of a draft: anything a user may have typed; its own limits are checked when it is sent."""


class LoginRequest(Schema):
    """Who wants to log in."""

    unit_code: Annotated[str, Field(max_length=50)]
    username: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=1_000)]


class RefreshRequest(Schema):
    """A refresh token to be exchanged."""

    refresh_token: Annotated[str, Field(max_length=200)]


class SessionUser(Schema):
    """Who is logged in."""

    username: str
    full_name: str
    role: str
    can_renew: bool


class SessionUnit(Schema):
    """The unit that the user belongs to."""

    code: str
    name: str


class SessionReply(Schema):
    """Tokens and who they are for."""

    access_token: str
    access_expires_in: int
    refresh_token: str
    refresh_expires_at: datetime
    user: SessionUser
    unit: SessionUnit


class LicenceReply(Schema):
    """The signed licence file; signed time comes in the ``QLTS-Time`` header."""

    licence: str


class TimeReply(Schema):
    """Signed time."""

    time: str


class RootKey(Schema):
    """The root's public key, base64url."""

    kid: str
    x: str


class KeysReply(Schema):
    """Public keys; the root-signed certificates say what each may sign."""

    root: RootKey
    keys: list[str]
    revocations: str


class ClientReleaseReply(Schema):
    """The newest version of the program for a platform."""

    manifest: str
    """``qlts-update+jws``, signed offline by the release key."""


class TokenMaker(Schema):
    """Who issues tokens: the page where its driver is had (https), the file names of its PKCS#11 modules."""

    name: str
    page: str
    modules: list[str]


class TokenDriversReply(Schema):
    """The makers of tokens, the most usual first."""

    makers: list[TokenMaker]


class Health(Schema):
    """The service answers."""

    status: str
    version: str


class Ready(Schema):
    """Database and keys are as they have to be."""

    status: str
    database: str


class UnitFields(Schema):
    """I. The registering unit."""

    name: Typed = ""
    licence_no: Typed = ""
    tax_code: Typed = ""
    budget_code: Typed = ""
    governing_body: Typed = ""
    address: Typed = ""
    province: Typed = ""
    head_name: Typed = ""
    head_title: Typed = ""
    head_authority: Typed = "none"
    contact_name: Typed = ""
    phone: Typed = ""
    email: Typed = ""


class InvoiceFields(Schema):
    """II. Whom the invoice is made out to."""

    copy_from_licence: bool = True
    name: Typed = ""
    tax_code: Typed = ""
    budget_code: Typed = ""
    address: Typed = ""
    buyer_name: Typed = ""
    email: Typed = ""
    phone: Typed = ""
    payment_method: Typed = "bank_transfer"
    account_no: Typed = ""
    bank_name: Typed = ""
    invoice_on: date | None = None


class OrderFields(Schema):
    """III. What is ordered."""

    years: Annotated[int, Field(ge=-1_000, le=1_000)] = 1
    extra_users: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] = 0


class PaymentFields(Schema):
    """IV. The promised payment day."""

    due_on: date | None = None
    consent: bool = False


class FormBody(Schema):
    """The whole form."""

    unit: UnitFields = Field(default_factory=UnitFields)
    invoice: InvoiceFields = Field(default_factory=InvoiceFields)
    order: OrderFields = Field(default_factory=OrderFields)
    payment: PaymentFields = Field(default_factory=PaymentFields)


class FormRequest(Schema):
    """The whole form as it is saved: every section is there, so that a broken body cannot empty a draft."""

    unit: UnitFields
    invoice: InvoiceFields
    order: OrderFields
    payment: PaymentFields


class DraftRequest(Schema):
    """Make or reopen the draft; given values re-price it."""

    years: Annotated[int, Field(ge=1, le=5)] | None = None
    extra_users: Annotated[int, Field(ge=0, le=999)] | None = None
    due_on: date | None = None


class PreviousOrder(Schema):
    """The unit's last accepted order."""

    no: str
    total: int
    years: int
    term_from: date
    term_to: date
    address: str
    account_no: str


class PreparedSummary(Schema):
    """A registration prepared for signing elsewhere that can still be sent."""

    prepared_by: str
    issued_at: datetime
    expires_at: datetime


class PreparedReply(Schema):
    """A sealed registration, with the one-time right to send it."""

    prepared: str
    right: str
    expires_at: datetime


class DraftReply(Schema):
    """A draft with its signed offer."""

    no: str
    version: int
    offer: str
    form: FormBody
    previous: PreviousOrder | None = None
    consented_offer: str | None = None
    """The offer that the unit had consented to, when this one has undone the consent."""
    prepared: PreparedSummary | None = None
    saved_by: str = ""
    """Who saved the form last; empty while nobody has."""
    replaces: str = ""
    """The order that it takes the place of when it is sent."""
    created: bool = False


class ProblemItem(Schema):
    """One field's problem."""

    field: str
    code: str
    severity: str = "error"
    message: str = ""


class FormSaved(Schema):
    """The form is stored, with what is still wrong in it."""

    version: int
    saved_at: datetime
    problems: list[ProblemItem]


class RecoveryBody(Schema):
    """A request for data recovery as it is sent; its own limits are checked with names of fields."""

    contact: Typed = ""
    phone: Typed = ""
    period: Typed = ""


class RecoveryRequest(Schema):
    """A request for data recovery and where it stands."""

    no: str
    state: str
    contact: str
    phone: str
    period: str
    reason: str = ""
    created_at: datetime
    updated_at: datetime


class RecoveryList(Schema):
    """The unit's requests for data recovery, newest first."""

    items: list[RecoveryRequest]


class FieldErrorItem(Schema):
    """One field's problem."""

    field: str
    code: str
    message: str = ""


class ProblemDetails(Schema):
    """``application/problem+json`` (RFC 9457)."""

    code: str
    title: str = ""
    status: int = 0
    detail: str = ""
    errors: list[FieldErrorItem] = Field(default_factory=list)
    retry_after: int | None = None
    order_no: str | None = None
    day: date | None = None
