"""What each new day brings: promises that were not kept, a signed point of the log, the day's invoices."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from qlts_licensor.audit.checkpoints import write_checkpoint
from qlts_licensor.clock import now, today
from qlts_licensor.console.invoices import invoice_rows, invoice_workbook
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.commitments import commitment_lapsed
from qlts_licensor.transitions.steps import LICENSOR, By
from qlts_licensor.transitions.table import TABLE, Name
from qlts_licensor.units.models import Unit

INVOICE_LISTS = "invoice-lists"


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


def sign_checkpoint() -> None:
    """Sign where the log stands, outside the database."""
    write_checkpoint(Path(settings.DATA_DIR), today())


def list_invoices() -> None:
    """Put the workbook of today's invoices into the data folder for the accounting program, if there are any."""
    day = today()
    orders = invoice_rows(day)
    if not orders:
        return
    folder = Path(settings.DATA_DIR) / INVOICE_LISTS
    folder.mkdir(mode=0o700, exist_ok=True)
    fresh = folder / f"{day.isoformat()}.part"
    fresh.write_bytes(invoice_workbook(day, orders))
    fresh.replace(folder / f"hoa-don-{day.isoformat()}.xlsx")
