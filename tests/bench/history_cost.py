"""P7, the client's half: what a history of 1,000 orders costs the GUI thread, against an empty one.

The real page with the real runner: from asking for the registrations until the rows, and the order chosen among
them, are painted; and each letter typed in the filter until the window is free again.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from qlts_desktop.services.registration_port import HistoryRow
from qlts_desktop.ui.application import create_application
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.history.history_page import HistoryPage
from tests.bench.measure import RUNS, alternate
from tests.ui.doubles.gatehouse import TODAY
from tests.ui.doubles.orders import MemoryOrders
from tests.ui.doubles.scans import MemoryScans
from tests.ui.doubles.sending import SendingDesk, history_rows, order_detail, pdf

MANY = 1_000
TYPED = "phieu 26000"
"""Few letters leave many rows, more of them few: both cost."""
_LIMIT = 30.0
_STATES = ("awaiting", "paid", "proof_in_review", "short", "commitment_lapsed")


def rows(count: int) -> tuple[HistoryRow, ...]:
    """That many orders, no two alike."""
    models = history_rows()
    made = []
    for number in range(count):
        model = models[number % len(models)]
        earlier = timedelta(days=number)
        made.append(
            replace(
                model,
                no=f"{260_000_000 + number}",
                registered_at=model.registered_at - earlier,
                total=model.total + 500_000 * (number % 9),
                payment_state=_STATES[number % len(_STATES)],
            )
        )
    return tuple(made)


class Shown:
    """One history page in a window."""

    def __init__(self, count: int) -> None:
        desk = SendingDesk(pdf())
        desk.rows = rows(count)
        desk.details = {row.no: order_detail(row) for row in desk.rows}
        self.page = HistoryPage(
            *(desk, MemoryScans(), MemoryOrders(pdf()), Runner(), lambda: TODAY), can_renew=True
        )
        self.page.resize(1180, 760)
        self.page.show()
        self._count = count
        free()

    def show_rows(self) -> float:
        """Seconds from asking until everything is painted."""
        began = time.perf_counter()
        self.page.refresh()
        while not self._is_there():
            free()
            if time.perf_counter() - began > _LIMIT:
                raise SystemExit("the history was not shown in time")
        free()
        return time.perf_counter() - began

    def slowest_letter(self) -> float:
        """Seconds that the slowest letter of a filter holds the window up."""
        return max(self._letter(letter) for letter in TYPED)

    def close(self) -> None:
        """Take the window away."""
        self.page.close()
        self.page.deleteLater()
        free()

    def _is_there(self) -> bool:
        page = self.page
        if not self._count:
            said = page.findChild(QLabel, "historyEmpty")
            return said is not None and said.isVisible()
        return page.table.model().rowCount() == self._count and page.panel.detail is not None

    def _letter(self, letter: str) -> float:
        began = time.perf_counter()
        QTest.keyClicks(self.page.search, letter)
        free()
        return time.perf_counter() - began


def free() -> None:
    """Until everything that was posted is done, painting included."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    QApplication.processEvents()


def fresh(count: int) -> float:
    """A page of its own each time: what was shown before does not help."""
    shown = Shown(count)
    try:
        return shown.show_rows()
    finally:
        shown.close()


def fresh_letter() -> float:
    """The slowest letter of a filter on a page of its own: the first one finds nothing prepared."""
    shown = Shown(MANY)
    try:
        shown.show_rows()
        return shown.slowest_letter()
    finally:
        shown.close()


def main() -> None:
    """Print one JSON object, in milliseconds."""
    app = create_application(["qlts-desktop"])
    many, none = alternate(lambda: fresh(MANY), lambda: fresh(0))
    fresh_letter()
    letter = statistics.median(fresh_letter() for _ in range(RUNS))
    print(json.dumps({"many": many * 1e3, "none": none * 1e3, "letter": letter * 1e3, "painted": 0}))
    app.quit()


if __name__ == "__main__":
    sys.exit(main())
