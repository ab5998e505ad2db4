"""What each new day brings: promises that were not kept, a signed point of the log, lists of invoices, mails.

Any of it may be done twice. Rights need no round: they follow from the days (``policy/timetable.py``).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from qlts_licensor.audit.checkpoints import write_checkpoint
from qlts_licensor.clock import now, today
from qlts_licensor.console.invoices import invoice_rows, invoice_workbook
from qlts_licensor.licences.keys import KeyProblem
from qlts_licensor.mail.nightly import Round, mail_round
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.commitments import commitment_lapsed
from qlts_licensor.transitions.steps import LICENSOR, By
from qlts_licensor.transitions.table import TABLE, Name
from qlts_licensor.units.models import Unit

_log = logging.getLogger(__name__)

INVOICE_LISTS = "invoice-lists"


@dataclass(frozen=True, slots=True)
class Night:
    """What a night's work did.

    Attributes:
        mails: The round of mails.
        checkpoint: The log's signed checkpoint; None where the log is empty or no key could sign it.
        invoice_lists: The workbooks that were written.
    """

    mails: Round
    checkpoint: Path | None
    invoice_lists: tuple[Path, ...]


def night() -> Night:
    """Everything that the day brings, at once, whatever of it was done already."""
    note_lapses()
    try:
        checkpoint = sign_checkpoint()
    except KeyProblem as problem:
        # Units are told all the same.
        _log.error("no checkpoint of the log was signed: %s", problem)
        checkpoint = None
    return Night(mail_units(), checkpoint, list_invoices())


def note_lapses() -> None:
    """Write into each order whose promised day has passed unpaid that it has; rights follow from the day alone.

    Each order is a transaction of its own: a unit that pays meanwhile waits for one order only.
    """
    waiting = (
        Registration.objects.open().accepted().filter(payment_state__in=TABLE[Name.COMMITMENT_LAPSED].payment_from)
    )
    for pk, unit_id in waiting.filter(due_on__lt=today()).order_by("pk").values_list("pk", "unit_id"):
        with transaction.atomic():
            Unit.objects.select_for_update().get(pk=unit_id)
            order = waiting.filter(pk=pk).select_related("unit").first()
            at = now()
            if order is not None and order.lapsed(at.date()):
                commitment_lapsed(order, By(LICENSOR, at))


def sign_checkpoint() -> Path | None:
    """Sign where the log stands, outside the database."""
    return write_checkpoint(Path(settings.DATA_DIR), today())


def list_invoices() -> tuple[Path, ...]:
    """Put workbooks of the days' invoices into the data folder for the accounting program, if there are any.

    Payments of the day before have made some of its invoices due after its own list was written.
    """
    days = (today() - timedelta(days=1), today())
    return tuple(path for day in days if (path := _write_invoices(day)))


def mail_units() -> Round:
    """Ask for the mails that the day asks for."""
    return mail_round(today())


def _write_invoices(day: date) -> Path | None:
    rows = invoice_rows(day)
    if not rows:
        return None
    folder = Path(settings.DATA_DIR) / INVOICE_LISTS
    folder.mkdir(mode=0o700, exist_ok=True)
    fresh = folder / f"{day.isoformat()}.part"
    fresh.write_bytes(invoice_workbook(day, rows))
    return fresh.replace(folder / f"hoa-don-{day.isoformat()}.xlsx")
