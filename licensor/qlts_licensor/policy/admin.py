"""Policies, the vendor's details and receiving accounts in the staff console, to look at.

They change by proposals that a second person approves, on the console's own pages.
"""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor


@admin.register(PolicyVersion)
class PolicyConsole(ReadOnlyConsole):
    """A version is never changed once it is stored."""

    list_display = ("version", "effective_from", "note", "change")


@admin.register(Vendor)
class VendorConsole(ReadOnlyConsole):
    """Who the licensor is."""

    list_display = ("name", "phone", "email", "postal_address", "change")


@admin.register(ReceivingAccount)
class ReceivingAccountConsole(ReadOnlyConsole):
    """Where payment goes."""

    list_display = ("account_no", "bank_name", "holder", "active", "position", "change")
