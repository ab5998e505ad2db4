"""Asks the licensor again by itself: every few hours, sooner while it reviews something, and after a fault."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRandomGenerator, QTimer, Signal

from qlts_desktop.core.refreshing import next_refresh


class Refresher(QObject):
    """Keeps the time until the next refresh that nobody has asked for.

    Signals:
        due: It is time to ask.

    Attributes:
        failures: How often in a row nobody answered.
        reviews: How often in a row something was in review; None when nothing is.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None, chance: Callable[[], float] | None = None) -> None:
        super().__init__(parent)
        self._chance = chance or QRandomGenerator.global_().generateDouble
        self.failures = 0
        self.reviews: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)

    def answered(self, *, in_review: bool = False) -> None:
        """The licensor has answered: all is well for some hours, or for less while it reviews something."""
        self.failures = 0
        self.reviews = (0 if self.reviews is None else self.reviews + 1) if in_review else None
        self._wait()

    def failed(self) -> None:
        """Nobody answered."""
        self.failures += 1
        self._wait()

    def stop(self) -> None:
        """Nobody is logged in any more."""
        self.failures = 0
        self.reviews = None
        self._timer.stop()

    def _wait(self) -> None:
        self._timer.start(round(next_refresh(self.failures, self._chance(), self.reviews).total_seconds() * 1000))

    @property
    def waits(self) -> bool:
        """Whether a refresh is to come."""
        return self._timer.isActive()
