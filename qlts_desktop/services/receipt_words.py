"""What each kind of receipt is for, in the words of printed papers (Vietnamese, whatever the interface speaks)."""

from __future__ import annotations

RECEIPT_KINDS = {
    "submission": "Đăng ký gia hạn",
    "paper_scan": "Bản quét phiếu đã đóng dấu",
    "payment_proof": "Xác nhận thanh toán",
    "extension": "Đề nghị gia hạn thanh toán",
    "cancellation": "Hủy đơn",
    "accepted": "Nhà cung cấp duyệt đơn",
    "rejected": "Nhà cung cấp từ chối đơn",
    "proof_short": "Nhà cung cấp nhận thiếu tiền",
    "proof_rejected": "Nhà cung cấp từ chối chứng từ",
    "extension_accepted": "Nhà cung cấp duyệt gia hạn thanh toán",
    "extension_rejected": "Nhà cung cấp từ chối gia hạn thanh toán",
    "paid": "Nhà cung cấp xác nhận đã thanh toán",
    "payment_undone": "Nhà cung cấp hủy xác nhận thanh toán",
    "paper_received": "Nhà cung cấp nhận phiếu giấy",
    "paper_returned": "Nhà cung cấp trả lại phiếu giấy",
    "invoice_issued": "Nhà cung cấp lập hóa đơn",
    "cancelled": "Nhà cung cấp hủy đơn",
}
