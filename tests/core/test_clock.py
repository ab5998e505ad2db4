"""The trusted clock: the PC is believed unless it must be wrong; a signed time heals; nothing ever breaks it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.clock import (
    LAST_RUN_COUNTS_FOR,
    TOLERANCE,
    ClockMemory,
    anchor,
    confirm,
    note_run,
    read_confirmed,
    read_unconfirmed,
)

ISSUED = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
SIGNED = datetime(2026, 6, 10, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KNOWN = ClockMemory(ISSUED, SIGNED, SIGNED + 3 * DAY)

zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
sane = st.datetimes(datetime(2020, 1, 2), datetime(2150, 1, 1), timezones=zones)  # noqa: DTZ001 - given a zone
anything = st.datetimes(timezones=st.just(UTC))
memories = st.builds(ClockMemory, st.none() | sane, st.none() | sane, st.none() | sane)
passed = st.timedeltas(timedelta(), timedelta(days=40))


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        (ClockMemory(), None),
        (ClockMemory(last_run=SIGNED), None),
        (ClockMemory(issued_at=ISSUED), ISSUED),
        (ClockMemory(ISSUED, SIGNED), SIGNED),
        (ClockMemory(SIGNED + DAY, SIGNED), SIGNED + DAY),
        (KNOWN, SIGNED + 3 * DAY),
        (ClockMemory(ISSUED, SIGNED, SIGNED + 30 * DAY), SIGNED + 30 * DAY),
        (ClockMemory(ISSUED, SIGNED, SIGNED + 3650 * DAY), SIGNED + 30 * DAY),
        (ClockMemory(ISSUED, None, ISSUED + 3650 * DAY), ISSUED + 30 * DAY),
    ],
)
def test_what_is_known_to_have_passed(memory: ClockMemory, expected: datetime | None) -> None:
    assert anchor(memory) == expected


@pytest.mark.parametrize(
    ("behind", "wrong"),
    [
        (timedelta(), False),
        (TOLERANCE, False),
        (TOLERANCE + timedelta(seconds=1), True),
        (365 * DAY, True),
        (-10 * 365 * DAY, False),
    ],
)
def test_a_pc_more_than_a_day_behind_is_not_believed(behind: timedelta, wrong: bool) -> None:
    reading = read_unconfirmed(KNOWN, SIGNED + 3 * DAY - behind)
    assert reading.is_pc_wrong is wrong
    assert reading.now == (SIGNED + 3 * DAY if wrong else SIGNED + 3 * DAY - behind)
    assert reading.pc == SIGNED + 3 * DAY - behind


def test_the_anchor_goes_on_while_the_program_runs() -> None:
    reading = read_unconfirmed(KNOWN, SIGNED - 400 * DAY, since=2 * DAY)
    assert reading.day == date(2026, 6, 15)


@pytest.mark.parametrize("off", [-3650 * DAY, -365 * DAY, -25 * HOUR, 25 * HOUR, 365 * DAY, 3650 * DAY])
def test_a_signed_time_is_believed_above_the_pc(off: timedelta) -> None:
    reading = read_confirmed(SIGNED, 2 * HOUR, SIGNED + 2 * HOUR + off)
    assert reading.is_pc_wrong
    assert reading.now == SIGNED + 2 * HOUR


def test_the_day_is_the_one_in_vietnam() -> None:
    evening = datetime(2026, 6, 10, 17, 0, tzinfo=UTC)
    assert read_confirmed(evening, timedelta(), evening).day == date(2026, 6, 11)
    hawaii = evening.astimezone(timezone(timedelta(hours=-10)))
    assert read_unconfirmed(ClockMemory(), hawaii).day == date(2026, 6, 11)


@given(memories, anything, passed)
def test_it_never_runs_behind_what_has_passed(memory: ClockMemory, pc: datetime, since: timedelta) -> None:
    reading = read_unconfirmed(memory, pc, since)
    known = anchor(memory)
    assert known is None or reading.now >= known + since - TOLERANCE


@given(memories, anything, passed)
def test_the_pc_is_believed_whenever_it_can_be_right(memory: ClockMemory, pc: datetime, since: timedelta) -> None:
    reading = read_unconfirmed(memory, pc, since)
    assert reading.is_pc_wrong == (reading.now != reading.pc)
    assert reading.now >= reading.pc


@given(memories, anything, anything, passed)
def test_a_signed_time_heals_whatever_was_remembered(
    memory: ClockMemory, signed: datetime, pc: datetime, since: timedelta
) -> None:
    """After it, a PC that shows the right time is believed again, in this run and the next."""
    healed = confirm(ClockMemory(None, memory.signed_at, memory.last_run), signed)
    right = read_confirmed(signed, since, pc).now
    assert read_unconfirmed(healed, right).now == right
    assert not read_unconfirmed(healed, right).is_pc_wrong


@given(memories, st.lists(anything, max_size=8))
def test_runs_by_a_wrong_clock_move_the_anchor_by_a_month_at_most(
    memory: ClockMemory, clocks: list[datetime]
) -> None:
    first = anchor(memory)
    for pc in clocks:
        memory = note_run(memory, read_unconfirmed(memory, pc))
    last = anchor(memory)
    if first is None:
        assert last is None
    else:
        assert last is not None
        bound = max(first, max(m for m in (memory.issued_at, memory.signed_at) if m) + LAST_RUN_COUNTS_FOR)
        assert first <= last <= bound


@given(memories, st.lists(anything, min_size=2, max_size=8))
def test_the_anchor_never_falls_without_a_signed_time(memory: ClockMemory, clocks: list[datetime]) -> None:
    anchors = []
    for pc in clocks:
        memory = note_run(memory, read_unconfirmed(memory, pc))
        anchors.append(anchor(memory))
    assert all(before is None or (after is not None and after >= before) for before, after in pairwise(anchors))


@given(memories, anything, anything, st.timedeltas())
def test_no_clock_breaks_it(memory: ClockMemory, pc: datetime, signed: datetime, since: timedelta) -> None:
    for reading in (
        read_unconfirmed(memory, pc, abs(since) % (400 * DAY)),
        read_confirmed(signed, abs(since) % (400 * DAY), pc),
    ):
        assert reading.day.year >= 2020
        assert reading.pc_day.year >= 2020
