"""What waits for the staff: each queue with its rows, the oldest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from qlts_licensor.changes.models import APPROVAL_DAYS, ProposedChange
from qlts_licensor.clock import now
from qlts_licensor.licences.models import Approval, Subscription
from qlts_licensor.recovery.models import DataRecoveryRequest
from qlts_licensor.registrations.models import PaymentProof, Registration
from qlts_licensor.registrations.states import InvoiceState, OrderState, PaperState, PaymentState, ProofState

INVOICE_DAYS = 3
"""How long before its day an invoice is in the queue."""
CUT_DAYS = 30
"""How long before its cut a unit is in the queue."""
OVERDUE_DAYS = 60
"""After which a unit is cut, under the first policy; the queue is a reminder, the unit's page tells the day."""
_ALIVE = (OrderState.SENT, OrderState.IN_REVIEW, OrderState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue.

    Attributes:
        slug: In the address.
        title: For the staff.
        icon: Of the theme's font.
        rows: Its rows on a day.
        what: What to do with them, in a sentence.
    """

    slug: str
    title: str
    icon: str
    rows: Callable[[date], QuerySet]
    what: str


def _proofs(_today: date) -> QuerySet:
    rows = PaymentProof.objects.filter(state=ProofState.IN_REVIEW).order_by("sent_at", "id")
    return rows.select_related("registration__unit")


def _extensions(_today: date) -> QuerySet:
    return _orders(payment_state=PaymentState.EXTENSION_IN_REVIEW, order_state=OrderState.ACCEPTED)


def _in_review(_today: date) -> QuerySet:
    return _orders(order_state=OrderState.IN_REVIEW)


def _papers(_today: date) -> QuerySet:
    return _orders(paper_state=PaperState.AWAITED, order_state__in=_ALIVE)


def _invoices(today: date) -> QuerySet:
    rows = _orders(
        order_state=OrderState.ACCEPTED,
        invoice_state=InvoiceState.NONE,
        invoice_due_on__lte=today + timedelta(days=INVOICE_DAYS),
    )
    return rows.order_by("invoice_due_on", "registered_at", "id")


def _to_be_cut(today: date) -> QuerySet:
    """Units overdue so long that they are cut within the days, and no promised day holds it off."""
    held = Registration.objects.open().filter(unit=OuterRef("unit"), due_on__gte=today)
    first, last = today - timedelta(days=OVERDUE_DAYS), today - timedelta(days=OVERDUE_DAYS - CUT_DAYS)
    rows = Subscription.objects.filter(~Exists(held), term_end__range=(first, last), cut_on=None)
    return rows.select_related("unit").prefetch_related("unit__users").order_by("term_end", "id")


def _recoveries(_today: date) -> QuerySet:
    open_ = ("sent", "in_progress")
    return DataRecoveryRequest.objects.filter(state__in=open_).select_related("unit").order_by("created_at")


def _approvals(_today: date) -> QuerySet:
    rows = Approval.objects.filter(done_at=None, asked_at__gte=now() - timedelta(days=APPROVAL_DAYS))
    return rows.select_related("unit", "asked_by").order_by("asked_at")


def _changes(_today: date) -> QuerySet:
    rows = ProposedChange.objects.filter(applied_at=None, ended_at=None)
    rows = rows.filter(asked_at__gte=now() - timedelta(days=APPROVAL_DAYS))
    return rows.select_related("asked_by").order_by("asked_at")


def _orders(**wanted: object) -> QuerySet:
    return Registration.objects.filter(**wanted).select_related("unit").order_by("registered_at", "id")


QUEUES = (
    Queue("proofs", "Chứng từ chờ duyệt", "payments", _proofs, "Đối chiếu với sao kê rồi xác nhận hoặc từ chối."),
    Queue(
        "extensions", "Gia hạn chờ duyệt", "event_repeat", _extensions, "Duyệt hoặc từ chối hạn thanh toán mới."
    ),
    Queue("orders", "Đơn chờ duyệt", "pending_actions", _in_review, "Đơn đăng ký lại sau khi quá hạn cam kết."),
    Queue("papers", "Phiếu giấy chờ nhận", "mail", _papers, "Quét mã trên phiếu khi nhận được thư."),
    Queue("invoices", "Sắp lập hóa đơn", "receipt_long", _invoices, "Lập hóa đơn rồi ghi số và đính kèm tệp."),
    Queue("cuts", "Sắp cắt", "content_cut", _to_be_cut, "Gọi cho đơn vị trước khi thuê bao bị cắt."),
    Queue("recoveries", "Yêu cầu khôi phục dữ liệu", "restore", _recoveries, "Tiếp nhận và báo kết quả."),
    Queue(
        "approvals",
        "Chờ người thứ hai duyệt",
        "group",
        _approvals,
        "Cắt, xóa, hủy xác nhận: một người khác duyệt.",
    ),
    Queue(
        "changes",
        "Thay đổi chờ duyệt",
        "published_with_changes",
        _changes,
        "Giá, tài khoản, nhân viên: giám sát duyệt.",
    ),
)


def queue_called(slug: str) -> Queue | None:
    """The queue of an address."""
    return next((queue for queue in QUEUES if queue.slug == slug), None)
