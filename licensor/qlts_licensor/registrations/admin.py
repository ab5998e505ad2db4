"""Orders in the staff console: everything to see, and the decisions that wait."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from qlts_licensor.registrations.models import Event, Registration
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name, NotAllowed


class EventLines(admin.TabularInline):
    """What happened to the order."""

    model = Event
    fields = ("at", "code", "actor", "detail")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        """Only transitions write events."""
        return False


@admin.register(Registration)
class RegistrationConsole(admin.ModelAdmin):
    """Orders, read only; a state changes through the actions."""

    list_display = (
        *("no", "unit", "registered_at", "order_state", "payment_state", "resource_state", "paper_state"),
        *("total", "due_on", "method", "signer"),
    )
    list_filter = ("order_state", "payment_state", "resource_state", "paper_state", "method")
    search_fields = ("no", "unit__code", "unit__name")
    list_select_related = ("unit",)
    date_hierarchy = "registered_at"
    inlines = (EventLines,)
    exclude = ("offer",)
    actions = ("accept", "reject")

    def has_add_permission(self, request: object) -> bool:
        """Units register."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """States change through transitions alone."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Kept for good."""
        return False

    @admin.action(description="Duyệt đơn đang chờ", permissions=["view"])
    def accept(self, request: HttpRequest, chosen: QuerySet[Registration]) -> None:
        """Accept orders in review."""
        self._decide(request, chosen, Name.ACCEPTED, "Đã xem xét.")

    @admin.action(description="Từ chối đơn đang chờ", permissions=["view"])
    def reject(self, request: HttpRequest, chosen: QuerySet[Registration]) -> None:
        """Refuse orders in review."""
        reason = "Đơn trước của đơn vị đã quá hạn cam kết thanh toán."
        self._decide(request, chosen, Name.REJECTED, reason)

    def _decide(self, request: HttpRequest, chosen: QuerySet[Registration], name: Name, reason: str) -> None:
        for order in chosen:
            try:
                desk.perform(order.unit, request.user, desk.Wanted(name, reason, order_no=order.no))
            except NotAllowed as refusal:
                self.message_user(request, f"Không thực hiện được: {refusal}.", messages.ERROR)
            else:
                self.message_user(request, f"Đơn {order.no}: đã ghi nhận.", messages.SUCCESS)
