"""Which stage holds on a day: every edge of the timetable's rules, from both sides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from qlts_licensor.policy.rules import OverdueAccess, Policy
from qlts_licensor.policy.timetable import Access, Action, Facts, OrderFacts, Rule, Stage, access_until, decide

END = date(2026, 9, 30)
START = date(2025, 10, 1)
TERM = Facts(START, END)
POLICY = Policy()


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def order(due_in: int, **changes: object) -> OrderFacts:
    """An order promised for a day relative to the term's end."""
    values: dict[str, object] = {"no": "260000001", "registered_on": after(END, -20), "due_on": after(END, due_in)}
    return OrderFacts(**{**values, **changes})  # type: ignore[arg-type]


def stage(facts: Facts, day: date, policy: Policy = POLICY) -> Stage:
    return decide(facts, policy, day).stage


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (365, Stage.ACTIVE),
        (91, Stage.ACTIVE),
        (90, Stage.EXPIRING),
        (1, Stage.EXPIRING),
        (0, Stage.EXPIRING),
        (-1, Stage.OVERDUE_EARLY),
        (-29, Stage.OVERDUE_EARLY),
        (-30, Stage.OVERDUE_LATE),
        (-59, Stage.OVERDUE_LATE),
        (-60, Stage.CUT_OFF),
        (-61, Stage.CUT_OFF),
        (-400, Stage.CUT_OFF),
    ],
)
def test_a_term_without_an_order(left: int, expected: Stage) -> None:
    assert stage(TERM, after(END, -left)) is expected


@pytest.mark.parametrize(
    ("to_due", "expected"),
    [
        (-60, Stage.COMMITTED),
        (-16, Stage.COMMITTED),
        (-15, Stage.COMMITMENT_DUE),
        (-1, Stage.COMMITMENT_DUE),
        (0, Stage.COMMITMENT_DUE),
        (1, Stage.COMMITMENT_LAPSED),
        (29, Stage.COMMITMENT_LAPSED),
        (30, Stage.COMMITMENT_LAPSED),
        (59, Stage.COMMITMENT_LAPSED),
        (60, Stage.CUT_OFF),
        (61, Stage.CUT_OFF),
        (400, Stage.CUT_OFF),
    ],
)
def test_a_first_commitment_past_the_term(to_due: int, expected: Stage) -> None:
    facts = Facts(START, END, order=order(40))
    assert stage(facts, after(END, 40 + to_due)) is expected


@pytest.mark.parametrize(
    ("to_due", "expected"), [(0, Stage.COMMITMENT_DUE), (1, Stage.CUT_OFF), (400, Stage.CUT_OFF)]
)
def test_a_second_commitment_past_the_term_is_cut_at_once(to_due: int, expected: Stage) -> None:
    facts = Facts(START, END, order=order(100, round=2))
    assert stage(facts, after(END, 100 + to_due)) is expected


@pytest.mark.parametrize(
    ("round_", "days_after_end", "expected"),
    [
        (1, -5, Stage.COMMITMENT_DUE),
        (1, -4, Stage.EXPIRING),
        (1, 0, Stage.EXPIRING),
        (1, 1, Stage.COMMITMENT_LAPSED),
        (1, 60, Stage.CUT_OFF),
        (2, 0, Stage.EXPIRING),
        (2, 1, Stage.OVERDUE_EARLY),
        (2, 30, Stage.OVERDUE_LATE),
        (2, 60, Stage.CUT_OFF),
    ],
)
def test_a_lapse_inside_the_paid_term_falls_back_to_the_term(
    round_: int, days_after_end: int, expected: Stage
) -> None:
    facts = Facts(START, END, order=order(-5, round=round_))
    assert stage(facts, after(END, days_after_end)) is expected


def test_a_lapse_far_inside_the_paid_term_leaves_it_active_and_payable() -> None:
    facts = Facts(START, END, order=order(-200, registered_on=after(END, -250), extend_to=after(END, -70)))
    entry = decide(facts, POLICY, after(END, -199))
    assert (entry.stage, entry.access) == (Stage.ACTIVE, Access.FULL)
    assert entry.actions[0] is Action.REGISTER
    assert {Action.CONFIRM_PAYMENT, Action.EXTEND_PAYMENT} <= set(entry.actions)


@pytest.mark.parametrize(
    ("to_due", "expected"), [(0, Stage.COMMITMENT_DUE), (1, Stage.CUT_OFF), (30, Stage.CUT_OFF)]
)
def test_a_commitment_begun_in_cut_off_is_cut_again_when_it_lapses(to_due: int, expected: Stage) -> None:
    facts = Facts(START, END, order=order(120, began_in_cut_off=True))
    assert stage(facts, after(END, 120 + to_due)) is expected


def test_a_unit_without_a_term_lives_on_its_commitment_alone() -> None:
    facts = Facts(None, None, order=order(0))
    assert [stage(facts, after(END, days)) for days in (-16, -15, 0, 1)] == [
        Stage.COMMITTED,
        Stage.COMMITMENT_DUE,
        Stage.COMMITMENT_DUE,
        Stage.COMMITMENT_LAPSED,
    ]


def test_without_a_term_and_a_commitment_there_is_no_licence() -> None:
    with pytest.raises(ValueError, match="no licence"):
        access_until(Facts(None, None))


