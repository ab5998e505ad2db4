"""Coming to the front: every window that must be used before the others comes up above them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from qlts_desktop.core.licence import Stage
from qlts_desktop.ui.gate.content import stage_content
from qlts_desktop.ui.gate.gate_dialog import GateDialog
from qlts_desktop.ui.renewal.wizard import RenewalWizard
from qlts_desktop.ui.shell.main_window import MainWindow
from qlts_desktop.ui.shell.single_instance import come_forward
from tests.ui.doubles.gatehouse import ACCOUNTANT, TODAY, licence_for
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.prepared import MemoryPrepared
from tests.ui.doubles.renewal import RenewalDesk, simple_checks
from tests.ui.doubles.signing import NoSigning
from tests.ui.doubles.step_runner import StepRunner

pytestmark = pytest.mark.qt_log_ignore(r"raise\(\)")  # the offscreen platform says so; it has no stack of windows


@pytest.fixture
def window(qtbot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


def gate(window: MainWindow) -> GateDialog:
    content = stage_content(licence_for(Stage.CUT_OFF), TODAY, can_renew=True)
    return GateDialog(content, "Trường THCS Nguyễn Bỉnh Khiêm", window)


def wizard(window: MainWindow) -> RenewalWizard:
    desk = RenewalDesk()
    return RenewalWizard(
        *(
            desk,
            NoSigning(),
            MemoryMachine(),
            simple_checks(),
            StepRunner(),
            lambda: TODAY,
            ACCOUNTANT,
            None,
            None,
            window,
        ),
        prepared=MemoryPrepared(),
    )


@pytest.mark.parametrize("make", [gate, wizard])
def test_an_open_dialog_comes_up_with_the_minimised_window(qtbot, window: MainWindow, make):
    dialog = make(window)
    dialog.open()
    window.showMinimized()
    come_forward()
    assert not window.isMinimized()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)


def test_of_two_dialogs_the_one_to_be_answered_is_active(qtbot, window: MainWindow):
    below = wizard(window)
    below.open()
    question = QMessageBox(below)
    question.open()
    below.showMinimized()
    come_forward()
    assert not below.isMinimized()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is question)


def test_a_hidden_window_stays_hidden(window: MainWindow):
    window.hide()
    come_forward()
    assert not window.isVisible()
