"""App ``recovery``."""

from __future__ import annotations

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.recovery"
    verbose_name = "Khôi phục dữ liệu"
