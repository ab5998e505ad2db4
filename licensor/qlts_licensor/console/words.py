"""What codes are called in the console."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from qlts_licensor.policy.timetable import Access, Action, Entry, Rule, Stage
from qlts_licensor.transitions.table import TABLE, Name

_STAGES = {
    Stage.ACTIVE: "Đang sử dụng",
    Stage.EXPIRING: "Sắp hết hạn",
    Stage.OVERDUE_EARLY: "Hết hạn, chưa vào được",
    Stage.OVERDUE_LATE: "Hết hạn lâu, sắp cắt",
    Stage.CUT_OFF: "Đã cắt thuê bao",
    Stage.COMMITTED: "Đang dùng tài nguyên tạm",
    Stage.COMMITMENT_DUE: "Gần đến hạn cam kết",
    Stage.PAYMENT_IN_REVIEW: "Đang duyệt thanh toán",
    Stage.COMMITMENT_LAPSED: "Quá hạn cam kết",
    Stage.RENEWED: "Mới gia hạn",
}
_ACCESS = {Access.FULL: "Dùng đầy đủ", Access.READ_ONLY: "Chỉ đọc", Access.NONE: "Không vào được"}
_ACTIONS = {
    Action.REGISTER: "đăng ký gia hạn",
    Action.REFRESH_LICENCE: "cập nhật tài nguyên",
    Action.CONFIRM_PAYMENT: "xác nhận thanh toán",
    Action.EXTEND_PAYMENT: "gia hạn thanh toán",
    Action.TRANSFER_GUIDE: "xem hướng dẫn chuyển khoản",
    Action.SEE_ORDER: "xem đơn",
    Action.REQUEST_DATA_RECOVERY: "yêu cầu khôi phục dữ liệu",
}
_RULES = {
    Rule.CUT_EARLY: "nhà cung cấp cắt trước hạn",
    Rule.REVIEW_OPEN: "đang chờ duyệt chứng từ hoặc gia hạn",
    Rule.COMMITMENT_HOLDS: "cam kết thanh toán còn hạn",
    Rule.COMMITMENT_ENDS_SOON: "cam kết thanh toán sắp đến hạn",
    Rule.PROOF_REFUSED_GRACE: "những ngày thêm sau khi chứng từ bị từ chối",
    Rule.RENEWED: "vừa cấp chính thức",
    Rule.TERM_ENDS_SOON: "thuê bao sắp hết hạn",
    Rule.TERM_HOLDS: "thuê bao còn hạn",
    Rule.SECOND_COMMITMENT_LAPSED: "quá hạn cam kết lần 2",
    Rule.COMMITMENT_FROM_CUT_LAPSED: "quá hạn cam kết của đơn đăng ký khi đã cắt",
    Rule.OVERDUE_UNTIL_CUT: "hết hạn từ 60 ngày",
    Rule.FIRST_COMMITMENT_LAPSED: "quá hạn cam kết lần 1",
    Rule.OVERDUE_LATE: "hết hạn từ 30 ngày",
    Rule.OVERDUE_EARLY: "hết hạn dưới 30 ngày",
}
_EVENTS = {
    "prepared": "Chuẩn bị phiếu để ký ở máy khác",
    "prepared_revoked": "Thu hồi phiếu đã chuẩn bị",
    "paper_scan_attached": "Gửi bản quét phiếu",
    "provisional_granted": "Cấp tài nguyên tạm",
    "official_granted": "Cấp tài nguyên chính thức",
}
_FORM = {
    "unit": (
        "Đơn vị đăng ký",
        {
            "name": "Tên đơn vị",
            "licence_no": "Số giấy phép",
            "tax_code": "Mã số thuế",
            "budget_code": "Mã ĐVQHNS",
            "governing_body": "Đơn vị chủ quản",
            "address": "Địa chỉ",
            "province": "Tỉnh, thành phố",
            "head_name": "Thủ trưởng",
            "head_title": "Chức vụ",
            "contact_name": "Người liên hệ",
            "phone": "Điện thoại",
            "email": "Email",
        },
    ),
    "invoice": (
        "Cấp hóa đơn",
        {
            "name": "Tên trên hóa đơn",
            "tax_code": "Mã số thuế",
            "budget_code": "Mã ĐVQHNS",
            "address": "Địa chỉ",
            "buyer_name": "Người mua hàng",
            "email": "Email nhận hóa đơn",
            "phone": "Điện thoại",
            "account_no": "Số tài khoản",
            "bank_name": "Tại",
            "invoice_on": "Nhận hóa đơn vào ngày",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class StageWords:
    """An entry of a timetable in words."""

    from_day: date
    title: str
    access: str
    why: str
    may: str
    is_open: bool


def stage_words(entry: Entry) -> StageWords:
    """What holds from a day on."""
    return StageWords(
        entry.from_day,
        _STAGES[entry.stage],
        _ACCESS[entry.access],
        _RULES[entry.rule],
        ", ".join(_ACTIONS[action] for action in entry.actions),
        entry.access is Access.FULL,
    )


def event_words(code: str) -> str:
    """What an event of an order is called."""
    if code in Name._value2member_map_:
        return TABLE[Name(code)].says
    return _EVENTS.get(code, code)


def form_lines(form: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The filled fields of a form, by section, under their names."""
    sections = []
    for key, (title, names) in _FORM.items():
        values = form.get(key, {})
        lines = [(label, str(values[name])) for name, label in names.items() if values.get(name)]
        sections.append((title, lines))
    return sections


def typed_day(text: str) -> date | None:
    """A day from an address; None for what is no day."""
    try:
        return parse_date(text)
    except ValueError:
        return None
