"""The real program in a process of its own, whose hands confirm a payment, or finish confirming it after a kill.

As ``tests.e2e.renewing_app``: what they do and see comes as lines of JSON on the standard output.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListWidget

from qlts_desktop import bootstrap
from qlts_desktop.services.licensor_api import LicensorApi
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.renewing_app import JOB, QUICK, tell

if TYPE_CHECKING:
    from qlts_desktop.bootstrap import Assembly


@dataclass(frozen=True)
class Payment:
    """What the hands do.

    Attributes:
        paper: The picture of the paper.
        day: The day of the transfer as it is typed.
        finishes: The proof was begun before: only finish it.
    """

    paper: str
    day: str
    finishes: bool = False

    def write(self, path: Path) -> dict[str, str]:
        """Write it down; what the process's environment says of it."""
        path.write_text(json.dumps(asdict(self)), "utf-8")
        return {JOB: str(path)}


class Hands:
    """They confirm the payment of the unit's open order."""

    def __init__(self, assembly: Assembly, payment: Payment) -> None:
        self._assembly = assembly
        self._payment = payment
        self._driver = Driver()

    def work(self) -> None:
        """Pay, tell what the order says, and close the program."""
        try:
            self._pay()
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)
        self._assembly.flow.quit()

    def _pay(self) -> None:
        driver, licence = self._driver, self._assembly.flow.licence
        driver.see("workspacePage")
        driver.wait_until("the licensor should have been asked", lambda: not licence.is_asking)
        main_job.open_history(driver)
        driver.see("orderFiles")
        if self._payment.finishes:
            tell(begun=driver.value("orderBegun"))
            driver.click("finishChangeButton")
        else:
            driver.click("confirm_paymentButton")
            driver.type("proofMemo", "Thanh toan")
            driver.type("proofDay", self._payment.day)
            driver.click("chooseScanButton")
            driver.give_path(Path(self._payment.paper))
            rows = driver.see("scanList", QListWidget)
            driver.wait_until("the paper should be listed", lambda: rows.count() == 1)
            tell(step="sending")
            driver.click("confirmChangeButton")
        driver.see("orderNews")
        driver.gone("paymentDialog")
        tell(news=driver.value("orderNews"))


def main(arguments: list[str]) -> int:
    """Run the program with hands in it."""
    payment = Payment(**json.loads(Path(os.environ[JOB]).read_text("utf-8")))
    bootstrap.LicensorApi = partial(LicensorApi, limits=QUICK)  # type: ignore[misc, assignment]
    original = bootstrap.assemble

    def assemble(app: QApplication, options: bootstrap.Options) -> Assembly:
        assembly = original(app, options)
        hands = Hands(assembly, payment)
        assembly.flow.screens.window.firstPainted.connect(lambda: QTimer.singleShot(0, app, hands.work))
        return assembly

    bootstrap.assemble = assemble
    return bootstrap.run(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
