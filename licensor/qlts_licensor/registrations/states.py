"""The states of an order, as the wire names them."""

from __future__ import annotations

from django.db.models import TextChoices


class OrderState(TextChoices):
    """Where the order itself stands."""

    DRAFT = "draft", "Nháp"
    SENT = "sent", "Đã gửi"
    IN_REVIEW = "in_review", "Chờ duyệt"
    ACCEPTED = "accepted", "Đã duyệt"
    REJECTED = "rejected", "Từ chối"
    CANCELLED = "cancelled", "Đã hủy"
    REPLACED = "replaced", "Đã thay thế"
    CLOSED = "closed", "Đã đóng"


class PaymentState(TextChoices):
    """*Tình trạng thanh toán*."""

    AWAITING = "awaiting", "Chờ thanh toán"
    PROOF_IN_REVIEW = "proof_in_review", "Chờ xác nhận thanh toán"
    EXTENSION_IN_REVIEW = "extension_in_review", "Chờ duyệt gia hạn thanh toán"
    SHORT = "short", "Thanh toán thiếu"
    PROOF_REJECTED = "proof_rejected", "Chứng từ bị từ chối"
    PAID = "paid", "Đã thanh toán"
    COMMITMENT_LAPSED = "commitment_lapsed", "Quá hạn cam kết"


class ResourceState(TextChoices):
    """*Tình trạng cấp tài nguyên*."""

    NONE = "none", "Chưa cấp"
    IN_REVIEW = "in_review", "Chờ duyệt"
    PROVISIONAL = "provisional", "Đã cấp tạm"
    OFFICIAL = "official", "Đã cấp chính thức"
    CUT = "cut", "Đã cắt"
    REJECTED = "rejected", "Từ chối"


class PaperState(TextChoices):
    """The stamped slip on paper."""

    NOT_NEEDED = "not_needed", "Không cần"
    AWAITED = "awaited", "Chờ phiếu giấy"
    RECEIVED = "received", "Đã nhận phiếu giấy"
    RETURNED = "returned", "Bị trả lại"


class InvoiceState(TextChoices):
    """The invoice."""

    NONE = "none", "Chưa lập"
    ISSUED = "issued", "Đã lập"


class ProofState(TextChoices):
    """What became of a payment proof."""

    IN_REVIEW = "in_review", "Chờ duyệt"
    ACCEPTED = "accepted", "Đã xác nhận"
    SHORT = "short", "Thiếu tiền"
    REJECTED = "rejected", "Bị từ chối"


class Method(TextChoices):
    """How a registration was sent."""

    SIGNED = "signed", "Chữ ký điện tử"
    STAMPED = "stamped", "Phiếu đóng dấu"
    STAFF = "staff", "Nhà cung cấp đăng ký giúp"
