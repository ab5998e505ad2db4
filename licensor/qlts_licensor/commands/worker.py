"""``worker``: does what nobody waits for, beside ``serve``, with PostgreSQL; and the day's work on SQLite.

With PostgreSQL jobs wait in its queue until a worker takes them, every day's work too; several may run.
With SQLite a job is done at once by the process that asks for it, and ``serve`` itself does every day's work.
"""

from __future__ import annotations

import argparse
import logging
import time
from datetime import datetime, timedelta

from qlts_licensor.commands.environment import add_data_option, on_postgresql, set_up
from qlts_licensor.commands.problems import CommandProblem

_log = logging.getLogger(__name__)
_LOOK_EVERY = 60
"""Seconds; the clock may be moved."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("worker", help="do the jobs that wait in PostgreSQL, and every night's work")
    add_data_option(parser)
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")
    parser.set_defaults(handle=_handle)


def _handle(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl+C; a job that is being done is finished first."""
    set_up(arguments.data)
    if not on_postgresql():
        raise CommandProblem(
            "with SQLite there is no queue: serve does every job itself; a worker needs DATABASE_URL"
        )
    check_migrated()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=not arguments.once, install_signal_handlers=True)
    return 0


def check_migrated() -> None:
    """The database is of this version.

    Raises:
        CommandProblem: It is not.
    """
    from qlts_licensor.migrated import unapplied_migrations

    if unapplied_migrations():
        raise CommandProblem("the database is not of this version; run: qlts-licensor migrate")


def run_daily_jobs() -> None:
    """With SQLite: each day's work at its time, for as long as the process lives; once more when it starts.

    The work can be done twice, and what a night has missed is made up for by the next start.
    """
    from django.db import close_old_connections

    from qlts_licensor.clock import now

    since = now() - timedelta(days=1)
    while True:
        moment = now()
        run_due_jobs(since, moment)
        close_old_connections()
        since = moment
        time.sleep(_LOOK_EVERY)


def run_due_jobs(since: datetime, until: datetime) -> None:
    """Do every daily job whose time lies after the one moment, and not after the other; a failure is logged."""
    from qlts_licensor.jobs.table import JOBS

    for job, work in JOBS.items():
        if work.daily_at is None:
            continue
        today_at = until.replace(hour=work.daily_at.hour, minute=work.daily_at.minute, second=0)
        last = today_at if today_at <= until else today_at - timedelta(days=1)
        if last <= since:
            continue
        try:
            work.call()()
        except Exception:
            _log.exception("the daily job %s failed", job.value)
