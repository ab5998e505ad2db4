"""App ``policy``."""

from __future__ import annotations

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.policy"
    verbose_name = "Chính sách"
