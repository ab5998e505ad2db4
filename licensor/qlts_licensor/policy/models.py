"""Policy versions, the vendor's own details, and the accounts that payment goes to."""

from __future__ import annotations

from django.db import models

from qlts_licensor.changes.models import ProposedChange


def _agreed_change() -> models.ForeignKey:
    """The change that two people agreed on; none only for what the service was set up with."""
    return models.ForeignKey(
        ProposedChange, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thay đổi đã duyệt"
    )


class PolicyVersion(models.Model):
    """A stored policy. It is never changed; another version takes its place (``adoption.py``)."""

    version = models.CharField("phiên bản", max_length=20, unique=True)
    effective_from = models.DateField("hiệu lực từ")
    note = models.CharField("nội dung thay đổi", max_length=400)
    values = models.JSONField("giá trị")
    change = _agreed_change()

    class Meta:
        """Names, order and constraints."""

        verbose_name = "chính sách"
        verbose_name_plural = "chính sách"

    def __str__(self) -> str:
        return self.version


class Vendor(models.Model):
    """The licensor's name and where to reach it."""

    name = models.CharField("tên", max_length=400)
    phone = models.CharField("điện thoại", max_length=20)
    email = models.CharField("email", max_length=50)
    postal_address = models.CharField("địa chỉ nhận phiếu", max_length=400)
    change = _agreed_change()

    class Meta:
        """Names, order and constraints."""

        verbose_name = "nhà cung cấp"
        verbose_name_plural = "nhà cung cấp"

    def __str__(self) -> str:
        return self.name


class ReceivingAccount(models.Model):
    """An account that payment goes to; the first active one is proposed."""

    holder = models.CharField("chủ tài khoản", max_length=400)
    account_no = models.CharField("số tài khoản", max_length=30)
    bank_name = models.CharField("ngân hàng", max_length=400)
    bank_bin = models.CharField("mã BIN", max_length=6, blank=True)
    active = models.BooleanField("đang dùng", default=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    change = _agreed_change()

    class Meta:
        """Names, order and constraints."""

        ordering = ["position", "id"]
        verbose_name = "tài khoản nhận"
        verbose_name_plural = "tài khoản nhận"

    def __str__(self) -> str:
        return f"{self.account_no} {self.bank_name}"
