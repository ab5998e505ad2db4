"""The decisions that a page offers: which transition, what it asks for, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from qlts_licensor.console.invoice_files import is_data_xml, is_pdf
from qlts_licensor.licences.models import Subscription
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import OrderState, PaymentState
from qlts_licensor.registrations.uploads import LARGEST_FILE
from qlts_licensor.transitions.desk import Wanted
from qlts_licensor.transitions.steps import check
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed


class MoveForm(forms.Form):
    """A decision with its reason; which of the other fields are there depends on the move."""

    reason = forms.CharField(
        label="Lý do (đơn vị đọc được)", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    received = forms.CharField(label="Số tiền đã nhận lần này (đồng)", max_length=30)
    day = forms.DateField(label="Ngày", widget=forms.DateInput(attrs={"type": "date"}))
    invoice_no = forms.CharField(label="Số hóa đơn", max_length=50)
    pdf = forms.FileField(label="Hóa đơn (PDF)", required=False)
    xml = forms.FileField(label="Hóa đơn (XML)", required=False)

    def __init__(self, fields: tuple[str, ...], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in [name for name in self.fields if name not in (*fields, "reason")]:
            del self.fields[name]

    def clean_received(self) -> int:
        """Đồng, written in any usual way."""
        plain = "".join(char for char in self.cleaned_data["received"] if char not in " .,đ₫")
        if not (plain.isascii() and plain.isdigit() and 0 < int(plain) < 10**13):
            raise forms.ValidationError("Ghi số tiền bằng số, ví dụ 3.500.000.")
        return int(plain)

    def clean_pdf(self) -> UploadedFile | None:
        """A PDF that opens."""
        return self._checked("pdf", "PDF", is_pdf)

    def clean_xml(self) -> UploadedFile | None:
        """An XML document that is data."""
        return self._checked("xml", "XML", is_data_xml)

    def _checked(self, name: str, kind: str, fits: Callable[[bytes], bool]) -> UploadedFile | None:
        sent: UploadedFile | None = self.cleaned_data.get(name)
        if sent is not None:
            if (sent.size or 0) > LARGEST_FILE:
                raise forms.ValidationError("Tệp lớn hơn 10 MB.")
            if not fits(sent.read()):
                raise forms.ValidationError(f"Tệp {sent.name} không phải {kind} mở được.")
            sent.seek(0)
        return sent


class HelpForm(forms.Form):
    """*Gia hạn giúp đơn vị*."""

    years = forms.IntegerField(label="Số năm", min_value=1, max_value=5, initial=1)
    extra_users = forms.IntegerField(label="Thêm người dùng", min_value=0, max_value=999, initial=0)
    due_on = forms.DateField(label="Hạn thanh toán", widget=forms.DateInput(attrs={"type": "date"}))
    official = forms.BooleanField(
        label="Đã nhận đủ tiền: cấp tài nguyên chính thức", required=False, help_text="Bỏ trống: cấp tạm đến hạn."
    )
    reason = forms.CharField(
        label="Lý do, và ai ở đơn vị đã nhờ", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


@dataclass(frozen=True, slots=True)
class Move:
    """A decision that a page offers.

    Attributes:
        name: The transition.
        label: On its button.
        what_follows: Said before it is done.
        fields: What it asks for beside the reason.
        tone: ``primary``, ``warning`` or ``danger``.
    """

    name: Name
    label: str
    what_follows: str
    fields: tuple[str, ...] = ()
    tone: str = "primary"

    @property
    def takes_two(self) -> bool:
        """Whether a second person has to approve it."""
        return TABLE[self.name].approvals > 1

    def form(self, *given: Any) -> MoveForm:
        """What it asks for."""
        return MoveForm(self.fields, *given, prefix=self.name.value)


PROOF_MOVES = (
    Move(
        Name.PAID,
        "Xác nhận đã thanh toán",
        "Đơn vị được cấp tài nguyên chính thức cho kỳ mới ngay.",
        ("received",),
    ),
    Move(
        Name.PROOF_SHORT,
        "Thanh toán thiếu",
        "Đơn vị thấy số tiền còn thiếu và gửi lại chứng từ.",
        ("received",),
        "warning",
    ),
    Move(Name.PROOF_REJECTED, "Từ chối chứng từ", "Đơn vị thấy lý do và gửi lại chứng từ.", (), "danger"),
)
_ORDER_MOVES = (
    Move(Name.ACCEPTED, "Duyệt đơn", "Cấp tài nguyên tạm đến hạn cam kết; đơn quá hạn trước đó được đóng."),
    Move(Name.REJECTED, "Từ chối đơn", "Đơn vị thấy lý do; đơn cũ giữ nguyên.", (), "danger"),
    Move(Name.EXTENSION_ACCEPTED, "Duyệt gia hạn thanh toán", "Đơn vị dùng tiếp đến hạn mới."),
    Move(Name.EXTENSION_REJECTED, "Từ chối gia hạn thanh toán", "Hạn cũ giữ nguyên.", (), "danger"),
    *PROOF_MOVES,
    Move(Name.PAPER_RECEIVED, "Đã nhận phiếu giấy", "Đơn vị thấy phiếu đã tới nơi."),
    Move(
        Name.PAPER_RETURNED,
        "Trả lại phiếu giấy",
        "Đơn vị thấy lý do và gửi phiếu khác; quyền sử dụng không đổi.",
        (),
        "warning",
    ),
    Move(
        Name.INVOICE_ISSUED,
        "Ghi nhận hóa đơn",
        "Đơn vị xem và tải được hóa đơn.",
        ("invoice_no", "day", "pdf", "xml"),
    ),
    Move(Name.CANCELLED, "Hủy đơn giúp đơn vị", "Quyền sử dụng trở lại theo thời hạn thuê bao.", (), "danger"),
    Move(
        Name.PAYMENT_UNDONE,
        "Hủy xác nhận thanh toán",
        "Tài nguyên chính thức của đơn này bị thu lại. Cần hai người.",
        (),
        "danger",
    ),
)
_UNIT_MOVES = (
    Move(
        Name.CUT_EARLY,
        "Cắt thuê bao trước hạn",
        "Đơn vị không vào được nữa từ ngày đó. Cần hai người.",
        ("day",),
        "danger",
    ),
    Move(Name.CUT_LIFTED, "Gỡ cắt trước hạn", "Quyền sử dụng trở lại theo thuê bao và cam kết."),
    Move(Name.DELETION_PLANNED, "Dự kiến xóa dữ liệu", "Đơn vị thấy ngày dự kiến xóa.", ("day",), "warning"),
    Move(Name.DELETION_CALLED_OFF, "Hủy dự kiến xóa", "Dữ liệu được giữ lại."),
    Move(Name.DATA_DELETED, "Ghi nhận đã xóa dữ liệu", "Không hoàn lại được. Cần hai người.", (), "danger"),
)
ALL = {move.name: move for move in (*_ORDER_MOVES, *_UNIT_MOVES)}


def order_moves(order: Registration) -> Iterator[Move]:
    """The decisions that an order's states allow now."""
    in_proof = order.payment_state == PaymentState.PROOF_IN_REVIEW
    for move in _ORDER_MOVES:
        if move.name in {Name.PROOF_SHORT, Name.PROOF_REJECTED} and not in_proof:
            continue
        if move.name is Name.CANCELLED and order.order_state == OrderState.IN_REVIEW:
            continue
        try:
            check(order, move.name)
        except NotAllowed:
            continue
        yield move


def unit_moves(subscription: Subscription | None) -> Iterator[Move]:
    """The decisions that a unit's subscription allows now."""
    if subscription is None:
        return
    allowed = {
        Name.CUT_EARLY: subscription.cut_on is None,
        Name.CUT_LIFTED: subscription.cut_on is not None,
        Name.DELETION_PLANNED: subscription.data_state != "deleted",
        Name.DELETION_CALLED_OFF: subscription.data_state == "planned",
        Name.DATA_DELETED: subscription.data_state == "planned",
    }
    yield from (move for move in _UNIT_MOVES if allowed[move.name])


def wanted_of(
    move: Move, cleaned: dict[str, Any], order: Registration | None, proof: int | None, seen: str
) -> Wanted:
    """What a filled form asks the desk for."""
    received = cleaned.get("received")
    remaining = order.remaining - received if order and received and move.name is Name.PROOF_SHORT else None
    day: date | None = cleaned.get("day")
    return Wanted(
        name=move.name,
        reason=cleaned["reason"],
        day=day,
        remaining=remaining,
        received=received if move.name is Name.PAID else None,
        order_no=order.no if order else "",
        proof=proof,
        invoice_no=cleaned.get("invoice_no", ""),
        seen=seen if order else "",
    )
