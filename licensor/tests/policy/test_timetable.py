"""A timetable says the same as the rules on every day, without a gap, and takes no paid day away."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Access, Entry, Facts, PolicyChange, Stage, decide, timetable

from licensor.tests.policy.worlds import TODAY, any_coming, any_facts, any_policy


def holds(entries: tuple[Entry, ...], day: date) -> Entry:
    """As a client reads it: the last entry that has begun."""
    return [entry for entry in entries if entry.from_day <= day][-1]


def said(entry: Entry) -> tuple[object, ...]:
    return entry.stage, entry.access, entry.actions, entry.rule


@given(any_facts(), any_policy(), any_coming())
def test_it_agrees_with_the_rules_on_every_day(
    facts: Facts, policy: Policy, coming: tuple[PolicyChange, ...]
) -> None:
    entries = timetable(facts, policy, TODAY, coming)
    for offset in range(1200):
        day = TODAY + timedelta(days=offset)
        assert said(holds(entries, day)) == said(decide(facts, policy, day, coming))


@given(any_facts(), any_policy())
def test_it_covers_today_and_rises_strictly_and_every_entry_says_something_new(
    facts: Facts, policy: Policy
) -> None:
    entries = timetable(facts, policy, TODAY)
    assert entries[0].from_day <= TODAY
    assert all(entry.from_day > TODAY for entry in entries[1:])
    for before, after in pairwise(entries):
        assert before.from_day < after.from_day
        assert said(before) != said(after)


@given(any_facts(), any_policy())
def test_the_first_entry_has_held_since_the_day_it_names(facts: Facts, policy: Policy) -> None:
    first = timetable(facts, policy, TODAY)[0]
    for offset in range((TODAY - first.from_day).days + 1):
        assert said(decide(facts, policy, first.from_day + timedelta(days=offset))) == said(first)


def test_a_unit_that_was_cut_sees_since_when() -> None:
    facts = Facts(term_start=date(2025, 1, 1), term_end=TODAY - timedelta(days=75))
    assert timetable(facts, Policy(), TODAY)[0].from_day == TODAY - timedelta(days=15)


@given(any_facts(), any_policy())
def test_the_last_entry_holds_without_end(facts: Facts, policy: Policy) -> None:
    last = timetable(facts, policy, TODAY)[-1]
    assert last.stage is Stage.CUT_OFF
    assert said(decide(facts, policy, date(2126, 1, 1))) == said(last)


@given(any_facts(), any_policy())
def test_no_paid_day_is_taken_away(facts: Facts, policy: Policy) -> None:
    entries = timetable(facts, policy, TODAY)
    day = TODAY
    while facts.term_end and day <= facts.term_end and not facts.cut_on:
        assert holds(entries, day).access is Access.FULL
        day += timedelta(days=1)


@given(any_facts(), any_policy())
def test_a_promised_day_is_kept(facts: Facts, policy: Policy) -> None:
    entries = timetable(facts, policy, TODAY)
    if facts.order and not facts.cut_on:
        for offset in range(max(0, (facts.order.due_on - TODAY).days + 1)):
            assert holds(entries, TODAY + timedelta(days=offset)).access is Access.FULL


@given(any_facts(), any_policy())
def test_there_is_always_a_way_on(facts: Facts, policy: Policy) -> None:
    assert all(entry.actions for entry in timetable(facts, policy, TODAY))


def test_the_whole_way_of_a_term_that_nobody_renews() -> None:
    entries = timetable(Facts(date(2025, 10, 1), date(2026, 9, 30)), Policy(), TODAY)
    assert [(entry.from_day, entry.stage) for entry in entries] == [
        (TODAY, Stage.ACTIVE),
        (date(2026, 7, 2), Stage.EXPIRING),
        (date(2026, 10, 1), Stage.OVERDUE_EARLY),
        (date(2026, 10, 30), Stage.OVERDUE_LATE),
        (date(2026, 11, 29), Stage.CUT_OFF),
    ]
