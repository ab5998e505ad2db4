"""Requests for data recovery, with what happened to each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qlts_licensor.units.models import Unit, User


class RecoveryState(models.TextChoices):
    """Where a request stands, as the wire names it."""

    SENT = "sent", "Đã gửi"
    IN_PROGRESS = "in_progress", "Đang xử lý"
    RECOVERED = "recovered", "Đã khôi phục"
    NOT_RECOVERABLE = "not_recoverable", "Không khôi phục được"


OPEN = (RecoveryState.SENT, RecoveryState.IN_PROGRESS)
"""While a request is in one of these, the unit cannot file another."""


class DataRecoveryRequest(models.Model):
    """A unit asks for its data after its subscription was cut.

    The idempotency key is kept in the request's own row: key and effect are one write.
    """

    no = models.CharField("số yêu cầu", max_length=10, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recovery_requests", verbose_name="đơn vị")
    user = models.ForeignKey(User, models.PROTECT, verbose_name="người gửi")
    contact = models.CharField("người liên hệ", max_length=100)
    phone = models.CharField("điện thoại", max_length=20)
    period = models.CharField("dữ liệu cần khôi phục", max_length=400)
    state = models.CharField(
        "tình trạng", max_length=20, choices=RecoveryState.choices, default=RecoveryState.SENT
    )
    reason = models.CharField("lý do", max_length=400, blank=True)
    created_at = models.DateTimeField("gửi lúc")
    updated_at = models.DateTimeField("cập nhật lúc")
    key = models.CharField(max_length=36)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        """Names, order and constraints."""

        verbose_name = "yêu cầu khôi phục dữ liệu"
        verbose_name_plural = "yêu cầu khôi phục dữ liệu"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="one_recovery_request_a_key"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state__in=OPEN), name="one_open_recovery_request_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.no


class RecoveryEvent(models.Model):
    """A change of a request's state: who, when, why."""

    request = models.ForeignKey(DataRecoveryRequest, models.PROTECT, related_name="events")
    at = models.DateTimeField("lúc")
    actor = models.CharField("người thực hiện", max_length=150)
    state = models.CharField("tình trạng", max_length=20, choices=RecoveryState.choices)
    reason = models.CharField("lý do", max_length=400, blank=True)

    class Meta:
        """Names and order."""

        verbose_name = "diễn biến"
        verbose_name_plural = "diễn biến"
        ordering = ["at", "id"]
