"""Requests for data recovery in the staff console: what was asked, and the three decisions."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.forms import ActionForm

from qlts_licensor.console.readonly import ReadOnlyConsole, ReadOnlyLines
from qlts_licensor.recovery import requests
from qlts_licensor.recovery.models import DataRecoveryRequest, RecoveryEvent
from qlts_licensor.transitions.roles import RECOVERY, jobs_of


class DecisionForm(ActionForm):
    """The list of actions with a line for the reason."""

    reason = forms.CharField(
        label="Lý do (bắt buộc khi không khôi phục được):",
        required=False,
        max_length=requests.REASON_LENGTH,
        widget=forms.TextInput(attrs={"size": 60}),
    )


class EventLines(ReadOnlyLines):
    """What happened to the request."""

    model = RecoveryEvent
    fields = ("at", "state", "actor", "reason")
    readonly_fields = fields


@admin.register(DataRecoveryRequest)
class DataRecoveryConsole(ReadOnlyConsole):
    """Requests, read only; a state changes through the actions."""

    list_display = ("no", "unit", "state", "created_at", "contact", "phone", "period", "reason")
    list_filter = ("state", ("unit", admin.RelatedOnlyFieldListFilter))
    search_fields = ("no", "unit__code", "unit__name", "contact", "phone")
    list_select_related = ("unit",)
    date_hierarchy = "created_at"
    inlines = (EventLines,)
    exclude = ("key", "fingerprint")
    actions = ("take_up", "recover", "refuse")
    action_form = DecisionForm

    @admin.action(description="Đang xử lý", permissions=["view"])
    def take_up(self, request: HttpRequest, chosen: QuerySet[DataRecoveryRequest]) -> None:
        """Begin to work on requests."""
        self._decide(request, chosen, lambda one: requests.taken_up(one, request.user))

    @admin.action(description="Đã khôi phục", permissions=["view"])
    def recover(self, request: HttpRequest, chosen: QuerySet[DataRecoveryRequest]) -> None:
        """Close requests whose data are there again."""
        self._decide(request, chosen, lambda one: requests.recovered(one, request.user))

    @admin.action(description="Không khôi phục được (ghi lý do)", permissions=["view"])
    def refuse(self, request: HttpRequest, chosen: QuerySet[DataRecoveryRequest]) -> None:
        """Close requests whose data cannot be brought back."""
        reason = request.POST.get("reason", "")
        self._decide(request, chosen, lambda one: requests.not_recoverable(one, request.user, reason))

    def _decide(
        self,
        request: HttpRequest,
        chosen: QuerySet[DataRecoveryRequest],
        decide: Callable[[DataRecoveryRequest], None],
    ) -> None:
        if not jobs_of(request.user) & RECOVERY:
            self.message_user(request, "Tài khoản này không có quyền xử lý yêu cầu.", messages.ERROR)
            return
        for one in chosen:
            try:
                decide(one)
            except requests.ReasonNeeded:
                self.message_user(
                    request,
                    f"Ghi lý do (tối đa {requests.REASON_LENGTH} ký tự) để đơn vị biết vì sao, rồi chọn lại.",
                    messages.ERROR,
                )
                return
            except requests.NotAllowed:
                now_in = one.get_state_display().lower()
                self.message_user(request, f"Yêu cầu {one.no}: {now_in}, không đổi được nữa.", messages.ERROR)
            else:
                self.message_user(request, f"Yêu cầu {one.no}: đã ghi nhận.", messages.SUCCESS)
