"""Collects cyclic garbage on the GUI thread only.

Python collects wherever an allocation happens to cross the threshold. In a worker thread that would delete the
windows and timers of dead dialogs there, which Qt forbids ("Timers cannot be stopped from another thread") and may
crash on.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class GuiGarbageCollector(QObject):
    """Takes the automatic collection's place for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_when_due)
        self._timer.start(INTERVAL_MS)

    def collect_when_due(self) -> None:
        """Collect the oldest generation whose threshold is passed, as the automatic collection would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return
