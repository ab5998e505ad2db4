"""What takes a right away, with the two who agreed, in the staff console."""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.licences.models import Approval


@admin.register(Approval)
class ApprovalConsole(ReadOnlyConsole):
    """Made by the transition, from a unit's page."""

    list_display = ("unit", "name", "day", "reason", "asked_by", "asked_at", "approved_by", "done_at")
    list_select_related = ("unit", "asked_by", "approved_by")
