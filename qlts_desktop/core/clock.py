"""The trusted clock: which day it is, where the PC's own clock may be wrong. Pure; now is always an argument.

A right must not be lost, nor a lapse hidden, because a PC's battery is empty or somebody has set its date. So the
licensor's signed time is believed above all, for as long as the program can count from it; without one the PC's
clock is believed unless it is more than a day behind what is known to have passed already (``design/rules.md``,
"Trusted clock").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from qlts_desktop.core.dates import vietnam_day

TOLERANCE = timedelta(hours=24)
"""A PC that is off by less is good enough: a day is a day, and time zones are often set wrongly."""
LAST_RUN_COUNTS_FOR = timedelta(days=30)
"""How far past the last signed time a run of the program still proves that time has passed."""
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""Outside these a time is nobody's; calendar arithmetic stays far from its own ends."""


@dataclass(frozen=True, slots=True)
class ClockMemory:
    """What is remembered of time, all aware or None.

    Attributes:
        issued_at: When the licence at hand was issued.
        signed_at: The last time that the licensor signed for this PC.
        last_run: When the program last ran, by this clock.
    """

    issued_at: datetime | None = None
    signed_at: datetime | None = None
    last_run: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What time it is.

    Attributes:
        now: The time to go by.
        pc: What the PC's own clock says.
        is_pc_wrong: The PC is more than a day off: behind what is known, or either way of a signed time.
    """

    now: datetime
    pc: datetime
    is_pc_wrong: bool

    @property
    def day(self) -> date:
        """The Vietnam day to go by."""
        return vietnam_day(self.now)

    @property
    def pc_day(self) -> date:
        """The Vietnam day by the PC's own clock."""
        return vietnam_day(self.pc)


def within_reach(moment: datetime) -> datetime:
    """A moment, moved into the years that a clock can mean."""
    return min(max(moment, EARLIEST), LATEST)


def anchor(memory: ClockMemory) -> datetime | None:
    """The latest moment that is known to have passed; None when nothing is known yet."""
    known = [moment for moment in (memory.issued_at, memory.signed_at) if moment is not None]
    if memory.last_run is not None and known:
        # A run long after anybody confirmed the time may itself have gone by a wrong clock.
        base = memory.signed_at if memory.signed_at is not None else max(known)
        known.append(min(memory.last_run, within_reach(base) + LAST_RUN_COUNTS_FOR))
    return max((within_reach(moment) for moment in known), default=None)


def read_unconfirmed(memory: ClockMemory, pc: datetime, since: timedelta = timedelta()) -> Reading:
    """The time while nobody has confirmed it in this run.

    Args:
        memory: What was remembered when the run began.
        pc: The PC's clock.
        since: How long this run has counted since then; the anchor goes on with it.
    """
    pc = within_reach(pc)
    known = anchor(memory)
    if known is not None and pc < within_reach(known + since) - TOLERANCE:
        return Reading(within_reach(known + since), pc, is_pc_wrong=True)
    return Reading(pc, pc, is_pc_wrong=False)


def read_confirmed(signed: datetime, since: timedelta, pc: datetime) -> Reading:
    """The time by the licensor's signed time and what has passed since, whatever the PC's clock does.

    Args:
        signed: The signed time.
        since: Counted since it was received, by a clock that nobody can set.
        pc: The PC's clock.
    """
    pc = within_reach(pc)
    now = within_reach(within_reach(signed) + since)
    return Reading(now, pc, is_pc_wrong=abs(pc - now) > TOLERANCE)


def confirm(memory: ClockMemory, signed: datetime) -> ClockMemory:
    """What is remembered after a fresh signed time: it replaces the anchor, and so heals a wrong one."""
    return replace(memory, signed_at=within_reach(signed), last_run=within_reach(signed))


def note_run(memory: ClockMemory, reading: Reading) -> ClockMemory:
    """What is remembered of a run: the time that it went by, never an earlier one than before."""
    if memory.last_run is not None and memory.last_run >= reading.now:
        return memory
    return replace(memory, last_run=reading.now)
