"""What was told, in memory."""

from __future__ import annotations

from datetime import date

from qlts_desktop.core.errors import OperationError


class MemoryNotices:
    """A ``NoticePort``; ``error`` is raised by every use of it while it is set."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], date] = {}
        self.asked: list[str] = []
        self.error: OperationError | None = None

    def told_on(self, unit_code: str, topic: str) -> date | None:
        self.asked.append(topic)
        if self.error is not None:
            raise self.error
        return self.kept.get((unit_code, topic))

    def keep_told(self, unit_code: str, topic: str, day: date) -> None:
        if self.error is not None:
            raise self.error
        self.kept[unit_code, topic] = day
