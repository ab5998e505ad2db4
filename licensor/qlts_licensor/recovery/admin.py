"""Requests for data recovery in the staff console: a list to search; each leads to its own page."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.recovery.models import DataRecoveryRequest


@admin.register(DataRecoveryRequest)
class DataRecoveryConsole(ReadOnlyConsole):
    """Requests."""

    list_display = ("page", "unit", "state", "created_at", "contact", "phone", "period", "reason")
    list_display_links = None
    list_filter = ("state",)
    search_fields = ("no", "unit__code", "unit__name", "contact", "phone")
    list_select_related = ("unit",)
    date_hierarchy = "created_at"

    @admin.display(description="số yêu cầu", ordering="no")
    def page(self, request: DataRecoveryRequest) -> str:
        """A link to the request's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:recovery", args=(request.no,)), request.no)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        """A request has one page."""
        found = self.get_object(request, object_id)
        to = reverse("admin:recovery", args=(found.no,)) if found else reverse("admin:index")
        return HttpResponseRedirect(to)
