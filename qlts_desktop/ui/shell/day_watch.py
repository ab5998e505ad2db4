"""Notices that another day has begun in Vietnam, and that the PC has slept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.services.ports import ClockPort

TICK_MS = 20_000
SLEPT = timedelta(minutes=3)
"""Between two ticks no more passes unless the PC slept, or its clock was set."""


class DayWatch(QObject):
    """Looks at the trusted clock now and then, and whenever the program comes to the front.

    Signals:
        clockChanged: The PC's date has gone wrong, or right, or wrong in another way.
        dayChanged: It is another day than at the last look.
        woke: Still the same day, but much more time has passed than the program has seen.
    """

    clockChanged = Signal()
    dayChanged = Signal()
    woke = Signal()

    def __init__(self, clock: ClockPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seen: datetime | None = None
        self._pc_seen: date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        reading = self._clock.reading()
        self._seen = reading.now
        self._pc_seen = reading.pc_day if reading.is_pc_wrong else None
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state_changed)

    def look(self) -> None:
        """Look at the clock now."""
        reading = self._clock.reading()
        before, self._seen = self._seen, reading.now
        pc = reading.pc_day if reading.is_pc_wrong else None
        pc_before, self._pc_seen = self._pc_seen, pc
        if before is None:
            return
        if pc != pc_before:
            self.clockChanged.emit()
        if reading.day != vietnam_day(before):
            self.dayChanged.emit()
        elif abs(reading.now - before) > SLEPT:
            self.woke.emit()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
