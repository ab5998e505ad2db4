"""Django's admin with the console's site in the place of its own."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConsoleAdminConfig(AdminConfig):
    """``django.contrib.admin``."""

    default_site = "qlts_licensor.console.site.ConsoleSite"


class ConsoleConfig(AppConfig):
    """Templates and static files."""

    name = "qlts_licensor.console"
    verbose_name = "Bàn làm việc"
