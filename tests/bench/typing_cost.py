"""What a key costs the GUI thread in the form, while the draft is being saved, and what a new price costs it.

A key's cost begins when it is delivered. It holds everything up to the moment when the event loop is free again
(slots, layout, painting), and whatever stalls the loop until the next key: timers, answers, the saving.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from qlts_desktop.ui.application import create_application
from qlts_desktop.ui.renewal.form_page import FormPage
from qlts_desktop.ui.widgets.choice_field import ChoiceField, TickField
from qlts_desktop.ui.widgets.day_field import DayField
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.number_field import NumberField
from tests.bench.stalls import BEAT_MS, Heartbeat
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.licensor_process import running_licensor

BETWEEN_KEYS_MS = 90
"""A quick typist."""
JITTER_MS = 1.0
"""A beat may be that late without a stall."""
TEXT = "Số 7 phố Mới"
DIGITS = "0912345678"
PRICES = 12
"""How often other years are asked for."""


class Typist:
    """Types into every field and notes what each key cost.

    Attributes:
        costs: Milliseconds of each key, by the field's object name.
    """

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._heart = Heartbeat()
        self.costs: dict[str, list[float]] = defaultdict(list)

    def key(self, name: str, press: Callable[[], object]) -> None:
        """Press a key and note its cost."""
        free = QEventLoop()
        began = time.perf_counter_ns()
        press()
        # A timer of 0 ms comes after everything that has been posted, painting included.
        QTimer.singleShot(0, free.quit)
        free.exec()
        at_once = (time.perf_counter_ns() - began) / 1e6
        self._heart.begin()
        self._driver.pause(BETWEEN_KEYS_MS)
        self._heart.end("")
        self.costs[name].append(at_once + sum(late for late in self._heart.late if late > JITTER_MS))

    def type_into(self, field: Field) -> None:
        """A few keys of the field's kind."""
        editor, name = field.editor, field.editor.objectName()
        editor.setFocus()
        match field:
            case NumberField():
                keys = [Qt.Key.Key_Up] * 3 + [Qt.Key.Key_Down] * 3
            case ChoiceField():
                keys = [Qt.Key.Key_Down, Qt.Key.Key_Up]
            case TickField():
                keys = [Qt.Key.Key_Space, Qt.Key.Key_Space]
            case _:
                self._type_text(field)
                return
        for one in keys:
            self.key(name, lambda one=one: QTest.keyClick(editor, one))

    def _type_text(self, field: Field) -> None:
        edit = field.editor if isinstance(field.editor, QLineEdit) else field.editor.findChild(QLineEdit)
        assert edit is not None
        if edit.isReadOnly():
            return
        edit.selectAll()
        name = field.editor.objectName()
        text = "01/02/2027" if isinstance(field, DayField) else DIGITS if name.endswith("_code") else TEXT
        for char in text:
            self.key(name, lambda char=char: insert(edit, char))


def insert(edit: QWidget, char: str) -> None:
    """A letter as the keyboard or the input method gives it."""
    if char.isascii():
        QTest.keyClick(edit, char)
    else:
        composed = QInputMethodEvent()
        composed.setCommitString(char)
        QApplication.sendEvent(edit, composed)


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def main(scratch: Path) -> None:
    """Fill in the form as it opens, once more with all its problems shown, ask for prices; print one JSON object.

    What each field cost (half of its keys, 95 of 100) goes to the standard error.
    """
    app = create_application(["qlts-desktop"])
    driver = Driver()
    with running_licensor(scratch / "licensor") as licensor, running_app(app, licensor, scratch / "client"):
        main_job.log_in(driver, licensor.account("expiring"))
        main_job.open_wizard(driver)
        page = driver.see("formPage", FormPage)
        typist, values = Typist(driver), {}
        idle = Typist(driver)
        for _ in range(40):
            idle.key("nothing", lambda: None)
        for field in page.fields.values():
            typist.type_into(field)
        driver.type("unit_address", "")
        driver.click("nextButton")
        driver.see("problemSummary")
        for field in page.fields.values():
            typist.type_into(field)
        values |= reprice(driver)
    costs = [cost for keys in typist.costs.values() for cost in keys]
    values |= {
        "key_p95": percentile(costs, 0.95),
        "key_longest": max(costs),
        "worst_field": max(percentile(keys, 0.5) for keys in typist.costs.values()),
        "idle_p95": percentile(idle.costs["nothing"], 0.95),
        "keys": float(len(costs)),
        "painted": float(time.monotonic_ns()),
    }
    for name, keys in typist.costs.items():
        print(f"{name:24} {percentile(keys, 0.5):6.1f} {percentile(keys, 0.95):6.1f} ms", file=sys.stderr)
    print(json.dumps(values))


def reprice(driver: Driver) -> dict[str, float]:
    """Ask for other years again and again; how late the beats come until the new price is shown."""
    heart = Heartbeat()
    spin = driver.see("order_years")
    spin.setFocus()
    late: list[float] = []
    for number in range(PRICES):
        QTest.keyClick(spin, Qt.Key.Key_Up if number % 4 < 2 else Qt.Key.Key_Down)
        heart.begin()
        driver.see("pricingBusy")
        driver.wait_until("the price should be there", lambda: driver.find("pricingBusy") is None)
        driver.pause(10 * BEAT_MS)
        heart.end("")
        late += heart.late
    return {"price_p99": percentile(late, 0.99), "price_longest": max(late)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
