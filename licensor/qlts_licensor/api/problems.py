"""Errors as ``application/problem+json`` (RFC 9457) with a stable ``code``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse

TITLES = {
    "malformed": (400, "Yêu cầu không đọc được."),
    "key_required": (400, "Thiếu mã chống gửi trùng (Idempotency-Key)."),
    "wrong_credentials": (401, "Mã đơn vị, tên đăng nhập hoặc mật khẩu không đúng."),
    "session_expired": (401, "Phiên đăng nhập đã hết hạn."),
    "role_not_allowed": (403, "Chỉ người có vai trò Quản trị dữ liệu làm được việc này."),
    "no_licence": (404, "Đơn vị chưa có giấy phép sử dụng."),
    "not_found": (404, "Không tìm thấy."),
    "method_not_allowed": (405, "Địa chỉ này không nhận cách gọi đó."),
    "order_open": (409, "Đơn vị đang có đơn chưa thanh toán."),
    "form_changed": (409, "Thông tin đã được lưu lại ở nơi khác sau khi lập phiếu."),
    "key_reused": (409, "Mã chống gửi trùng đã dùng cho nội dung khác."),
    "in_progress": (409, "Yêu cầu này đang được xử lý."),
    "prepared_void": (409, "Phiếu đã chuẩn bị không còn dùng được."),
    "paper_not_awaited": (409, "Đơn này không chờ phiếu giấy."),
    "action_not_allowed": (409, "Hiện chưa làm được việc này với đơn."),
    "registration_not_allowed": (409, "Hiện chưa đăng ký gia hạn được."),
    "recovery_not_allowed": (409, "Chỉ yêu cầu khôi phục dữ liệu được khi thuê bao đã bị cắt."),
    "recovery_open": (409, "Đơn vị đã có yêu cầu khôi phục dữ liệu đang chờ xử lý."),
    "version_conflict": (412, "Bản nháp đã được lưu ở nơi khác."),
    "too_large": (413, "Dữ liệu gửi lên quá lớn."),
    "unsupported_media_type": (415, "Loại dữ liệu gửi lên không dùng được ở đây."),
    "form_invalid": (422, "Thông tin khai báo chưa đúng."),
    "payment_day_past": (422, "Hạn thanh toán đã qua."),
    "offer_expired": (422, "Báo giá đã hết hiệu lực."),
    "consent_required": (422, "Cần đồng ý cam kết thanh toán đúng hạn."),
    "slip_rejected": (422, "Phiếu gửi lên không được chấp nhận."),
    "file_unreadable": (422, "Tệp gửi lên không mở được."),
    "scan_of_other_order": (422, "Bản quét là phiếu của đơn khác."),
    "certificate_not_of_unit": (422, "Chứng thư số không phải của đơn vị."),
    "if_match_required": (428, "Thiếu phiên bản của bản nháp (If-Match)."),
    "too_many_attempts": (429, "Đăng nhập quá nhiều lần, hãy chờ một lát."),
    "account_locked": (429, "Tài khoản tạm khóa vì nhập sai mật khẩu nhiều lần."),
    "server_error": (500, "Máy chủ gặp lỗi."),
    "unavailable": (503, "Máy chủ chưa sẵn sàng."),
}
"""Status and Vietnamese title of every code."""

STATUS_CODES = {
    400: "malformed",
    401: "session_expired",
    403: "role_not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "form_invalid",
    503: "unavailable",
}
"""The code for a status that the framework decided on."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field's problem: JSON pointer and symbol."""

    field: str
    code: str
    message: str = ""


@dataclass
class Problem(Exception):  # noqa: N818 - names what happened
    """An answer other than success.

    Attributes:
        code: A key of :data:`TITLES`.
        detail: A symbol or a technical word or two.
        errors: Problems of single fields.
        retry_after: Seconds, when waiting helps.
        order_no: With ``order_open``: the open order; with ``scan_of_other_order``: the one on the paper.
        day: With ``action_not_allowed``: the day that the obstacle in ``detail`` names.
    """

    code: str
    detail: str = ""
    errors: tuple[FieldProblem, ...] = field(default=())
    retry_after: int | None = None
    order_no: str | None = None
    day: date | None = None

    @property
    def status(self) -> int:
        """The HTTP status."""
        return TITLES[self.code][0]

    def response(self) -> HttpResponse:
        """The answer."""
        status, title = TITLES[self.code]
        body = {
            "type": "about:blank",
            "code": self.code,
            "title": title,
            "status": status,
            "detail": self.detail,
            "errors": [{"field": e.field, "code": e.code, "message": e.message} for e in self.errors],
            "retry_after": self.retry_after,
            "order_no": self.order_no,
            "day": self.day.isoformat() if self.day else None,
        }
        response = HttpResponse(
            json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
        )
        if self.retry_after is not None:
            response["Retry-After"] = str(self.retry_after)
        return response
