"""From rows to the facts that the policy decides on."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy import pricing
from qlts_licensor.policy.models import PolicyVersion
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Action, Facts, OrderFacts, Stage, decide
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import OrderState
from qlts_licensor.units.models import Unit


def order_facts(order: Registration, policy: Policy, today: date) -> OrderFacts:
    """What an accepted, unpaid order means for rights."""
    registered_on = _day(order)
    limits = pricing.extension_limits(policy, registered_on=registered_on, first_due=order.first_due_on)
    may_extend = (
        limits is not None
        and today <= limits[1]
        and order.round == 1
        and not order.review
        and not order.began_in_cut_off
    )
    review_until = max(order.due_on, today + timedelta(days=policy.review_days)) if order.review else None
    return OrderFacts(
        no=order.no,
        registered_on=registered_on,
        due_on=order.due_on,
        round=order.round,
        began_in_cut_off=order.began_in_cut_off,
        review=order.review,
        review_until=review_until,
        grace_until=order.grace_until,
        extend_from=max(limits[0], today) if may_extend and limits else None,
        extend_to=limits[1] if may_extend and limits else None,
        remaining=order.remaining,
    )


def facts_of(unit: Unit, policy: Policy, today: date) -> Facts | None:
    """The unit's facts; None when it has neither a term nor an accepted commitment, and so no licence."""
    subscription = Subscription.objects.filter(unit=unit).first()
    order = unit.registrations.open().filter(order_state=OrderState.ACCEPTED).order_by("-registered_at").first()
    if subscription is None or (subscription.term_end is None and order is None):
        return None
    return Facts(
        term_start=subscription.term_start,
        term_end=subscription.term_end,
        cut_on=subscription.cut_on,
        renewed_on=subscription.renewed_on,
        renewed_until=subscription.renewed_until,
        order=order_facts(order, policy, today) if order else None,
    )


def standing(unit: Unit, today: date) -> tuple[Stage | None, bool]:
    """The unit's stage today, None without a licence, and whether it may register."""
    policy = PolicyVersion.in_force(today)
    facts = facts_of(unit, policy, today)
    if facts is None:
        return None, True
    entry = decide(facts, policy, today)
    return entry.stage, Action.REGISTER in entry.actions


def actions_on(unit: Unit, today: date) -> tuple[Action, ...]:
    """What the unit may do today; nothing without a licence but to register, which :func:`standing` tells."""
    policy = PolicyVersion.in_force(today)
    facts = facts_of(unit, policy, today)
    return () if facts is None else decide(facts, policy, today).actions


def _day(order: Registration) -> date:
    return timezone.localtime(order.registered_at).date()
