"""What holds for a unit on a day, and why: for support, and for whoever doubts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qlts_licensor.licences.facts import UnitFacts, facts_of
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Entry, Rule, access_until, holds_on, policy_on
from qlts_licensor.units.models import Unit


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer for one day.

    Attributes:
        day: The day asked about.
        entry: What holds on it.
        reason: The rule in words, with the numbers that decided.
        policy: The policy that decided.
        known: The facts and policies behind it.
        access_until: The last day with a right.
        timetable: All that is to come, as the licence of today says it.
    """

    day: date
    entry: Entry
    reason: str
    policy: Policy
    known: UnitFacts
    access_until: date
    timetable: tuple[Entry, ...]

    @property
    def days_left(self) -> int:
        """Days to the last day with a right; negative when it is over."""
        return (self.access_until - self.day).days


def explain(unit: Unit, today: date, day: date) -> Explanation | None:
    """What the licence of today says about a day if nothing else happens; None without a licence.

    Args:
        unit: The unit.
        today: The licensor's day.
        day: The day asked about.
    """
    known = facts_of(unit, today)
    if known is None:
        return None
    entries = known.timetable(today)
    entry = holds_on(entries, day)
    policy = policy_on(known.facts, known.policies.now, known.policies.coming, max(day, entry.from_day))
    return Explanation(
        day=day,
        entry=entry,
        reason=_reason(entry.rule, known, policy, day),
        policy=policy,
        known=known,
        access_until=access_until(known.facts),
        timetable=entries,
    )


def _reason(rule: Rule, known: UnitFacts, policy: Policy, day: date) -> str:
    facts, order, last = known.facts, known.facts.order, access_until(known.facts)
    overdue, left = (day - last).days, (last - day).days
    due = f"{order.due_on:%d/%m/%Y}" if order else ""
    match rule:
        case Rule.CUT_EARLY:
            return f"thuê bao bị cắt trước hạn từ {facts.cut_on:%d/%m/%Y}"
        case Rule.REVIEW_OPEN:
            until = order.review_until if order else None
            return f"đang chờ duyệt ({order.review if order else ''}), được dùng đến hết {until:%d/%m/%Y}"
        case Rule.COMMITMENT_HOLDS:
            return f"cam kết thanh toán đến hết {due}, còn hơn {policy.due_soon_days} ngày"
        case Rule.COMMITMENT_ENDS_SOON:
            return f"cam kết thanh toán đến hết {due}, còn không quá {policy.due_soon_days} ngày"
        case Rule.PROOF_REFUSED_GRACE:
            until = order.held_until if order else None
            return f"chứng từ bị từ chối sau ngày đến hạn, được thêm thời gian đến hết {until:%d/%m/%Y}"
        case Rule.RENEWED:
            return f"đã cấp chính thức, thông báo đến hết {facts.renewed_until:%d/%m/%Y}"
        case Rule.TERM_ENDS_SOON:
            return f"thuê bao đến hết {facts.term_end:%d/%m/%Y}, còn {left} ngày (≤ {policy.expiring_days})"
        case Rule.TERM_HOLDS:
            return f"thuê bao đến hết {facts.term_end:%d/%m/%Y}, còn {left} ngày (> {policy.expiring_days})"
        case Rule.SECOND_COMMITMENT_LAPSED:
            return f"quá hạn cam kết thanh toán lần 2 ({due})"
        case Rule.COMMITMENT_FROM_CUT_LAPSED:
            return f"quá hạn cam kết thanh toán ({due}) của đơn đăng ký khi thuê bao đã bị cắt"
        case Rule.OVERDUE_UNTIL_CUT:
            return f"quá hạn {overdue} ngày (≥ {policy.cut_days})"
        case Rule.FIRST_COMMITMENT_LAPSED:
            return f"quá hạn cam kết thanh toán lần 1 ({due}), quá hạn {overdue} ngày (< {policy.cut_days})"
        case Rule.OVERDUE_LATE:
            return f"quá hạn {overdue} ngày (từ {policy.late_days}, chưa đến {policy.cut_days})"
        case Rule.OVERDUE_EARLY:
            return f"quá hạn {overdue} ngày (< {policy.late_days})"
