"""A proposed change: what, why, who asked, who approved, when it was made."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from qlts_licensor.units.models import User

APPROVAL_DAYS = 7
"""A proposal that nobody has joined for so long counts no more."""


class Kind(models.TextChoices):
    """What is changed."""

    POLICY = "policy", "Chính sách và giá"
    ACCOUNT = "account", "Tài khoản nhận"
    VENDOR = "vendor", "Thông tin nhà cung cấp"
    STAFF = "staff", "Nhân viên và công việc"
    TOTP_RESET = "totp_reset", "Đặt lại mã xác thực"


class ProposedChange(models.Model):
    """A change that takes two people. The rows that it makes name it; without it the database refuses them."""

    kind = models.CharField("việc", max_length=20, choices=Kind.choices)
    subject = models.CharField("đối tượng", max_length=150, blank=True)
    """The version, the account's key, the user's name; empty for what is new or there once."""
    before = models.JSONField("trước", null=True, blank=True)
    """What held when it was proposed; when something else holds by now, it cannot be approved any more."""
    after = models.JSONField("sau")
    reason = models.CharField("lý do", max_length=400)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc")
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người duyệt"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    applied_at = models.DateTimeField("thực hiện lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người từ chối"
    )
    ended_at = models.DateTimeField("từ chối lúc", null=True, blank=True)
    ended_reason = models.CharField("lý do từ chối", max_length=400, blank=True)
    secret = models.CharField(max_length=40, blank=True)
    """For a new colleague: the asker's half of the first password, until it is approved."""

    class Meta:
        """Names, order and constraints."""

        verbose_name = "thay đổi hai người duyệt"
        verbose_name_plural = "thay đổi hai người duyệt"
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")), name="two_different_people_change"
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="what_is_applied_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(ended_at=None), name="what_is_refused_is_not_applied"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}".strip()

    @property
    def is_open(self) -> bool:
        """Whether it waits for a second person, as far as the row tells."""
        return self.applied_at is None and self.ended_at is None

    def waits_at(self, moment: datetime) -> bool:
        """Whether it can still be approved at a moment."""
        return self.is_open and moment <= self.lapses_at

    @property
    def lapses_at(self) -> datetime:
        """Until when somebody may approve it."""
        return self.asked_at + timedelta(days=APPROVAL_DAYS)
