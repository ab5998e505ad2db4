"""Units, users, refresh tokens and login throttling."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction


class Unit(models.Model):
    """A public unit: a school, a hospital, a ward office."""

    code = models.CharField("mã đơn vị", max_length=20, unique=True)
    name = models.CharField("tên đơn vị", max_length=400)
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    budget_code = models.CharField("mã ĐVQHNS", max_length=7, blank=True)
    governing_body = models.CharField("đơn vị chủ quản", max_length=400, blank=True)
    address = models.CharField("địa chỉ", max_length=400, blank=True)
    province = models.CharField("tỉnh, thành phố", max_length=100, blank=True)
    head_name = models.CharField("thủ trưởng", max_length=100, blank=True)
    head_title = models.CharField("chức vụ", max_length=100, blank=True)

    class Meta:
        """Names, order and constraints."""

        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Role(models.TextChoices):
    """What a unit's user may do."""

    DATA_ADMIN = "data_admin", "Quản trị dữ liệu"
    VIEWER = "viewer", "Người xem"


class User(AbstractUser):
    """A unit's user (``username`` is ``UNIT/name``) or one of the licensor's staff (no unit)."""

    # Django's own rule for user names forbids the slash.
    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role.choices, blank=True)
    full_name = models.CharField("họ và tên", max_length=100, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)

    @property
    def login_name(self) -> str:
        """The name as it is typed, without the unit."""
        return self.username.partition("/")[2] or self.username

    @property
    def can_renew(self) -> bool:
        """Only *Quản trị dữ liệu* registers, confirms, extends, cancels."""
        return self.role == Role.DATA_ADMIN

    def save(self, *args: Any, **named: Any) -> None:
        """Save; a new password ends every session of the user."""
        new_password = self._password is not None
        with transaction.atomic():
            if new_password:
                # The lock that sessions are begun and renewed under.
                User.objects.select_for_update().filter(pk=self.pk).first()
            super().save(*args, **named)
            if new_password:
                RefreshToken.objects.filter(user=self).delete()

    @staticmethod
    def stored_name(unit_code: str, login_name: str) -> str:
        """``username`` of a unit's user."""
        return f"{unit_code}/{login_name}"


class RefreshToken(models.Model):
    """One link of a chain of refresh tokens; only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    chain = models.UUIDField(db_index=True)
    user = models.ForeignKey(User, models.CASCADE)
    expires_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True)
    """When its first successor was made; it stays good a while, in case that reply was lost."""
    parent = models.ForeignKey("self", models.SET_NULL, null=True)
    retired = models.BooleanField(default=False)
    """A successor has been used, so this one is of no further use."""


class LoginThrottle(models.Model):
    """Failed attempts from one address prefix for one account, or at all."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)
