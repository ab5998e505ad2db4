"""The chain and its head."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One thing that happened.

    What the chain binds are :attr:`seq` to :attr:`previous` and the salted :attr:`digest` of the rest. Actor and
    content, with names of people in them, lie beside it: they can be erased with their salt, and the chain holds.
    """

    seq = models.PositiveBigIntegerField("số", primary_key=True)
    at = models.CharField("lúc", max_length=32)
    """RFC 3339, as it is hashed."""
    action = models.CharField("việc", max_length=40)
    subject = models.CharField("đối tượng", max_length=60, db_index=True)
    """``order 261234567``, ``unit THCS01``…"""
    previous = models.CharField("mã băm trước", max_length=64)
    digest = models.CharField("mã băm nội dung", max_length=64)
    hash = models.CharField("mã băm", max_length=64)
    salt = models.CharField(max_length=64, null=True)
    actor = models.CharField("người làm", max_length=150, null=True)
    content = models.JSONField("nội dung", null=True)

    class Meta:
        """Names and order."""

        verbose_name = "mục nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class AuditHead(models.Model):
    """The chain's end: one row, locked while an entry is added, so that the chain never forks."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
