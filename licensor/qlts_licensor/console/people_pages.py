"""Users: a unit's and the staff; what may be done to each, alone or by two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from qlts_licensor.changes.models import Kind, ProposedChange
from qlts_licensor.console.change_pages import propose, state_of
from qlts_licensor.console.office_forms import ColleagueForm, NewColleagueForm, ReasonForm
from qlts_licensor.transitions import users
from qlts_licensor.transitions.office import half_password
from qlts_licensor.transitions.roles import USERS, Job, jobs_of, may_ask
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import User

Context = dict[str, Any]


def colleagues(request: HttpRequest, context: Context) -> HttpResponse:
    """The staff, with their jobs."""
    rows = (
        User.objects.filter(is_staff=True, unit=None).prefetch_related("groups").order_by("-is_active", "username")
    )
    with_totp = set(TOTPDevice.objects.filter(confirmed=True).values_list("user_id", flat=True))
    page = {
        "title": "Nhân viên",
        "rows": [(user, _jobs(user), user.pk in with_totp) for user in rows],
        "may_ask": may_ask(request.user, Kind.STAFF),
    }
    return render(request, "console/colleagues.html", {**context, **page})


def colleague_new(request: HttpRequest, context: Context) -> HttpResponse:
    """Propose a new colleague. The first password is in two halves, one with each of the two who agree."""
    form = NewColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            form.add_error("username", "Tên này đã có.")
        else:
            half = half_password()
            reply = propose(request, Kind.STAFF, name, form.proposed(), form.cleaned_data["reason"], half)
            if reply is not None:
                told = f"Nửa đầu của mật khẩu đầu tiên của {name}: {half}. Hãy đưa tận tay; không hiện lại nữa."
                messages.warning(request, told)
                return reply
    page = {
        "title": "Thêm nhân viên",
        "form": form,
        "back": ("admin:colleagues", "Nhân viên"),
        "says": "Mật khẩu đầu tiên gồm hai nửa: người đề nghị đưa nửa đầu, người duyệt đưa nửa sau.",
        "may_ask": may_ask(request.user, Kind.STAFF),
    }
    return render(request, "console/propose.html", {**context, **page})


def person(request: HttpRequest, context: Context, pk: int) -> HttpResponse:
    """A user: who it is, and what may be done."""
    found = get_object_or_404(User.objects.select_related("unit"), pk=pk)
    is_colleague = found.unit_id is None
    asked = request.POST.get("do", "")
    jobs_form = ColleagueForm(request.POST if asked == "jobs" else None, initial=_initial(found), prefix="jobs")
    reason_form = ReasonForm(request.POST if asked in _ALONE or asked == "totp" else None)
    reply = None
    if asked == "jobs" and is_colleague and jobs_form.is_valid():
        wanted, reason = jobs_form.proposed(), jobs_form.cleaned_data["reason"]
        reply = propose(request, Kind.STAFF, found.username, wanted, reason)
    elif reason_form.is_bound and reason_form.is_valid():
        reply = _do(request, found, asked, reason_form.cleaned_data["reason"])
    if reply is not None:
        return reply
    jobs = jobs_of(request.user)
    page = {
        "title": found.full_name or found.username,
        "person": found,
        "jobs": _jobs(found),
        "has_totp": TOTPDevice.objects.filter(user=found, confirmed=True).exists(),
        "jobs_form": jobs_form if is_colleague and may_ask(request.user, Kind.STAFF) else None,
        "asked": asked,
        "actions": [
            (*row, reason_form if asked == row[0] else ReasonForm()) for row in _offered(found, request, jobs)
        ],
        "changes": [(row, *state_of(row)) for row in _about(found)],
    }
    return render(request, "console/person.html", {**context, **page})


_ALONE: dict[str, Callable[[User, User, str], str | None]] = {
    "lock": users.locked,
    "unlock": users.unlocked,
    "password": users.password_given,
}


def _do(request: HttpRequest, found: User, asked: str, reason: str) -> HttpResponse | None:
    """Do what was asked for; None when it was refused."""
    if asked == "totp":
        return propose(request, Kind.TOTP_RESET, found.username, {"authenticators": 0}, reason)
    try:
        told = _ALONE[asked](found, request.user, reason)
    except NotAllowed as refusal:
        messages.error(request, f"Không thực hiện được: {refusal}.")
        return None
    messages.success(request, "Đã ghi nhận.")
    if told:
        messages.warning(
            request, f"Mật khẩu mới của {found.username}: {told}. Hãy báo cho người dùng; không hiện lại."
        )
    return HttpResponseRedirect(reverse("admin:person", args=(found.pk,)))


def _offered(found: User, request: HttpRequest, jobs: frozenset[Job]) -> list[tuple[str, str, str, str]]:
    """What this person may do: name, label, what follows, colour."""
    rows = []
    if found.unit_id is not None and jobs & USERS:
        rows.append(
            ("password", "Đặt lại mật khẩu", "Mật khẩu cũ và mọi phiên đăng nhập hết hiệu lực ngay.", "warning")
        )
        if not found.is_active:
            rows.append(("unlock", "Mở khóa", "Người dùng đăng nhập lại được.", "primary"))
    may_lock = jobs & USERS if found.unit_id is not None else Job.SUPERVISOR in jobs
    if found.unit_id is None and may_ask(request.user, Kind.TOTP_RESET):
        follows = "Sau khi duyệt, người này thiết lập mã xác thực mới khi đăng nhập. Cần hai người."
        rows.append(("totp", "Đặt lại mã xác thực", follows, "warning"))
    if may_lock and found.is_active and found.pk != request.user.pk:
        rows.append(("lock", "Khóa tài khoản", "Không đăng nhập được nữa, kể cả phiên đang mở.", "danger"))
    return rows


def _about(found: User) -> list[ProposedChange]:
    kinds = (Kind.STAFF, Kind.TOTP_RESET)
    rows = ProposedChange.objects.filter(kind__in=kinds, subject=found.username)
    return list(rows.select_related("asked_by", "approved_by")[:20])


def _initial(user: User) -> dict[str, Any]:
    names = list(user.groups.values_list("name", flat=True))
    return {"full_name": user.full_name, "email": user.email, "jobs": names, "active": user.is_active}


def _jobs(user: User) -> str:
    names = ", ".join(sorted(group.name for group in user.groups.all()))
    return "Mọi việc (khi cài đặt)" if user.is_superuser else names or "Chưa có"
