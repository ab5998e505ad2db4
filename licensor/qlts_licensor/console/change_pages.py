"""Proposed changes: all that wait, and one with what it changes and the second person's decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qlts_licensor.changes.models import Kind, ProposedChange
from qlts_licensor.clock import now, today
from qlts_licensor.console.office_forms import ReasonForm
from qlts_licensor.console.policy_preview import preview_of
from qlts_licensor.console.policy_words import FIELDS
from qlts_licensor.policy.rules import Policy
from qlts_licensor.transitions import changes
from qlts_licensor.transitions.roles import may_approve
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import User

Context = dict[str, Any]
_PAGE = 50
_NAMES = {
    "holder": "Chủ tài khoản",
    "account_no": "Số tài khoản",
    "bank_name": "Ngân hàng hoặc Kho bạc",
    "bank_bin": "Mã BIN",
    "active": "Đang dùng",
    "position": "Thứ tự",
    "name": "Tên",
    "phone": "Điện thoại",
    "email": "Email",
    "postal_address": "Địa chỉ nhận phiếu giấy",
    "full_name": "Họ và tên",
    "jobs": "Công việc",
    "all_jobs": "Làm mọi việc",
    "authenticators": "Mã xác thực đang dùng",
    "version": "Phiên bản",
    "effective_from": "Hiệu lực từ",
    "note": "Nội dung thay đổi",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A value before and after."""

    name: str
    before: str
    after: str
    differs: bool


def lines_of(change: ProposedChange) -> list[Line]:
    """What a change changes; of a policy only the values that differ."""
    before = change.before or {}
    lines = []
    for name, value in change.after.items():
        differs = change.before is None or before.get(name) != value
        if differs or change.kind != Kind.POLICY:
            shown = _words(name, before[name]) if name in before else ""
            lines.append(Line(_label(name), shown, _words(name, value), differs))
    return lines


def state_of(change: ProposedChange) -> tuple[str, str]:
    """Where it stands, and the colour of that."""
    if change.applied_at:
        return "Đã duyệt và thực hiện", "q-good"
    if change.ended_at:
        return "Rút lại" if change.ended_by_id == change.asked_by_id else "Đã từ chối", "q-bad"
    return ("Chờ duyệt", "q-warn") if change.waits_at(now()) else ("Hết hạn duyệt", "")


def change_list(request: HttpRequest, context: Context) -> HttpResponse:
    """Everything that was proposed, the newest first."""
    rows = ProposedChange.objects.select_related("asked_by", "approved_by", "ended_by")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    shown = {
        **context,
        "title": "Thay đổi hai người duyệt",
        "page": page,
        "rows": [(r, *state_of(r)) for r in page],
    }
    return render(request, "console/changes.html", shown)


def change(request: HttpRequest, context: Context, pk: int) -> HttpResponse:
    """One change, with the decision of the second person."""
    found = get_object_or_404(ProposedChange.objects.select_related("asked_by", "approved_by", "ended_by"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _decide(request, found, form.cleaned_data["reason"])
        return HttpResponseRedirect(reverse("admin:change", args=(pk,)))
    state, tone = state_of(found)
    waits = found.waits_at(now())
    is_own = found.asked_by_id == request.user.pk
    is_policy = found.kind == Kind.POLICY and waits
    page = {
        "title": f"Đề nghị: {found}",
        "change": found,
        "state": state,
        "tone": tone,
        "lines": lines_of(found),
        "preview": preview_of(Policy.from_json(found.after), Policy.from_json(found.before), today())
        if is_policy
        else None,
        "form": form,
        "may_approve": waits and may_approve(request.user) and not is_own,
        "may_end": found.is_open and (is_own or may_approve(request.user)),
        "is_own": is_own and waits,
        "waits": waits,
    }
    return render(request, "console/change.html", {**context, **page})


def _decide(request: HttpRequest, found: ProposedChange, reason: str) -> None:
    try:
        if "approve" in request.POST:
            told = changes.approved(found, request.user, reason)
            messages.success(request, f"Đã duyệt và thực hiện. {told}".strip())
        else:
            changes.ended(found, request.user, reason)
            messages.success(request, "Đã ghi nhận; không có gì thay đổi.")
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")


def propose(
    request: HttpRequest, kind: Kind, subject: str, after: dict[str, Any], reason: str, secret: str = ""
) -> HttpResponse | None:
    """Propose a change and go to its page; None when it was refused, which is said, and the form stays."""
    staff: User = request.user
    try:
        made = changes.proposed(kind, subject, after, staff, reason, secret)
    except NotAllowed as refusal:
        messages.error(request, f"Không đề nghị được: {refusal}.")
        return None
    messages.success(request, "Đã ghi đề nghị; cần một người giám sát khác duyệt mới có hiệu lực.")
    return HttpResponseRedirect(reverse("admin:change", args=(made.pk,)))


def _label(name: str) -> str:
    return FIELDS[name].label if name in FIELDS else _NAMES.get(name, name)


def _words(name: str, value: Any) -> str:
    if name in FIELDS:
        return FIELDS[name].words(value)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list):
        return ", ".join(value)
    if name == "effective_from":
        return "/".join(reversed(str(value).split("-")))
    return str(value)
