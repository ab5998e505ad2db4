"""The licensor's own settings: policy and prices, receiving accounts, the vendor's details; all by proposals."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from qlts_licensor.changes.models import Kind
from qlts_licensor.clock import today
from qlts_licensor.console.change_pages import propose
from qlts_licensor.console.office_forms import AccountForm, VendorForm
from qlts_licensor.console.policy_form import PolicyForm
from qlts_licensor.console.policy_preview import preview_of
from qlts_licensor.console.policy_words import GROUPS
from qlts_licensor.policy.adoption import last_policy, stored_policies
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor
from qlts_licensor.policy.rules import Policy
from qlts_licensor.transitions.office import ACCOUNT_FIELDS, VENDOR_FIELDS
from qlts_licensor.transitions.roles import may_ask

Context = dict[str, Any]


def policy(request: HttpRequest, context: Context) -> HttpResponse:
    """The versions, and the values of one."""
    rows = PolicyVersion.objects.select_related("change__asked_by", "change__approved_by")
    versions = list(rows.order_by("-effective_from", "-id"))
    values = {one.version: one for one in [*stored_policies(), *([] if versions else [Policy()])]}
    asked = request.GET.get("version") or last_policy().version
    if asked not in values:
        raise Http404
    shown = values[asked]
    groups = [
        (title, [(field.label, field.words(getattr(shown, field.name))) for field in fields])
        for title, fields in GROUPS.items()
    ]
    page = {
        "title": "Chính sách và giá",
        "versions": versions,
        "shown": shown,
        "groups": groups,
        "may_ask": may_ask(request.user, Kind.POLICY),
    }
    return render(request, "console/policy.html", {**context, **page})


def policy_edit(request: HttpRequest, context: Context) -> HttpResponse:
    """A new version, begun from the last one: fill in, look at what it does, propose it."""
    last, day = last_policy(), today()
    form = PolicyForm(last, day, request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        wanted = form.policy()
        preview = preview_of(wanted, last, day)
        if "propose" in request.POST:
            reason = form.cleaned_data["reason"]
            reply = propose(request, Kind.POLICY, wanted.version, wanted.to_json(), reason)
            if reply is not None:
                return reply
    page = {
        "title": "Sửa chính sách và giá",
        "form": form,
        "last": last,
        "preview": preview,
        "may_ask": may_ask(request.user, Kind.POLICY),
    }
    return render(request, "console/policy_edit.html", {**context, **page})


def accounts(request: HttpRequest, context: Context) -> HttpResponse:
    """The receiving accounts."""
    rows = ReceivingAccount.objects.select_related("change__asked_by", "change__approved_by")
    page = {"title": "Tài khoản nhận", "rows": rows, "may_ask": may_ask(request.user, Kind.ACCOUNT)}
    return render(request, "console/accounts.html", {**context, **page})


def account_edit(request: HttpRequest, context: Context, pk: int | None = None) -> HttpResponse:
    """A receiving account, new or changed."""
    found = get_object_or_404(ReceivingAccount, pk=pk) if pk is not None else None
    initial = {name: getattr(found, name) for name in ACCOUNT_FIELDS} if found else {"active": True, "position": 9}
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        subject = str(pk) if pk is not None else ""
        reply = propose(request, Kind.ACCOUNT, subject, form.proposed(), form.cleaned_data["reason"])
        if reply is not None:
            return reply
    page = {
        "title": f"Sửa tài khoản {found.account_no}" if found else "Thêm tài khoản nhận",
        "form": form,
        "back": ("admin:accounts", "Tài khoản nhận"),
        "says": "Số tài khoản sai làm đơn vị chuyển tiền cho người khác. Người duyệt so với giấy của ngân hàng.",
        "may_ask": may_ask(request.user, Kind.ACCOUNT),
    }
    return render(request, "console/propose.html", {**context, **page})


def vendor(request: HttpRequest, context: Context) -> HttpResponse:
    """Who the licensor is, as licences, slips and labels name it."""
    found = Vendor.objects.first()
    initial = {name: getattr(found, name) for name in VENDOR_FIELDS} if found else {}
    form = VendorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reply = propose(request, Kind.VENDOR, "", form.proposed(), form.cleaned_data["reason"])
        if reply is not None:
            return reply
    page = {
        "title": "Thông tin nhà cung cấp",
        "form": form,
        "says": "Đơn vị thấy các thông tin này trong giấy phép, trên phiếu và trên nhãn phong bì.",
        "may_ask": may_ask(request.user, Kind.VENDOR),
    }
    return render(request, "console/propose.html", {**context, **page})
