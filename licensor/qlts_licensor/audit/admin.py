"""The log in the staff console, to search."""

from __future__ import annotations

from datetime import datetime

from django.contrib import admin

from qlts_licensor.audit.models import AuditEntry
from qlts_licensor.console.readonly import ReadOnlyConsole


@admin.register(AuditEntry)
class AuditConsole(ReadOnlyConsole):
    """Every entry of the chain, the newest first; ``qlts-licensor audit verify`` recomputes it."""

    list_display = ("seq", "moment", "action", "subject", "actor", "reason", "short_hash")
    search_fields = ("=subject", "=action", "=actor")
    ordering = ("-seq",)
    exclude = ("salt",)

    @admin.display(description="lúc", ordering="seq")
    def moment(self, entry: AuditEntry) -> str:
        """Short; the entry itself keeps what is hashed."""
        return f"{datetime.fromisoformat(entry.at):%d/%m/%Y %H:%M:%S}"

    @admin.display(description="lý do")
    def reason(self, entry: AuditEntry) -> str:
        """Why, where a reason was named and is not erased."""
        return str((entry.content or {}).get("reason", ""))[:120]

    @admin.display(description="mã băm")
    def short_hash(self, entry: AuditEntry) -> str:
        """Its beginning."""
        return f"{entry.hash[:12]}…"

    show_full_result_count = False
