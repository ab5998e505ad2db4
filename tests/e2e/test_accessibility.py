"""A screen reader finds a name on every control of the main job."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.licensor_process import DemoLicensor

pytestmark = pytest.mark.e2e

CONTROLS = (QLineEdit, QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractItemView)
COMPOUND = (QComboBox, QAbstractSpinBox)


def nameless() -> list[str]:
    """Visible controls that the keyboard reaches and that have no name; parts of a compound control have its."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        reached = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not reached or not isinstance(widget, CONTROLS) or isinstance(widget.parent(), COMPOUND):
            continue
        if not name_of(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()!r}")
    return found


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def test_every_control_has_a_name(start_app: StartApp, untouched_licensor: DemoLicensor, driver: Driver):
    start_app(untouched_licensor)
    driver.see("loginView")
    assert nameless() == []
    main_job.log_in(driver, untouched_licensor.account("history"))
    driver.see("workspacePage")
    assert nameless() == []
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    assert nameless() == []
    main_job.go_to_review(driver)
    assert nameless() == []
    driver.choose("signedRadio")
    driver.click("performButton")
    driver.see("signingDialog")
    assert nameless() == []
    driver.click("signingCancelButton")
    driver.gone("signingDialog")
    driver.choose("stampedRadio")
    driver.click("performButton")
    driver.see("stampedDialog")
    assert nameless() == []
