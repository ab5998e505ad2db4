"""App ``audit``."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.audit"
    verbose_name = "Nhật ký"
