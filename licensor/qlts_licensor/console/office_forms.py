"""Forms of the licensor's own settings: a receiving account, the vendor's details, a colleague; and a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from qlts_licensor.transitions.roles import Job

_LINES = forms.Textarea(attrs={"rows": 2})


def _reason(label: str = "Lý do") -> forms.CharField:
    return forms.CharField(label=label, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = _reason()


class ProposalForm(forms.Form):
    """A change with its reason, which is asked for last."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["reason"] = _reason("Lý do đề nghị")

    def proposed(self) -> dict[str, Any]:
        """What is to hold."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class AccountForm(ProposalForm):
    """A receiving account."""

    holder = forms.CharField(
        label="Chủ tài khoản", max_length=400, help_text="Như ngân hàng ghi, thường không dấu."
    )
    account_no = forms.CharField(
        label="Số tài khoản",
        max_length=30,
        validators=[
            RegexValidator(r"^[0-9A-Za-z.\- ]{3,30}$", "Chỉ gồm chữ số, chữ cái không dấu, dấu chấm, gạch.")
        ],
    )
    bank_name = forms.CharField(label="Ngân hàng hoặc Kho bạc", max_length=400)
    bank_bin = forms.CharField(
        label="Mã BIN của ngân hàng",
        required=False,
        help_text="6 chữ số, cho mã VietQR; để trống với Kho bạc.",
        validators=[RegexValidator(r"^[0-9]{6}$", "Mã BIN có đúng 6 chữ số.")],
    )
    position = forms.IntegerField(
        label="Thứ tự", min_value=0, max_value=999, help_text="Tài khoản đứng đầu được đề xuất cho đơn vị."
    )
    active = forms.BooleanField(label="Đang dùng để nhận tiền", required=False)


class VendorForm(ProposalForm):
    """The licensor's name and where to reach it."""

    name = forms.CharField(label="Tên", max_length=400)
    phone = forms.CharField(
        label="Điện thoại",
        max_length=20,
        validators=[RegexValidator(r"^[0-9+() .\-]{6,20}$", "Chỉ gồm chữ số, dấu cách, dấu chấm, +, ( ).")],
    )
    email = forms.EmailField(label="Email", max_length=50)
    postal_address = forms.CharField(
        label="Địa chỉ nhận phiếu giấy",
        max_length=400,
        widget=_LINES,
        help_text="In trên nhãn phong bì của đơn vị.",
    )


class ColleagueForm(ProposalForm):
    """One of the staff: name, jobs, whether to log in."""

    full_name = forms.CharField(label="Họ và tên", max_length=100)
    email = forms.EmailField(label="Email", required=False, max_length=254)
    jobs = forms.MultipleChoiceField(
        label="Công việc",
        choices=[(job.value, job.value) for job in Job],
        widget=forms.CheckboxSelectMultiple,
        help_text="Giám sát làm được mọi việc và duyệt đề nghị của người khác.",
    )
    active = forms.BooleanField(label="Được đăng nhập", required=False, initial=True)

    def proposed(self) -> dict[str, Any]:
        """What is to hold; whoever is given jobs does no longer have all of them."""
        return {**super().proposed(), "jobs": sorted(self.cleaned_data["jobs"]), "all_jobs": False}


class NewColleagueForm(ColleagueForm):
    """With the name to log in with."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=50,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._\-]*$", "Chữ thường không dấu, chữ số, dấu chấm, gạch.")],
    )
    field_order = ("username", "full_name", "email", "jobs", "active", "reason")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        del self.fields["active"]

    def proposed(self) -> dict[str, Any]:
        """What is to hold for the name."""
        return {
            **{name: value for name, value in super().proposed().items() if name != "username"},
            "active": True,
        }
