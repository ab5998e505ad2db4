"""Setting signing up: each line said to be wrong where it is; and going on without a time stamp."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing_port import DriverFault, SigningSettings
from qlts_desktop.ui.signing.signing_settings_dialog import SigningSettingsDialog
from tests.ui.doubles.renewal import complete_form
from tests.ui.doubles.sending import SigningDesk
from tests.ui.inline_runner import InlineRunner
from tests.ui.test_identity_list import ONE_TOKEN, opened, settle, sign


def dialog_of(qtbot: QtBot, signing: SigningDesk) -> SigningSettingsDialog:
    dialog = SigningSettingsDialog(signing, complete_form(), "LÊ QUANG MINH", InlineRunner())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def save(dialog: SigningSettingsDialog, address: str) -> None:
    dialog.findChild(QLineEdit, "timeStampEdit").setText(address)
    dialog.findChild(QPushButton, "signingSettingsSaveButton").click()


def problems(dialog: SigningSettingsDialog) -> list[str]:
    """Whose line is said to be wrong."""
    names = ("timeStampProblem", "trustFolderProblem", "driverProblem")
    return [name for name in names if dialog.findChild(QLabel, name).isVisible()]


@pytest.mark.parametrize("address", ["http://tsa.ca.gov.vn", "https://tsa.vnpt.vn:8443/tsa", ""])
def test_settings_are_kept_and_shown_again(qtbot: QtBot, address: str) -> None:
    signing = SigningDesk()
    signing.kept = SigningSettings("http://old.vn", Path("/chứng thư"), Path("/x/token.so"))
    dialog = dialog_of(qtbot, signing)
    assert dialog.server_row.text == "http://old.vn"
    dialog.driver_row.edit.clear()
    with qtbot.waitSignal(dialog.changed):
        save(dialog, f" {address} ")
    assert signing.kept == SigningSettings(address, Path("/chứng thư"), None)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "address", ["tsa.ca.gov.vn", "ftp://tsa.vn", "http://", "http://[", "http://x:99999", "máy chủ"]
)
def test_what_is_no_address_is_said_at_its_field(qtbot: QtBot, address: str) -> None:
    signing = SigningDesk()
    dialog = dialog_of(qtbot, signing)
    save(dialog, address)
    assert problems(dialog) == ["timeStampProblem"]
    assert dialog.isVisible()
    assert signing.kept == SigningSettings()


@pytest.mark.parametrize(
    ("code", "details", "where", "says"),
    [
        (ErrorCode.TIME_STAMP_FAILED, {}, "timeStamp", "không trả dấu thời gian dùng được"),
        (ErrorCode.TRUST_FOLDER_EMPTY, {}, "trustFolder", "Không đọc được chứng thư nào"),
        *((ErrorCode.DRIVER_UNUSABLE, {"fault": str(fault)}, "driver", "iều khiển") for fault in DriverFault),
    ],
)
def test_what_does_not_work_is_said_at_its_line_and_not_kept(
    qtbot: QtBot, code: ErrorCode, details: dict[str, str], where: str, says: str
) -> None:
    signing = SigningDesk()
    signing.fails["settings"] = OperationError(code, details=details)
    dialog = dialog_of(qtbot, signing)
    save(dialog, "http://tsa.vn")
    assert problems(dialog) == [f"{where}Problem"]
    assert says in dialog.findChild(QLabel, f"{where}Problem").text()
    assert dialog.findChild(QLineEdit, f"{where}Edit").accessibleDescription()
    assert dialog.isVisible()
    assert dialog.server_row.text == "http://tsa.vn"
    QTest.keyClick(dialog.findChild(QLineEdit, f"{where}Edit"), Qt.Key.Key_X)
    assert problems(dialog) == []


def test_a_fault_of_the_store_is_said_below(qtbot: QtBot) -> None:
    signing = SigningDesk()
    signing.fails["settings"] = OperationError(ErrorCode.DISK_FULL)
    dialog = dialog_of(qtbot, signing)
    save(dialog, "")
    assert dialog.error_panel.isVisible()
    assert problems(dialog) == []


@pytest.mark.parametrize("name", ["trustFolder", "driver"])
def test_a_path_can_be_chosen(qtbot: QtBot, name: str, tmp_path: Path) -> None:
    chosen = tmp_path / "Chứng thư gốc"
    chosen.mkdir() if name == "trustFolder" else chosen.write_bytes(b"x")
    signing = SigningDesk()
    dialog = dialog_of(qtbot, signing)
    dialog.findChild(QPushButton, f"{name}Button").click()
    files = dialog.findChild(QFileDialog)
    files.findChild(QLineEdit, "fileNameEdit").setText(str(chosen))
    QTest.keyClick(files.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)
    assert dialog.findChild(QLineEdit, f"{name}Edit").text() == str(chosen)
    save(dialog, "")
    assert chosen in (signing.kept.trust_folder, signing.kept.driver)


def test_after_a_change_the_checks_are_made_and_drivers_asked_anew(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    looked = len(page.signing.looked_anew)
    page.signing.results = page.signing.results[:2]
    page.button("signingSettingsButton").click()
    settle(page)
    dialog = page.dialog.panel.settings_dialog
    assert dialog is not None
    save(dialog, "http://tsa.vn")
    settle(page)
    assert page.dialog.panel.preflight_table.rowCount() == 2
    assert page.dialog.panel.settings_dialog is None
    assert True in page.signing.looked_anew[looked:]


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
