"""Policies, the vendor's details and receiving accounts in the staff console."""

from __future__ import annotations

from django.contrib import admin
from unfold.admin import ModelAdmin

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor


@admin.register(PolicyVersion)
class PolicyConsole(ReadOnlyConsole):
    """A version is never changed once it is stored."""

    list_display = ("version", "effective_from", "note")


@admin.register(Vendor)
class VendorConsole(ModelAdmin):
    """Who the licensor is."""

    list_display = ("name", "phone", "email", "postal_address")


@admin.register(ReceivingAccount)
class ReceivingAccountConsole(ModelAdmin):
    """Where payment goes."""

    list_display = ("account_no", "bank_name", "holder", "active", "position")
