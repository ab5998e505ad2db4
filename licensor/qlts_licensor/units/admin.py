"""Units and users in the staff console."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

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


@admin.register(User)
class UserConsole(UserAdmin, ModelAdmin):
    """Units' users and staff."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm

    list_display = ("username", "full_name", "unit", "role", "is_staff", "is_active")
    list_filter = ("role", "is_staff", "is_active")
    search_fields = ("username", "full_name")
    list_select_related = ("unit",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Người dùng", {"fields": ("full_name", "email", "phone", "unit", "role")}),
        ("Quyền", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
    )
