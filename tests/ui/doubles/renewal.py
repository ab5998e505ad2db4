"""A licensor's renewal desk in memory: one draft, one price list, as far as the wizard's tests need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from qlts_desktop.core.draft_comparison import draft_differences, merged_form, with_values_of
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.licence import (
    Access,
    Action,
    DataState,
    Licence,
    LicensedUnit,
    Stage,
    Term,
    TimetableEntry,
    Vendor,
)
from qlts_desktop.core.offer_changes import changes_undoing_consent
from qlts_desktop.core.renewal import (
    NOTHING_ASIDE,
    Aside,
    InvoiceSection,
    Offer,
    OfferLine,
    OrderSection,
    PaymentSection,
    ReceivingAccount,
    RenewalForm,
    SendMethod,
    UnitSection,
)
from qlts_desktop.core.wizard import WizardPlace
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.services.registration_port import (
    Draft,
    HistoryRow,
    LeftPlace,
    OrderDetail,
    Receipt,
    SavedForm,
    SendStage,
    Submitted,
)

TODAY = date(2026, 11, 22)
KEPT_AT = datetime(2026, 11, 22, 1, 31, 7, tzinfo=UTC)
"""08:31:07 in Vietnam."""
UNIT_PRICE = 3_500_000
USER_PRICE = 350_000


def simple_checks() -> FieldChecks:
    """Field checks without their libraries."""
    return FieldChecks(
        phone_ok=lambda text: len([c for c in text if c.isdigit()]) in (10, 11),
        email_ok=lambda text: "@" in text and "." in text.rsplit("@", 1)[-1],
    )


def complete_form() -> RenewalForm:
    """A form with nothing to mend; section 2 follows section 1."""
    unit = UnitSection(
        name="Trường THCS Nguyễn Bỉnh Khiêm",
        licence_no="QLTS-2024-000817",
        tax_code="0200731649",
        budget_code="1084512",
        governing_body="UBND phường Hồng Bàng",
        address="Số 12 đường Lê Lợi, phường Hồng Bàng, thành phố Hải Phòng",
        province="Hải Phòng",
        head_name="Lê Quang Minh",
        head_title="Hiệu trưởng",
        contact_name="Trần Thu Hà",
        phone="0912 345 678",
        email="ketoan@thcsnbk.edu.vn",
    )
    invoice = InvoiceSection(
        copy_from_licence=True,
        name=unit.name,
        tax_code=unit.tax_code,
        budget_code=unit.budget_code,
        address=unit.address,
        buyer_name="Trần Thu Hà",
        email="ketoan@thcsnbk.edu.vn",
    )
    return RenewalForm(unit, invoice, OrderSection(), PaymentSection(date(2027, 1, 31), consent=True))


def make_offer(years: int = 1, extra_users: int = 0) -> Offer:
    """The offer for a number of years and further users."""
    lines = [OfferLine("base", "Thuê bao QLTS, gói Tiêu chuẩn", "năm", UNIT_PRICE, years, UNIT_PRICE * years)]
    if extra_users:
        quantity = extra_users * years
        lines.append(OfferLine("users", "Người dùng thêm", "người", USER_PRICE, quantity, USER_PRICE * quantity))
    return Offer(
        order_no="260001234",
        unit_code="HP-0817",
        years=years,
        extra_users=extra_users,
        lines=tuple(lines),
        total=sum(line.amount for line in lines),
        old_term=Term(date(2026, 1, 7), date(2027, 1, 6)),
        new_term=Term(date(2027, 1, 7), date(2027 + years, 1, 6)),
        due_from=TODAY,
        due_to=date(2027, 2, 20),
        invoice_from=TODAY,
        invoice_to=date(2027, 2, 20),
        accounts=(
            ReceivingAccount(
                "Công ty Cổ phần Phần mềm Mẫu", "1900 1234 5678", "Ngân hàng Mẫu, CN Hà Nội", "970436"
            ),
        ),
        memo="Thanh toan don hang 260001234",
        vendor_name="Công ty Cổ phần Phần mềm Mẫu",
        postal_address="Tầng 9, số 1 phố Mẫu, Hà Nội",
        valid_until=date(2026, 12, 6),
    )


def one_page_pdf(remark: str) -> bytes:
    """An empty A4 page that Qt can show, with a remark in it."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    body = b"%PDF-1.4\n% " + remark.encode() + b"\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        body
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def receipt_of(order_no: str) -> Submitted:
    """An accepted registration."""
    receipt = Receipt(
        receipt_no="BN-1",
        order_no=order_no,
        unit_name="Trường THCS Nguyễn Bỉnh Khiêm",
        actor="Trần Thu Hà",
        received_at=KEPT_AT,
        method=SendMethod.STAMPED,
        total=UNIT_PRICE,
        due_on=date(2027, 1, 31),
        slip_sha256="0" * 64,
        file="receipt.jws",
    )
    return Submitted(receipt, held_licence(), b"slip", "", None)


