"""A runner that does its work at once, on the GUI thread, and one that waits to be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from qlts_desktop.core.errors import OperationError
from qlts_desktop.ui.background import Job, Runner, perform


class InlineRunner(Runner):
    """Runs each task before :meth:`run` returns."""

    def run(
        self,
        task: Callable[..., Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[OperationError], None],
        *,
        owner: QObject,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Job:
        job = Job(owner, task, on_done, on_error, on_progress)
        result, error = perform(task, job.deliver_progress if on_progress is not None else None)
        job.deliver(result, error)
        return job


class HeldRunner(Runner):
    """Keeps each task until the test lets it go, to look at what is shown meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[Job, bool]] = []

    def run(
        self,
        task: Callable[..., Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[OperationError], None],
        *,
        owner: QObject,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Job:
        job = Job(owner, task, on_done, on_error, on_progress)
        self.waiting.append((job, on_progress is not None))
        return job

    def let_go(self) -> None:
        """Run what has been waiting so far."""
        waiting, self.waiting = self.waiting, []
        for job, reports in waiting:
            result, error = perform(job.task, job.deliver_progress if reports else None)
            job.deliver(result, error)
