"""*Kiểm tra máy* and *Xem cách cài và kiểm tra*: lines as they are known, what to do, the report, the makers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.machine_port import Area, Finding, State
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.machine.machine_dialog import MachineDialog
from qlts_desktop.ui.machine.token_guide_dialog import TokenGuideDialog
from qlts_desktop.ui.messages.machine import FOUND, finding_text
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.no_writing import unwritable
from tests.ui.doubles.machine import DISK_FULL, DRIVER, GOOD, NO_PRINTER, MemoryMachine
from tests.ui.inline_runner import HeldRunner, InlineRunner

DETAILS = dict.fromkeys(
    (
        *("program", "system", "python", "qt", "pyhanko", "time", "zone", "minutes", "path", "free_mb", "name"),
        *("address", "server", "error", "label", "serial", "model", "subject", "issuer", "days"),
    ),
    "12345",
)


def make(qtbot: QtBot, machine: MemoryMachine, runner: Runner | None = None) -> MachineDialog:
    dialog = MachineDialog(machine, runner or InlineRunner())
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.start()
    return dialog


def press(window: QWidget, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    button.click()


def said(window: QWidget, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def lines(window: QWidget, name: str = "machineTable") -> list[list[str]]:
    table = window.findChild(QTableWidget, name)
    return [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]


def test_each_line_has_a_sign_words_and_what_to_do(qtbot: QtBot) -> None:
    dialog = make(qtbot, MemoryMachine(NO_PRINTER, GOOD, DISK_FULL))
    assert lines(dialog) == [
        ["✕", "Thư mục dữ liệu", "/dữ liệu: ổ đĩa đã đầy\nXóa bớt tệp không dùng, rồi kiểm tra lại."],
        ["✓", "Phông chữ", "Đầy đủ"],
        [
            "!",
            "Máy in",
            "Chưa có máy in nào\nThêm máy in trong cài đặt của máy, hoặc lưu phiếu thành tệp PDF.",
        ],
    ]
    assert said(dialog, "machineSummary") == "Cần xử lý: 1 · nên xem lại: 1"


@pytest.mark.parametrize(
    ("found", "summary"),
    [
        ((GOOD,), "Máy này có đủ những gì chương trình cần"),
        ((GOOD, NO_PRINTER), "Không có gì cản trở · nên xem lại: 1"),
        ((DISK_FULL, GOOD), "Cần xử lý: 1"),
    ],
)
def test_the_heading_sums_up(qtbot: QtBot, found: tuple[Finding, ...], summary: str) -> None:
    assert said(make(qtbot, MemoryMachine(*found)), "machineSummary") == summary


def test_lines_appear_one_by_one_while_others_are_looked_for(qtbot: QtBot) -> None:
    counted: list[int] = []

    class Slow(MemoryMachine):
        def look(self, tell, is_over):
            for line in self.lines:
                tell(line)
                counted.append(len(lines(dialog)))
            return self.lines

    runner = HeldRunner()
    dialog = make(qtbot, Slow(GOOD, NO_PRINTER), runner)
    assert said(dialog, "progressText") == "Đang kiểm tra máy…"
    assert not dialog.findChild(QPushButton, "machineAgainButton").isEnabled()
    runner.let_go()
    assert counted == [1, 2]
    assert dialog.findChild(QPushButton, "machineAgainButton").isEnabled()


def test_stopping_ends_the_look_and_it_can_be_begun_again(qtbot: QtBot) -> None:
    runner = HeldRunner()
    machine = MemoryMachine(GOOD)
    dialog = make(qtbot, machine, runner)
    press(dialog, "progressCancelButton")
    assert said(dialog, "machineSummary") == "Đã dừng kiểm tra"
    runner.let_go()
    assert lines(dialog) == []
    press(dialog, "machineAgainButton")
    runner.let_go()
    assert [line[1] for line in lines(dialog)] == ["Phông chữ"]
    assert machine.looks == 2


def test_beside_the_gui_thread_too(qtbot: QtBot) -> None:
    runner = Runner()
    dialog = make(qtbot, MemoryMachine(GOOD, DISK_FULL), runner)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert len(lines(dialog)) == 2
    runner.shutdown()


def save_as(dialog: MachineDialog, path: Path) -> None:
    chooser = dialog.saver.dialog
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.done(1)


def test_the_report_is_made_of_what_is_shown_and_saved_where_the_user_says(qtbot: QtBot, tmp_path: Path) -> None:
    machine = MemoryMachine(NO_PRINTER, GOOD)
    dialog = make(qtbot, machine)
    content = said(dialog, "machineReportContent")
    assert "Trong đó không có mật khẩu, mã PIN, khóa, nội dung phiếu" in content
    press(dialog, "machineReportButton")
    assert machine.reported == [(GOOD, NO_PRINTER)]
    path = tmp_path / "báo cáo.zip"
    save_as(dialog, path)
    assert path.read_bytes() == b"PK report"
    assert str(path) in said(dialog, "machineSaved")


def test_a_report_that_cannot_be_saved_says_why_and_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot, MemoryMachine())
    press(dialog, "machineReportButton")
    with unwritable(tmp_path / "x") as folder:
        save_as(dialog, folder / "r.zip")
        assert list(folder.iterdir()) == []
    panel = dialog.findChild(ErrorPanel, "machineError")
    assert panel.isVisible()
    assert panel.error.code is ErrorCode.FOLDER_NOT_WRITABLE
    assert said(dialog, "machineSaved") == ""


def test_a_report_that_cannot_be_made_says_so(qtbot: QtBot) -> None:
    machine = MemoryMachine()
    machine.failure = OperationError(ErrorCode.UNEXPECTED)
    dialog = make(qtbot, machine)
    press(dialog, "machineReportButton")
    assert dialog.findChild(ErrorPanel, "machineError").isVisible()
    assert dialog.findChild(QPushButton, "machineReportButton").isEnabled()


def test_the_report_waits_for_the_look(qtbot: QtBot) -> None:
    runner = HeldRunner()
    dialog = make(qtbot, MemoryMachine(), runner)
    dialog.save_report()
    runner.let_go()
    assert dialog.saver.dialog is None
    runner.let_go()
    assert dialog.saver.dialog is not None
    dialog.saver.dialog.reject()


def test_every_reason_makes_a_sentence() -> None:
    for area, reason in FOUND:
        for state in State:
            text = finding_text(Finding(area, state, reason, {**DETAILS, "ends": "2026-12-31"}))
            assert text.found
            assert "{" not in text.found + text.to_do
    unknown = finding_text(Finding(Area.SERVER, State.FAILED, "no_network", {"server": "https://x.vn"}))
    assert unknown.found == "Không kết nối được https://x.vn"
    assert finding_text(Finding(Area.PRINTER, State.WARNING, "not_known", {})).found == "Chưa kiểm tra được"


def test_megabytes_have_their_dots() -> None:
    free = Finding(Area.FOLDER, State.GOOD, "writable", {"path": "/x", "free_mb": "79889"})
    assert "79.889 MB" in finding_text(free).found


# --- how drivers are installed --------------------------------------------------------------------------


def guide_of(qtbot: QtBot, runner: Runner | None = None) -> TokenGuideDialog:
    guide = TokenGuideDialog(MemoryMachine(), runner or InlineRunner())
    qtbot.addWidget(guide)
    guide.open()
    guide.start()
    return guide


def test_each_maker_has_its_page_and_says_whether_it_is_installed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    guide = guide_of(qtbot)
    texts = [label.text() for label in guide.findChildren(QLabel) if label.isVisible()]
    assert texts.count("Đã cài") == 1
    assert {"VNPT-CA", "FPT-CA"} <= set(texts)
    page = guide.findChild(QPushButton, "tokenGuidePage0")
    assert page.text() == "kyso.vnpt-ca.vn"
    assert page.accessibleName() == "VNPT-CA: mở https://kyso.vnpt-ca.vn/ bằng trình duyệt"
    page.click()
    assert [url.toString() for url in opened] == ["https://kyso.vnpt-ca.vn/"]


def test_looking_again_shows_drivers_and_tells_who_asked(qtbot: QtBot) -> None:
    guide = guide_of(qtbot)
    heard: list[tuple[Finding, ...]] = []
    guide.looked.connect(heard.append)
    assert not guide.table.isVisible()
    press(guide, "tokenGuideAgainButton")
    assert lines(guide, "tokenGuideTable") == [["✓", "Trình điều khiển token", "/usr/lib/fptca_v4.so"]]
    press(guide, "tokenGuideAgainButton")
    assert len(lines(guide, "tokenGuideTable")) == 1
    assert heard == [(DRIVER,), (DRIVER,)]


def test_the_list_need_not_be_waited_for(qtbot: QtBot) -> None:
    runner = HeldRunner()
    guide = guide_of(qtbot, runner)
    press(guide, "progressCancelButton")
    runner.let_go()
    assert guide.findChild(QPushButton, "tokenGuidePage0") is None
    press(guide, "tokenGuideAgainButton")
    runner.let_go()
    assert len(lines(guide, "tokenGuideTable")) == 1


def test_after_looking_in_the_guide_the_computer_is_looked_at_anew(qtbot: QtBot) -> None:
    machine = MemoryMachine()
    dialog = make(qtbot, machine)
    press(dialog, "machineDriversButton")
    press(dialog.guide, "tokenGuideCloseButton")
    assert machine.looks == 1
    press(dialog, "machineDriversButton")
    press(dialog.guide, "tokenGuideAgainButton")
    press(dialog.guide, "tokenGuideCloseButton")
    assert machine.looks == 2
    assert dialog.guide is None


# --- where it is opened ---------------------------------------------------------------------------------


def test_it_is_opened_before_the_login_and_from_the_menu(make_world, qtbot: QtBot) -> None:
    world = make_world(None)
    world.flow.start()
    press(world.window, "loginMachineButton")
    dialog = world.flow.machine.dialog
    assert dialog.isVisible()
    press(dialog, "machineCloseButton")
    assert world.flow.machine.dialog is None
    world.window.findChild(QAction, "actionDiagnostics").trigger()
    dialog = world.flow.machine.dialog
    assert dialog.saver.dialog is not None
    dialog.saver.dialog.reject()
    world.flow.machine.close()
    world.window.findChild(QAction, "actionMachine").trigger()
    assert world.flow.machine.is_open
    world.flow.machine.close()
