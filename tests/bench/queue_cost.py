"""P7, the staff's half: the pages of a licensor with many orders, or with few, on SQLite.

A process of its own for each: it makes its data, prints the pages that it serves, and then for each page asked for
on its standard input the milliseconds that the page took. ``?`` asks for the plans.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from qlts_licensor.commands.environment import set_up

from tests.bench.measure import ROOT

if TYPE_CHECKING:
    from qlts_licensor.console.queues import Queue

MANY, FEW = 100_000, 100
ORDERS_A_UNIT = 3
OVERDUE_ONE_IN = 20
"""Units: so many are about to be cut."""
_BATCH = 2_000


class Desk:
    """A console in a process of its own.

    Attributes:
        pages: The addresses under ``/staff/`` that can be asked for.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.queue_cost", str(folder), str(count)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pages: list[str] = self._answer()

    def seconds(self, page: str) -> float:
        """How long a page takes."""
        return float(self._ask(page))

    def sorted_queues(self) -> list[str]:
        """The queues whose rows the database has to sort, or to search from end to end."""
        return list(self._ask("?"))

    def close(self) -> None:
        """End the process."""
        self._pipe(self._process.stdin).close()
        self._process.wait(20)

    def _ask(self, wanted: str) -> Any:
        pipe = self._pipe(self._process.stdin)
        pipe.write(f"{wanted}\n")
        pipe.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = self._pipe(self._process.stdout).readline()
        if not line:
            raise RuntimeError("the console ended")
        return json.loads(line)

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


def main(folder: Path, count: int) -> None:
    """Make the data, then answer."""
    set_up(folder, plain_http=True)
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", interactive=False, verbosity=0)
    _fill(count)
    from qlts_licensor.clock import today
    from qlts_licensor.console.queues import QUEUES
    from qlts_licensor.units.models import User

    from licensor.tests.scenarios import enter_console

    client = enter_console(Client(), User.objects.create_superuser("mai", password="x" * 12, full_name="Mai"))
    held = [queue for queue in QUEUES if queue.rows(today()).exists()]
    _say(["", *(f"queue/{queue.slug}/" for queue in held)])
    for line in sys.stdin:
        page = line.rstrip("\n")
        if page == "?":
            _say(_sorted_queues(held))
            continue
        began = time.perf_counter()
        reply = client.get(f"/staff/{page}")
        took = time.perf_counter() - began
        assert reply.status_code == 200, reply.content
        _say(took)


def _say(answer: object) -> None:
    print(json.dumps(answer), flush=True)


def _fill(count: int) -> None:
    """Units with orders in every state that a queue waits for, and as many that nobody waits for."""
    from django.db import connection
    from qlts_licensor.clock import now, today
    from qlts_licensor.licences.models import Subscription
    from qlts_licensor.registrations.models import PaymentProof, Registration
    from qlts_licensor.units.models import Unit

    from licensor.tests.scenarios import make_unit, make_vendor

    make_vendor()
    model = make_unit("MAU")
    day, moment = today(), now()
    names = [f"D{number:06d}" for number in range(-(-count // ORDERS_A_UNIT))]
    units = Unit.objects.bulk_create(
        [Unit(code=name, name=f"Trường THCS {name}", tax_code=model.tax_code) for name in names],
        batch_size=_BATCH,
    )
    Subscription.objects.bulk_create(
        [
            Subscription(
                unit=unit,
                licence_no=f"GP-{unit.code}",
                package="Chuẩn",
                users=3,
                term_start=day - timedelta(days=364 + at % 60),
                term_end=day + timedelta(days=at % 300) if at % OVERDUE_ONE_IN else day - timedelta(days=45),
            )
            for at, unit in enumerate(units)
        ],
        batch_size=_BATCH,
    )
    form = {"unit": {"name": "Trường"}, "invoice": {}, "order": {"years": 1}, "payment": {"note": "x" * 300}}
    orders = Registration.objects.bulk_create(
        [
            Registration(
                no=f"{260_000_000 + at}",
                unit=units[at // ORDERS_A_UNIT],
                created_at=moment,
                updated_at=moment,
                form=form,
                offer="x" * 1_200,
                offer_day=day,
                total=3_500_000,
                account_no="1020304050",
                term_from=day,
                term_to=day + timedelta(days=364),
                # In another order than they are stored in: as a queue finds them after years.
                registered_at=moment - timedelta(minutes=at * 7_919 % count),
                method="stamped",
                round=1,
                first_due_on=day - timedelta(days=1),
                due_on=day - timedelta(days=1),
                remaining=3_500_000,
                **states,
            )
            for at, states in zip(range(count), _states(day), strict=False)
        ],
        batch_size=_BATCH,
    )
    PaymentProof.objects.bulk_create(
        [
            PaymentProof(
                registration=order,
                number=1,
                sent_by="Trần Thu Hà",
                sent_at=order.registered_at,
                memo=f"Thanh toan don hang {order.no}",
                paid_on=day,
                amount=3_500_000,
                state="in_review" if order.payment_state == "proof_in_review" else "accepted",
            )
            for order in orders
            if order.payment_state in {"proof_in_review", "paid"}
        ],
        batch_size=_BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _states(day: Any) -> Iterator[dict[str, Any]]:
    accepted = {"order_state": "accepted", "resource_state": "provisional", "paper_state": "awaited"}
    paid = {**accepted, "payment_state": "paid", "resource_state": "official"}
    while True:
        yield {**accepted, "payment_state": "proof_in_review"}
        yield {**accepted, "payment_state": "extension_in_review", "asked_due_on": day + timedelta(days=30)}
        yield {"order_state": "in_review", "resource_state": "in_review", "paper_state": "awaited"}
        yield {**paid, "invoice_due_on": day}
        yield {**paid, "paper_state": "received", "invoice_state": "issued", "invoice_due_on": day}


def _sorted_queues(queues: list[Queue]) -> list[str]:
    """Queues with a full sort, or a scan without an index, in the plan of their first page."""
    from qlts_licensor.clock import today
    from qlts_licensor.console.views import PAGE

    found = []
    for queue in queues:
        plan = queue.rows(today())[:PAGE].explain()
        bad = [line for line in plan.splitlines() if "USE TEMP B-TREE" in line or _is_scan(line)]
        if bad:
            print(f"{queue.slug}: {'; '.join(bad)}", file=sys.stderr)
            found.append(queue.slug)
    return found


def _is_scan(line: str) -> bool:
    return "SCAN" in line and "INDEX" not in line


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
