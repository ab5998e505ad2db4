"""Django's admin with the console's site in the place of its own."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConsoleAdminConfig(AdminConfig):
    """``django.contrib.admin``."""

    default_site = "qlts_licensor.console.site.ConsoleSite"

    def ready(self) -> None:
        """Find the lists, and leave out what other apps bring: nobody edits groups or sees another's secret."""
        super().ready()
        from django.contrib import admin
        from django.contrib.auth.models import Group
        from django_otp.plugins.otp_totp.models import TOTPDevice

        for model in (Group, TOTPDevice):
            admin.site.unregister(model)


class ConsoleConfig(AppConfig):
    """Templates and static files."""

    name = "qlts_licensor.console"
    verbose_name = "Bàn làm việc"
