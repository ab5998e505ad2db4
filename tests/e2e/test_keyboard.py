"""The whole main job without a mouse."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from qlts_desktop.ui.renewal.form_page import FormPage
from tests.driver import Driver
from tests.e2e.conftest import StartApp
from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor
from tests.licensor_units import add_units

pytestmark = pytest.mark.e2e

MOST_TABS = 120
SECTIONS = ("unit_", "invoice_", "order_", "payment_")


class Keyboard:
    """Only keys, sent to whatever has the focus."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = self._focused()
        QTest.keyClick(focused, key, modifier)
        self._driver.pause(5)

    def tab_to(self, name: str) -> None:
        """Press Tab until the widget of that name, or a part of it, has the focus."""
        self._driver.see(name)
        for _ in range(MOST_TABS):
            if self.is_at(name):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def type(self, name: str, text: str) -> None:
        """Go to a field and replace its content."""
        self.tab_to(name)
        focused = self._focused()
        QTest.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(focused, composed)

    def clear(self, name: str) -> None:
        """Go to a field and empty it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_Delete)

    def passed(self, until: str) -> list[str]:
        """The names of what Tab goes through, from where the focus is to a widget; the last one included."""
        names = [self._focused().objectName()]
        while not self.is_at(until):
            assert len(names) < MOST_TABS, f"Tab does not reach {until}: {names}"
            self.press(Qt.Key.Key_Tab)
            names.append(self._focused().objectName())
        return names

    def activate(self, name: str) -> None:
        """Go to a button once it can be pressed, and press it."""
        button = self._driver.see(name)
        self._driver.wait_until(f"{name} should be enabled", button.isEnabled)
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def _focused(self) -> QWidget:
        self._driver.wait_until("something should have the focus", lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    @staticmethod
    def is_at(name: str) -> bool:
        """Whether the widget of that name, or a part of it, has the focus."""
        widget = QApplication.focusWidget()
        while widget is not None:
            if widget.objectName() == name:
                return True
            widget = widget.parentWidget() if not widget.isWindow() else None
        return False


class WindowWatch(QObject):
    """Notes every window that is shown; one without a name is a part of another that lost its parent."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append((type(watched).__name__, watched.objectName()))
        return False


def test_the_main_job_without_a_mouse(qapp: QApplication, start_app: StartApp, driver: Driver, tmp_path: Path):
    keyboard, watch = Keyboard(driver), WindowWatch(qapp)
    with running_licensor(tmp_path / "licensor") as licensor:
        start_app(licensor)
        register_by_keys(keyboard, driver, licensor)
        assert [window for window in watch.shown if not window[1]] == []
        qapp.removeEventFilter(watch)
        order = json.loads(api(licensor, "overdue_early", "/registrations"))["items"][0]
        assert (order["method"], order["order_state"]) == ("signed", "accepted")


