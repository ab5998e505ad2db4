"""A unit's subscription, and the licence files signed for it."""

from __future__ import annotations

from django.db import models

from qlts_licensor.units.models import Unit


class Subscription(models.Model):
    """What a unit has: its term, and what has happened to it."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="subscription", verbose_name="đơn vị")
    licence_no = models.CharField("số giấy phép", max_length=50, unique=True)
    package = models.CharField("gói sử dụng", max_length=50)
    users = models.PositiveIntegerField("số người dùng")
    term_start = models.DateField("thuê bao từ", null=True, blank=True)
    term_end = models.DateField("thuê bao đến", null=True, blank=True)
    cut_on = models.DateField("cắt trước hạn từ", null=True, blank=True)
    renewed_on = models.DateField("cấp chính thức ngày", null=True, blank=True)
    renewed_until = models.DateField("thông báo gia hạn đến", null=True, blank=True)
    data_state = models.CharField("dữ liệu", max_length=10, default="kept")
    data_on = models.DateField("ngày xóa dữ liệu", null=True, blank=True)

    class Meta:
        """Names, order and constraints."""

        verbose_name = "thuê bao"
        verbose_name_plural = "thuê bao"

    def __str__(self) -> str:
        return self.licence_no


class LicenceFile(models.Model):
    """A signed licence file; serials rise by one for each unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="licence_files")
    serial = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of everything in it but serial and times: the same facts need no new file on the same day."""
    issued_at = models.DateTimeField()
    file = models.TextField()

    class Meta:
        """Names, order and constraints."""

        constraints = [models.UniqueConstraint(fields=["unit", "serial"], name="one_file_a_serial")]
