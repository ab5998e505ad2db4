"""App ``registrations``."""

from __future__ import annotations

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.registrations"
    verbose_name = "Đơn đăng ký"
