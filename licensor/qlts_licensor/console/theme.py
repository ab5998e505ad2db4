"""The look of the console, for the theme's settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _link(title: str, icon: str, to: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{to}")}


def _style(_request: HttpRequest) -> str:
    return static("console/console.css")


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "QLTS – Nhà cung cấp",
    "SITE_HEADER": "QLTS – Nhà cung cấp",
    "SITE_SUBHEADER": "Bàn làm việc của nhân viên",
    "SITE_SYMBOL": "verified_user",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "STYLES": [_style],
    "COLORS": {
        "primary": {
            "50": "#eff6ff",
            "100": "#dbeafe",
            "200": "#bfdbfe",
            "300": "#93c5fd",
            "400": "#4d94e8",
            "500": "#1f78dc",
            "600": "#0b63ce",
            "700": "#0950a8",
            "800": "#0a4287",
            "900": "#0c386e",
            "950": "#082349",
        }
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "title": "Việc cần làm",
                "items": [
                    _link("Bàn làm việc", "inbox", "index"),
                    _link("Nhận phiếu giấy", "qr_code_scanner", "paper"),
                    _link("Hóa đơn trong ngày", "receipt_long", "invoices"),
                    _link("Khôi phục dữ liệu", "restore", "recovery_datarecoveryrequest_changelist"),
                ],
            },
            {
                "title": "Tra cứu",
                "separator": True,
                "items": [
                    _link("Đơn vị", "apartment", "units_unit_changelist"),
                    _link("Đơn đăng ký", "description", "registrations_registration_changelist"),
                    _link("Người dùng của đơn vị", "person", "units_user_changelist"),
                    _link("Nhật ký", "history", "audit_auditentry_changelist"),
                    _link("Thư đã gửi đơn vị", "mail", "mail_mail_changelist"),
                ],
            },
            {
                "title": "Thiết lập",
                "separator": True,
                "items": [
                    _link("Chính sách và giá", "gavel", "policy"),
                    _link("Tài khoản nhận", "account_balance", "accounts"),
                    _link("Nhà cung cấp", "store", "vendor"),
                    _link("Nhân viên", "badge", "colleagues"),
                    _link("Thay đổi hai người duyệt", "group", "changes"),
                ],
            },
        ],
    },
}
