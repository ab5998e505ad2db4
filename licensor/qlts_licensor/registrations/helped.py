"""*Gia hạn giúp đơn vị*: the licensor's staff register for a unit that has asked them to.

The unit then presses *Cập nhật tài nguyên* (reference/000, "Trường hợp 2").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qlts_licensor.api.problems import TITLES, Problem
from qlts_licensor.api.schemas import DraftRequest
from qlts_licensor.clock import now
from qlts_licensor.licences.facts import standing
from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy.adoption import unit_policies
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.drafts import open_draft
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.offers import day_limits
from qlts_licensor.registrations.receipts import issue_receipt
from qlts_licensor.transitions import commitments, orders
from qlts_licensor.transitions.roles import may
from qlts_licensor.transitions.steps import By
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Role, Unit, User


@dataclass(frozen=True, slots=True)
class Help:
    """What the staff register.

    Attributes:
        years: 1–5.
        extra_users: Beyond those that the unit has.
        due_on: The promised payment day.
        official: The money is there already: the official licence, not a provisional one.
        reason: Why, and who in the unit asked.
    """

    years: int
    extra_users: int
    due_on: date
    official: bool
    reason: str


def register_for_unit(unit: Unit, staff: User, wanted: Help) -> Registration:
    """Register for a unit, from its own draft where it has one, so that what was typed there is used.

    Args:
        unit: The unit.
        staff: Who registers.
        wanted: What.

    Raises:
        NotAllowed: This person may not, the unit has an open order or nobody who could have asked, or a value is
            outside the limits.
    """
    says = TABLE[Name.REGISTERED_FOR_UNIT].says
    if not may(staff, Name.REGISTERED_FOR_UNIT) or (wanted.official and not may(staff, Name.PAID)):
        raise NotAllowed(f"{says}: {staff.get_username()} không có quyền này")
    if not wanted.reason.strip():
        raise NotAllowed("cần ghi lý do")
    renewer = unit.users.filter(role=Role.DATA_ADMIN, is_active=True).order_by("id").first()
    if renewer is None:
        raise NotAllowed(f"đơn vị {unit.code} chưa có người dùng Quản trị dữ liệu")
    with transaction.atomic():
        try:
            request = DraftRequest(years=wanted.years, extra_users=wanted.extra_users, due_on=wanted.due_on)
            draft, _made = open_draft(renewer, request)
        except (Problem, ValueError) as problem:
            raise NotAllowed(f"{says}: {_words(problem)}") from problem
        return _accept(draft, By(staff.get_username(), now(), wanted.reason), wanted)


def _accept(draft: Registration, by: By, wanted: Help) -> Registration:
    today = by.at.date()
    limits = day_limits(draft, today)
    if not limits.due_from <= wanted.due_on <= limits.due_to:
        raise NotAllowed(f"hạn thanh toán phải từ {limits.due_from:%d/%m/%Y} đến {limits.due_to:%d/%m/%Y}")
    lapsed = list(draft.unit.registrations.open().exclude(pk=draft.pk))
    stage, _ = standing(draft.unit, today)
    orders.registered_for_unit(draft, by, cut_off=stage is Stage.CUT_OFF)
    for other in lapsed:
        orders.closed_by_successor(other, by.at, draft)
    policy = unit_policies(draft.unit, today).now
    orders.accepted(draft, by.at, wanted.due_on, policy.version, by.actor)
    if wanted.official:
        subscription = Subscription.objects.select_for_update().filter(unit=draft.unit).first()
        if subscription is None:
            raise NotAllowed(f"đơn vị {draft.unit.code} chưa có thuê bao")
        commitments.paid(draft, subscription, by, policy)
    issue_receipt(
        draft,
        Name.REGISTERED_FOR_UNIT.value,
        by.actor,
        by.at,
        reason=by.reason,
        due_on=wanted.due_on.isoformat(),
        remaining=draft.remaining,
        files=[],
    )
    return draft


def _words(problem: Exception) -> str:
    """What stands against it, for the staff."""
    if not isinstance(problem, Problem):
        return "số năm từ 1 đến 5, số người dùng thêm từ 0 đến 999"
    said = TITLES[problem.code][1].rstrip(".").lower()
    return f"{said} ({problem.order_no})" if problem.order_no else said