@pytest.fixture
def at_the_form(busy_licensor: DemoLicensor, start_app: StartApp, driver: Driver) -> Keyboard:
    """Logged in and in step 1, by keys alone."""
    keyboard = Keyboard(driver)
    (account,) = add_units(busy_licensor, "KB", 1)
    start_app(busy_licensor)
    driver.see("loginView")
    keyboard.type("unitCodeEdit", account.unit_code)
    keyboard.type("usernameEdit", account.username)
    keyboard.type("passwordEdit", account.password)
    keyboard.press(Qt.Key.Key_Return)
    driver.see("workspacePage")
    keyboard.activate("cornerButton")
    driver.see("unit_address")
    driver.wait_until("the first field should have the focus", lambda: keyboard.is_at("unit_tax_code"))
    return keyboard


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of the calendar's popup, offscreen
def test_problems_calendar_and_the_stamped_way_without_a_mouse(at_the_form: Keyboard, driver: Driver):
    keyboard = at_the_form
    keyboard.clear("unit_address")
    keyboard.clear("invoice_email")
    keyboard.activate("nextButton")
    driver.see("problemSummary")
    assert keyboard.is_at("problemSummary")
    passed = keyboard.passed("problemLink_payment_due_on")
    assert passed[0] == "problemSummary"
    assert [name for name in passed if name.startswith("problemLink")] == passed[1:]

    # Each link leads to its field; the summary is gone once the last one is mended.
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.is_at("payment_due_on")
    keyboard.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    driver.see("calendar")
    keyboard.press(Qt.Key.Key_Right)
    keyboard.press(Qt.Key.Key_Return)
    driver.gone("calendar")
    assert keyboard.is_at("payment_due_on")
    assert driver.value("payment_due_on")
    keyboard.tab_to("payment_consent")
    keyboard.press(Qt.Key.Key_Space)
    for name, text in (("unit_address", "Số 7 phố Mới"), ("invoice_email", "hoadon@example.vn")):
        keyboard.tab_to(f"problemLink_{name}")
        keyboard.press(Qt.Key.Key_Space)
        assert keyboard.is_at(name)
        keyboard.type(name, text)
    keyboard.press(Qt.Key.Key_Tab)
    driver.gone("problemSummary")

    keyboard.activate("nextButton")
    driver.see("slipView")
    keyboard.tab_to("signedRadio")
    keyboard.press(Qt.Key.Key_Down)
    assert driver.see("stampedRadio", QRadioButton).isChecked()
    keyboard.activate("backButton")
    driver.see("unit_address")
    assert driver.value("unit_address") == "Số 7 phố Mới"
    keyboard.activate("nextButton")
    driver.see("slipView")
    keyboard.tab_to("stampedRadio")
    keyboard.activate("performButton")
    driver.see("stampedDialog")
    keyboard.activate("sendStampedButton")
    driver.see("successDialog")
    keyboard.activate("continueButton")
    driver.see("workspacePage")


def test_the_tab_order_is_the_reading_order(at_the_form: Keyboard, driver: Driver):
    """Down the left column, then down the right one; row by row, from left to right."""
    keyboard = at_the_form
    page = driver.see("formPage", FormPage)
    passed = [name for name in keyboard.passed("nextButton") if name.startswith(SECTIONS)]
    fields = [field.editor for pointer, field in page.fields.items() if pointer != "/unit/name"]
    beside = {"invoice_invoice_on_calendar", "payment_due_on_calendar"}
    assert [name for name in passed if name not in beside] == [one.objectName() for one in fields]
    for section in SECTIONS:
        places = [
            (place.y(), place.x())
            for name in passed
            if name.startswith(section)
            for place in [driver.see(name).mapTo(page.widget(), QPoint(0, 0))]
        ]
        assert places == sorted(places), section


def register_by_keys(keyboard: Keyboard, driver: Driver, licensor: DemoLicensor) -> None:
    account = licensor.account("overdue_early")
    certificate = licensor.certificate_for(account.unit_code)
    due_on = date.today() + timedelta(days=30)  # noqa: DTZ011 - any day well within the limits
    driver.see("loginView")
    keyboard.type("unitCodeEdit", account.unit_code)
    keyboard.type("usernameEdit", account.username)
    keyboard.type("passwordEdit", account.password)
    keyboard.press(Qt.Key.Key_Return)
    driver.see("gateDialog")
    keyboard.activate("gateRegisterButton")
    driver.see("unit_address")
    keyboard.type("payment_due_on", due_on.strftime("%d/%m/%Y"))
    keyboard.tab_to("payment_consent")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.activate("nextButton")
    driver.see("slipView")
    keyboard.activate("performButton")
    driver.see("signingDialog")
    keyboard.activate("addFileButton")
    driver.give_path(certificate.path)
    driver.see("secretEdit")
    driver.see("signingDialog").activateWindow()  # as a window manager does when the file dialog has gone
    driver.wait_until("the password should come next", lambda: keyboard.is_at("secretEdit"))
    keyboard.type("secretEdit", certificate.password)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.activate("signButton")
    driver.see("successDialog")
    keyboard.activate("continueButton")
    driver.see("workspacePage")
