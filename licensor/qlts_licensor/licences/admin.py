"""Subscriptions in the staff console."""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.licences.models import Subscription


@admin.register(Subscription)
class SubscriptionConsole(admin.ModelAdmin):
    """Read only: a term changes through an order."""

    list_display = ("licence_no", "unit", "package", "users", "term_start", "term_end")
    search_fields = ("licence_no", "unit__code", "unit__name")
    list_select_related = ("unit",)
    date_hierarchy = "term_end"

    def has_add_permission(self, request: object) -> bool:
        """Made with the unit."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """A term changes through an order."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Kept for good."""
        return False
