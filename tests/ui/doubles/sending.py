"""A licensor's desk for sending, a signing desk, a history: in memory, as far as step 2's tests need them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.core.renewal import RenewalForm, SendMethod
from qlts_desktop.core.wizard import WizardPlace
from qlts_desktop.services.history_export import history_workbook
from qlts_desktop.services.registration_port import (
    Draft,
    HistoryEvent,
    HistoryRow,
    OrderDetail,
    Receipt,
    SendStage,
    Submitted,
)
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    FoundIdentities,
    Identity,
    IdentityProblem,
    PinState,
    PreflightResult,
    PreflightRow,
    SignedSlip,
    SigningSettings,
    TokenFacts,
)
from tests.ui.doubles.gatehouse import held
from tests.ui.doubles.renewal import RenewalDesk, complete_form, make_offer

SENT_AT = datetime(2026, 11, 22, 1, 33, tzinfo=UTC)
"""08:33 in Vietnam."""
SIGNED_AT = datetime(2026, 11, 22, 1, 33, 2, tzinfo=UTC)
DUE = date(2027, 1, 31)


def pdf(pages: int = 1) -> bytes:
    """A real PDF of A4 pages."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(72)
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.fillRect(100, 100, 200, 100, "black")
    painter.end()
    buffer.close()
    return content.data()


def draft() -> Draft:
    return Draft("260001234", 3, complete_form(), make_offer(), "offer.jws", None, reopened=False)


def submitted(method: SendMethod = SendMethod.SIGNED, slip: bytes = b"%PDF") -> Submitted:
    receipt = Receipt(
        "BN-260001234-1",
        "260001234",
        "Trường THCS Nguyễn Bỉnh Khiêm",
        "Trần Thu Hà",
        SENT_AT,
        method,
        3_500_000,
        DUE,
        "00" * 32,
        "header.payload.signature",
    )
    signer = "LÊ QUANG MINH" if method is SendMethod.SIGNED else ""
    return Submitted(receipt, held(Stage.COMMITTED), slip, signer, None)


class SendingDesk(RenewalDesk):
    """A desk that takes submissions. ``slip_pdf`` is what it makes; ``sent`` is what arrived."""

    def __init__(self, slip_pdf: bytes = b"") -> None:
        super().__init__()
        self.slip_pdf = slip_pdf
        self.sent: list[tuple[bytes, SendMethod]] = []
        self.rows: tuple[HistoryRow, ...] = ()
        self.kept: tuple[tuple[HistoryRow, ...], datetime] | None = None
        self.columns = ""
        self.books: tuple[object, ...] = ()
        self.details: dict[str, OrderDetail] = {}
        self.waiting: str | None = None
        self.label_pdf = pdf(2)
        self.labelled: list[bytes] = []

    def letters_replaced(self, form: RenewalForm) -> tuple[str, ...]:
        return tuple(dict.fromkeys(letter for letter in form.unit.address if letter in "😀ж"))

    def make_slip(self, form: RenewalForm, offer: object, offer_file: str, registered_on: date) -> bytes:
        self._called("make_slip")
        return self.slip_pdf

    def submit(
        self,
        draft: Draft,
        form: RenewalForm,
        slip: bytes,
        method: SendMethod,
        on_stage: Callable[[SendStage], None],
    ) -> Submitted:
        on_stage(SendStage.SAVING)
        on_stage(SendStage.SENDING)
        self.sent.append((slip, method))
        self._called("submit")
        on_stage(SendStage.RECEIPT)
        return submitted(method, slip)

    def keep_place(self, place: WizardPlace | None) -> None:
        self.place = place

    def unfinished_submission(self) -> str | None:
        return self.waiting

    def history(self) -> tuple[HistoryRow, ...]:
        self._called("history")
        return self.rows

    def order(self, no: str) -> OrderDetail:
        self._called("order")
        return self.details[no]

    def kept_history(self) -> tuple[tuple[HistoryRow, ...], datetime] | None:
        return self.kept

    def kept_order(self, no: str) -> tuple[OrderDetail, datetime] | None:
        return None if self.kept is None else (replace(self.details[no], standings={}), self.kept[1])

    def kept_columns(self) -> str:
        return self.columns

    def keep_columns(self, text: str) -> None:
        self.columns = text

    def workbook(self, title, headers, rows) -> bytes:
        self.books = (*self.books, (title, headers, rows))
        return history_workbook(title, headers, rows)

    def slip(self, no: str) -> bytes:
        self._called("slip")
        return self.slip_pdf

    def cover_label(self, slip: bytes) -> bytes:
        self._called("cover_label")
        self.labelled.append(slip)
        return self.label_pdf


NOT_OF_THE_CERTIFICATE = (PreflightRow.CLOCK, PreflightRow.TIME_STAMP, PreflightRow.OUTPUT)
PASSED = tuple(
    PreflightResult(row, CheckOutcome.PASSED, "") for row in PreflightRow if row not in NOT_OF_THE_CERTIFICATE
)


