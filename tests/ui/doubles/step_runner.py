"""A runner whose jobs wait until a test lets them run, one by one."""

from __future__ import annotations

from qlts_desktop.ui.background import perform
from tests.ui.inline_runner import HeldRunner


class StepRunner(HeldRunner):
    """Nothing runs by itself, so that what is under way, and in which order, is plain to see."""

    def step(self) -> None:
        """Let the oldest job run to its end."""
        job, reports = self.waiting.pop(0)
        job.deliver(*perform(job.task, job.deliver_progress if reports else None))

    def run_all(self) -> None:
        """Let jobs run until none is left."""
        while self.waiting:
            self.step()
