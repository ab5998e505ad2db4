"""Which day asks for which mail: every edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from qlts_licensor.licences.facts import UnitFacts
from qlts_licensor.mail.due import due_mails
from qlts_licensor.mail.topics import Topic
from qlts_licensor.policy.adoption import UnitPolicies
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Facts, OrderFacts

TODAY = date(2026, 6, 15)
LONG_AGO = TODAY - timedelta(days=400)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def asked(
    facts: Facts, policy: Policy | None = None, promised_on: date = LONG_AGO
) -> list[tuple[Topic, int, int]]:
    known = UnitFacts(facts, UnitPolicies(policy or Policy()))
    return [(due.topic, due.threshold, due.days) for due in due_mails(known, TODAY, promised_on)]


def term(left: int) -> Facts:
    return Facts(term_start=LONG_AGO, term_end=day(left))


def promise(left: int, term_left: int = -100, **more: object) -> Facts:
    order = OrderFacts(no="261234567", registered_on=LONG_AGO, due_on=day(left), **more)  # type: ignore[arg-type]
    return Facts(term_start=LONG_AGO - timedelta(days=365), term_end=day(term_left), order=order)


BEFORE = [
    *((91, None), (90, 90), (89, 90), (31, 90), (30, 30), (29, 30), (8, 30), (7, 7), (6, 7)),
    *((2, 7), (1, 1), (0, 1)),
]


@pytest.mark.parametrize(("left", "threshold"), BEFORE)
def test_before_the_term_ends(left: int, threshold: int | None) -> None:
    assert asked(term(left)) == ([] if threshold is None else [(Topic.TERM_ENDS, threshold, left)])


@pytest.mark.parametrize(("left", "threshold"), BEFORE)
def test_before_a_promised_payment(left: int, threshold: int | None) -> None:
    assert asked(promise(left)) == ([] if threshold is None else [(Topic.PAYMENT_DUE, threshold, left)])


@pytest.mark.parametrize(("over", "told"), [(1, True), (29, True), (30, True), (31, False), (60, False)])
def test_a_lapse_is_told_late_rather_than_never_but_not_when_it_is_old(over: int, told: bool) -> None:
    assert asked(term(-over)) == ([(Topic.TERM_LAPSED, 0, over)] if told else [])
    assert asked(promise(-over)) == ([(Topic.COMMITMENT_LAPSED, 0, over)] if told else [])


def test_the_days_are_the_policys() -> None:
    policy = Policy(mail_days=(45,))
    assert asked(term(46), policy) == []
    assert asked(term(45), policy) == [(Topic.TERM_ENDS, 45, 45)]
    assert asked(term(1), policy) == [(Topic.TERM_ENDS, 45, 1)]


@pytest.mark.parametrize(("promised", "told"), [(-24, True), (-23, False), (0, False)])
def test_a_day_before_the_promise_was_made_was_never_missed(promised: int, told: bool) -> None:
    """7 days are left: the mail of 30 days was for the day 23 days ago."""
    facts = promise(8)
    assert bool(asked(facts, promised_on=day(promised + 1))) is told


def test_what_is_promised_takes_the_place_of_the_terms_end() -> None:
    assert asked(promise(60, term_left=7)) == [(Topic.PAYMENT_DUE, 90, 60)]


def test_a_promise_that_lapsed_within_the_paid_term() -> None:
    assert asked(promise(-1, term_left=30)) == [(Topic.COMMITMENT_LAPSED, 0, 1), (Topic.TERM_ENDS, 30, 30)]
    assert asked(promise(-40, term_left=-1)) == [(Topic.TERM_LAPSED, 0, 1)]


def test_the_days_after_a_refused_proof_count() -> None:
    assert asked(promise(-3, grace_until=day(1))) == [(Topic.PAYMENT_DUE, 1, 1)]
    assert asked(promise(-5, grace_until=day(-1))) == [(Topic.COMMITMENT_LAPSED, 0, 1)]


def test_nothing_while_the_licensor_is_to_act() -> None:
    assert asked(promise(-1, review="proof", review_until=day(6))) == []
    assert asked(replace(term(7), cut_on=day(-1))) == []
    assert asked(replace(term(7), renewed_on=day(-1), renewed_until=day(29))) == []
