"""Which stage holds on which day.

:func:`decide` answers for one day by the ordered list of rules, the first that fits; :func:`timetable` asks it at
every day on which an answer can change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from qlts_licensor.policy.rules import OverdueAccess, Policy

DAY = timedelta(days=1)


class Stage(StrEnum):
    """Where a unit stands."""

    ACTIVE = "active"
    EXPIRING = "expiring"
    OVERDUE_EARLY = "overdue_early"
    OVERDUE_LATE = "overdue_late"
    CUT_OFF = "cut_off"
    COMMITTED = "committed"
    COMMITMENT_DUE = "commitment_due"
    PAYMENT_IN_REVIEW = "payment_in_review"
    COMMITMENT_LAPSED = "commitment_lapsed"
    RENEWED = "renewed"


class Access(StrEnum):
    """How far the software is open."""

    FULL = "full"
    READ_ONLY = "read_only"
    NONE = "none"


class Action(StrEnum):
    """What a unit may do."""

    REGISTER = "register"
    REFRESH_LICENCE = "refresh_licence"
    CONFIRM_PAYMENT = "confirm_payment"
    EXTEND_PAYMENT = "extend_payment"
    TRANSFER_GUIDE = "transfer_guide"
    SEE_ORDER = "see_order"
    REQUEST_DATA_RECOVERY = "request_data_recovery"


class Rule(StrEnum):
    """Why a stage holds; the client names it under *Vì sao có thông báo này?*."""

    CUT_EARLY = "cut_early"
    REVIEW_OPEN = "review_open"
    COMMITMENT_HOLDS = "commitment_holds"
    COMMITMENT_ENDS_SOON = "commitment_ends_soon"
    PROOF_REFUSED_GRACE = "proof_refused_grace"
    RENEWED = "renewed"
    TERM_ENDS_SOON = "term_ends_soon"
    TERM_HOLDS = "term_holds"
    SECOND_COMMITMENT_LAPSED = "second_commitment_lapsed"
    COMMITMENT_FROM_CUT_LAPSED = "commitment_from_cut_lapsed"
    OVERDUE_UNTIL_CUT = "overdue_until_cut"
    FIRST_COMMITMENT_LAPSED = "first_commitment_lapsed"
    OVERDUE_LATE = "overdue_late"
    OVERDUE_EARLY = "overdue_early"


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The unit's open order, as far as it decides rights.

    Attributes:
        due_on: The last accepted commitment's payment day.
        round: 1, or 2 once an extension was accepted.
        began_in_cut_off: The order was registered while the unit was cut off.
        review_until: The last day that an open review holds access; None while nothing is in review.
        grace_until: The last of the days given after a refused proof.
        extend_from: First and
        extend_to: last payment day that an extension may name, and so the last on which one can be asked for;
            None when no extension is left.
        remaining: Still to be paid, đồng.
        policy: The policy that the order was accepted under; it holds for the unit as long as the order is open.
            None takes the unit's own.
    """

    no: str
    registered_on: date
    due_on: date
    round: int = 1
    began_in_cut_off: bool = False
    review: str = ""
    review_until: date | None = None
    grace_until: date | None = None
    extend_from: date | None = None
    extend_to: date | None = None
    remaining: int = 0
    policy: Policy | None = None

    @property
    def held_until(self) -> date:
        """The last day that the commitment, or the days after a refused proof, give access."""
        return max(self.due_on, self.grace_until or self.due_on)


