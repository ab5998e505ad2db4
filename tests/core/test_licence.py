"""Reading a timetable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.licence import (
    Access,
    Action,
    DataState,
    Licence,
    LicensedUnit,
    Stage,
    TimetableEntry,
    Vendor,
    coming_entries,
    days_left,
    days_overdue,
    entry_on,
    stage_on,
)

TERM_END = date(2026, 12, 31)


def licence_with(*entries: tuple[date, Stage]) -> Licence:
    return Licence(
        serial=1,
        unit=LicensedUnit("U", "Đơn vị"),
        product="qlts",
        licence_no="1",
        package="",
        users=1,
        term=None,
        access_until=TERM_END,
        timetable=tuple(TimetableEntry(day, stage, Access.FULL, (), "test") for day, stage in entries),
        order=None,
        data_state=DataState.KEPT,
        data_deleted_on=None,
        vendor=Vendor("", "", "", ""),
        renewal_contacts=(),
        policy_version="1",
        issued_at=datetime(2026, 1, 1, tzinfo=UTC),
        refresh_by=datetime(2026, 2, 1, tzinfo=UTC),
    )


LICENCE = licence_with(
    (date(2026, 1, 1), Stage.ACTIVE),
    (date(2026, 10, 2), Stage.EXPIRING),
    (date(2027, 1, 1), Stage.OVERDUE_EARLY),
    (date(2027, 1, 30), Stage.OVERDUE_LATE),
    (date(2027, 3, 1), Stage.CUT_OFF),
)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (400, Stage.ACTIVE),
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
        (-4000, Stage.CUT_OFF),
    ],
)
def test_the_stage_is_the_entry_that_began_last(left: int, stage: Stage):
    day = TERM_END - timedelta(days=left)
    assert stage_on(LICENCE, day) is stage
    assert days_left(LICENCE, day) == left
    assert days_overdue(LICENCE, day) == -left


def test_what_is_to_come_is_told_nearest_first():
    assert [entry.stage for entry in coming_entries(LICENCE, date(2027, 1, 1))] == [
        Stage.OVERDUE_LATE,
        Stage.CUT_OFF,
    ]
    assert coming_entries(LICENCE, date(2027, 3, 1)) == ()


DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(st.lists(DAYS, min_size=1, max_size=12, unique=True).map(sorted), DAYS)
def test_a_timetable_has_no_gap_and_one_entry_a_day(starts: list[date], day: date):
    stages = (list(Stage) * 2)[: len(starts)]
    licence = licence_with(*zip(starts, stages, strict=True))
    current = entry_on(licence, day)
    begun = [start for start in starts if start <= day]
    assert current.from_day == (begun[-1] if begun else starts[0])
    assert {entry.from_day for entry in coming_entries(licence, day)} == {start for start in starts if start > day}


@pytest.mark.parametrize(
    ("kind", "unknown"),
    [(Stage, Stage.UNKNOWN), (Access, Access.NONE), (Action, Action.UNKNOWN), (DataState, DataState.UNKNOWN)],
)
def test_a_symbol_of_a_newer_licensor_opens_nothing(kind: type[Stage], unknown: Stage):
    assert kind("something new") is unknown
    with pytest.raises(ValueError, match="not a valid"):
        kind(3)


def test_a_single_entry_holds_for_ever():
    one = replace(LICENCE, timetable=LICENCE.timetable[:1])
    assert stage_on(one, date(1990, 1, 1)) is stage_on(one, date(2200, 1, 1)) is Stage.ACTIVE
