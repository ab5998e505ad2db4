"""A receipt of the licensor as a page to be read, printed and filed."""

from __future__ import annotations

import hashlib

from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.money import format_vnd
from qlts_desktop.services.checking_port import ReportSection
from qlts_desktop.services.receipt_words import RECEIPT_KINDS
from qlts_desktop.services.report_pages import report_pages
from qlts_desktop.services.signed_claims import ChangeReceiptClaims

TITLE = "Biên nhận"


def receipt_pages(claims: ChangeReceiptClaims, file: str) -> bytes:
    """Lay a receipt out, PDF.

    Args:
        claims: What it says.
        file: The receipt, compact JWS.

    Raises:
        OperationError: font_missing.
    """
    lines = [
        ("Số biên nhận", claims.receipt_no),
        ("Nội dung", RECEIPT_KINDS.get(claims.kind, claims.kind)),
        ("Số đơn hàng", claims.order_no),
        ("Đơn vị", f"{claims.unit_name} ({claims.unit})"),
        ("Người thực hiện", claims.actor),
        ("Thời điểm", format_moment(claims.received_at)),
    ]
    if claims.amount is not None and claims.paid_on is not None:
        lines.append(("Số tiền đã chuyển", f"{format_vnd(claims.amount)}, ngày {format_day(claims.paid_on)}"))
        lines.append(("Nội dung chuyển tiền", claims.memo))
    if claims.due_on is not None:
        lines.append(("Hạn thanh toán", format_day(claims.due_on)))
    if claims.remaining is not None:
        lines.append(("Còn phải trả", format_vnd(claims.remaining)))
    if claims.reason:
        lines.append(("Lý do", claims.reason))
    files = [(file.name, f"{file.size} byte\nSHA-256 {file.sha256}") for file in claims.files]
    proof = (
        (
            "Xác minh",
            "Bản in này để đọc. Bản gốc là tệp biên nhận có chữ ký của nhà cung cấp, nằm trong Hồ sơ kiểm toán"
            " của đơn; kiểm tra bằng lệnh qlts-desktop check.",
        ),
        ("SHA-256 của tệp gốc", hashlib.sha256(file.encode("ascii")).hexdigest()),
    )
    sections = [ReportSection("Biên nhận của nhà cung cấp", tuple(lines))]
    if files:
        sections.append(ReportSection("Tệp đã gửi", tuple(files)))
    sections.append(ReportSection("Kiểm tra biên nhận", proof))
    return report_pages(TITLE, sections)
