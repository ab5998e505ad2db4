"""App ``units``."""

from __future__ import annotations

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.units"
    verbose_name = "Đơn vị và người dùng"
