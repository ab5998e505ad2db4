"""A unit's subscription with its history, the licence files signed for it, and what they have announced."""

from __future__ import annotations

from datetime import date

from django.db import models

from qlts_licensor.units.models import Unit, User


class Subscription(models.Model):
    """What a unit has: its term, and what has happened to it."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="subscription", verbose_name="đơn vị")
    licence_no = models.CharField("số giấy phép", max_length=50, unique=True)
    package = models.CharField("gói sử dụng", max_length=50)
    users = models.PositiveIntegerField("số người dùng")
    users_later = models.PositiveIntegerField(null=True, blank=True)
    """Users from the first day of a term that is paid and not begun."""
    users_later_from = models.DateField(null=True, blank=True)
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
        indexes = [models.Index(fields=["term_end"], name="subscription_term_end")]

    def __str__(self) -> str:
        return self.licence_no

    def users_on(self, day: date) -> int:
        """How many users the licence is for on a day."""
        if self.users_later is not None and self.users_later_from is not None and day >= self.users_later_from:
            return self.users_later
        return self.users

    def take_term(self, first: date, last: date) -> None:
        """Another paid term; one that is paid up to a later day already keeps that day."""
        self.term_start = first
        self.term_end = max(last, self.term_end or last)

    def add_users(self, extra: int, first: date, today: date) -> None:
        """Further users count from the new term's first day, or from the day of others that are paid already."""
        if not extra:
            return
        now, later = self.users_on(today), max(self.users, self.users_later or 0) + extra
        begins = min(first, self.users_later_from or first)
        self.users, self.users_later, self.users_later_from = now, later, begins
        if begins <= today:
            self.users, self.users_later, self.users_later_from = later, None, None


class SubscriptionEvent(models.Model):
    """Something that happened to a subscription: who, when, why."""

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="events")
    at = models.DateTimeField("lúc")
    actor = models.CharField("người làm", max_length=100)
    code = models.CharField("việc", max_length=30)
    reason = models.CharField("lý do", max_length=400, blank=True)

    class Meta:
        """Names, order and constraints."""

        ordering = ["at", "id"]
        verbose_name = "diễn biến thuê bao"
        verbose_name_plural = "diễn biến thuê bao"


class PolicyAnnouncement(models.Model):
    """A policy that a licence file of the unit has announced, and the day of the first one that did."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="announcements")
    version = models.CharField(max_length=20)
    announced_on = models.DateField()

    class Meta:
        """Names, order and constraints."""

        constraints = [models.UniqueConstraint(fields=["unit", "version"], name="one_announcement_a_policy")]


class Approval(models.Model):
    """The first of two people's wish to do what takes a right away, and the second's."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="approvals", verbose_name="đơn vị")
    name = models.CharField("việc", max_length=30)
    day = models.DateField("ngày", null=True, blank=True)
    order_no = models.CharField("số đơn", max_length=9, blank=True)
    reason = models.CharField("lý do", max_length=400)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc")
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người duyệt"
    )
    done_at = models.DateTimeField("thực hiện lúc", null=True, blank=True)

    class Meta:
        """Names, order and constraints."""

        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("asked_by")),
                name="two_different_people_approve",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(approved_by__isnull=False),
                name="what_is_done_is_approved",
            ),
        ]
        verbose_name = "việc cần hai người duyệt"
        verbose_name_plural = "việc cần hai người duyệt"


class LicenceFile(models.Model):
    """A signed licence file; serials rise by one for each unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="licence_files")
    serial = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of everything in it but serial and times: the same facts need no new file on the same day."""
    issued_at = models.DateTimeField()
    kid = models.CharField(max_length=40, blank=True)
    """The key that signed it; a revoked one's files are signed anew."""
    file = models.TextField()

    class Meta:
        """Names, order and constraints."""

        constraints = [models.UniqueConstraint(fields=["unit", "serial"], name="one_file_a_serial")]
