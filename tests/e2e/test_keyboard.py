"""The whole main job without a mouse."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.driver import Driver
from tests.e2e.conftest import StartApp
from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor

pytestmark = pytest.mark.e2e

MOST_TABS = 120


class Keyboard:
    """Only keys, sent to whatever has the focus."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def press(self, key: Qt.Key) -> None:
        focused = self._focused()
        QTest.keyClick(focused, key)
        self._driver.pause(5)

    def tab_to(self, name: str) -> None:
        """Press Tab until the widget of that name, or a part of it, has the focus."""
        self._driver.see(name)
        for _ in range(MOST_TABS):
            if self._has_focus(name):
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
    def _has_focus(name: str) -> bool:
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
    keyboard.type("pkcs12PathEdit", str(certificate.path))
    keyboard.type("pkcs12PasswordEdit", certificate.password)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.activate("signButton")
    driver.see("successDialog")
    keyboard.activate("continueButton")
    driver.see("workspacePage")