def held_licence() -> HeldLicence:
    """A verified licence, as far as the wizard looks at it."""
    licence = Licence(
        serial=1,
        unit=LicensedUnit("HP-0817", "Trường THCS Nguyễn Bỉnh Khiêm", "0200731649", "1084512"),
        product="qlts",
        licence_no="QLTS-2024-000817",
        package="Tiêu chuẩn",
        users=5,
        term=Term(date(2026, 1, 7), date(2027, 1, 6)),
        access_until=date(2027, 1, 6),
        timetable=(TimetableEntry(date(2026, 1, 7), Stage.ACTIVE, Access.FULL, (Action.REGISTER,), "in_term"),),
        order=None,
        data_state=DataState.KEPT,
        data_deleted_on=None,
        vendor=Vendor("Công ty Cổ phần Phần mềm Mẫu", "1900 0000", "hotro@mau.vn", "Hà Nội"),
        renewal_contacts=(),
        policy_version="1",
        issued_at=KEPT_AT,
        refresh_by=KEPT_AT,
    )
    return HeldLicence(licence, "licence.jws", KEPT_AT)


class RenewalDesk:
    """A ``RegistrationPort`` in memory.

    ``fails`` names the calls that fail with what; ``calls`` is what was asked, in order.
    """

    def __init__(self, form: RenewalForm | None = None) -> None:
        self.stored = form or complete_form()
        self.base = self.stored
        self.offer = make_offer()
        self.offer_for: Callable[[int, int], Offer] = make_offer
        self.version = 1
        self.reopened = False
        self.typed_at: datetime | None = None
        self.kept: list[RenewalForm] = []
        self.aside = NOTHING_ASIDE
        self.earlier: dict[str, tuple[str, ...]] = {}
        self.calls: list[str] = []
        self.fails: dict[str, OperationError] = {}
        self.unfinished: Submitted | None = None
        self.place: WizardPlace | None = None

    def fail(self, call: str, code: ErrorCode, **more: object) -> None:
        self.fails[call] = OperationError(code, **more)  # type: ignore[arg-type]

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.fails:
            raise self.fails[name]

    def open_draft(
        self, *, years: int | None = None, extra_users: int | None = None, due_on: date | None = None
    ) -> Draft:
        self._called("open_draft")
        before = self.offer
        if years is not None and extra_users is not None:
            self.offer = self.offer_for(years, extra_users)
            self.stored = replace(self.stored, order=OrderSection(years, extra_users))
            self.version += 1
        undone = changes_undoing_consent(before, self.offer) and self.stored.payment.consent
        if undone:
            self.stored = replace(self.stored, payment=replace(self.stored.payment, consent=False))
        form, differences = self.stored, ()
        if self.kept:
            typed = self.kept[-1]
            if years is not None and extra_users is not None:
                typed = replace(typed, order=OrderSection(years, extra_users))
            differences = draft_differences(typed, self.base, self.stored)
            form = merged_form(typed, self.base, self.stored)
            colliding = [one.field for one in differences if one.collides]
            self.base = with_values_of(self.stored, self.base, colliding)
        else:
            self.base = self.stored
        return Draft(
            self.offer.order_no,
            self.version,
            form,
            self.offer,
            "offer.jws",
            None,
            self.reopened,
            self.typed_at or (KEPT_AT if self.kept else None),
            self.aside,
            consented_offer=before if undone else None,
            saved_by="Lê Văn Bốn",
            differences=differences,
        )

    def keep_locally(self, no: str, form: RenewalForm, aside: Aside = NOTHING_ASIDE) -> datetime:
        self._called("keep_locally")
        self.kept.append(form)
        self.aside = aside
        return KEPT_AT

    def keep_place(self, place: WizardPlace | None) -> None:
        self.place = place

    def left_place(self) -> LeftPlace | None:
        return None if self.place is None else LeftPlace(self.place, KEPT_AT)

    def earlier_values(self) -> dict[str, tuple[str, ...]]:
        return self.earlier

    def save_form(self, no: str, version: int, form: RenewalForm) -> SavedForm:
        self._called("save_form")
        if form != self.stored:
            if version != self.version:
                raise OperationError(ErrorCode.DRAFT_CONFLICT)
            self.version += 1
            self.stored = form
        self.base = form
        return SavedForm(self.version, KEPT_AT, ())

    def letters_replaced(self, form: RenewalForm) -> tuple[str, ...]:
        return tuple(dict.fromkeys(letter for letter in form.unit.address if letter in "😀ж"))

    def make_slip(self, form: RenewalForm, offer: Offer, offer_file: str, registered_on: date) -> bytes:
        self._called("make_slip")
        return one_page_pdf(f"{form.unit.address} {offer.total}")

    def submit(
        self,
        draft: Draft,
        form: RenewalForm,
        slip: bytes,
        method: SendMethod,
        on_stage: Callable[[SendStage], None],
    ) -> Submitted:
        raise NotImplementedError

    def unfinished_submission(self) -> str | None:
        return None if self.unfinished is None else self.unfinished.receipt.order_no

    def resume_submission(self, on_stage: Callable[[SendStage], None]) -> Submitted | None:
        self._called("resume_submission")
        return self.unfinished

    def history(self) -> tuple[HistoryRow, ...]:
        return ()

    def order(self, no: str) -> OrderDetail:
        raise OperationError(ErrorCode.NOT_FOUND)

    def slip(self, no: str) -> bytes:
        raise OperationError(ErrorCode.NOT_FOUND)

    def cover_label(self, slip: bytes) -> bytes:
        raise OperationError(ErrorCode.FILE_UNREADABLE)
