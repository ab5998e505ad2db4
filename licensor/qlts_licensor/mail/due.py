"""Which mails a day asks for: of the facts that decide rights, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from qlts_licensor.licences.facts import UnitFacts
from qlts_licensor.mail.topics import Topic
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Access, OrderFacts, Rule, Stage, access_until, policy_on


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that a day asks for.

    Attributes:
        topic: What it is about.
        about: The day that it is about: an end, a payment day, the day since which paper is awaited. With the
            topic and the threshold it names the matter; each is told once, however many nights were missed.
        threshold: The policy's number of days that asks for it; 0 for a lapse.
        days: How many are left to that day, or have passed since.
        order_no: The order that is meant; empty where none is.
    """

    topic: Topic
    about: date
    threshold: int
    days: int
    order_no: str = ""


def due_mails(known: UnitFacts, day: date, promised_on: date | None) -> tuple[Due, ...]:
    """What a unit is to be told on a day about its term and its promised payment.

    Args:
        known: The unit's facts.
        day: The day.
        promised_on: The day on which the open order's commitment was made; what lay before it was never missed.
    """
    facts, entry = known.facts, known.decide(day)
    policy = policy_on(facts, known.policies.now, known.policies.coming, day)
    order = facts.order
    if entry.rule is Rule.CUT_EARLY or entry.stage in {Stage.PAYMENT_IN_REVIEW, Stage.RENEWED}:
        return ()
    if order and entry.stage in {Stage.COMMITTED, Stage.COMMITMENT_DUE}:
        due = _before(Topic.PAYMENT_DUE, order.held_until, policy, day, promised_on)
        return tuple(Due(one.topic, one.about, one.threshold, one.days, order.no) for one in due)
    missed = _missed(order, policy, day) if order else ()
    if facts.term_end and day <= facts.term_end:
        return (*missed, *_before(Topic.TERM_ENDS, facts.term_end, policy, day, facts.term_start))
    if missed and order and order.due_on >= access_until(facts):
        return missed
    return (*missed, *_ended(access_until(facts), policy, day, entry.access))


def threshold_before(left: int, thresholds: tuple[int, ...]) -> int | None:
    """The policy's number that asks for a mail with so many days left; of several, the nearest."""
    reached = [one for one in thresholds if left <= one]
    return min(reached) if reached and left >= 0 else None


def threshold_after(passed: int, thresholds: tuple[int, ...]) -> int | None:
    """The policy's number that asks for a mail after so many days; of several that were missed, the last."""
    reached = [one for one in thresholds if passed >= one]
    return max(reached) if reached else None


def _before(topic: Topic, end: date, policy: Policy, day: date, since: date | None) -> tuple[Due, ...]:
    left = (end - day).days
    threshold = threshold_before(left, policy.mail_days)
    if threshold is None or (since is not None and end - timedelta(days=threshold) <= since):
        return ()
    return (Due(topic, end, threshold, left),)


def _missed(order: OrderFacts, policy: Policy, day: date) -> tuple[Due, ...]:
    over = (day - order.held_until).days
    if not 1 <= over <= policy.late_days:
        return ()
    return (Due(Topic.COMMITMENT_LAPSED, order.held_until, 0, over, order.no),)


def _ended(end: date, policy: Policy, day: date, access: Access) -> tuple[Due, ...]:
    """A lapse that nobody told of in time is still told, but not when it has long been known."""
    over = (day - end).days
    if access is Access.FULL or not 1 <= over <= policy.late_days:
        return ()
    return (Due(Topic.TERM_LAPSED, end, 0, over),)
