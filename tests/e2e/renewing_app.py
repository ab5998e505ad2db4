"""The real program in a process of its own that is used by quick hands, which tell every key before it is pressed.

What they do and see comes as lines of JSON on the standard output, each with its time (``at``, monotonic).
The environment names a file with a :class:`Job` as JSON; the arguments are those of ``tests.app_process``.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox

from qlts_desktop import bootstrap
from qlts_desktop.core.dates import format_day
from qlts_desktop.services.http_transport import Limits
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.ui.widgets.banner import Banner
from qlts_desktop.ui.widgets.day_edit import DayEdit
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.driver import Driver

if TYPE_CHECKING:
    from qlts_desktop.bootstrap import Assembly

JOB = "QLTS_TEST_JOB"
QUICK = Limits(connect=2.0, read=2.0, whole=10.0)
BETWEEN_KEYS_MS = 4
MOST_PRESSES = 15
"""How often a user presses a button again."""
LEADS_ON = {
    "nextButton": "continue",
    "performButton": "review",
    "addFileButton": "certificate",
    "signButton": "sending",
    "sendStampedButton": "sending",
}
"""What is pressed on the way to the receipt, and what it is told as."""
YEARS, DAY, CONSENT = "order_years", "payment_due_on", "payment_consent"


@dataclass(frozen=True)
class Job:
    """What the hands do.

    Attributes:
        texts: Fields by object name, and what is typed into them, in this order.
        years: For how many years.
        due_on: The payment day as it is typed.
        certificate: The certificate file to sign with and its password; empty for the stamped way.
        reopens: The wizard opens by itself, because the program was stopped while it was open.
    """

    texts: tuple[tuple[str, str], ...]
    years: int
    due_on: str
    certificate: tuple[str, str] | tuple[()]
    reopens: bool = False

    def write(self, path: Path) -> dict[str, str]:
        """Write it down; what the process's environment says of it."""
        path.write_text(json.dumps(asdict(self)), "utf-8")
        return {JOB: str(path)}


def tell(**facts: object) -> None:
    """Say what has happened."""
    print(json.dumps({**facts, "at": time.monotonic()}), flush=True)


