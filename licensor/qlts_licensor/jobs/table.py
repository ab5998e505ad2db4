"""The one table of jobs: what each does, and when.

A job may be run twice, after a crash say: its function takes what it works on under a lock, looks whether the work
is done already, and leaves one effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from django.utils.module_loading import import_string


class Job(StrEnum):
    """A job; waiting ones are stored under this name, so it stays as it is."""

    NOTE_LAPSES = "note_lapses"
    SIGN_CHECKPOINT = "sign_checkpoint"
    LIST_INVOICES = "list_invoices"
    HOUSEKEEPING = "housekeeping"
    MAIL = "mail"
    DRAW_PROOF = "draw_proof"
    MAIL_UNITS = "mail_units"


@dataclass(frozen=True, slots=True)
class Work:
    """One row of the table.

    Attributes:
        function: Where the function is, ``package.module.name``; imported when it is needed, because the functions
            use the modules that ask for jobs. Its arguments are plain JSON, given by name.
        attempts: How often it is tried before it counts as failed (only with PostgreSQL: a queue keeps it).
        daily_at: The time in Vietnam at which it is run every day, without arguments; None: only when asked for.
    """

    function: str
    attempts: int = 6
    daily_at: time | None = None

    def call(self) -> Callable[..., None]:
        """The function."""
        found: Callable[..., None] = import_string(self.function)
        return found


JOBS: dict[Job, Work] = {
    Job.NOTE_LAPSES: Work("qlts_licensor.jobs.nightly.note_lapses", daily_at=time(0, 5)),
    Job.SIGN_CHECKPOINT: Work("qlts_licensor.jobs.nightly.sign_checkpoint", daily_at=time(0, 20)),
    Job.LIST_INVOICES: Work("qlts_licensor.jobs.nightly.list_invoices", daily_at=time(0, 30)),
    Job.HOUSEKEEPING: Work("qlts_licensor.jobs.housekeeping.forget_expired", daily_at=time(2, 30)),
    Job.MAIL: Work("qlts_licensor.mail.sending.send"),
    Job.DRAW_PROOF: Work("qlts_licensor.registrations.drawn_pages.draw_proof", attempts=2),
    Job.MAIL_UNITS: Work("qlts_licensor.jobs.nightly.mail_units", daily_at=time(6, 0)),
}
