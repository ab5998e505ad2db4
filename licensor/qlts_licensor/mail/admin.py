"""Mails to units in the staff console: to look at."""

from __future__ import annotations

from django.contrib import admin

from qlts_licensor.console.readonly import ReadOnlyConsole
from qlts_licensor.mail.models import Mail


@admin.register(Mail)
class MailConsole(ReadOnlyConsole):
    """What was told to whom, on which day; one without a time of sending still waits for the mail server."""

    list_display = ("day", "topic", "unit", "order", "sent_at", "recipients", "attempts")
    list_filter = ("topic", ("sent_at", admin.EmptyFieldListFilter))
    search_fields = ("unit__code", "unit__name", "order__no")
    list_select_related = ("unit", "order")
    date_hierarchy = "day"
    exclude = ("claimed_at",)
