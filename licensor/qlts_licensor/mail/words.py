"""The one table of texts: what each mail says, in Vietnamese. Plain text; every value is one line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qlts_licensor.mail.topics import Topic

TOPICS: dict[Topic, str] = {
    Topic.SUBMITTED: "Đã nhận đăng ký",
    Topic.ORDER_ACCEPTED: "Đơn được duyệt",
    Topic.ORDER_REJECTED: "Đơn không được duyệt",
    Topic.PROOF_SHORT: "Thanh toán thiếu",
    Topic.PROOF_REJECTED: "Chứng từ bị từ chối",
    Topic.PAID: "Đã xác nhận thanh toán",
    Topic.EXTENSION_ACCEPTED: "Được gia hạn thanh toán",
    Topic.EXTENSION_REJECTED: "Không được gia hạn thanh toán",
    Topic.PAPER_RETURNED: "Phiếu giấy bị trả lại",
    Topic.PAPER_REMINDER: "Nhắc gửi phiếu giấy",
    Topic.TERM_ENDS: "Sắp hết hạn thuê bao",
    Topic.PAYMENT_DUE: "Sắp đến hạn thanh toán",
    Topic.COMMITMENT_LAPSED: "Quá hạn cam kết thanh toán",
    Topic.TERM_LAPSED: "Hết hạn thuê bao",
}
"""What the staff's list calls each."""


class Wording(StrEnum):
    """A text: one of each topic, and others where the same news means something else to the unit."""

    SUBMITTED = "submitted"
    SUBMITTED_IN_REVIEW = "submitted_in_review"
    ORDER_ACCEPTED = "order_accepted"
    ORDER_REJECTED = "order_rejected"
    PROOF_SHORT = "proof_short"
    PROOF_REJECTED = "proof_rejected"
    PAID = "paid"
    EXTENSION_ACCEPTED = "extension_accepted"
    EXTENSION_REJECTED = "extension_rejected"
    PAPER_RETURNED = "paper_returned"
    PAPER_REMINDER = "paper_reminder"
    TERM_ENDS = "term_ends"
    PAYMENT_DUE = "payment_due"
    COMMITMENT_LAPSED = "commitment_lapsed"
    COMMITMENT_LAPSED_IN_TERM = "commitment_lapsed_in_term"
    TERM_LAPSED = "term_lapsed"


@dataclass(frozen=True, slots=True)
class Text:
    """A mail's words, with the names of :class:`Values` in braces.

    Attributes:
        subject: The subject.
        happened: What has happened.
        kept: What is not lost.
        next_step: What to do.
    """

    subject: str
    happened: str
    kept: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Values:
    """What the texts name; dates as dd/MM/yyyy, money as 1.234.567 đ."""

    unit: str
    unit_code: str
    vendor: str
    phone: str
    no: str = ""
    reason: str = ""
    due_on: str = ""
    amount: str = ""
    overpaid: str = ""
    memo: str = ""
    term: str = ""
    end: str = ""
    since: str = ""
    left: str = ""
    postal_address: str = ""
    paper: str = ""
    missed: str = ""
    access: str = ""
    data: str = ""


_IN_APP = "Mở QLTS Desktop, vào Lịch sử, chọn đơn {no}"
_PAY = "Chuyển {amount} với đúng nội dung “{memo}”, rồi mở QLTS Desktop, chọn Xác nhận thanh toán và gửi chứng từ."

