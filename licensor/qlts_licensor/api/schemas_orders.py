"""Bodies of the calls about orders that were sent: history, payment, files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from qlts_licensor.api.schemas import FormBody


class RegistrationSummary(Schema):
    """A row of the history."""

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


class RegistrationPage(Schema):
    """Newest first, 100 a page."""

    items: list[RegistrationSummary]
    next_cursor: str | None = None


class RegistrationEvent(Schema):
    """Something that happened to an order."""

    at: datetime
    actor: str
    code: str
    detail: str = ""


class RegistrationFile(Schema):
    """A file kept with an order."""

    kind: str
    name: str
    size: int
    sha256: str
    proof: int | None = None
    """The number of the payment proof that it came with."""


class PaymentProofItem(Schema):
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


class ActionItem(Schema):
    """What may be done with an order today; without an obstacle it may."""

    action: str
    obstacle: str | None = None
    day: date | None = None
    """The day that the obstacle names."""
    first: date | None = None
    last: date | None = None
    """The days that a payment extension may name."""


class RegistrationDetail(Schema):
    """An order with its events, files and receipts."""

    summary: RegistrationSummary
    form: FormBody
    offer: str
    events: list[RegistrationEvent]
    files: list[RegistrationFile]
    receipts: list[str]
    slip_sha256: str
    signer: str = ""
    proofs: list[PaymentProofItem] = Field(default_factory=list)
    actions: list[ActionItem] = Field(default_factory=list)
    remaining: int = 0
    """Still to be paid, đồng."""
    overpaid: int = 0
    asked_due_on: date | None = None
    """The day of an extension in review."""
    earlier_nos: list[str] = Field(default_factory=list)
    """Orders that this one has taken the place of: a transfer may name theirs."""
    replaced_by: str = ""
    invoice_no: str = ""
    invoiced_on: date | None = None


class SubmissionReply(Schema):
    """An accepted submission: the order, its receipt, and the licence that follows from it."""

    registration: RegistrationDetail
    receipt: str
    licence: str


class ChangeReply(Schema):
    """What was asked for is done: the order, the receipt, and the licence that follows; empty without one."""

    registration: RegistrationDetail
    receipt: str
    licence: str


class PaperScanReply(Schema):
    """A scan was kept with its order."""

    registration: RegistrationDetail
    receipt: str


class ExtensionRequest(Schema):
    """A second commitment."""

    due_on: date
    consent: bool


class CancellationRequest(Schema):
    """Why an order is taken back."""

    reason: Annotated[str, Field(max_length=2_000)] = ""


class ReceiptList(Schema):
    """The receipts of an order, the oldest first."""

    receipts: list[str]


class DossierIndex(Schema):
    """The signed index of everything that is kept with an order."""

    index: str
