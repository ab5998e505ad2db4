"""Runs what waits: the same for both databases."""

from __future__ import annotations

from django.db import connection
from qlts_licensor.jobs.table import JOBS, Job


def run_waiting_jobs() -> list[str]:
    """On PostgreSQL run what the open transaction has queued, oldest first, as the worker would.

    On SQLite it has been run after the commit; a test that rolls back takes pytest-django's
    ``django_capture_on_commit_callbacks(execute=True)`` around the request.

    Returns:
        The names of the jobs that were run.
    """
    if connection.vendor != "postgresql":
        return []
    from procrastinate.contrib.django.models import ProcrastinateJob

    done = []
    for waiting in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        JOBS[Job(waiting.task_name)].call()(**waiting.args)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [waiting.pk])
        done.append(waiting.task_name)
    return done
