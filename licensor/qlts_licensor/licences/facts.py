"""From rows to the facts that the policy decides on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy.adoption import UnitPolicies, order_policy, unit_policies
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Action, Entry, Facts, OrderFacts, Stage, decide, timetable
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.commitments import extension_days
from qlts_licensor.units.models import Unit


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit's facts with the policies that decide on them."""

    facts: Facts
    policies: UnitPolicies

    def decide(self, day: date) -> Entry:
        """What holds on a day if nothing else happens."""
        return decide(self.facts, self.policies.now, day, self.policies.coming)

    def timetable(self, today: date) -> tuple[Entry, ...]:
        """What holds today and from then on if nothing else happens."""
        return timetable(self.facts, self.policies.now, today, self.policies.coming)


def order_facts(order: Registration, policy: Policy, today: date) -> OrderFacts:
    """What an accepted, unpaid order means for rights, under the policy that it keeps.

    Raises:
        ValueError: It was never sent.
    """
    if order.registered_on is None or order.due_on is None:
        raise ValueError(f"order {order.no} was not accepted")
    extension = extension_days(order, policy, today)
    holds = order.review and order.review_holds
    return OrderFacts(
        no=order.no,
        registered_on=order.registered_on,
        due_on=order.due_on,
        round=order.round,
        began_in_cut_off=order.began_in_cut_off,
        review=order.review,
        review_until=max(order.due_on, today + timedelta(days=policy.review_days)) if holds else None,
        grace_until=order.grace_until,
        extend_from=extension[0] if extension else None,
        extend_to=extension[1] if extension else None,
        remaining=order.remaining,
        policy=policy,
    )


def facts_of(unit: Unit, today: date) -> UnitFacts | None:
    """The unit's facts; None when it has neither a term nor an accepted commitment, and so no licence."""
    subscription = Subscription.objects.filter(unit=unit).first()
    order = unit.registrations.open().accepted().order_by("-registered_at").first()
    if subscription is None or (subscription.term_end is None and order is None):
        return None
    facts = Facts(
        term_start=subscription.term_start,
        term_end=subscription.term_end,
        cut_on=subscription.cut_on,
        renewed_on=subscription.renewed_on,
        renewed_until=subscription.renewed_until,
        order=order_facts(order, order_policy(order, today), today) if order else None,
    )
    return UnitFacts(facts, unit_policies(unit, today))


def standing(unit: Unit, today: date) -> tuple[Stage | None, bool]:
    """The unit's stage today, None without a licence, and whether it may register."""
    known = facts_of(unit, today)
    if known is None:
        return None, True
    entry = known.decide(today)
    return entry.stage, Action.REGISTER in entry.actions


def actions_on(unit: Unit, today: date) -> tuple[Action, ...]:
    """What the unit may do today; nothing without a licence but to register, which :func:`standing` tells."""
    known = facts_of(unit, today)
    return known.decide(today).actions if known else ()
