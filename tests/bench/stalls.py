"""P4: how long the GUI thread is away while the main job is done, by a heartbeat of 5 ms.

The hands that press the buttons work in the same thread, and their looking for widgets counts with it. They go at
the pace of a quick user, so that the beats between two actions are there to be counted as well.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from qlts_desktop.ui.application import create_application
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.licensor_process import running_licensor

BEAT_MS = 5
IDLE_MS = 4000
HANDS_MS = 300


class QuickHands(Driver):
    """A driver that takes its time between two actions."""

    def click(self, name: str) -> None:
        super().click(name)
        self.pause(HANDS_MS)

    def choose(self, name: str) -> None:
        super().choose(name)
        self.pause(HANDS_MS)

    def type(self, name: str, text: str) -> None:
        super().type(name, text)
        self.pause(HANDS_MS)


class Heartbeat(QObject):
    """Notes how late each beat comes.

    Attributes:
        late: Milliseconds by which each beat was late.
    """

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._before = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Begin to count."""
        self.late = []
        self._before = time.monotonic_ns()
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic_ns()
        self.late.append(max(0.0, (now - self._before) / 1e6 - BEAT_MS))
        self._before = now

    def end(self, name: str) -> dict[str, float]:
        """Stop, and give the 99th percentile and the longest, by name."""
        self._timer.stop()
        ordered = sorted(self.late)
        return {f"{name}_p99": ordered[int(len(ordered) * 0.99)], f"{name}_longest": ordered[-1]}


def main(scratch: Path) -> None:
    """Do the main job, from the login to the history, and print one JSON object."""
    app = create_application(["qlts-desktop"])
    driver, heart, values = QuickHands(), Heartbeat(), {}
    with running_licensor(scratch / "licensor") as licensor, running_app(app, licensor, scratch / "client"):
        account = licensor.account("expiring")
        driver.see("loginView")
        heart.begin()
        driver.pause(IDLE_MS)
        values |= heart.end("idle")
        heart.begin()
        main_job.log_in(driver, account)
        main_job.open_wizard(driver)
        main_job.fill_in(driver)
        main_job.go_to_review(driver)
        main_job.sign_and_send(driver, licensor.certificate_for(account.unit_code))
        main_job.continue_to_workspace(driver)
        main_job.open_history(driver)
        values |= heart.end("job")
    print(json.dumps({**values, "painted": time.monotonic_ns()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
