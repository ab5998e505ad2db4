"""The log in the staff console, to search."""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.audit.models import AuditEntry
from qlts_licensor.console.readonly import ReadOnlyConsole


@admin.register(AuditEntry)
class AuditConsole(ReadOnlyConsole):
    """Every entry of the chain, the newest first; ``qlts-licensor audit verify`` recomputes it."""

    list_display = ("seq", "at", "action", "subject", "actor", "hash")
    search_fields = ("=subject", "=action", "=actor")
    ordering = ("-seq",)
    exclude = ("salt",)
    show_full_result_count = False
