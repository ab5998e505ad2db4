"""Orders with their events, files and receipts, and the idempotency keys under which they were sent."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qlts_licensor.registrations.json_text import JSONText
from qlts_licensor.registrations.states import (
    InvoiceState,
    Method,
    OrderState,
    PaperState,
    PaymentState,
    ProofState,
    ResourceState,
)
from qlts_licensor.units.models import Unit, User


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Questions often asked."""

    def sent(self) -> RegistrationQuerySet:
        """Everything but drafts."""
        return self.exclude(order_state=OrderState.DRAFT)

    def open(self) -> RegistrationQuerySet:
        """Sent and not paid, cancelled, replaced, rejected or closed."""
        alive = Q(order_state__in=(OrderState.SENT, OrderState.IN_REVIEW, OrderState.ACCEPTED))
        return self.filter(alive).exclude(payment_state=PaymentState.PAID)

    def accepted(self) -> RegistrationQuerySet:
        """Accepted orders, paid or not."""
        return self.filter(order_state=OrderState.ACCEPTED)


class Registration(models.Model):
    """One order, from its draft on."""

    no = models.CharField("số đơn", max_length=9, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registrations", verbose_name="đơn vị")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField(default=1)
    form = JSONText()
    saved_by = models.CharField(max_length=100, blank=True, default="")
    """Who saved the draft's form last."""
    offer = models.TextField()
    offer_day = models.DateField()
    consented_offer = models.TextField(blank=True, default="")
    """The offer that the unit consented to, once another has undone that; empty again after a new consent."""
    years = models.PositiveSmallIntegerField("số năm", default=1)
    extra_users = models.PositiveIntegerField("người dùng thêm", default=0)
    total = models.BigIntegerField("số tiền")
    account_no = models.CharField(max_length=30)
    address = models.CharField(max_length=400, blank=True)
    term_from = models.DateField("kỳ mới từ")
    term_to = models.DateField("kỳ mới đến")

    order_state = models.CharField("đơn", max_length=20, choices=OrderState.choices, default=OrderState.DRAFT)
    payment_state = models.CharField(
        "tình trạng thanh toán", max_length=20, choices=PaymentState.choices, default=PaymentState.AWAITING
    )
    resource_state = models.CharField(
        "tình trạng cấp tài nguyên", max_length=20, choices=ResourceState.choices, default=ResourceState.NONE
    )
    paper_state = models.CharField(
        "phiếu giấy", max_length=20, choices=PaperState.choices, default=PaperState.NOT_NEEDED
    )
    invoice_state = models.CharField(
        "hóa đơn", max_length=20, choices=InvoiceState.choices, default=InvoiceState.NONE
    )

    method = models.CharField("hình thức", max_length=10, choices=Method.choices, blank=True)
    registered_at = models.DateTimeField("ngày đăng ký", null=True)
    round = models.PositiveSmallIntegerField("lần cam kết", default=0)
    first_due_on = models.DateField(null=True)
    due_on = models.DateField("hạn cam kết", null=True)
    began_in_cut_off = models.BooleanField(default=False)
    is_repeat = models.BooleanField(default=False)
    """It follows a lapsed order of the unit; its commitment cannot be extended."""
    policy_version = models.CharField("chính sách", max_length=20, blank=True)
    """The policy that it was accepted under and keeps."""
    review = models.CharField(max_length=10, blank=True)
    review_holds = models.BooleanField(default=False)
    """Whether access goes on until what is in review is decided."""
    proofs = models.PositiveSmallIntegerField(default=0)
    asked_due_on = models.DateField(null=True)
    grace_until = models.DateField(null=True)
    before_payment = models.JSONField(null=True)
    """The subscription as it was before the payment was confirmed."""
    remaining = models.BigIntegerField(default=0)
    overpaid = models.BigIntegerField("nộp thừa", default=0)
    """Đồng that came beyond the total."""
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replacements", verbose_name="thay cho đơn"
    )
    """The order that this one takes the place of; a draft is sent in its place."""
    invoice_no = models.CharField("số hóa đơn", max_length=50, blank=True, default="")
    invoiced_on = models.DateField("ngày hóa đơn", null=True)
    invoice_due_on = models.DateField("hóa đơn cần lập ngày", null=True)
    """The day that the unit has asked for, or that of the payment."""
    slip_sha256 = models.CharField(max_length=64, blank=True)
    signer = models.CharField("người ký", max_length=400, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        """Names, order and constraints."""

        verbose_name = "đơn đăng ký"
        verbose_name_plural = "đơn đăng ký"
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(order_state=OrderState.DRAFT), name="one_draft_a_unit"
            )
        ]
        indexes = [
            models.Index(fields=["order_state", "due_on"], name="order_due_on"),
            models.Index(fields=["order_state", "grace_until"], name="order_grace_until"),
            models.Index(
                fields=["registered_at"],
                condition=Q(paper_state__in=(PaperState.AWAITED, PaperState.RETURNED)),
                name="order_paper_awaited",
            ),
            # The staff's queues: what a queue waits for, then its order; its count reads nothing else.
            models.Index(fields=["order_state", "registered_at", "id"], name="order_queue"),
            models.Index(
                fields=["payment_state", "order_state", "registered_at", "id"], name="order_payment_queue"
            ),
            models.Index(fields=["paper_state", "registered_at", "id", "order_state"], name="order_paper_queue"),
            models.Index(
                fields=["order_state", "invoice_state", "invoice_due_on", "registered_at", "id"],
                name="order_invoice_queue",
            ),
            # Whether a promised day holds a unit's cut off.
            models.Index(fields=["unit", "due_on", "order_state", "payment_state"], name="order_promise"),
        ]

    def __str__(self) -> str:
        return self.no

    @property
    def is_open(self) -> bool:
        """Whether it counts as the unit's open order."""
        alive = {OrderState.SENT, OrderState.IN_REVIEW, OrderState.ACCEPTED}
        return self.order_state in alive and self.payment_state != PaymentState.PAID

    @property
    def registered_on(self) -> date | None:
        """The Vietnam day on which the licensor received it."""
        return timezone.localtime(self.registered_at).date() if self.registered_at else None

    def lapsed(self, today: date) -> bool:
        """Whether the promised day has passed unpaid, with nothing in review that holds access."""
        if not self.is_open or self.due_on is None or (self.review and self.review_holds):
            return False
        return today > max(self.due_on, self.grace_until or self.due_on)


