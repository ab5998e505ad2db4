"""Orders in the staff console: a list to search; each leads to its own page."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.console.templatetags.console import dong
from qlts_licensor.registrations.models import Registration


@admin.register(Registration)
class RegistrationConsole(ReadOnlyConsole):
    """Orders."""

    list_display = (*("page", "unit", "registered_at", "order_state", "payment_state", "money", "due_on"),)
    list_display_links = None
    list_filter = ("order_state", "payment_state", "resource_state", "paper_state", "method")
    search_fields = ("no", "unit__code", "unit__name")
    list_select_related = ("unit",)
    show_full_result_count = False

    @admin.display(description="số tiền", ordering="total")
    def money(self, order: Registration) -> str:
        """Grouped."""
        return dong(order.total)

    @admin.display(description="số đơn", ordering="no")
    def page(self, order: Registration) -> str:
        """A link to the order's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:order", args=(order.no,)), order.no)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        """An order has one page."""
        order = self.get_object(request, object_id)
        to = reverse("admin:order", args=(order.no,)) if order else reverse("admin:index")
        return HttpResponseRedirect(to)
