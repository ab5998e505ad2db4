"""App ``mail``."""

from __future__ import annotations

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Django's description of the app."""

    name = "qlts_licensor.mail"
    label = "mail"
    verbose_name = "Thư gửi đơn vị"