class Hands:
    """They do the job from wherever the program stands."""

    def __init__(self, assembly: Assembly, job: Job) -> None:
        self._assembly = assembly
        self._job = job
        self._driver = Driver()

    def work(self) -> None:
        """Renew, tell the order's number, and close the program."""
        try:
            self._renew()
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)
        self._assembly.flow.quit()

    def _renew(self) -> None:
        driver, licence = self._driver, self._assembly.flow.licence
        driver.see("workspacePage")
        driver.wait_until("the licensor should have been asked", lambda: not licence.is_asking)
        bar = driver.find("infoBar", Banner)
        order = licence.held.licence.order if licence.held is not None else None
        said = "" if bar is None else bar.text
        if order is not None:
            tell(registered=order.no, said=said, corner=driver.value("cornerButton"))
            return
        tell(said=said)
        if self._open():
            self._fill_in()
            self._send()
        tell(step="success")
        driver.click("continueButton")
        driver.gone("successDialog")
        corner = driver.value("cornerButton")
        tell(registered=self._order_no(), corner=corner)

    def _order_no(self) -> str:
        held = self._assembly.flow.licence.held
        assert held is not None
        assert held.licence.order is not None
        return held.licence.order.no

    # --- step 1 -----------------------------------------------------------------------------------------

    def _open(self) -> bool:
        """Into step 1, and tell what stands there; False where an earlier sending turned out to be done."""
        driver = self._driver
        if self._job.reopens:
            driver.see("renewalWizard")
        parts = ("unit_address", "reviewPage", "successDialog")
        for _ in range(MOST_PRESSES):
            if driver.find("openingError"):
                self._tell_errors()
                driver.click("retryButton")
            elif not driver.find("renewalWizard"):
                driver.click("cornerButton")
            driver.wait_until("the wizard should be open, or say why not", self._has_come_to_rest)
            if any(map(driver.find, parts)):
                break
        if driver.find("successDialog"):
            return False
        said = driver.value("draftStatus")
        if bar := driver.find("draftNews", Banner):
            said += f" {bar.text}"
        if driver.find("reviewPage"):
            driver.click("backButton")
        driver.see("unit_address")
        fields = [name for name, _text in self._job.texts]
        found = {name: self._value(name) for name in (*fields, YEARS, DAY, CONSENT)}
        tell(found=found, said=said)
        return True

    def _fill_in(self) -> None:
        for name, text in self._job.texts:
            self._type(name, text)
        spin = self._driver.see(YEARS, QSpinBox)
        spin.setFocus()
        if spin.value() != self._job.years:
            spin.selectAll()
            self._key(YEARS, spin.lineEdit(), str(self._job.years))
        self._type(DAY, self._job.due_on)
        self._driver.choose(CONSENT)
        tell(field=CONSENT, value=True)

    def _type(self, name: str, text: str) -> None:
        found = self._driver.see(name)
        assert isinstance(found, QLineEdit)
        found.setFocus()
        found.selectAll()
        for char in text:
            self._key(name, found, char)
        found.clearFocus()

    def _key(self, name: str, edit: QLineEdit, char: str) -> None:
        """One letter; what it makes of the field is told once it stands there."""
        if char.isascii():
            QTest.keyClick(edit, char)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(char)
            QApplication.sendEvent(edit, composed)
        tell(field=name, value=self._value(name))
        self._driver.pause(BETWEEN_KEYS_MS)

    def _value(self, name: str) -> object:
        """What a field holds, as the form takes it."""
        match self._driver.see(name):
            case DayEdit() as edit:
                return "" if edit.day is None else format_day(edit.day)
            case QLineEdit() as edit:
                return edit.text()
            case QSpinBox() as spin:
                return spin.value()
            case QCheckBox() as tick:
                return tick.isChecked()
            case other:
                raise AssertionError(f"{name} is a {type(other).__name__}")

    def _has_come_to_rest(self) -> bool:
        """Whether the wizard shows a page or an error, or there is no wizard and nobody is asked."""
        driver = self._driver
        if driver.find("renewalWizard"):
            return driver.find("openingView") is None or driver.find("openingError") is not None
        return driver.find("successDialog") is not None or not self._assembly.flow.licence.is_asking

    # --- on to the receipt ------------------------------------------------------------------------------

    def _send(self) -> None:
        """Press what leads on, and press it again where it did not."""
        for _ in range(MOST_PRESSES):
            self._driver.wait_until("there should be something to press", lambda: self._what_leads_on() != "")
            name = self._what_leads_on()
            if name == "successDialog":
                return
            self._tell_errors()
            tell(step=LEADS_ON[name])
            if name == "performButton":
                self._driver.choose("signedRadio" if self._job.certificate else "stampedRadio")
            if name == "addFileButton":
                path, password = self._job.certificate
                self._driver.click(name)
                self._driver.give_path(Path(path))
                self._driver.see("secretEdit")
                self._driver.type("secretEdit", password)
                name = "openCertificateButton"
            self._driver.click(name)
        wizard = self._driver.see("renewalWizard")
        raise AssertionError(f"pressing again does not help; the wizard says: {self._driver.text_of(wizard)}")

    def _what_leads_on(self) -> str:
        """The name of what is to be pressed now; empty while something is under way."""
        find = self._driver.find
        if find("successDialog"):
            return "successDialog"
        if find("signingDialog"):
            secret = find("secretEdit", QLineEdit)
            names = ["signButton"] if secret is not None and secret.text() else ["addFileButton"]
        elif find("stampedDialog"):
            names = ["sendStampedButton"]
        elif find("reviewPage"):
            names = ["performButton"]
        else:
            names = [] if find("pricingBusy") else ["nextButton"]
        found = (find(name) for name in names)
        return "".join(button.objectName() for button in found if button is not None and button.isEnabled())

    def _tell_errors(self) -> None:
        for panel in QApplication.allWidgets():
            if isinstance(panel, ErrorPanel) and panel.isVisible():
                tell(error=panel.objectName(), words=self._driver.text_of(panel))


def main(arguments: list[str]) -> int:
    """Run the program with hands in it."""
    content = json.loads(Path(os.environ[JOB]).read_text("utf-8"))
    texts, certificate = tuple(map(tuple, content["texts"])), tuple(content["certificate"])
    job = Job(**{**content, "texts": texts, "certificate": certificate})
    bootstrap.LicensorApi = partial(LicensorApi, limits=QUICK)  # type: ignore[misc, assignment]
    original = bootstrap.assemble

    def assemble(app: QApplication, options: bootstrap.Options) -> Assembly:
        assembly = original(app, options)
        hands = Hands(assembly, job)
        assembly.flow.screens.window.firstPainted.connect(lambda: QTimer.singleShot(0, app, hands.work))
        return assembly

    bootstrap.assemble = assemble
    return bootstrap.run(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
