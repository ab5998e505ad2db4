"""The end of a registration: what holds, what to do next, receipt and slip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.ui.renewal.success_dialog import SuccessDialog
from tests.ui.doubles.reminders import CALENDAR, NotedReminders
from tests.ui.doubles.renewal import make_offer
from tests.ui.doubles.sending import SIGNED_AT, submitted
from tests.ui.inline_runner import InlineRunner


def make(qtbot: QtBot, method: SendMethod = SendMethod.SIGNED) -> SuccessDialog:
    result = submitted(method, b"%PDF slip")
    if method is SendMethod.SIGNED:
        result = replace(result, signed_at=SIGNED_AT)
    dialog = SuccessDialog(result, make_offer(), NotedReminders(), InlineRunner())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def words(dialog: SuccessDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_signed_names_signer_and_time_first(qtbot: QtBot) -> None:
    line = make(qtbot).findChild(QLabel, "signedLine").text()
    assert line == "Ký điện tử thành công · LÊ QUANG MINH · 08:33:02"


def test_stamped_names_the_two_next_steps(qtbot: QtBot) -> None:
    dialog = make(qtbot, SendMethod.STAMPED)
    assert dialog.findChild(QLabel, "signedLine") is None
    assert "số 1 phố Mẫu" in dialog.findChild(QLabel, "postal_value").text()
    assert "31/01/2027" in dialog.findChild(QLabel, "payStep").text()


@pytest.mark.parametrize("method", list(SendMethod))
def test_it_says_what_holds_and_where_to_pay(qtbot: QtBot, method: SendMethod) -> None:
    said = words(make(qtbot, method))
    for part in ("260001234", "08:33 ngày 22/11/2026", "BN-260001234-1", "1900 1234 5678", "3.500.000 đ"):
        assert part in said


def test_a_registration_under_review_promises_no_use(qtbot: QtBot) -> None:
    result = submitted(SendMethod.STAMPED, b"%PDF slip")
    licence = replace(result.held.licence, access_until=date(2026, 11, 21))
    result = replace(result, held=replace(result.held, licence=licence))
    dialog = SuccessDialog(result, make_offer(), NotedReminders(), InlineRunner())
    qtbot.addWidget(dialog)
    facts = dialog.findChild(QLabel, "successFacts").text()
    assert "Cập nhật tài nguyên" in facts
    assert "21/11/2026" not in facts


def test_the_payment_day_is_saved_for_the_calendar(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot)
    dialog.findChild(QPushButton, "saveRemindersButton").click()
    chooser = dialog.reminders.files.dialog
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "lich.ics"))
    chooser.reject()
    assert (tmp_path / "lich.ics").read_bytes() == CALENDAR
    assert "lich.ics" in dialog.findChild(QLabel, "outputResult").text()


def test_a_calendar_that_cannot_be_saved_is_said_in_place(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot)
    dialog.reminders.files.save(str(tmp_path / "missing" / "lich.ics"), CALENDAR)
    assert dialog.error_panel.error is not None
    assert dialog.error_panel.error.code is ErrorCode.FOLDER_NOT_WRITABLE


def test_without_a_day_to_come_no_calendar_is_offered(qtbot: QtBot) -> None:
    result = submitted(SendMethod.STAMPED, b"%PDF slip")
    licence = replace(result.held.licence, access_until=date(2026, 11, 21), order=None)
    result = replace(result, held=replace(result.held, licence=licence))
    dialog = SuccessDialog(result, make_offer(), NotedReminders(), InlineRunner())
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.findChild(QPushButton, "saveRemindersButton").isVisible()


def test_going_on_is_asked_for_with_the_button(qtbot: QtBot) -> None:
    dialog = make(qtbot)
    with qtbot.waitSignal(dialog.continueRequested):
        dialog.findChild(QPushButton, "continueButton").click()


@pytest.mark.parametrize(
    ("button", "content"), [("saveReceiptButton", b"header.payload.signature"), ("saveSlipButton", b"%PDF slip")]
)
def test_receipt_and_slip_are_saved(qtbot: QtBot, tmp_path: Path, button: str, content: bytes) -> None:
    dialog = make(qtbot)
    dialog.findChild(QPushButton, button).click()
    chooser = dialog.saver.dialog
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "file"))
    chooser.reject()
    assert (tmp_path / "file").read_bytes() == content
    assert dialog.saver.dialog is None


def test_a_receipt_that_cannot_be_saved_is_said_in_place(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot)
    dialog.saver.save(str(tmp_path / "missing" / "file"), b"x")
    assert dialog.error_panel.error is not None
    assert dialog.error_panel.error.code is ErrorCode.FOLDER_NOT_WRITABLE


def test_without_a_printer_it_is_said_in_place(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = make(qtbot)
    dialog.findChild(QPushButton, "printSlipButton").click()
    assert dialog.error_panel.error is not None
    assert dialog.error_panel.error.code is ErrorCode.NO_PRINTER
