"""What the interface may ask of the services, each as a Protocol. ``bootstrap.py`` fits adapters to them.

Every call may block; the interface makes them through ``ui/background.py`` only. Every failure is an
:class:`~qlts_desktop.core.errors.OperationError`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.clock import Reading
from qlts_desktop.core.licence import Licence
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.core.reminders import Reminder
from qlts_desktop.core.renewal import Offer, Problem, RenewalForm, SendMethod


@dataclass(frozen=True, slots=True)
class Account:
    """Who is logged in, to which unit."""

    unit_code: str
    unit_name: str
    username: str
    full_name: str
    can_renew: bool


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that the demo's login offers."""

    label: str
    unit_code: str
    username: str
    password: str
    state: str


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """A verified licence with the file it came from and when the licensor last confirmed it."""

    licence: Licence
    file: str
    """The compact JWS as received."""
    refreshed_at: datetime


class SessionPort(Protocol):
    """Logging in and staying logged in."""

    @property
    def account(self) -> Account | None:
        """Who is logged in now, or None."""

    def log_in(self, unit_code: str, username: str, password: str, *, remember: bool) -> Account:
        """Log in; with ``remember`` the refresh token goes to the system keyring.

        Raises:
            OperationError: wrong_password, account_locked, too_many_attempts, no_network…
        """

    def resume(self) -> Account | None:
        """Log in again with a remembered token; None when there is none or it has run out."""

    def remembered_account(self) -> Account | None:
        """Who logged in last with *remember*, read from the local store alone (no network, no keyring)."""

    def log_out(self) -> None:
        """End the session on the licensor and forget the token. Never fails for want of a network."""

    @property
    def server_url(self) -> str:
        """Address of the licensor in use, for example ``https://qlts.example.vn``; empty when none is set."""

    def use_server(self, url: str) -> None:
        """Use another licensor from now on and remember it.

        Raises:
            OperationError: server_address_wrong, plain_http_refused.
        """

    def remembering_failed(self) -> str:
        """Why the last ``remember`` could not be kept (keyring missing or locked); empty when it was kept."""


class LicencePort(Protocol):
    """The licence file: cached, fetched, verified."""

    def cached(self, unit_code: str) -> HeldLicence | None:
        """The last good licence from the local store, verified anew; None on a first run.

        Raises:
            OperationError: licence_damaged, licence_signature_wrong… when the cache cannot be trusted.
        """

    def refresh(self) -> HeldLicence:
        """Fetch the licence from the licensor, verify it and keep it.

        Raises:
            OperationError: no_licence for a unit without a term; network and verification codes.
        """

    def take_file(self, path: Path, unit_code: str) -> HeldLicence:
        """Take a signed licence file that somebody has brought; one that is held already changes nothing.

        Raises:
            OperationError: file_unreadable, and the codes of :meth:`cached`; the licence held stays.
        """


class ClockPort(Protocol):
    """The trusted clock."""

    def reading(self) -> Reading:
        """What time it is, and whether the PC's own clock is wrong. Cheap enough for the GUI thread."""


@dataclass(frozen=True, slots=True)
class PreviousOrderFacts:
    """The last accepted order, for "Khác năm trước"."""

    no: str
    total: int
    years: int
    address: str
    account_no: str


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


@dataclass(frozen=True, slots=True)
class SavedForm:
    """The licensor has stored the form."""

    version: int
    saved_at: datetime
    problems: tuple[Problem, ...]


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
class OrderDetail:
    """One order with its events, and what is needed to pay it."""

    row: HistoryRow
    offer: Offer
    events: tuple[HistoryEvent, ...]
    signer: str
    receipts: tuple[str, ...]
    has_slip: bool
    """The licensor keeps its slip; orders from before the online registration have none."""


