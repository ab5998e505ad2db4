"""Subscriptions in the staff console."""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.licences.models import Approval, Subscription, SubscriptionEvent


class SubscriptionEventLines(admin.TabularInline):
    """What happened to the subscription."""

    model = SubscriptionEvent
    fields = ("at", "code", "actor", "reason")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        """Only transitions write events."""
        return False


@admin.register(Approval)
class ApprovalConsole(admin.ModelAdmin):
    """What takes a right away, with the two who agreed; read only."""

    list_display = ("unit", "name", "day", "reason", "asked_by", "asked_at", "approved_by", "done_at")
    list_select_related = ("unit", "asked_by", "approved_by")

    def has_add_permission(self, request: object) -> bool:
        """Made by the transition."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """Made by the transition."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Kept for good."""
        return False


@admin.register(Subscription)
class SubscriptionConsole(admin.ModelAdmin):
    """Read only: a term changes through an order."""

    list_display = ("licence_no", "unit", "package", "users", "term_start", "term_end")
    search_fields = ("licence_no", "unit__code", "unit__name")
    list_select_related = ("unit",)
    date_hierarchy = "term_end"
    inlines = (SubscriptionEventLines,)

    def has_add_permission(self, request: object) -> bool:
        """Made with the unit."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """A term changes through an order."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Kept for good."""
        return False
