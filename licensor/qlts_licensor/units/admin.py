"""Units and users in the staff console: lists to search; each leads to its own page."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.units.models import Unit, User


@admin.register(Unit)
class UnitConsole(ReadOnlyConsole):
    """Units; each leads to its own page."""

    list_display = ("page", "name", "tax_code", "budget_code", "province")
    search_fields = ("code", "name", "tax_code", "budget_code")
    list_filter = ("province",)

    list_display_links = None

    @admin.display(description="mã đơn vị", ordering="code")
    def page(self, unit: Unit) -> str:
        """A link to the unit's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:unit", args=(unit.code,)), unit.code)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        """A unit has one page."""
        unit = self.get_object(request, object_id)
        to = reverse("admin:unit", args=(unit.code,)) if unit else reverse("admin:index")
        return HttpResponseRedirect(to)


@admin.register(User)
class UserConsole(ReadOnlyConsole):
    """Units' users and staff."""

    list_display = ("page", "full_name", "unit", "role", "is_staff", "is_active")
    list_display_links = None
    list_filter = ("role", "is_staff", "is_active")
    search_fields = ("username", "full_name", "unit__name")
    list_select_related = ("unit",)

    @admin.display(description="tên đăng nhập", ordering="username")
    def page(self, user: User) -> str:
        """A link to the user's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:person", args=(user.pk,)), user.username)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        """A user has one page, which shows no password."""
        user = self.get_object(request, object_id)
        to = reverse("admin:person", args=(user.pk,)) if user else reverse("admin:index")
        return HttpResponseRedirect(to)
