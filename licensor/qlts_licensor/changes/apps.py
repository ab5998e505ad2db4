"""The app, and the guards that it keeps in the database."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ChangesConfig(AppConfig):
    """Proposed changes."""

    name = "qlts_licensor.changes"
    verbose_name = "Thay đổi hai người duyệt"

    def ready(self) -> None:
        """Take the guards off before any migration and put them on again after it.

        A migration may build a guarded table anew, which on SQLite loses its triggers, or fails at one that names
        the table meanwhile gone.
        """
        pre_migrate.connect(_take_off, sender=self)
        post_migrate.connect(_put_on, sender=self)


def _take_off(using: str, **_named: Any) -> None:
    from qlts_licensor.changes.guards import take_off

    take_off(using)


def _put_on(using: str, **_named: Any) -> None:
    from qlts_licensor.changes.guards import put_on

    put_on(using)
