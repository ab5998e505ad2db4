"""App ``licences``."""

from __future__ import annotations

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.licences"
    verbose_name = "Giấy phép"
