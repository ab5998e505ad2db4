"""What each kind of change is about: what holds, what may be proposed, and how it is made."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django_otp.plugins.otp_totp.models import TOTPDevice

from qlts_licensor.changes.models import Kind, ProposedChange
from qlts_licensor.policy.adoption import last_policy
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor
from qlts_licensor.policy.rules import Policy
from qlts_licensor.transitions.roles import Job
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import User

ACCOUNT_FIELDS = ("holder", "account_no", "bank_name", "bank_bin", "active", "position")
VENDOR_FIELDS = ("name", "phone", "email", "postal_address")
_HALF = 8
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Settled:
    """A kind of change.

    Attributes:
        held: What holds for a subject now; None for what is not there yet.
        check: Raises :class:`NotAllowed` when a subject cannot become so on a day.
        make: Makes an approved change; what the person who approved it has to know besides.
    """

    held: Callable[[str], dict[str, Any] | None]
    check: Callable[[str, dict[str, Any], date], None]
    make: Callable[[ProposedChange], str]


def half_password() -> str:
    """A half of a first password; the other one is another person's."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_HALF))


# --- policy and prices ----------------------------------------------------------------------------------


def _policy_held(_version: str) -> dict[str, Any]:
    return last_policy().to_json()


def _policy_check(version: str, after: dict[str, Any], today: date) -> None:
    try:
        policy = Policy.from_json(after)
    except (ValueError, TypeError) as error:
        raise NotAllowed(f"giá trị không hợp lệ: {error}") from error
    last = last_policy()
    if policy.effective_from < today:
        raise NotAllowed(f"ngày hiệu lực {policy.effective_from:%d/%m/%Y} đã qua")
    if policy.effective_from < last.effective_from:
        raise NotAllowed(f"bắt đầu trước phiên bản {last.version} ({last.effective_from:%d/%m/%Y})")
    taken = PolicyVersion.objects.filter(version=version).exists()
    if not version or version != policy.version or taken or version == last.version:
        raise NotAllowed(f"phiên bản {version} đã có; hãy đặt tên khác")


def _policy_make(change: ProposedChange) -> str:
    policy = Policy.from_json(change.after)
    PolicyVersion.objects.create(
        version=policy.version,
        effective_from=policy.effective_from,
        note=policy.note,
        values=policy.to_json(),
        change=change,
    )
    return ""


# --- the licensor's own details -------------------------------------------------------------------------


def _account_held(pk: str) -> dict[str, Any] | None:
    if not pk:
        return None
    found = ReceivingAccount.objects.filter(pk=pk).values(*ACCOUNT_FIELDS).first()
    if found is None:
        raise NotAllowed("không có tài khoản này")
    return dict(found)


def _account_check(pk: str, after: dict[str, Any], _today: date) -> None:
    others = ReceivingAccount.objects.exclude(pk=pk or None)
    if not after["active"] and not others.filter(active=True).exists():
        raise NotAllowed("phải còn ít nhất một tài khoản đang dùng, nếu không đơn vị không đăng ký được")
    if others.filter(account_no=after["account_no"], bank_name=after["bank_name"]).exists():
        raise NotAllowed(f"số tài khoản {after['account_no']} đã có trong danh sách")


def _account_make(change: ProposedChange) -> str:
    row = ReceivingAccount(pk=int(change.subject) if change.subject else None)
    for name in ACCOUNT_FIELDS:
        setattr(row, name, change.after[name])
    row.change = change
    row.save()
    return ""


def _vendor_held(_subject: str) -> dict[str, Any] | None:
    found = Vendor.objects.values(*VENDOR_FIELDS).first()
    return dict(found) if found else None


def _vendor_make(change: ProposedChange) -> str:
    row = Vendor.objects.first() or Vendor()
    for name in VENDOR_FIELDS:
        setattr(row, name, change.after[name])
    row.change = change
    row.save()
    return ""


# --- the staff ------------------------------------------------------------------------------------------


def _colleague(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def _staff_held(username: str) -> dict[str, Any] | None:
    user = _colleague(username)
    if user is None:
        return None
    return {
        "full_name": user.full_name,
        "email": user.email,
        "jobs": sorted(user.groups.values_list("name", flat=True)),
        "all_jobs": user.is_superuser,
        "active": user.is_active,
    }


def _staff_check(username: str, after: dict[str, Any], _today: date) -> None:
    user = _colleague(username)
    if user is not None and (not user.is_staff or user.unit_id is not None):
        raise NotAllowed(f"{username} không phải nhân viên")
    if not set(after["jobs"]) <= set(Job):
        raise NotAllowed("không có công việc này")
    if after["all_jobs"] and not (user is not None and user.is_superuser):
        raise NotAllowed("quyền làm mọi việc chỉ được cấp khi cài đặt, trên máy chủ")


def _staff_make(change: ProposedChange) -> str:
    user = _colleague(change.subject)
    told = ""
    if user is None:
        user = User(username=change.subject)
        mine = half_password()
        user.set_password(change.secret + mine)
        told = f"Nửa sau của mật khẩu đầu tiên của {change.subject}: {mine}. Hãy đưa tận tay; không hiện lại nữa."
    user.is_staff, user.is_active = True, change.after["active"]
    user.is_superuser = change.after["all_jobs"]
    user.full_name, user.email = change.after["full_name"], change.after["email"]
    user.save()
    user.groups.set(Group.objects.filter(name__in=change.after["jobs"]))
    return told


def _totp_held(username: str) -> dict[str, Any]:
    return {"authenticators": TOTPDevice.objects.filter(user__username=username, confirmed=True).count()}


def _totp_check(username: str, _after: dict[str, Any], _today: date) -> None:
    user = _colleague(username)
    if user is None or not user.is_staff or not _totp_held(username)["authenticators"]:
        raise NotAllowed(f"{username} chưa thiết lập mã xác thực")


def _totp_make(change: ProposedChange) -> str:
    TOTPDevice.objects.filter(user__username=change.subject).delete()
    return f"Lần đăng nhập tới, {change.subject} chỉ nhập mật khẩu rồi thiết lập mã xác thực mới."


def _anything(_subject: str, _after: dict[str, Any], _today: date) -> None:
    """Nothing stands against it."""


OFFICE: dict[Kind, Settled] = {
    Kind.POLICY: Settled(_policy_held, _policy_check, _policy_make),
    Kind.ACCOUNT: Settled(_account_held, _account_check, _account_make),
    Kind.VENDOR: Settled(_vendor_held, _anything, _vendor_make),
    Kind.STAFF: Settled(_staff_held, _staff_check, _staff_make),
    Kind.TOTP_RESET: Settled(_totp_held, _totp_check, _totp_make),
}