@dataclass(frozen=True, slots=True)
class Facts:
    """What has happened to a unit's subscription.

    Attributes:
        term_start, term_end: The paid term; None for a unit that has none yet but has an accepted commitment.
        cut_on: The day of an early cut (two approvals).
        renewed_on, renewed_until: The window of the one success notice after an official licence.
        order: The open, accepted and unpaid order.
    """

    term_start: date | None
    term_end: date | None
    cut_on: date | None = None
    renewed_on: date | None = None
    renewed_until: date | None = None
    order: OrderFacts | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What holds from a day on, until the next entry."""

    from_day: date
    stage: Stage
    access: Access
    actions: tuple[Action, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """Another policy that has been announced to the unit and holds from a day on."""

    from_day: date
    policy: Policy


def access_until(facts: Facts) -> date:
    """The later of the term's end and the accepted commitment's due day (*access_until*)."""
    days = [day for day in (facts.term_end, facts.order and facts.order.due_on) if day]
    if not days:
        raise ValueError("a unit without a term and without a commitment has no licence")
    return max(days)


def policy_on(facts: Facts, policy: Policy, coming: tuple[PolicyChange, ...], day: date) -> Policy:
    """The policy that decides on a day: the open order's own, else the unit's."""
    if facts.order and facts.order.policy:
        return facts.order.policy
    reached = [change for change in coming if change.from_day <= day]
    return max(reached, key=lambda change: change.from_day).policy if reached else policy


def decide(facts: Facts, policy: Policy, day: date, coming: tuple[PolicyChange, ...] = ()) -> Entry:
    """What holds on one day: the first rule that fits."""
    policy = policy_on(facts, policy, coming, day)
    stage, rule = _stage(facts, policy, day)
    return Entry(day, stage, _access(stage, policy), _actions(stage, facts, day), rule)


def _stage(facts: Facts, policy: Policy, day: date) -> tuple[Stage, Rule]:
    order, term_end = facts.order, facts.term_end
    if facts.cut_on and day >= facts.cut_on:
        return Stage.CUT_OFF, Rule.CUT_EARLY
    if order and order.review_until and day <= order.review_until:
        return Stage.PAYMENT_IN_REVIEW, Rule.REVIEW_OPEN
    if order and day <= order.held_until:
        if (order.held_until - day).days > policy.due_soon_days:
            return Stage.COMMITTED, Rule.COMMITMENT_HOLDS
        return Stage.COMMITMENT_DUE, (
            Rule.COMMITMENT_ENDS_SOON if day <= order.due_on else Rule.PROOF_REFUSED_GRACE
        )
    if term_end and day <= term_end:
        if facts.renewed_on and facts.renewed_until and facts.renewed_on <= day <= facts.renewed_until:
            return Stage.RENEWED, Rule.RENEWED
        if (term_end - day).days <= policy.expiring_days:
            return Stage.EXPIRING, Rule.TERM_ENDS_SOON
        return Stage.ACTIVE, Rule.TERM_HOLDS
    return _without_right(facts, policy, day)


def _without_right(facts: Facts, policy: Policy, day: date) -> tuple[Stage, Rule]:
    """After the last day with a right: rules 5 to 7."""
    order = facts.order
    overdue = (day - access_until(facts)).days
    if order and order.round >= 2 and (facts.term_end is None or order.due_on > facts.term_end):
        return Stage.CUT_OFF, Rule.SECOND_COMMITMENT_LAPSED
    if order and order.began_in_cut_off:
        return Stage.CUT_OFF, Rule.COMMITMENT_FROM_CUT_LAPSED
    if overdue >= policy.cut_days:
        return Stage.CUT_OFF, Rule.OVERDUE_UNTIL_CUT
    if order and order.round == 1:
        return Stage.COMMITMENT_LAPSED, Rule.FIRST_COMMITMENT_LAPSED
    if overdue >= policy.late_days:
        return Stage.OVERDUE_LATE, Rule.OVERDUE_LATE
    return Stage.OVERDUE_EARLY, Rule.OVERDUE_EARLY


def _access(stage: Stage, policy: Policy) -> Access:
    if stage is Stage.CUT_OFF:
        return Access.NONE
    if stage in {Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.COMMITMENT_LAPSED}:
        return Access.READ_ONLY if policy.overdue_access is OverdueAccess.READ_ONLY else Access.NONE
    return Access.FULL


def _actions(stage: Stage, facts: Facts, day: date) -> tuple[Action, ...]:
    """What the table of stages names; in a stage of the paid term, an open, lapsed order adds its own."""
    order = facts.order
    may_extend = order is not None and order.round == 1 and order.extend_to is not None and day <= order.extend_to
    extend = (Action.EXTEND_PAYMENT,) if may_extend else ()
    order_open = (Action.CONFIRM_PAYMENT, *extend, Action.TRANSFER_GUIDE, Action.SEE_ORDER) if order else ()
    match stage:
        case Stage.ACTIVE | Stage.EXPIRING:
            return (Action.REGISTER, *order_open)
        case Stage.RENEWED:
            return (Action.REGISTER,)
        case Stage.OVERDUE_EARLY | Stage.OVERDUE_LATE:
            return (Action.REGISTER, *order_open, Action.REFRESH_LICENCE)
        case Stage.CUT_OFF:
            unpaid = (Action.CONFIRM_PAYMENT,) if order else ()
            return (Action.REGISTER, Action.REFRESH_LICENCE, *unpaid, Action.REQUEST_DATA_RECOVERY)
        case Stage.COMMITTED:
            return (Action.CONFIRM_PAYMENT, Action.TRANSFER_GUIDE, Action.SEE_ORDER)
        case Stage.COMMITMENT_DUE:
            return order_open
        case Stage.PAYMENT_IN_REVIEW:
            return (Action.SEE_ORDER,)
        case Stage.COMMITMENT_LAPSED:
            return (Action.CONFIRM_PAYMENT, *extend, Action.SEE_ORDER, Action.REFRESH_LICENCE)


def timetable(
    facts: Facts, policy: Policy, today: date, coming: tuple[PolicyChange, ...] = ()
) -> tuple[Entry, ...]:
    """All that holds today and from then on if nothing else happens.

    Args:
        facts: What has happened to the unit's subscription.
        policy: The policy that holds for the unit today.
        today: The Vietnam day of asking.
        coming: Policies announced to the unit that begin later.

    Returns:
        Entries with strictly rising days. The first holds today, from the day on which its stage began as far as
        the facts tell (a unit that was cut sees since when); the last holds without end.
    """
    changes = _changes(facts, policy, coming)
    entries = [decide(facts, policy, today, coming)]
    for day in sorted((change for change in changes if change <= today), reverse=True):
        earlier = decide(facts, policy, day, coming)
        if _content(earlier) != _content(entries[0]):
            break
        entries[0] = earlier
    if facts.order and entries[0].rule in _RULES_OF_AN_ORDER:
        entries[0] = replace(entries[0], from_day=max(entries[0].from_day, min(facts.order.registered_on, today)))
    for day in sorted(change for change in changes if change > today):
        entry = decide(facts, policy, day, coming)
        if _content(entry) != _content(entries[-1]):
            entries.append(entry)
    return tuple(entries)


_RULES_OF_AN_ORDER = frozenset({Rule.REVIEW_OPEN, Rule.COMMITMENT_HOLDS, Rule.COMMITMENT_ENDS_SOON})
"""They cannot have held before the order was registered."""


def holds_on(entries: tuple[Entry, ...], day: date) -> Entry:
    """The entry of a timetable that holds on a day; a day before the first takes the first."""
    begun = [entry for entry in entries if entry.from_day <= day]
    return begun[-1] if begun else entries[0]


def _content(entry: Entry) -> tuple[Stage, Access, tuple[Action, ...], Rule]:
    return entry.stage, entry.access, entry.actions, entry.rule


def _changes(facts: Facts, policy: Policy, coming: tuple[PolicyChange, ...]) -> set[date]:
    """Every day on which an answer can differ from the day before's."""
    if facts.order and facts.order.policy:
        return _changes_under(facts, facts.order.policy)
    changes = {change.from_day for change in coming}
    for held in (policy, *(change.policy for change in coming)):
        changes |= _changes_under(facts, held)
    return changes


def _changes_under(facts: Facts, policy: Policy) -> set[date]:
    changes: set[date] = set()
    if facts.term_end:
        changes |= {facts.term_end - timedelta(days=policy.expiring_days), facts.term_end + DAY}
    if facts.cut_on:
        changes.add(facts.cut_on)
    if facts.renewed_on:
        changes.add(facts.renewed_on)
    if facts.renewed_until:
        changes.add(facts.renewed_until + DAY)
    last = access_until(facts)
    changes |= {last + timedelta(days=policy.late_days), last + timedelta(days=policy.cut_days)}
    if order := facts.order:
        changes |= {order.due_on + DAY, order.held_until + DAY}
        changes.add(order.held_until - timedelta(days=policy.due_soon_days))
        changes |= {day + DAY for day in (order.review_until, order.extend_to) if day}
    return changes
