"""What one of the staff may do alone to a user: lock a name, open a unit's again, give its user a password."""

from __future__ import annotations

import secrets

from django.db import transaction

from qlts_licensor.audit.chain import record
from qlts_licensor.clock import now
from qlts_licensor.transitions.roles import USERS, Job, jobs_of
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import RefreshToken, User


def locked(user: User, staff: User, reason: str) -> None:
    """Nobody logs in with this name any more, and who is logged in is out.

    Raises:
        NotAllowed: This person may not, it is oneself, or it is locked already.
    """
    _check(user, staff, reason)
    if user.pk == staff.pk:
        raise NotAllowed("không ai khóa chính mình")
    _set_active(user, staff, reason, active=False)


def unlocked(user: User, staff: User, reason: str) -> None:
    """A unit's user may log in again. A colleague comes back with two people, as a new one does.

    Raises:
        NotAllowed: This person may not, it is one of the staff, or it is not locked.
    """
    _check(user, staff, reason)
    if user.unit_id is None:
        raise NotAllowed("mở lại tài khoản nhân viên cần hai người; hãy đề nghị thay đổi")
    _set_active(user, staff, reason, active=True)


def password_given(user: User, staff: User, reason: str) -> str:
    """Another password for a unit's user, to be told once; every session of the user ends.

    Returns:
        The password.

    Raises:
        NotAllowed: This person may not, or it is one of the staff.
    """
    _check(user, staff, reason)
    if user.unit_id is None:
        raise NotAllowed("chỉ đặt lại mật khẩu cho người dùng của đơn vị")
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        held.set_password(password)
        held.save()
        _record("password_given", held, staff, reason, {})
    return password


def _check(user: User, staff: User, reason: str) -> None:
    wanted = USERS if user.unit_id is not None else frozenset({Job.SUPERVISOR})
    if not wanted & jobs_of(staff):
        raise NotAllowed(f"{staff.get_username()} không có quyền này")
    if not reason.strip():
        raise NotAllowed("cần ghi lý do")


def _set_active(user: User, staff: User, reason: str, *, active: bool) -> None:
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        if held.is_active == active:
            raise NotAllowed("tài khoản đang mở" if active else "tài khoản đã bị khóa")
        held.is_active = active
        held.save(update_fields=["is_active"])
        if not active:
            RefreshToken.objects.filter(user=held).delete()
        change = {"before": {"active": not active}, "after": {"active": active}}
        _record("user_unlocked" if active else "user_locked", held, staff, reason, change)


def _record(action: str, user: User, staff: User, reason: str, content: dict[str, object]) -> None:
    named = {"user": user.get_username(), "unit": user.unit.code if user.unit else "", "reason": reason.strip()}
    record(action, f"user {user.pk}", staff.get_username(), now(), {**named, **content})
