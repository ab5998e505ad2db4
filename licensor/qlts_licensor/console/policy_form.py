"""The form of a new policy version, begun from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from qlts_licensor.console.policy_words import FIELDS, GROUPS, PolicyField
from qlts_licensor.policy.models import PolicyVersion
from qlts_licensor.policy.rules import LONGEST_MEMO, RANGES, Policy, memo_ok


class GroupedNumber(forms.IntegerField):
    """A whole number, with points between the thousands or without."""

    def __init__(self, **named: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "q-number"}), **named)

    def to_python(self, value: Any) -> int | None:
        """The number that was typed."""
        text = str(value).strip() if value is not None else ""
        return super().to_python(text.replace(".", "").replace(" ", ""))

    def prepare_value(self, value: Any) -> Any:
        """With points between the thousands."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class DayList(forms.CharField):
    """Numbers of days, with commas between them."""

    def to_python(self, value: Any) -> tuple[int, ...]:
        """The numbers that were typed.

        Raises:
            forms.ValidationError: One of them is none, or out of range.
        """
        parts = [part.strip() for part in (super().to_python(value) or "").split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() and 1 <= int(part[:4]) <= 366 for part in parts):
            raise forms.ValidationError("Ghi các số từ 1 đến 366, cách nhau bằng dấu phẩy, ví dụ 90, 30, 7, 1.")
        return tuple(dict.fromkeys(int(part) for part in parts))

    def prepare_value(self, value: Any) -> Any:
        """With commas between them."""
        return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else value


def _form_field(field: PolicyField) -> forms.Field:
    named: dict[str, Any] = {"label": field.label, "help_text": field.help}
    if field.many:
        if field.choices is None:
            return DayList(required=False, max_length=100, **named)
        return forms.MultipleChoiceField(
            choices=list(field.choices.items()), widget=forms.CheckboxSelectMultiple, required=False, **named
        )
    if field.choices is not None:
        return forms.ChoiceField(choices=[(key.value, words) for key, words in field.choices.items()], **named)
    if field.name in RANGES:
        least, most = RANGES[field.name]
        says = f"Ghi một số nguyên từ {least} đến {most:,}.".replace(",", ".")
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), says)
        return GroupedNumber(min_value=least, max_value=most, error_messages=errors, **named)
    return forms.CharField(max_length=LONGEST_MEMO, **named)


class PolicyForm(forms.Form):
    """All values of a version, its name, its day, and why."""

    version = forms.CharField(label="Tên phiên bản", max_length=20)
    effective_from = forms.DateField(
        label="Hiệu lực từ ngày",
        help_text="Đơn đã duyệt giữ chính sách cũ.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label="Nội dung thay đổi",
        max_length=400,
        help_text="Đơn vị đọc được trong giấy phép.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="Lý do đề nghị (chỉ nhân viên đọc)", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, last: Policy, today: date, data: Any = None) -> None:
        self._last, self._today = last, today
        begins = max(today, last.effective_from)
        initial = {
            **{name: getattr(last, name) for name in FIELDS},
            "version": _next_version(begins),
            "effective_from": begins,
        }
        super().__init__(data, initial=initial)
        for field in FIELDS.values():
            self.fields[field.name] = _form_field(field)

    def head(self) -> Iterator[BoundField]:
        """The fields that every version names anew."""
        for name in ("version", "effective_from", "note", "reason"):
            yield self[name]

    def groups(self) -> Iterator[tuple[str, list[tuple[BoundField, str]]]]:
        """The values with their units, by group."""
        for title, fields in GROUPS.items():
            yield title, [(self[field.name], field.unit) for field in fields]

    def clean_version(self) -> str:
        """A name of its own."""
        version = str(self.cleaned_data["version"])
        if version == self._last.version or PolicyVersion.objects.filter(version=version).exists():
            raise forms.ValidationError("Tên này đã có; hãy đặt tên khác.")
        return version

    def clean_effective_from(self) -> date:
        """Not in the past, and not before the version that it follows."""
        day: date = self.cleaned_data["effective_from"]
        if day < self._today:
            raise forms.ValidationError(f"Ngày đã qua; hôm nay là {self._today:%d/%m/%Y}.")
        if day < self._last.effective_from:
            begins = f"{self._last.effective_from:%d/%m/%Y}"
            raise forms.ValidationError(f"Phiên bản {self._last.version} bắt đầu {begins}; hãy chọn từ ngày đó.")
        if day.year > self._today.year + 5:
            raise forms.ValidationError("Chọn một ngày trong 5 năm tới.")
        return day

    def clean_memo_template(self) -> str:
        """One that can be written on a transfer."""
        template = str(self.cleaned_data["memo_template"])
        if not memo_ok(template):
            raise forms.ValidationError("Viết không dấu, có {order_no}, không có dấu ngoặc nhọn nào khác.")
        return template

    def clean(self) -> dict[str, Any]:
        """What two values have to agree on."""
        cleaned = super().clean() or {}
        late, cut = cleaned.get("late_days"), cleaned.get("cut_days")
        if late is not None and cut is not None and late >= cut:
            self.add_error("cut_days", f"Phải sau ngày quá hạn lâu ({late}).")
        if not self.errors and not changed_fields(self.policy(cleaned), self._last):
            raise forms.ValidationError(f"Chưa có giá trị nào khác với phiên bản {self._last.version}.")
        return cleaned

    def policy(self, cleaned: dict[str, Any] | None = None) -> Policy:
        """The version that was filled in; only after the form was found valid."""
        values = self.cleaned_data if cleaned is None else cleaned
        own = {name: value for name, value in values.items() if name != "reason"}
        return Policy.from_json({**own, "effective_from": own["effective_from"].isoformat()})


def changed_fields(policy: Policy, before: Policy) -> list[str]:
    """The values that differ."""
    return [name for name in FIELDS if getattr(policy, name) != getattr(before, name)]


def _next_version(begins: date) -> str:
    taken = set(PolicyVersion.objects.values_list("version", flat=True)) | {Policy().version}
    number = 1
    while f"{begins.year}.{number}" in taken:
        number += 1
    return f"{begins.year}.{number}"
