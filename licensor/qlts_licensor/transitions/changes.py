"""Changes of the licensor's own settings: one of the staff proposes, another one approves, and then it is made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from qlts_licensor.audit.chain import record
from qlts_licensor.changes.models import Kind, ProposedChange
from qlts_licensor.clock import now
from qlts_licensor.transitions import office
from qlts_licensor.transitions.roles import may_approve, may_ask
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import User


def proposed(
    kind: Kind, subject: str, after: dict[str, Any], staff: User, reason: str, secret: str = ""
) -> ProposedChange:
    """Propose a change; nothing is changed by it.

    Args:
        kind: What is changed.
        subject: Which one; empty for a new one, or where there is one only.
        after: What is to hold.
        staff: Who proposes it.
        reason: Why.
        secret: For a new colleague: the asker's half of the first password.

    Raises:
        NotAllowed: This person may not, or it cannot be as it is proposed.
    """
    if not may_ask(staff, kind):
        raise NotAllowed(f"{kind.label}: {staff.get_username()} không có quyền này")
    reason = reason.strip()
    if not reason:
        raise NotAllowed("cần ghi lý do")
    with transaction.atomic():
        moment = now()
        settled = office.OFFICE[kind]
        before = settled.held(subject)
        if before == after:
            raise NotAllowed("không có gì thay đổi so với hiện tại")
        settled.check(subject, after, moment.date())
        change = ProposedChange.objects.create(
            kind=kind,
            subject=subject,
            before=before,
            after=after,
            reason=reason[:400],
            asked_by=staff,
            asked_at=moment,
            secret=secret,
        )
        _record("change_asked", change, staff, moment, change.reason)
        return change


def approved(change: ProposedChange, staff: User, reason: str = "") -> str:
    """Approve a change, which makes it.

    Returns:
        What the person who approved has to know besides; mostly nothing.

    Raises:
        NotAllowed: This person proposed it, is the one whom it is about, or may not; it was decided already,
            nobody joined in time, or what it starts from has changed meanwhile.
    """
    with transaction.atomic():
        held = ProposedChange.objects.select_for_update().get(pk=change.pk)
        moment = now()
        kind = Kind(held.kind)
        if not may_approve(staff):
            raise NotAllowed(f"{kind.label}: {staff.get_username()} không có quyền duyệt")
        _check_waits(held, moment)
        if held.asked_by_id == staff.pk:
            raise NotAllowed("người đề nghị không tự duyệt; cần một người khác")
        if not may_ask(held.asked_by, kind):
            raise NotAllowed("người đề nghị không còn quyền này; cần đề nghị lại")
        if kind in {Kind.STAFF, Kind.TOTP_RESET} and held.subject == staff.get_username():
            raise NotAllowed("không ai duyệt thay đổi về chính mình; cần một người khác")
        settled = office.OFFICE[kind]
        if settled.held(held.subject) != held.before:
            raise NotAllowed("giá trị hiện tại đã thay đổi sau khi đề nghị; hãy từ chối và đề nghị lại")
        settled.check(held.subject, held.after, moment.date())
        held.approved_by, held.approved_at = staff, moment
        held.save()
        told = settled.make(held)
        held.applied_at, held.secret = moment, ""
        held.save()
        _record("change_approved", held, staff, moment, reason)
        return told


def ended(change: ProposedChange, staff: User, reason: str) -> None:
    """Refuse a change, or take one's own back.

    Raises:
        NotAllowed: It was decided already, no reason is named, or this person may not.
    """
    if not reason.strip():
        raise NotAllowed("cần ghi lý do")
    with transaction.atomic():
        held = ProposedChange.objects.select_for_update().get(pk=change.pk)
        if not may_approve(staff) and held.asked_by_id != staff.pk:
            raise NotAllowed(f"{staff.get_username()} không có quyền từ chối")
        if not held.is_open:
            raise NotAllowed("đề nghị này đã có người xử lý")
        moment = now()
        held.ended_by, held.ended_at, held.ended_reason = staff, moment, reason.strip()[:400]
        held.secret = ""
        held.save()
        _record("change_ended", held, staff, moment, held.ended_reason)


def _check_waits(change: ProposedChange, moment: datetime) -> None:
    if not change.is_open:
        raise NotAllowed("đề nghị này đã có người xử lý")
    if not change.waits_at(moment):
        raise NotAllowed(f"đề nghị đã hết hạn duyệt ({change.lapses_at:%d/%m/%Y}); cần đề nghị lại")


def _record(action: str, change: ProposedChange, staff: User, moment: datetime, reason: str) -> None:
    content = {
        "kind": change.kind,
        "subject": change.subject,
        "reason": reason,
        "asked_by": change.asked_by.get_username(),
        "before": change.before,
        "after": change.after,
    }
    record(action, f"change {change.pk}", staff.get_username(), moment, content)