class RegistrationPort(Protocol):
    """Drafts, sending, history."""

    def open_draft(
        self, *, years: int | None = None, extra_users: int | None = None, due_on: date | None = None
    ) -> Draft:
        """Make or reopen the unit's one draft and get the offer; given values re-price it.

        Raises:
            OperationError: order_open (details ``order_no``), role_not_allowed, registration_not_allowed…
        """

    def keep_locally(self, no: str, form: RenewalForm) -> datetime:
        """Store the typed form on this machine; returns when.

        Raises:
            OperationError: folder_not_writable, disk_full, store_damaged.
        """

    def save_form(self, no: str, version: int, form: RenewalForm) -> SavedForm:
        """Store the form on the licensor.

        Raises:
            OperationError: draft_conflict when somebody else saved a newer version, and network codes.
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

    def slip(self, no: str) -> bytes:
        """The slip of an order as the licensor keeps it, digest checked."""


@dataclass(frozen=True, slots=True)
class RecoveryRequest:
    """A request for data recovery. ``state`` is the contract's symbol."""

    no: str
    state: str
    contact: str
    phone: str
    period: str
    reason: str
    """Why the data cannot be recovered; else empty."""
    sent_at: datetime
    updated_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the vendor has still to decide; no other can be filed meanwhile."""
        return self.state in {"sent", "in_progress"}


class RecoveryPort(Protocol):
    """Asking for the data of a subscription that was cut."""

    def requests(self) -> tuple[RecoveryRequest, ...]:
        """The unit's requests, newest first."""

    def unfinished(self) -> RecoveryWish | None:
        """What was asked for before and whose answer was never seen; read from the local store alone."""

    def resume(self) -> RecoveryRequest | None:
        """Send what is unfinished again, under its own key; None when nothing is."""

    def request(self, wish: RecoveryWish) -> RecoveryRequest:
        """File a request once, whatever happens to the connection.

        Raises:
            OperationError: form_invalid (with ``fields``), recovery_open, recovery_not_allowed, network codes.
                After a network code it is unfinished: asked again, the same goes out under the same key.
        """


class IdentityProblem(StrEnum):
    """Why an identity cannot sign."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    KEY_TOO_WEAK = "key_too_weak"
    WITHOUT_KEY = "without_key"
    FILE_MISSING = "file_missing"


class CheckOutcome(StrEnum):
    """Three-valued: what cannot be determined is never called good."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"


class PreflightRow(StrEnum):
    """What is looked at before signing."""

    VALIDITY = "validity"
    SIGNER_IS_HEAD = "signer_is_head"
    CHAIN = "chain"
    REVOCATION = "revocation"
    KEY_USAGE = "key_usage"
    KEY_STRENGTH = "key_strength"
    TAX_CODE = "tax_code"
    TIME_STAMP = "time_stamp"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """One row of *Kiểm tra trước khi ký*."""

    row: PreflightRow
    outcome: CheckOutcome
    reason: str
    """A symbol that ``ui/messages.py`` turns into a sentence, for example ``tax_code_differs``."""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate that might sign.

    ``identity_id`` is opaque to the interface. Times are aware.
    """

    identity_id: str
    subject: str
    issuer: str
    tax_code: str
    not_before: datetime
    not_after: datetime
    source: str
    """File path of a PKCS#12 file."""
    problem: IdentityProblem | None


@dataclass(frozen=True, slots=True)
class SignedSlip:
    """A signed slip whose signature has been validated."""

    pdf: bytes
    signer: str
    signed_at: datetime


class SigningPort(Protocol):
    """Signing a slip with the unit's own certificate."""

    def open_pkcs12(self, path: Path, password: str) -> Identity:
        """Open a certificate file to see whose it is. The password is not kept.

        Raises:
            OperationError: file_unreadable, certificate_password_wrong, certificate_file_damaged,
                certificate_without_key.
        """

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        """What holds before signing. A failed row refuses signing."""

    def sign(self, slip: bytes, identity: Identity, password: str, form: RenewalForm) -> SignedSlip:
        """Sign (PAdES B-B, visible in the signature block) and validate the own result.

        Raises:
            OperationError: the certificate codes, signing_failed.
        """


@dataclass(frozen=True, slots=True)
class WordedReminder:
    """A reminder with its words in the user's language. Plain text; the description may have several lines."""

    reminder: Reminder
    summary: str
    description: str


class ReminderPort(Protocol):
    """Days for the user's own calendar program."""

    def calendar(self, licence: Licence, entries: tuple[WordedReminder, ...]) -> bytes:
        """An iCalendar file with one all-day event for each entry; imported again it updates, not doubles."""


class NoticePort(Protocol):
    """Which notices have been told to a unit on this machine."""

    def told_on(self, unit_code: str, topic: str) -> date | None:
        """The day on which a topic was told last; None when it never was."""

    def keep_told(self, unit_code: str, topic: str, day: date) -> None:
        """Keep that a topic was told on a day."""
