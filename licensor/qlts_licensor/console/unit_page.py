"""A unit's page: what it has, what will happen and when, what has happened, and the decisions about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qlts_licensor.changes.models import APPROVAL_DAYS
from qlts_licensor.clock import now, today
from qlts_licensor.console import moves
from qlts_licensor.console.decisions import decide, forms_of
from qlts_licensor.console.words import stage_words, typed_day
from qlts_licensor.licences.explain import explain
from qlts_licensor.licences.models import Approval, Subscription
from qlts_licensor.registrations.helped import Help, register_for_unit
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.roles import may
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Unit, User

Context = dict[str, Any]


def unit(request: HttpRequest, context: Context, code: str) -> HttpResponse:
    """A unit: its licence, what will happen and when, its orders and events, and the decisions about it."""
    found = get_object_or_404(Unit, code=code.replace("\0", ""))
    helping = request.method == "POST" and "help" in request.POST
    help_form = moves.HelpForm(request.POST if helping else None, prefix="help")
    if helping:
        if help_form.is_valid() and (reply := _help(request, found, help_form.cleaned_data)):
            return reply
        refused = None
    elif request.method == "POST" and "join" in request.POST:
        return _join(request, found)
    else:
        refused = decide(request, None, found) if request.method == "POST" else None
    if isinstance(refused, HttpResponse):
        return refused
    day = today()
    asked_day = typed_day(request.GET.get("day", ""))
    current = explain(found, day, day)
    asked = explain(found, day, asked_day) if asked_day else None
    subscription = Subscription.objects.filter(unit=found).first()
    page = {
        "title": found.name,
        "unit": found,
        "subscription": subscription,
        "now": stage_words(current.entry) if current else None,
        "why_now": current.reason if current else "",
        "timetable": [stage_words(entry) for entry in current.timetable] if current else [],
        "asked_day": asked_day,
        "asked": stage_words(asked.entry) if asked else None,
        "explained": asked,
        "licence": found.licence_files.order_by("-serial").first(),
        "users": found.users.order_by("-is_active", "id"),
        "orders": found.registrations.sent().order_by("-registered_at"),
        "events": subscription.events.all() if subscription else (),
        "approvals": _waiting_approvals(found, request.user),
        "moves": forms_of(request, moves.unit_moves(subscription), refused),
        "help_form": help_form if may(request.user, Name.REGISTERED_FOR_UNIT) else None,
        "help_open": helping,
    }
    return render(request, "console/unit.html", {**context, **page})


def _help(request: HttpRequest, found: Unit, cleaned: dict[str, Any]) -> HttpResponse | None:
    """Register for a unit; None when it was refused, and what was typed stays."""
    try:
        order = register_for_unit(found, request.user, Help(**cleaned))
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")
        return None
    messages.success(request, f"Đã đăng ký giúp: đơn {order.no}. Báo đơn vị nhấn Cập nhật tài nguyên.")
    return HttpResponseRedirect(reverse("admin:order", args=(order.no,)))


def _join(request: HttpRequest, found: Unit) -> HttpResponse:
    """Be the second of two people."""
    key = request.POST["join"]
    row = found.approvals.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    since = now() - timedelta(days=APPROVAL_DAYS)
    if row is None or row.done_at is not None or row.asked_at < since:
        messages.error(request, "Đề nghị này đã được duyệt hoặc đã hết hạn; hãy xem lại trang.")
        return HttpResponseRedirect(request.path)
    wanted = desk.Wanted(Name(row.name), request.POST.get("reason", "")[:400], day=row.day, order_no=row.order_no)
    try:
        desk.perform(found, request.user, wanted)
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")
    else:
        messages.success(request, f"{TABLE[wanted.name].says}: đã duyệt và thực hiện.")
    return HttpResponseRedirect(request.path)


def _waiting_approvals(unit: Unit, staff: User) -> list[dict[str, Any]]:
    """What one of the staff has asked for and another has yet to approve, with whether this one may."""
    since = now() - timedelta(days=APPROVAL_DAYS)
    rows = unit.approvals.filter(done_at=None, asked_at__gte=since).select_related("asked_by")
    return [
        {"row": row, "says": TABLE[Name(row.name)].says, "may": _may_join(row, staff)}
        for row in rows
        if row.name in Name._value2member_map_
    ]


def _may_join(row: Approval, staff: User) -> bool:
    return row.asked_by_id != staff.pk and may(staff, Name(row.name))
