"""What the interface may ask about registrations: drafts, sending, history.

As ``ports.py``, but not on the way to the first window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from qlts_desktop.core.draft_comparison import DraftDifference
from qlts_desktop.core.renewal import NOTHING_ASIDE, Aside, Offer, Problem, RenewalForm, SendMethod
from qlts_desktop.core.sent_order import UNKNOWN, OrderAction, Standing
from qlts_desktop.core.wizard import WizardPlace
from qlts_desktop.services.history_export import Cell
from qlts_desktop.services.ports import HeldLicence


@dataclass(frozen=True, slots=True)
class PreviousOrderFacts:
    """The last accepted order, for "Khác năm trước"."""

    no: str
    total: int
    years: int
    address: str
    account_no: str


@dataclass(frozen=True, slots=True)
class PreparedSummary:
    """A draft has been prepared for somebody else to sign and send. Times are aware."""

    prepared_by: str
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its offer."""

    no: str
    version: int
    form: RenewalForm
    offer: Offer
    offer_file: str
    """The compact JWS as received."""
    previous: PreviousOrderFacts | None
    reopened: bool
    """True when typed content was found in the local store or on the licensor."""
    typed_at: datetime | None = None
    """When content found in the local store was typed last."""
    aside: Aside = NOTHING_ASIDE
    """What was typed on this machine and no form holds."""
    consented_offer: Offer | None = None
    """The offer that the unit had consented to, where ``offer`` has undone the consent."""
    prepared: PreparedSummary | None = None
    """A file that is good while the form stays as it is on the licensor."""
    saved_by: str = ""
    """Who saved the form at the licensor last; empty while nobody has."""
    replaces: str = ""
    """The order that it takes the place of when it is sent (*Sửa lại đơn*)."""
    differences: tuple[DraftDifference, ...] = ()
    """What this machine and the licensor differed in when they were joined into ``form``."""

    @property
    def collides(self) -> bool:
        """Whether a field was changed on both sides: in ``form`` it is as typed here, until somebody decides."""
        return any(one.collides for one in self.differences)

    @property
    def changed_elsewhere(self) -> bool:
        """Whether somebody else has changed a field at the licensor."""
        return any(one.changed_there for one in self.differences)


@dataclass(frozen=True, slots=True)
class SavedForm:
    """The licensor has stored the form."""

    version: int
    saved_at: datetime
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LeftPlace:
    """Where the wizard stood when the program stopped, and when that was last noted."""

    place: WizardPlace
    at: datetime


