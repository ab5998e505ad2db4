"""Setting the time-stamp server up, and going on without it when it is down."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.signing.time_stamp_dialog import TimeStampDialog
from tests.ui.doubles.sending import SigningDesk
from tests.ui.inline_runner import InlineRunner
from tests.ui.test_identity_list import ONE_TOKEN, opened, settle, sign


def dialog_of(qtbot: QtBot, signing: SigningDesk) -> TimeStampDialog:
    dialog = TimeStampDialog(signing, InlineRunner())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def save(dialog: TimeStampDialog, address: str) -> None:
    dialog.findChild(QLineEdit, "timeStampEdit").setText(address)
    dialog.findChild(QPushButton, "timeStampSaveButton").click()


@pytest.mark.parametrize("address", ["http://tsa.ca.gov.vn", "https://tsa.vnpt.vn:8443/tsa", ""])
def test_a_server_is_kept_and_shown_again(qtbot: QtBot, address: str) -> None:
    signing = SigningDesk()
    signing.server = "http://old.vn"
    dialog = dialog_of(qtbot, signing)
    assert dialog.address_edit.text() == "http://old.vn"
    with qtbot.waitSignal(dialog.changed):
        save(dialog, f" {address} ")
    assert signing.server == address
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "address", ["tsa.ca.gov.vn", "ftp://tsa.vn", "http://", "http://[", "http://x:99999", "máy chủ"]
)
def test_what_is_no_address_is_said_at_its_field(qtbot: QtBot, address: str) -> None:
    signing = SigningDesk()
    dialog = dialog_of(qtbot, signing)
    save(dialog, address)
    assert dialog.findChild(QLabel, "timeStampProblem").isVisible()
    assert dialog.isVisible()
    assert signing.server == ""


def test_a_server_that_gives_no_stamp_is_not_kept(qtbot: QtBot) -> None:
    signing = SigningDesk()
    signing.fails["server"] = OperationError(ErrorCode.TIME_STAMP_FAILED)
    dialog = dialog_of(qtbot, signing)
    save(dialog, "http://tsa.vn")
    assert dialog.findChild(QLabel, "timeStampProblem").isVisible()
    assert dialog.isVisible()
    assert dialog.address_edit.text() == "http://tsa.vn"


def test_after_another_server_the_checks_are_made_anew(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    page.signing.results = page.signing.results[:2]
    page.button("timeStampButton").click()
    settle(page)
    dialog = page.dialog.time_stamp_dialog
    assert dialog is not None
    save(dialog, "http://tsa.vn")
    settle(page)
    assert page.dialog.preflight_table.rowCount() == 2
    assert page.dialog.time_stamp_dialog is None


def test_without_a_stamp_only_when_the_user_says_so(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    check = page.dialog.findChild(QCheckBox, "withoutStampCheck")
    assert not check.isVisible()
    page.signing.fails["sign"] = OperationError(ErrorCode.TIME_STAMP_FAILED)
    sign(page)
    assert page.dialog.error_panel.isVisible()
    assert check.isVisible()
    assert page.edit("secretEdit").text() == "1234567"
    sign(page)
    assert page.signing.without_stamp == [False, False]
    del page.signing.fails["sign"]
    check.setChecked(True)
    sign(page)
    assert page.signing.without_stamp == [False, False, True]
    assert len(page.submitted) == 1
