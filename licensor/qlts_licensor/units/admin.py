"""Units and users in the staff console."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from qlts_licensor.units.models import Unit, User


@admin.register(Unit)
class UnitConsole(admin.ModelAdmin):
    """Units; none is deleted."""

    list_display = ("code", "name", "tax_code", "budget_code", "province")
    search_fields = ("code", "name", "tax_code", "budget_code")
    list_filter = ("province",)

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Orders and licences refer to a unit for good."""
        return False


@admin.register(User)
class UserConsole(UserAdmin):
    """Units' users and staff."""

    list_display = ("username", "full_name", "unit", "role", "is_staff", "is_active")
    list_filter = ("role", "is_staff", "is_active")
    search_fields = ("username", "full_name")
    list_select_related = ("unit",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Người dùng", {"fields": ("full_name", "email", "phone", "unit", "role")}),
        ("Quyền", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
    )
