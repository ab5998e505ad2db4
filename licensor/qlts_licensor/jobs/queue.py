"""The table of jobs as Procrastinate's tasks; called by its Django app, which is installed on PostgreSQL only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from procrastinate import App, RetryStrategy

from qlts_licensor.jobs.table import JOBS, Work

_HOURS_EAST = 7
"""Vietnam's clocks, all year round; the queue reckons in UTC."""


def register(app: App) -> None:
    """Make a task of every job."""
    for job, work in JOBS.items():
        retry = RetryStrategy(max_attempts=work.attempts, exponential_wait=4)
        task = app.task(name=job.value, retry=retry)(_function(work))
        if work.daily_at is not None:
            # The lock: a night's work that is still waiting or at work is not queued once more.
            app.periodic(cron=_cron(work.daily_at), queueing_lock=job.value)(task)


def _function(work: Work) -> Callable[..., None]:
    def run(**arguments: Any) -> None:
        if work.daily_at is not None:
            arguments.pop("timestamp", None)  # the queue tells every periodic task for when it was meant
        work.call()(**arguments)

    return run


def _cron(at: time) -> str:
    return f"{at.minute} {(at.hour - _HOURS_EAST) % 24} * * *"
