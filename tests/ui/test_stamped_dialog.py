"""The stamped way: print or save, then send."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.registration_port import Submitted
from qlts_desktop.ui.renewal.document_dialog import DocumentDialog
from qlts_desktop.ui.renewal.sending import Registration
from qlts_desktop.ui.renewal.stamped_dialog import StampedDialog
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.ui.doubles.renewal import complete_form
from tests.ui.doubles.sending import SendingDesk, draft
from tests.ui.inline_runner import HeldRunner, InlineRunner

SLIP = b"%PDF-1.7 slip"


def make(qtbot: QtBot, desk: SendingDesk, runner: InlineRunner | HeldRunner | None = None) -> StampedDialog:
    registration = Registration(draft(), complete_form(), SLIP, SendMethod.STAMPED)
    dialog = StampedDialog(registration, desk, runner or InlineRunner())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(dialog: StampedDialog, name: str) -> None:
    dialog.findChild(QPushButton, name).click()


def test_the_unsigned_slip_is_sent_as_stamped(qtbot: QtBot) -> None:
    desk = SendingDesk()
    dialog = make(qtbot, desk)
    results: list[Submitted] = []
    dialog.submitted.connect(results.append)
    press(dialog, "sendStampedButton")
    assert desk.sent == [(SLIP, SendMethod.STAMPED)]
    assert len(results) == 1
    assert not dialog.isVisible()


def test_the_postal_address_is_named(qtbot: QtBot) -> None:
    dialog = make(qtbot, SendingDesk())
    assert "số 1 phố Mẫu" in dialog.findChild(QLabel, "postal_value").text()


def test_the_envelope_label_is_made_of_the_very_slip(qtbot: QtBot) -> None:
    desk = SendingDesk()
    dialog = make(qtbot, desk)
    press(dialog, "coverLabelButton")
    label = dialog.findChild(DocumentDialog)
    assert label is not None
    assert desk.labelled == [SLIP]
    assert label.view.pdf == desk.label_pdf
    label.accept()


def test_without_a_printer_the_way_on_is_a_pdf(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = make(qtbot, SendingDesk())
    press(dialog, "printButton")
    panel = dialog.findChild(ErrorPanel, "outputError")
    assert panel.error is not None
    assert panel.error.code is ErrorCode.NO_PRINTER
    assert dialog.findChild(QPushButton, "saveSlipButton").isEnabled()


def test_the_slip_is_saved_where_the_user_says(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot, SendingDesk())
    press(dialog, "saveSlipButton")
    chooser = dialog.findChild(QFileDialog)
    assert chooser is dialog.saver.dialog
    chooser.fileSelected.emit(str(tmp_path / "phieu.pdf"))
    chooser.reject()
    assert (tmp_path / "phieu.pdf").read_bytes() == SLIP
    assert str(tmp_path) in dialog.findChild(QLabel, "outputResult").text()


def test_a_folder_that_cannot_be_written_is_said_and_another_can_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot, SendingDesk())
    dialog.saver.save(str(tmp_path / "missing" / "phieu.pdf"), SLIP)
    panel = dialog.findChild(ErrorPanel, "outputError")
    assert panel.error is not None
    assert panel.error.code is ErrorCode.FOLDER_NOT_WRITABLE
    dialog.saver.save(str(tmp_path / "phieu.pdf"), SLIP)
    assert panel.error is None


def test_a_lost_connection_keeps_the_dialog_and_sends_the_same_again(qtbot: QtBot) -> None:
    desk = SendingDesk()
    desk.fail("submit", ErrorCode.TIMEOUT)
    dialog = make(qtbot, desk)
    press(dialog, "sendStampedButton")
    assert dialog.isVisible()
    assert dialog.error_panel.isVisible()
    desk.fails.clear()
    press(dialog, "sendStampedButton")
    assert desk.sent[0] == desk.sent[1]
    assert not dialog.isVisible()


def test_an_unfinished_submission_is_not_saved_over(qtbot: QtBot) -> None:
    desk = SendingDesk()
    desk.waiting = "260001234"
    dialog = make(qtbot, desk)
    press(dialog, "sendStampedButton")
    assert "save_form" not in desk.calls
    assert len(desk.sent) == 1


def test_while_sending_nothing_else_can_be_done(qtbot: QtBot) -> None:
    runner = HeldRunner()
    dialog = make(qtbot, SendingDesk(), runner)
    press(dialog, "sendStampedButton")
    for name in ("printButton", "saveSlipButton", "sendStampedButton"):
        assert not dialog.findChild(QPushButton, name).isEnabled()
    assert dialog.stage_bar.isVisible()
    runner.let_go()
