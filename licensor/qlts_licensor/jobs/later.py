"""Asks for a job: queued on PostgreSQL, done at once after the commit on SQLite."""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import Any

from django.db import connection, transaction

from qlts_licensor.jobs.table import JOBS, Job

_log = logging.getLogger(__name__)


def run_later(job: Job, **arguments: Any) -> None:
    """Have a job done when the transaction that asks for it has been committed; never when it is rolled back.

    Args:
        job: Which.
        **arguments: What its function is called with: plain JSON, so ids and not rows.
    """
    plain = json.loads(json.dumps(arguments))
    if connection.vendor == "postgresql":
        from procrastinate.contrib.django import app

        # The queue is in the same database: the job is stored if, and only if, the change is.
        app.configure_task(job.value, allow_unknown=False).defer(**plain)
    else:
        transaction.on_commit(partial(_run_now, job, plain))


def _run_now(job: Job, arguments: dict[str, Any]) -> None:
    """The change is stored and its answer stands, whatever becomes of the job."""
    try:
        JOBS[job].call()(**arguments)
    except Exception:
        _log.exception("the job %s failed, called with %s", job.value, arguments)
