"""When a window was first painted, and how much memory it took until then."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Notes the first paint of a widget and what the process had used by then."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then
        self.values: dict[str, float] = {}
        widget.installEventFilter(self)

    def print_values(self) -> None:
        """Print the values as one JSON line."""
        print(json.dumps(self.values))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the paint happen, then note the time."""
        if event.type() == QEvent.Type.Paint and not self.values:
            self.values["painted"] = 0.0
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self.values["painted"] = time.monotonic_ns()
        self.values["peak_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._then()
