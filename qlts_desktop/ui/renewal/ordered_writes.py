"""Writes from several threads, of which an older one must never replace a newer one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OrderedWrites:
    """Numbers writes as they are asked for, and leaves out those that a newer one has overtaken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = 0
        self._written = 0

    def next(self, write: Callable[[], T]) -> Callable[[], T | None]:
        """A write in its place of the order, to be run on any thread; it gives None when overtaken."""
        self._asked += 1
        number = self._asked

        def in_order() -> T | None:
            with self._lock:
                if number < self._written:
                    return None
                result = write()
                self._written = number
                return result

        return in_order