TEXTS: dict[Wording, Text] = {
    Wording.SUBMITTED: Text(
        "Đã nhận đăng ký, đơn {no}",
        "Chúng tôi đã nhận đơn đăng ký {no} của đơn vị và đã cấp tài nguyên tạm.",
        "Đơn vị sử dụng phần mềm bình thường đến hết ngày {due_on}, là hạn thanh toán đã cam kết.",
        "{paper} " + _PAY,
    ),
    Wording.SUBMITTED_IN_REVIEW: Text(
        "Đã nhận đăng ký, đơn {no} chờ duyệt",
        "Chúng tôi đã nhận đơn đăng ký {no} của đơn vị. Nhân viên của chúng tôi đang xem xét đơn.",
        "Đơn đã được lưu, đơn vị không phải gửi lại. {data}",
        "{paper} Chúng tôi sẽ báo kết quả qua thư. Khi đó hãy mở QLTS Desktop và chọn Cập nhật tài nguyên.",
    ),
    Wording.ORDER_ACCEPTED: Text(
        "Đơn {no} đã được duyệt",
        "Đơn đăng ký {no} đã được duyệt, tài nguyên tạm đã được cấp.",
        "Đơn vị sử dụng phần mềm bình thường đến hết ngày {due_on}, là hạn thanh toán đã cam kết.",
        "Mở QLTS Desktop, chọn Cập nhật tài nguyên để sử dụng ngay. " + _PAY,
    ),
    Wording.ORDER_REJECTED: Text(
        "Đơn {no} không được duyệt",
        "Đơn đăng ký {no} không được duyệt. Lý do: {reason}",
        "Thời hạn đã thanh toán không thay đổi. {data}",
        "Mở QLTS Desktop để đăng ký lại. Nội dung đã điền lần trước được điền sẵn.",
    ),
    Wording.PROOF_SHORT: Text(
        "Đơn {no}: số tiền nhận được chưa đủ",
        "Chúng tôi đã nhận tiền cho đơn {no}, nhưng còn thiếu {amount}. Lý do: {reason}",
        "Số tiền đã chuyển được ghi nhận cho đơn này.",
        _PAY,
    ),
    Wording.PROOF_REJECTED: Text(
        "Đơn {no}: chứng từ thanh toán chưa được chấp nhận",
        "Chứng từ thanh toán của đơn {no} chưa được chấp nhận. Lý do: {reason}",
        "Đơn vẫn còn hiệu lực. Số tiền còn phải thanh toán là {amount}.",
        _IN_APP + ", chọn Xác nhận thanh toán và gửi lại chứng từ đúng.",
    ),
    Wording.PAID: Text(
        "Đơn {no}: đã xác nhận thanh toán, đã cấp chính thức",
        "Chúng tôi đã nhận đủ tiền cho đơn {no} và đã cấp tài nguyên chính thức, thời hạn {term}.{overpaid}",
        "{data}",
        "Mở QLTS Desktop, chọn Cập nhật tài nguyên để nhận giấy phép mới.",
    ),
    Wording.EXTENSION_ACCEPTED: Text(
        "Đơn {no}: được gia hạn thanh toán đến {due_on}",
        "Đề nghị gia hạn thanh toán của đơn {no} đã được chấp nhận. Hạn thanh toán mới là {due_on}.",
        "Đơn vị sử dụng phần mềm bình thường đến hết ngày {due_on}.",
        "Mở QLTS Desktop, chọn Cập nhật tài nguyên. " + _PAY,
    ),
    Wording.EXTENSION_REJECTED: Text(
        "Đơn {no}: chưa được gia hạn thanh toán",
        "Đề nghị gia hạn thanh toán của đơn {no} chưa được chấp nhận. Lý do: {reason}",
        "Đơn vẫn còn hiệu lực. Hạn thanh toán vẫn là {due_on}.",
        _PAY,
    ),
    Wording.PAPER_RETURNED: Text(
        "Đơn {no}: phiếu giấy bị trả lại",
        "Phiếu giấy của đơn {no} bị trả lại. Lý do: {reason}",
        "Đơn vẫn còn hiệu lực, việc sử dụng phần mềm không bị ảnh hưởng.",
        "In lại phiếu trong QLTS Desktop, ký, đóng dấu rồi gửi về: {postal_address}",
    ),
    Wording.PAPER_REMINDER: Text(
        "Đơn {no}: chúng tôi chưa nhận được phiếu giấy",
        "Đơn {no} đang chờ phiếu giấy có ký, đóng dấu từ ngày {since}; đến nay chúng tôi chưa nhận được.",
        "Đơn vẫn còn hiệu lực, việc sử dụng phần mềm không bị ảnh hưởng.",
        "Gửi phiếu về: {postal_address}. Nếu đã gửi, có thể gửi thêm bản quét trong QLTS Desktop, mục Lịch sử.",
    ),
    Wording.TERM_ENDS: Text(
        "Thuê bao {left}, đến {end}",
        "Thời hạn thuê bao QLTS của đơn vị {left}, đến hết ngày {end}.",
        "Đến hết ngày đó, đơn vị vẫn sử dụng phần mềm bình thường. Đăng ký sớm không làm mất những ngày còn lại.",
        "Mở QLTS Desktop, chọn Đăng ký gia hạn. Việc này cần tài khoản có vai trò Quản trị dữ liệu.",
    ),
    Wording.PAYMENT_DUE: Text(
        "Đơn {no}: hạn thanh toán {left}, đến {end}",
        "Hạn thanh toán đã cam kết của đơn {no} {left}, đến hết ngày {end}.",
        "Đến hết ngày đó, đơn vị vẫn sử dụng phần mềm bình thường.",
        _PAY,
    ),
    Wording.COMMITMENT_LAPSED: Text(
        "Đơn {no}: đã quá hạn cam kết thanh toán",
        "Hạn thanh toán của đơn {no} (ngày {end}) đã qua mà chúng tôi chưa nhận đủ tiền. {access}",
        "{data} Phần mềm mở lại sau khi thanh toán được xác nhận.",
        _PAY,
    ),
    Wording.COMMITMENT_LAPSED_IN_TERM: Text(
        "Đơn {no}: đã quá hạn cam kết thanh toán",
        "Hạn thanh toán của đơn {no} (ngày {end}) đã qua mà chúng tôi chưa nhận đủ tiền.",
        "Thời hạn đã thanh toán không thay đổi: đơn vị sử dụng phần mềm bình thường đến hết ngày {term}.",
        _PAY,
    ),
    Wording.TERM_LAPSED: Text(
        "Thuê bao đã hết hạn ngày {end}",
        "Thời hạn sử dụng QLTS của đơn vị đã hết vào ngày {end}. {access}",
        "{data} Phần mềm mở lại ngay khi đăng ký gia hạn được chấp nhận.",
        "{missed}",
    ),
}
"""Every wording has its text; a test wants it."""

DATA_KEPT = "Dữ liệu của đơn vị vẫn được giữ nguyên."
LOCKED = "Vì vậy phần mềm đang tạm khóa."
READ_ONLY = "Vì vậy phần mềm chỉ còn cho xem dữ liệu."
REGISTER_AGAIN = "Mở QLTS Desktop, chọn Đăng ký gia hạn. Việc này cần tài khoản có vai trò Quản trị dữ liệu."
PAY_FIRST = "Đơn {no} chưa được thanh toán. " + _PAY
SEND_PAPER = "Ký, đóng dấu và gửi phiếu giấy về: {postal_address}."


def one_line(text: str) -> str:
    """A text without line ends or other control characters, so that it can forge neither a header nor a line."""
    plain = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def vn_day(day: date) -> str:
    """dd/MM/yyyy."""
    return f"{day:%d/%m/%Y}"


def money(amount: int) -> str:
    """1.234.567 đ."""
    return f"{amount:,} đ".replace(",", ".")


def days_left(days: int) -> str:
    """As the texts go on from it: *còn 7 ngày*."""
    return f"còn {days} ngày" if days else "chỉ còn hôm nay"
