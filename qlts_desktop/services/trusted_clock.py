"""The trusted clock of this PC: what is remembered of time at each licensor, and what time it is now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from qlts_desktop.core.clock import ClockMemory, Reading, confirm, note_run, read_confirmed, read_unconfirmed
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.local_store import LocalStore

_log = logging.getLogger(__name__)


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
        self._begun = counted()
        self._of = ""
        self._memory = ClockMemory()
        self._signed: tuple[datetime, float] | None = None

    def reading(self) -> Reading:
        """What time it is."""
        with self._lock:
            self._recall()
            counted = self._counted()
            if self._signed is not None:
                signed, at = self._signed
                return read_confirmed(signed, _passed(at, counted), self._pc())
            return read_unconfirmed(self._memory, self._pc(), _passed(self._begun, counted))

    def licence_held(self, issued_at: datetime) -> None:
        """A good licence was issued then, so that moment has passed."""
        with self._lock:
            self._recall()
            if self._memory.issued_at is None or issued_at > self._memory.issued_at:
                self._memory = ClockMemory(issued_at, self._memory.signed_at, self._memory.last_run)

    def confirm(self, signed: datetime) -> None:
        """The licensor has just signed this time for this PC."""
        with self._lock:
            self._recall()
            self._signed = (signed, self._counted())
            # A licence cannot be from after it: where it seems to be, that was the licensor's mistake.
            memory = self._memory
            if memory.issued_at is not None and memory.issued_at > signed:
                memory = ClockMemory(None, memory.signed_at, memory.last_run)
            self._memory = confirm(memory, signed)
            self._keep()

    def remember(self) -> None:
        """Note that the program runs at this time."""
        with self._lock:
            reading = self.reading()
            noted = note_run(self._memory, reading)
            if noted != self._memory:
                self._memory = noted
                self._keep()

    def _recall(self) -> None:
        """Read what is remembered of the licensor in use; without it the PC is believed."""
        server = self._server()
        if server == self._of:
            return
        self._of, self._signed, self._memory = server, None, ClockMemory()
        try:
            signed_at, last_run = self._store.clock(server)
        except OperationError as error:
            _log.warning("what was remembered of time cannot be read: %s", error.code)
            return
        self._memory = ClockMemory(None, signed_at, last_run)

    def _keep(self) -> None:
        try:
            self._store.keep_clock(self._of, self._memory.signed_at, self._memory.last_run)
        except OperationError as error:
            _log.warning("the time is not remembered: %s", error.code)


def _passed(since: float, now: float) -> timedelta:
    return timedelta(seconds=max(0.0, now - since))
