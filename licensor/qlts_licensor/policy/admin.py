"""Policies, the vendor's details and receiving accounts in the staff console."""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor


@admin.register(PolicyVersion)
class PolicyConsole(admin.ModelAdmin):
    """Read only: a version is never changed once it is stored."""

    list_display = ("version", "effective_from", "note")

    def has_add_permission(self, request: object) -> bool:
        """A policy has a form of its own, not a field of JSON."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """Orders keep the policy that they were accepted under."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Kept for good."""
        return False


@admin.register(Vendor)
class VendorConsole(admin.ModelAdmin):
    """Who the licensor is."""

    list_display = ("name", "phone", "email", "postal_address")


@admin.register(ReceivingAccount)
class ReceivingAccountConsole(admin.ModelAdmin):
    """Where payment goes."""

    list_display = ("account_no", "bank_name", "holder", "active", "position")