class SendStage(StrEnum):
    """The steps of sending, for the stage bar."""

    SAVING = "saving"
    SIGNING = "signing"
    SENDING = "sending"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The licensor's receipt, verified."""

    receipt_no: str
    order_no: str
    unit_name: str
    actor: str
    received_at: datetime
    method: SendMethod
    total: int
    due_on: date
    slip_sha256: str
    file: str
    """The compact JWS as received."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A registration that the licensor has accepted."""

    receipt: Receipt
    held: HeldLicence
    slip: bytes
    signer: str
    signed_at: datetime | None
    is_stamped: bool = False
    """The signature carries a time stamp."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One registration in *Lịch sử đăng ký gia hạn*. The states are the contract's symbols."""

    no: str
    registered_at: datetime
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


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """Something that happened to an order."""

    at: datetime
    actor: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A payment proof and what became of it. Money in đồng.

    Attributes:
        number: Counted from 1.
        state: The contract's symbol.
        reason: Why it was not accepted, in the words of the licensor's staff.
        received: What the licensor counted for it; None while it is in review.
    """

    number: int
    sent_by: str
    sent_at: datetime
    memo: str
    paid_on: date
    amount: int
    note: str
    state: str
    reason: str = ""
    received: int | None = None


@dataclass(frozen=True, slots=True)
class OrderReceipt:
    """A receipt of an order, verified. ``file`` is the compact JWS."""

    receipt_no: str
    kind: str
    at: datetime
    file: str


@dataclass(frozen=True, slots=True)
class OrderFile:
    """A file kept with an order. ``kind`` is the contract's symbol."""

    kind: str
    name: str
    size: int
    sha256: str
    proof: int | None = None


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order with its events, and what is needed to pay it. Money in đồng."""

    row: HistoryRow
    offer: Offer
    events: tuple[HistoryEvent, ...]
    signer: str
    receipts: tuple[str, ...]
    has_slip: bool
    """The licensor keeps its slip; orders from before the online registration have none."""
    standings: Mapping[OrderAction, Standing] = field(default_factory=dict)
    proofs: tuple[ProofRow, ...] = ()
    files: tuple[OrderFile, ...] = ()
    order_receipts: tuple[OrderReceipt, ...] = ()
    """Those of ``receipts`` that verify."""
    remaining: int = 0
    overpaid: int = 0
    asked_due_on: date | None = None
    """The day of an extension in review."""
    earlier_nos: tuple[str, ...] = ()
    """Orders that this one has taken the place of."""
    replaced_by: str = ""
    invoice_no: str = ""
    invoiced_on: date | None = None

    def standing(self, action: OrderAction) -> Standing:
        """Whether an action may be done today."""
        return self.standings.get(action, UNKNOWN)


class RegistrationPort(Protocol):
    """Drafts, sending, history."""

    def open_draft(
        self, *, years: int | None = None, extra_users: int | None = None, due_on: date | None = None
    ) -> Draft:
        """Make or reopen the unit's one draft and get the offer; given values re-price it.

        Raises:
            OperationError: order_open (details ``order_no``), role_not_allowed, registration_not_allowed…
        """

    def keep_locally(self, no: str, form: RenewalForm, aside: Aside = NOTHING_ASIDE) -> datetime:
        """Store the typed form on this machine, with what stands aside of it; returns when.

        Raises:
            OperationError: folder_not_writable, disk_full, store_damaged.
        """

    def keep_place(self, place: WizardPlace | None) -> None:
        """Note on this machine where the wizard stands; None: it was closed. Never fails."""

    def left_place(self) -> LeftPlace | None:
        """Where the wizard stood when the program stopped; None when it was closed before. Never fails."""

    def save_form(self, no: str, version: int, form: RenewalForm) -> SavedForm:
        """Store the form on the licensor.

        Raises:
            OperationError: draft_conflict when somebody else saved a newer version, and network codes.
        """

    def earlier_values(self) -> Mapping[str, tuple[str, ...]]:
        """What this unit sent before in each field, by its pointer, the value used last first.

        An aid while typing: empty where it cannot be read.
        """

    def letters_replaced(self, form: RenewalForm) -> tuple[str, ...]:
        """The letters of a form that its slip cannot show; it has a question mark for each.

        Raises:
            OperationError: font_missing.
        """

    def make_slip(self, form: RenewalForm, offer: Offer, offer_file: str, registered_on: date) -> bytes:
        """The slip of a form, PDF. Same content, same bytes."""

    def submit(
        self,
        draft: Draft,
        form: RenewalForm,
        slip: bytes,
        method: SendMethod,
        on_stage: Callable[[SendStage], None],
    ) -> Submitted:
        """Send the registration once, whatever happens to the connection.

        The exact bytes and their idempotency key are in the local outbox before the first byte leaves.

        Raises:
            OperationError: form_invalid (with ``fields``), form_changed, slip_rejected, network codes. After a
                network code the outbox entry stays and :meth:`resume_submission` finishes it.
        """

    def unfinished_submission(self) -> str | None:
        """The order number of a submission that was begun and whose answer was never seen."""

    def resume_submission(self, on_stage: Callable[[SendStage], None]) -> Submitted | None:
        """Ask what became of the unfinished submission, and send the same bytes again if nothing did."""

    def history(self) -> tuple[HistoryRow, ...]:
        """All registrations, newest first."""

    def order(self, no: str) -> OrderDetail:
        """One order with its events."""

    def kept_history(self) -> tuple[tuple[HistoryRow, ...], datetime] | None:
        """The registrations as they were fetched last, and when; None when none are kept. This machine only."""

    def kept_order(self, no: str) -> tuple[OrderDetail, datetime] | None:
        """An order as it was fetched last, and when; nothing may be done with it. This machine only."""

    def workbook(self, title: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
        """*Xuất Excel*: rows of texts, whole numbers and days as an ``.xlsx``."""

    def kept_columns(self) -> str:
        """How this user has the history's columns, as :meth:`keep_columns` was given it; empty at first."""

    def keep_columns(self, text: str) -> None:
        """Remember how this user has the history's columns. Never fails."""

    def slip(self, no: str) -> bytes:
        """The slip of an order as the licensor keeps it, digest checked."""

    def cover_label(self, slip: bytes) -> bytes:
        """*Nhãn bì thư*: the label for the envelope of a slip, PDF.

        Raises:
            OperationError: file_unreadable when this is no slip; font_missing.
        """