class Event(models.Model):
    """Something that happened to an order: who, when, from what to what."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    code = models.CharField(max_length=30)
    detail = models.CharField(max_length=400, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        """Names, order and constraints."""

        ordering = ["at", "id"]


class PaymentProof(models.Model):
    """*Xác nhận thanh toán*: what the unit says that it has paid, and what the licensor made of it."""

    registration = models.ForeignKey(
        Registration, models.PROTECT, related_name="payment_proofs", verbose_name="đơn"
    )
    number = models.PositiveSmallIntegerField("lần")
    sent_by = models.CharField("người gửi", max_length=100)
    sent_at = models.DateTimeField("gửi lúc")
    memo = models.CharField("nội dung chuyển tiền", max_length=200)
    paid_on = models.DateField("ngày chuyển")
    amount = models.BigIntegerField("số tiền")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    state = models.CharField("kết quả", max_length=10, choices=ProofState.choices, default=ProofState.IN_REVIEW)
    decided_by = models.CharField("người duyệt", max_length=100, blank=True)
    decided_at = models.DateTimeField("duyệt lúc", null=True)
    reason = models.CharField("lý do", max_length=400, blank=True)
    received = models.BigIntegerField("số tiền đã nhận", null=True)
    """Đồng that the licensor counted for it."""

    class Meta:
        """Names, order and constraints."""

        verbose_name = "chứng từ thanh toán"
        verbose_name_plural = "chứng từ thanh toán"
        ordering = ["registration", "number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="one_proof_a_number"),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state=ProofState.IN_REVIEW), name="one_proof_in_review"
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at", "id"], name="proof_queue")]

    def __str__(self) -> str:
        return f"{self.registration.no} lần {self.number}"


class StoredFile(models.Model):
    """A file as it was sent, kept with its order."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="files")
    proof = models.ForeignKey(PaymentProof, models.PROTECT, null=True, related_name="files")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()


class DrawnPage(models.Model):
    """A page of a payment proof's file as a picture, kept while its proof may still be looked at."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="drawn_pages")
    number = models.PositiveSmallIntegerField()
    """Counted from 0."""
    picture = models.BinaryField()
    """PNG; empty where the file could not be drawn within its limits."""
    drawn_at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_picture_a_page")]


class Receipt(models.Model):
    """A signed receipt."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="receipts")
    receipt_no = models.CharField(max_length=30, unique=True)
    issued_at = models.DateTimeField()
    file = models.TextField()


class PreparedRight(models.Model):
    """A one-time right to send a draft that was prepared for signing elsewhere; the right itself is not stored."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="prepared_rights")
    prepared_by = models.ForeignKey(User, models.PROTECT)
    key = models.CharField(max_length=100)
    """The idempotency key that it was asked for with."""
    fingerprint = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=64)
    file = models.TextField()
    """The sealed claims, ``qlts-prepared+jws``."""
    form_version = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Names, order and constraints."""

        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["registration", "key"], name="one_right_a_key")]

    def why_void(self, draft: Registration, at: datetime) -> str:
        """Why it does not let its draft be sent; empty while it does."""
        if self.used_at is not None:
            return "used"
        if self.revoked_at is not None:
            return "revoked"
        if draft.order_state != OrderState.DRAFT:
            return "order_sent"
        if draft.version != self.form_version:
            return "form_changed"
        return "expired" if self.expires_at <= at else ""


class IdempotencyKey(models.Model):
    """What a key was used for, and what was answered; written in the effect's own transaction."""

    unit = models.ForeignKey(Unit, models.CASCADE)
    route = models.CharField(max_length=50)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, models.CASCADE)
    receipt = models.ForeignKey(Receipt, models.PROTECT)
    licence = models.TextField(blank=True)
    user = models.ForeignKey(User, models.PROTECT)
    right = models.ForeignKey(PreparedRight, models.PROTECT, null=True)
    """What it was sent with, where nobody had logged in."""
    created_at = models.DateTimeField()

    class Meta:
        """Names, order and constraints."""

        constraints = [models.UniqueConstraint(fields=["unit", "route", "key"], name="one_use_a_key")]
