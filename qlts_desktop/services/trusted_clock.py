"""The trusted clock of this PC: what is remembered of time at each licensor, and what time it is now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qlts_desktop.core.clock import ClockMemory, Reading, confirm, note_run, read_confirmed, read_unconfirmed
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.local_store import LocalStore

_log = logging.getLogger(__name__)

_BEGINNING_SECONDS = 60.0
"""A licence held so soon belongs to what was known when the run began."""


def counted_seconds() -> float:
    """Seconds by a clock that nobody can set, and that goes on while the PC sleeps where the system has one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class TrustedClock:
    """A ``ClockPort``. Safe for several threads; only :meth:`remember` and :meth:`confirm` touch the disk.

    Each licensor has a memory of its own: their clocks may differ, and one must not make the other's look wrong.
    """

    def __init__(
        self,
        store: LocalStore,
        server: Callable[[], str],
        *,
        pc: Callable[[], datetime] = lambda: datetime.now(UTC),
        counted: Callable[[], float] = counted_seconds,
    ) -> None:
        """Args: ``server`` names the licensor in use; ``pc`` and ``counted`` stand in for the PC's clocks."""
        self._store = store
        self._server = server
        self._pc = pc
        self._counted = counted
        self._lock = threading.RLock()
        self._of: str | None = None
        self._begun = 0.0
        self._start = ClockMemory()
        self._noted = ClockMemory()
        self._later: tuple[datetime, float] | None = None
        self._signed: tuple[datetime, float] | None = None

    def reading(self) -> Reading:
        """What time it is."""
        with self._lock:
            self._recall()
            counted, pc = self._counted(), self._pc()
            if self._signed is not None:
                signed, at = self._signed
                return read_confirmed(signed, _passed(at, counted), pc)
            # What was known when the run began goes on from then, a licence held later from when it was held.
            known = read_unconfirmed(self._start, pc, _passed(self._begun, counted))
            if self._later is None:
                return known
            issued_at, at = self._later
            later = read_unconfirmed(ClockMemory(issued_at), pc, _passed(at, counted))
            return max(known, later, key=lambda reading: reading.now)

    def licence_held(self, issued_at: datetime) -> None:
        """A good licence was issued then, so that moment has passed."""
        with self._lock:
            self._recall()
            counted = self._counted()
            if counted - self._begun < _BEGINNING_SECONDS:
                known = self._start.issued_at
                issued_at = issued_at if known is None else max(known, issued_at)
                self._start = replace(self._start, issued_at=issued_at)
            elif self._later is None or issued_at > self._later[0]:
                self._later = (issued_at, counted)

    def confirm(self, signed: datetime) -> None:
        """The licensor has just signed this time for this PC."""
        with self._lock:
            self._recall()
            self._signed = (signed, self._counted())
            self._noted = confirm(self._noted, signed)
            self._keep()

    def remember(self) -> None:
        """Note that the program runs at this time."""
        with self._lock:
            reading = self.reading()
            noted = note_run(self._noted, reading)
            if noted != self._noted:
                self._noted = noted
                self._keep()

    def _recall(self) -> None:
        """Read what is remembered of the licensor in use; without it the PC is believed."""
        server = self._server()
        if server == self._of:
            return
        self._of, self._signed, self._later = server, None, None
        self._start = self._noted = ClockMemory()
        self._begun = self._counted()
        try:
            signed_at, last_run = self._store.clock(server)
        except OperationError as error:
            _log.warning("what was remembered of time cannot be read: %s", error.code)
            return
        self._start = self._noted = ClockMemory(None, signed_at, last_run)

    def _keep(self) -> None:
        try:
            self._store.keep_clock(self._of or "", self._noted.signed_at, self._noted.last_run)
        except OperationError as error:
            _log.warning("the time is not remembered: %s", error.code)


def _passed(since: float, now: float) -> timedelta:
    return timedelta(seconds=max(0.0, now - since))
