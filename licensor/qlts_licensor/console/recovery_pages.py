"""A request for data recovery: what was asked, what has happened, and the three decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from qlts_licensor.recovery import requests
from qlts_licensor.recovery.models import OPEN, DataRecoveryRequest, RecoveryState
from qlts_licensor.transitions.roles import RECOVERY, jobs_of


class DecisionForm(forms.Form):
    """The reason, which only a refusal needs."""

    reason = forms.CharField(
        label="Lý do (đơn vị đọc được; bắt buộc khi không khôi phục được)",
        required=False,
        max_length=requests.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def recovery(request: HttpRequest, context: dict[str, Any], no: str) -> HttpResponse:
    """One request."""
    found = get_object_or_404(DataRecoveryRequest.objects.select_related("unit", "user"), no=no)
    form = DecisionForm(request.POST or None)
    may = bool(jobs_of(request.user) & RECOVERY)
    if request.method == "POST" and form.is_valid() and _decided(request, found, form, may):
        return HttpResponseRedirect(request.path)
    page = {
        "title": f"Yêu cầu khôi phục {no}",
        "found": found,
        "events": found.events.all(),
        "form": form,
        "may": may and found.state in OPEN,
        "is_new": found.state == RecoveryState.SENT,
    }
    return render(request, "console/recovery.html", {**context, **page})


def _decided(request: HttpRequest, found: DataRecoveryRequest, form: DecisionForm, may: bool) -> bool:
    if not may:
        messages.error(request, "Tài khoản này không có quyền xử lý yêu cầu.")
        return True
    try:
        if "take_up" in request.POST:
            requests.taken_up(found, request.user)
        elif "recovered" in request.POST:
            requests.recovered(found, request.user)
        else:
            requests.not_recoverable(found, request.user, form.cleaned_data["reason"])
    except requests.ReasonNeeded:
        form.add_error("reason", "Ghi lý do để đơn vị biết vì sao.")
        return False
    except requests.NotAllowed:
        messages.error(request, f"Yêu cầu {found.no} đã có người xử lý, không đổi được nữa.")
        return True
    messages.success(request, f"Yêu cầu {found.no}: đã ghi nhận.")
    return True