def identity(problem: IdentityProblem | None = None) -> Identity:
    return Identity(
        "id-1",
        "LÊ QUANG MINH",
        "VNPT-CA",
        "0200731649",
        SENT_AT - timedelta(days=300),
        datetime(2027, 8, 14, tzinfo=UTC),
        "/tmp/chung-thu.p12",
        None,
        problem,
        "540110bb9",
        "RSA 2048",
        "ab" * 32,
    )


def on_token(
    problem: IdentityProblem | None = None, pin: PinState = PinState.FRESH, *, has_pin_pad: bool = False
) -> Identity:
    token = TokenFacts("VNPT-CA", "0123456789", pin, has_pin_pad, 6, 8)
    return replace(identity(problem), identity_id="id-token", source="", token=token)


NOTHING_FOUND = FoundIdentities((), (), (), (), 0)


class SigningDesk:
    """Certificates whose password is ``right``; ``fails`` names the calls that fail with what."""

    def __init__(self) -> None:
        self.identity = identity()
        self.results: tuple[PreflightResult, ...] = PASSED
        self.signed: list[bytes] = []
        self.fails: dict[str, OperationError] = {}
        self.found = NOTHING_FOUND
        self.forgotten: list[Path] = []
        self.looked_anew: list[bool] = []
        self.confirmed: list[bool] = []
        self.without_stamp: list[bool] = []
        self.followed: list[bool] = []
        self.previewed: list[SigningSettings] = []
        self.kept = SigningSettings()
        self.rested = 0

    def look(self, report: Callable[[FoundIdentities], None], *, anew: bool) -> FoundIdentities:
        self.looked_anew.append(anew)
        if "look" in self.fails:
            raise self.fails["look"]
        return self.found

    def rest(self) -> None:
        self.rested += 1

    def settings(self) -> SigningSettings:
        return self.kept

    def change_settings(self, settings: SigningSettings) -> None:
        if "settings" in self.fails:
            raise self.fails["settings"]
        self.kept = settings

    def preview(self, signer: str, form: RenewalForm, settings: SigningSettings) -> bytes:
        self.previewed.append(settings)
        if "preview" in self.fails:
            raise self.fails["preview"]
        return pdf()

    def forget_file(self, path: Path) -> None:
        self.forgotten.append(path)

    def open_file(self, path: Path, password: str) -> Identity:
        if "open" in self.fails:
            raise self.fails["open"]
        if password != "right":
            raise OperationError(ErrorCode.CERTIFICATE_PASSWORD_WRONG)
        return replace(self.identity, source=str(path))

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        return self.results

    def sign(
        self,
        slip: bytes,
        identity: Identity,
        secret: str,
        form: RenewalForm,
        *,
        last_try_confirmed: bool = False,
        without_time_stamp: bool = False,
        another_follows: bool = False,
    ) -> SignedSlip:
        self.confirmed.append(last_try_confirmed)
        self.without_stamp.append(without_time_stamp)
        self.followed.append(another_follows)
        if "sign" in self.fails:
            raise self.fails["sign"]
        self.signed.append(slip)
        return SignedSlip(slip + b"\n% signed", identity.subject, SIGNED_AT)


def history_rows() -> tuple[HistoryRow, ...]:
    """Three years, newest first: one open, two done."""
    first = HistoryRow(
        no="260001234",
        registered_at=SENT_AT,
        term_from=date(2027, 1, 7),
        term_to=date(2028, 1, 6),
        total=3_500_000,
        round=1,
        due_on=DUE,
        method="signed",
        order_state="accepted",
        payment_state="awaiting",
        resource_state="provisional",
        paper_state="not_needed",
        invoice_state="none",
        is_open=True,
    )
    second = replace(
        first,
        no="250000877",
        registered_at=datetime(2025, 12, 2, 3, 0, tzinfo=UTC),
        term_from=date(2026, 1, 7),
        term_to=date(2027, 1, 6),
        total=3_300_000,
        due_on=date(2025, 12, 31),
        method="stamped",
        order_state="closed",
        payment_state="paid",
        resource_state="official",
        paper_state="received",
        invoice_state="issued",
        is_open=False,
    )
    third = replace(
        second,
        no="240000412",
        registered_at=datetime(2024, 12, 10, 3, 0, tzinfo=UTC),
        term_from=date(2025, 1, 7),
        term_to=date(2026, 1, 6),
        due_on=date(2025, 1, 15),
        round=2,
    )
    return first, second, third


def order_detail(row: HistoryRow) -> OrderDetail:
    """An order with what happened to it."""
    event = "submitted_signed" if row.method == "signed" else "submitted_stamped"
    events = (
        HistoryEvent(row.registered_at, "Trần Thu Hà", event, ""),
        HistoryEvent(row.registered_at, "licensor", "provisional_granted", "2027-01-31"),
    )
    signer = "LÊ QUANG MINH" if row.method == "signed" else ""
    return OrderDetail(row, make_offer(), events, signer, ("BN-260001234-1",), has_slip=True)


def history_desk(slip_pdf: bytes = b"") -> SendingDesk:
    """A desk with three years of history."""
    desk = SendingDesk(slip_pdf)
    desk.rows = history_rows()
    desk.details = {row.no: order_detail(row) for row in desk.rows}
    return desk
