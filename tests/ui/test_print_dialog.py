"""The system's print dialog with a real print server behind it, and the window meanwhile."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from tests.print_queue import PrintServer
from tests.ui.doubles.sending import pdf
from tests.ui.inline_runner import InlineRunner


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_the_dialog_offers_the_queue_and_prints_on_it(qtbot: QtBot, window: QWidget, printers: PrintServer):
    printers.add("Trang")
    runner = Runner(window)
    printer = SlipPrinter(runner, window)
    said: list[str] = []
    printer.said.connect(said.append)
    printer.ask(pdf(2), "Phiếu")
    printer.ask(pdf(2), "Phiếu")
    qtbot.waitUntil(lambda: printer.dialog is not None)
    dialog = printer.dialog
    assert window.findChildren(QPrintDialog) == [dialog]
    assert dialog.printer().printerName() == "Trang"
    with qtbot.waitSignal(printer.printed, timeout=20_000):
        dialog.accept()
    assert said[-3:-1] == ["Đang in trang 1/2…", "Đang in trang 2/2…"]
    assert "Trang" in said[-1]
    assert "hàng đợi" in said[-1]
    printers.sheet("Trang")
    runner.shutdown()


@pytest.mark.parametrize(
    ("choice", "sheets"),
    [
        ({"printRange": True, "from": 2, "to": 3}, 2),
        ({"printRange": True, "from": 9, "to": 9}, 4),
        ({"pagesRadioButton": True, "pagesLineEdit": "2"}, 1),
        ({"pagesRadioButton": True, "pagesLineEdit": "1,3-4"}, 3),
        ({"pageSetCombo": 2}, 2),
    ],
)
def test_the_pages_chosen_in_the_dialog_are_printed_and_no_others(
    window: QWidget, printers: PrintServer, choice: dict[str, bool | int | str], sheets: int
):
    """Some choices are made by drawing fewer pages, others by the queue; none is made twice."""
    printers.add("Trang")
    printer = SlipPrinter(InlineRunner(), window)
    printer.ask(pdf(4), "Phiếu")
    dialog = printer.dialog
    for name, value in choice.items():
        child = dialog.findChild(QWidget, name)
        match child:
            case QRadioButton():
                child.setChecked(bool(value))
            case QSpinBox():
                child.setValue(int(value))
            case QComboBox():
                child.setCurrentIndex(int(value))
            case QLineEdit():
                child.setText(str(value))
            case _:
                pytest.fail(f"the dialog has no {name}")
    dialog.accept()
    said = subprocess.run(["pdfinfo", printers.sheet("Trang")], capture_output=True, text=True, check=True).stdout
    assert f"Pages:           {sheets}\n" in said


def test_the_dialog_speaks_vietnamese(window: QWidget, printers: PrintServer):
    printers.add("Trang")
    printer = SlipPrinter(InlineRunner(), window)
    printer.ask(pdf(), "Phiếu")
    dialog = printer.dialog
    texts = set()
    for widget in dialog.findChildren(QWidget):
        match widget:
            case QComboBox():
                texts |= {widget.itemText(index) for index in range(widget.count())}
            case QTabWidget():
                texts |= {widget.tabText(index) for index in range(widget.count())}
            case QLabel() | QAbstractButton():
                texts |= {widget.text(), widget.toolTip()}
            case QGroupBox():
                texts.add(widget.title())
    ours = {"Trang", "Paper"}  # the queue's name, and its driver's
    plain = {text.replace("&", "") for text in texts - ours if text.isascii() and any(map(str.isalpha, text))}
    assert plain <= {"In"}, "words without any Vietnamese letter"
    dialog.reject()


def test_a_cancelled_dialog_prints_nothing_and_says_nothing(qtbot: QtBot, window: QWidget, printers: PrintServer):
    printers.add("Trang")
    runner = Runner(window)
    printer = SlipPrinter(runner, window)
    said: list[str] = []
    printer.said.connect(said.append)
    printer.ask(pdf(), "Phiếu")
    qtbot.waitUntil(lambda: printer.dialog is not None)
    printer.dialog.reject()
    assert printer.dialog is None
    assert said[-1] == ""
    assert printers.jobs("Trang") == []
    runner.shutdown()


def test_a_print_server_that_hangs_does_not_stop_the_window(qtbot: QtBot, window: QWidget, printers: PrintServer):
    printers.add("Trang")
    runner = Runner(window)
    printer = SlipPrinter(runner, window)
    said: list[str] = []
    printer.said.connect(said.append)
    ticks: list[int] = []
    clock = QTimer(window)
    clock.timeout.connect(lambda: ticks.append(1))
    clock.start(10)
    printers.hang()
    try:
        printer.ask(pdf(), "Phiếu")
        qtbot.waitUntil(lambda: len(ticks) > 20)
        assert printer.dialog is None
        assert said == ["Đang tìm máy in…"]
    finally:
        printers.hang(False)
    qtbot.waitUntil(lambda: printer.dialog is not None)
    printer.dialog.reject()
    runner.shutdown()


def test_who_has_left_the_window_gets_no_dialog(qtbot: QtBot, window: QWidget, printers: PrintServer):
    printers.add("Trang")
    runner = Runner(window)
    printer = SlipPrinter(runner, window)
    printers.hang()
    try:
        printer.ask(pdf(), "Phiếu")
        window.hide()
    finally:
        printers.hang(False)
    with qtbot.waitSignal(printer.said) as said:
        pass
    assert said.args == [""]
    assert printer.dialog is None
    runner.shutdown()


def test_drawing_leaves_the_interface_alive(qtbot: QtBot, window: QWidget, tmp_path: Path):
    """At the largest resolution no step holds Python for long: the interface gets its turn between strips."""
    runner = Runner(window)
    printer = SlipPrinter(runner, window)
    ticks: list[int] = []
    clock = QTimer(window)
    clock.timeout.connect(lambda: ticks.append(threading.active_count()))
    clock.start(5)
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    device.setResolution(600)
    with qtbot.waitSignal(printer.printed, timeout=20_000):
        printer.print_on(device, pdf(2))
    assert len(ticks) >= 5
    runner.shutdown()