@pytest.mark.parametrize("review", ["proof", "extension"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [(9, Stage.PAYMENT_IN_REVIEW), (10, Stage.PAYMENT_IN_REVIEW), (11, Stage.COMMITMENT_LAPSED)],
)
def test_an_open_review_holds_to_its_last_day(review: str, day: int, expected: Stage) -> None:
    facts = Facts(START, END, order=order(3, review=review, review_until=after(END, 10)))
    assert stage(facts, after(END, day)) is expected


@pytest.mark.parametrize(
    ("day", "expected", "rule"),
    [
        (5, Stage.COMMITMENT_DUE, Rule.COMMITMENT_ENDS_SOON),
        (6, Stage.COMMITMENT_DUE, Rule.PROOF_REFUSED_GRACE),
        (12, Stage.COMMITMENT_DUE, Rule.PROOF_REFUSED_GRACE),
        (13, Stage.COMMITMENT_LAPSED, Rule.FIRST_COMMITMENT_LAPSED),
    ],
)
def test_a_refused_proof_gives_its_days_and_no_more(day: int, expected: Stage, rule: Rule) -> None:
    facts = Facts(START, END, order=order(5, grace_until=after(END, 12)))
    entry = decide(facts, POLICY, after(END, day))
    assert (entry.stage, entry.rule) == (expected, rule)


def test_days_of_grace_do_not_move_the_count_of_overdue_days() -> None:
    facts = Facts(START, END, order=order(5, grace_until=after(END, 12)))
    assert access_until(facts) == after(END, 5)
    assert stage(facts, after(END, 64)) is Stage.COMMITMENT_LAPSED
    assert stage(facts, after(END, 65)) is Stage.CUT_OFF


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 9), Stage.EXPIRING),
        (date(2026, 8, 10), Stage.RENEWED),
        (date(2026, 10, 1), Stage.RENEWED),
        (date(2026, 10, 2), Stage.ACTIVE),
    ],
)
def test_renewed_lasts_until_a_new_term_that_begins_later(day: date, expected: Stage) -> None:
    new_end = date(2027, 9, 30)
    facts = Facts(START, new_end, renewed_on=date(2026, 8, 10), renewed_until=date(2026, 10, 1))
    if day < date(2026, 8, 10):
        facts = TERM
    assert stage(facts, day) is expected


def test_an_early_cut_wins_over_everything_from_its_day_on() -> None:
    cut = after(END, -100)
    facts = Facts(START, END, cut_on=cut, order=order(40, review="proof", review_until=after(END, 50)))
    assert stage(facts, after(cut, -1)) is Stage.PAYMENT_IN_REVIEW
    entry = decide(facts, POLICY, cut)
    assert (entry.stage, entry.access, entry.rule) == (Stage.CUT_OFF, Access.NONE, Rule.CUT_EARLY)


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (TERM, after(END, 1)),
        (TERM, after(END, 30)),
        (Facts(START, END, order=order(10)), after(END, 11)),
    ],
)
def test_what_is_left_when_overdue_is_the_policys_choice(facts: Facts, day: date) -> None:
    assert decide(facts, POLICY, day).access is Access.NONE
    assert decide(facts, Policy(overdue_access=OverdueAccess.READ_ONLY), day).access is Access.READ_ONLY


def test_cut_off_leaves_nothing_under_either_policy() -> None:
    for choice in OverdueAccess:
        assert decide(TERM, Policy(overdue_access=choice), after(END, 60)).access is Access.NONE


def test_thresholds_are_the_policys() -> None:
    strict = Policy(expiring_days=30, late_days=10, cut_days=20, due_soon_days=5)
    assert [stage(TERM, after(END, days), strict) for days in (-31, -30, 9, 10, 19, 20)] == [
        Stage.ACTIVE,
        Stage.EXPIRING,
        Stage.OVERDUE_EARLY,
        Stage.OVERDUE_LATE,
        Stage.OVERDUE_LATE,
        Stage.CUT_OFF,
    ]


def test_actions_of_stages_without_an_order() -> None:
    assert decide(TERM, POLICY, START).actions == (Action.REGISTER,)
    assert decide(TERM, POLICY, END).actions == (Action.REGISTER,)
    assert decide(TERM, POLICY, after(END, 1)).actions == (Action.REGISTER, Action.REFRESH_LICENCE)
    assert decide(TERM, POLICY, after(END, 60)).actions == (
        Action.REGISTER,
        Action.REFRESH_LICENCE,
        Action.REQUEST_DATA_RECOVERY,
    )


@pytest.mark.parametrize(
    ("to_due", "offered"), [(-16, False), (-15, True), (0, True), (1, True), (39, True), (40, True), (41, False)]
)
def test_extending_is_offered_from_the_banner_to_the_last_day_it_could_name(to_due: int, offered: bool) -> None:
    due = after(END, 10)
    facts = Facts(START, END, order=order(10, extend_from=after(due, 1), extend_to=after(due, 40)))
    assert (Action.EXTEND_PAYMENT in decide(facts, POLICY, after(due, to_due)).actions) is offered


def test_a_second_commitment_cannot_be_extended() -> None:
    facts = Facts(START, END, order=order(10, round=2, extend_to=after(END, 90)))
    assert Action.EXTEND_PAYMENT not in decide(facts, POLICY, after(END, 10)).actions


def test_cut_off_with_an_unpaid_order_can_still_be_paid() -> None:
    facts = Facts(START, END, order=order(10))
    assert Action.CONFIRM_PAYMENT in decide(facts, POLICY, after(END, 70)).actions
