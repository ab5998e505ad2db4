"""The policy's fields as the console names them: label, what they mean, and their values in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qlts_licensor.mail.topics import Topic
from qlts_licensor.policy.rules import Decision, OverdueAccess, RenewalBasis

_MAILS: dict[Any, str] = {
    Topic.SUBMITTED.value: "Đã nhận đăng ký",
    Topic.ORDER_ACCEPTED.value: "Duyệt đơn",
    Topic.ORDER_REJECTED.value: "Từ chối đơn",
    Topic.PROOF_SHORT.value: "Thanh toán thiếu",
    Topic.PROOF_REJECTED.value: "Từ chối chứng từ",
    Topic.PAID.value: "Đã thanh toán",
    Topic.EXTENSION_ACCEPTED.value: "Duyệt gia hạn thanh toán",
    Topic.EXTENSION_REJECTED.value: "Từ chối gia hạn thanh toán",
    Topic.PAPER_RETURNED.value: "Trả lại phiếu giấy",
    Topic.PAPER_REMINDER.value: "Nhắc gửi phiếu giấy",
    Topic.TERM_ENDS.value: "Sắp hết thời hạn thuê bao",
    Topic.PAYMENT_DUE.value: "Sắp đến hạn thanh toán",
    Topic.COMMITMENT_LAPSED.value: "Quá hạn cam kết",
    Topic.TERM_LAPSED.value: "Đã hết thời hạn thuê bao",
}
_DECISIONS = {Decision.AUTOMATIC: "Tự động", Decision.REVIEWED: "Nhân viên duyệt"}


@dataclass(frozen=True, slots=True)
class PolicyField:
    """A field.

    Attributes:
        name: Of the policy's attribute.
        label: For the staff.
        help: What it decides.
        unit: Behind its value.
        choices: Of a closed set, with their words.
        many: Any number of the choices, or of whole numbers where there are none.
    """

    name: str
    label: str
    help: str = ""
    unit: str = ""
    choices: dict[Any, str] | None = None
    many: bool = False

    def words(self, value: Any) -> str:
        """A value in words."""
        if self.many:
            return ", ".join(self.choices[one] if self.choices else str(one) for one in value) or "không có"
        if self.choices is not None:
            return self.choices[value]
        if isinstance(value, int):
            return f"{value:,} {self.unit}".replace(",", ".")
        return str(value)


GROUPS: dict[str, tuple[PolicyField, ...]] = {
    "Giá": (
        PolicyField("price_per_year", "Giá gia hạn một năm", "Chưa tính người dùng thêm.", "đ"),
        PolicyField("price_per_user_year", "Giá thêm một người dùng một năm", unit="đ"),
        PolicyField("late_surcharge_percent", "Phụ phí khi đăng ký lúc đã quá hạn", unit="%"),
        PolicyField("memo_template", "Nội dung chuyển tiền", "Không dấu; {order_no} là chỗ của số đơn."),
    ),
    "Hết hạn và cắt": (
        PolicyField("expiring_days", "Nhắc trước khi hết hạn", unit="ngày"),
        PolicyField("late_days", "Quá hạn lâu từ", "Đơn vị được báo là sắp bị cắt.", "ngày quá hạn"),
        PolicyField("cut_days", "Cắt thuê bao từ", "", "ngày quá hạn"),
        PolicyField(
            "overdue_access",
            "Khi quá hạn mà chưa cắt",
            choices={OverdueAccess.NONE: "Không vào được", OverdueAccess.READ_ONLY: "Chỉ đọc"},
        ),
    ),
    "Cam kết thanh toán": (
        PolicyField("commitment_days", "Hạn thanh toán xa nhất", "Tính từ ngày đăng ký.", "ngày"),
        PolicyField("extension_days", "Gia hạn thanh toán xa nhất", "Tính từ ngày đăng ký.", "ngày"),
        PolicyField("due_soon_days", "Nhắc trước hạn thanh toán", unit="ngày"),
        PolicyField("review_days", "Dùng tiếp khi đang duyệt chứng từ", "Ít nhất đến hạn thanh toán.", "ngày"),
        PolicyField("refused_proof_days", "Thêm khi chứng từ bị từ chối sau hạn", "Một lần mỗi đơn.", "ngày"),
        PolicyField("acceptance", "Duyệt đơn có phiếu đúng", choices=_DECISIONS),
        PolicyField("repeat_commitment", "Duyệt đơn sau khi quá hạn cam kết", choices=_DECISIONS),
        PolicyField("extension", "Duyệt gia hạn thanh toán trong giới hạn", choices=_DECISIONS),
    ),
    "Đăng ký và giấy phép": (
        PolicyField(
            "renewal_basis",
            "Kỳ mới của đơn vị đã bị cắt",
            choices={
                RenewalBasis.REGISTRATION_DAY: "Từ ngày đăng ký",
                RenewalBasis.OLD_TERM: "Nối tiếp kỳ cũ",
            },
        ),
        PolicyField("largest_years", "Số năm nhiều nhất một đơn", unit="năm"),
        PolicyField("longest_ahead_years", "Kỳ mới kết thúc xa nhất", "Tính từ ngày đăng ký.", "năm"),
        PolicyField("offer_days", "Báo giá có giá trị", unit="ngày"),
        PolicyField("renewed_notice_days", "Báo gia hạn thành công trong", unit="ngày"),
        PolicyField("refresh_days", "Nhắc kết nối sau khi giấy phép được cấp", unit="ngày"),
        PolicyField(
            "announce_days",
            "Báo trước khi chính sách chặt hơn",
            "Tính từ giấy phép đầu tiên báo cho đơn vị. Rút ngắn chỉ có tác dụng từ lần thay đổi sau.",
            "ngày",
        ),
    ),
    "Thư gửi đơn vị": (
        PolicyField(
            "mail_days", "Gửi thư trước khi hết hạn", "Các số ngày, cách nhau bằng dấu phẩy.", "ngày", many=True
        ),
        PolicyField(
            "paper_reminder_days",
            "Gửi thư nhắc phiếu giấy sau",
            "Các số ngày, cách nhau bằng dấu phẩy.",
            "ngày",
            many=True,
        ),
        PolicyField("mail_off", "Không gửi các thư", choices=_MAILS, many=True),
    ),
}
FIELDS = {field.name: field for fields in GROUPS.values() for field in fields}
