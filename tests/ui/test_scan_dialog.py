"""Attaching a scan: chosen, compared, sent once, and every failure said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.services.paper_scan_port import ScanReceipt
from qlts_desktop.ui.scans.scan_dialog import ScanDialog
from tests.ui.doubles.scans import MemoryScans, receipt
from tests.ui.inline_runner import HeldRunner, InlineRunner
from tests.ui.scan_pages import SLIP_NO, as_file, slip_and_code, stamped_page


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Image.Image:
    return stamped_page(tmp_path_factory.mktemp("page"))


@pytest.fixture
def scan(page: Image.Image, tmp_path: Path) -> Path:
    folder = tmp_path / "Bản quét trường"
    folder.mkdir()
    path = folder / "phiếu đã đóng dấu.jpg"
    path.write_bytes(as_file(page, quality=70))
    return path


def copies(scan: Path, count: int) -> list[Path]:
    """Files that show the same, each of its own bytes: the same one is taken once only."""
    found = [scan]
    for number in range(1, count):
        path = scan.with_name(f"trang {number}.jpg")
        path.write_bytes(scan.read_bytes() + bytes(number))
        found.append(path)
    return found


class Attaching:
    """The dialog open for the slip's order, with what it sends."""

    def __init__(
        self, qtbot: QtBot, scans: MemoryScans | None = None, runner: InlineRunner | HeldRunner | None = None
    ) -> None:
        self.scans = scans or MemoryScans(slip_and_code()[1])
        self.dialog = ScanDialog(SLIP_NO, self.scans, runner or InlineRunner())
        qtbot.addWidget(self.dialog)
        self.results: list[ScanReceipt] = []
        self.dialog.sent.connect(self.results.append)
        self.dialog.show()

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChild(QPushButton, name)

    def text(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    @property
    def rows(self) -> list[str]:
        shown = self.dialog.findChild(QListWidget, "scanList")
        return [shown.item(row).text() for row in range(shown.count())]

    @property
    def error(self) -> ErrorCode | None:
        return self.dialog.error_panel.error.code if self.dialog.error_panel.error else None


def test_a_matching_scan_is_sent_and_the_dialog_closes(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot)
    assert not attaching.button("sendScanButton").isEnabled()
    attaching.dialog.picker.add([scan])
    assert attaching.text("scanMatch") == f"Đã đọc được mã trên giấy: đúng phiếu của đơn {SLIP_NO}."
    assert attaching.rows[0].startswith("phiếu đã đóng dấu.jpg\n")
    assert attaching.button("sendScanButton").text() == "&Gửi bản quét"
    attaching.button("sendScanButton").click()
    (files,) = attaching.scans.sent
    assert [(file.name, file.content) for file in files] == [(scan.name, scan.read_bytes())]
    assert attaching.results == [receipt()]
    assert not attaching.dialog.isVisible()


def test_another_orders_slip_cannot_be_sent_until_it_is_taken_out(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot, MemoryScans(f"QLTS1:260001234:{'ab' * 32}"))
    attaching.dialog.picker.add([scan])
    assert SLIP_NO in attaching.text("scanMatch")
    assert "đơn khác" in attaching.text("scanMatch")
    assert "phiếu khác, cần bỏ ra" in attaching.rows[0]
    assert not attaching.button("sendScanButton").isEnabled()
    attaching.button("removeScanButton").click()
    assert attaching.rows == []
    assert attaching.text("scanMatch") == ""
    assert attaching.scans.sent == []


def test_an_earlier_print_of_the_order_is_told_apart(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot, MemoryScans(f"QLTS1:{SLIP_NO}:{'ab' * 32}"))
    attaching.dialog.picker.add([scan])
    assert "bản in trước" in attaching.text("scanMatch")
    assert not attaching.button("sendScanButton").isEnabled()


def test_a_scan_whose_code_cannot_be_read_can_be_sent_all_the_same(qtbot: QtBot, tmp_path: Path):
    blank = tmp_path / "mờ.png"
    blank.write_bytes(as_file(Image.new("L", (827, 1169), 240), "PNG"))
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([blank])
    assert "Không đọc được mã QR" in attaching.text("scanMatch")
    assert "khoảng 100 dpi" in attaching.rows[0]
    send = attaching.button("sendScanButton")
    assert (send.isEnabled(), send.text()) == (True, "&Vẫn gửi")
    send.click()
    assert len(attaching.scans.sent) == 1


def test_a_file_that_is_none_is_refused_where_it_happened_and_the_others_stay(
    qtbot: QtBot, scan: Path, tmp_path: Path
):
    fake = tmp_path / "phiếu.jpg"
    fake.write_bytes(b"<svg/>")
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([fake, scan])
    assert attaching.error is ErrorCode.FILE_TYPE_WRONG
    assert attaching.text("scanNote") == "Chưa thêm: phiếu.jpg"
    assert [row.split("\n")[0] for row in attaching.rows] == [scan.name]
    assert attaching.button("sendScanButton").isEnabled()


def test_each_file_that_was_left_out_is_named_with_its_own_reason(qtbot: QtBot, scan: Path, tmp_path: Path):
    fake, gone = tmp_path / "phiếu.jpg", tmp_path / "đã xóa.jpg"
    fake.write_bytes(b"MZ")
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([fake, scan, gone])
    said = "Chưa thêm: phiếu.jpg (Không nhận loại tệp này); đã xóa.jpg (Không đọc được tệp)"
    assert (attaching.text("scanNote"), len(attaching.rows)) == (said, 1)


def test_the_same_file_is_taken_once(qtbot: QtBot, scan: Path, tmp_path: Path):
    again = tmp_path / "tên khác.jpg"
    again.write_bytes(scan.read_bytes())
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([scan, again])
    assert (len(attaching.rows), attaching.error) == (1, ErrorCode.FILE_CHOSEN_TWICE)
    assert attaching.text("scanNote") == "Chưa thêm: tên khác.jpg"


def test_the_limits_are_said_beforehand(qtbot: QtBot):
    said = Attaching(qtbot).text("fileLimits")
    assert "tối đa 5 tệp, mỗi tệp 10 MB, tất cả 20 MB" in said


def test_at_most_five_files_come_together(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add(copies(scan, 6))
    assert len(attaching.rows) == 5
    assert attaching.text("scanNote") == "Mỗi lần gửi nhiều nhất 5 tệp."
    assert not attaching.button("chooseScanButton").isEnabled()


def test_twenty_megabytes_come_together_and_no_more(qtbot: QtBot, scan: Path, tmp_path: Path):
    large = tmp_path / "lớn.jpg"
    large.write_bytes(scan.read_bytes() + bytes(7_000_000))
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([*copies(large, 3)[1:], large])
    assert len(attaching.rows) == 2
    assert attaching.error is ErrorCode.FILE_TOO_LARGE
    assert attaching.text("scanNote") == "Chưa thêm: lớn.jpg"


def test_the_file_that_the_licensor_complains_of_is_named_and_chosen(qtbot: QtBot, scan: Path, tmp_path: Path):
    second = tmp_path / "trang hai.jpg"
    second.write_bytes(scan.read_bytes() + b"2")
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([scan, second, copies(scan, 2)[1]])
    attaching.scans.fails["send"] = ErrorCode.FILE_DAMAGED
    attaching.scans.complains_of = 1
    attaching.button("sendScanButton").click()
    assert attaching.error is ErrorCode.FILE_DAMAGED
    assert attaching.text("scanNote") == "Tệp có vấn đề: trang hai.jpg"
    assert attaching.dialog.findChild(QListWidget, "scanList").currentRow() == 1


@pytest.mark.parametrize("number", [1, -1])
def test_a_complaint_about_a_file_that_was_not_sent_names_none(qtbot: QtBot, scan: Path, number: int):
    attaching = Attaching(qtbot)
    attaching.dialog.picker.add([scan])
    attaching.scans.fails["send"] = ErrorCode.FILE_DAMAGED
    attaching.scans.complains_of = number
    attaching.button("sendScanButton").click()
    assert (attaching.error, attaching.text("scanNote")) == (ErrorCode.FILE_DAMAGED, "")


def test_what_was_opened_before_it_was_stopped_stays(qtbot: QtBot, scan: Path):
    runner = HeldRunner()
    attaching = Attaching(qtbot, runner=runner)
    runner.let_go()
    attaching.dialog.picker.add(copies(scan, 3))
    runner.let_go()
    attaching.dialog.progress.cancel_button.click()
    runner.let_go()
    assert len(attaching.rows) == 1
    assert not attaching.dialog.is_busy
    assert attaching.button("sendScanButton").isEnabled()


def test_what_the_codes_say_is_said_to_screen_readers(qtbot: QtBot, scan: Path, monkeypatch):
    told: list[tuple[str, QAccessible.Event]] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append((event.object().objectName(), event.type()))
    )
    attaching = Attaching(qtbot)
    first, second = copies(scan, 2)
    attaching.dialog.picker.add([first])
    attaching.dialog.picker.add([second])
    assert told == [("scanMatch", QAccessible.Event.Alert)]


@pytest.mark.parametrize(("code", "focus"), [(None, "sendScanButton"), ("QLTS1:1:x", "scanList")])
def test_the_focus_goes_where_the_next_key_is_needed(qtbot: QtBot, scan: Path, code: str | None, focus: str):
    attaching = Attaching(qtbot, MemoryScans(code or slip_and_code()[1]))
    assert attaching.dialog.focusWidget().objectName() == "chooseScanButton"
    attaching.dialog.picker.add([scan])
    assert attaching.dialog.focusWidget().objectName() == focus


@pytest.mark.parametrize("code", [ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.SERVER_BUSY])
def test_after_a_lost_answer_the_same_is_sent_again(qtbot: QtBot, scan: Path, code: ErrorCode):
    attaching = Attaching(qtbot)
    attaching.scans.fails["send"] = code
    attaching.dialog.picker.add([scan])
    attaching.button("sendScanButton").click()
    assert attaching.error is code
    assert attaching.dialog.isVisible()
    assert attaching.text("scanNote") == "Gửi lại không bao giờ thành hai bản."
    attaching.scans.fails.clear()
    attaching.button("sendScanButton").click()
    assert attaching.scans.sent[0] == attaching.scans.sent[1]
    assert attaching.results == [receipt()]


def test_a_refusal_keeps_what_was_chosen(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot)
    attaching.scans.fails["send"] = ErrorCode.PAPER_NOT_AWAITED
    attaching.dialog.picker.add([scan])
    attaching.button("sendScanButton").click()
    assert attaching.error is ErrorCode.PAPER_NOT_AWAITED
    assert len(attaching.rows) == 1


def test_what_was_begun_before_is_finished_first(qtbot: QtBot):
    scans = MemoryScans()
    scans.waiting = receipt()
    dialog = ScanDialog(SLIP_NO, scans, runner := HeldRunner())
    qtbot.addWidget(dialog)
    results: list[ScanReceipt] = []
    dialog.sent.connect(results.append)
    dialog.show()
    runner.let_go()
    assert results == [receipt()]
    assert not dialog.isVisible()


def test_when_nobody_answers_at_first_it_can_be_tried_again(qtbot: QtBot, scan: Path):
    scans = MemoryScans(slip_and_code()[1])
    scans.fails["expected_code"] = ErrorCode.NO_NETWORK
    attaching = Attaching(qtbot, scans)
    assert attaching.error is ErrorCode.NO_NETWORK
    assert attaching.button("sendScanButton").text() == "&Thử lại"
    attaching.dialog.picker.add([scan])
    scans.fails.clear()
    attaching.button("sendScanButton").click()
    assert "đúng phiếu" in attaching.text("scanMatch")
    assert scans.sent == []


def test_escape_stops_waiting_before_it_closes(qtbot: QtBot, scan: Path):
    runner = HeldRunner()
    attaching = Attaching(qtbot, runner=runner)
    assert attaching.dialog.is_busy
    assert not attaching.button("chooseScanButton").isEnabled()
    QTest.keyClick(attaching.dialog, Qt.Key.Key_Escape)
    assert attaching.dialog.isVisible()
    assert not attaching.dialog.is_busy
    QTest.keyClick(attaching.dialog, Qt.Key.Key_Escape)
    assert not attaching.dialog.isVisible()


def test_files_are_chosen_in_a_dialog(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot)
    attaching.button("chooseScanButton").click()
    chooser = attaching.dialog.findChild(QFileDialog)
    assert chooser is attaching.dialog.picker.file_dialog
    chooser.filesSelected.emit([str(scan)])
    chooser.reject()
    assert len(attaching.rows) == 1
    assert attaching.dialog.picker.file_dialog is None


def test_files_are_dropped_and_pictures_pasted(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(scan)), QUrl("https://example.vn/x.jpg")])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(QPointF(9, 9), Qt.DropAction.CopyAction, content, buttons, keys)
    attaching.dialog.dragEnterEvent(entered)
    assert entered.isAccepted()
    dropped = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, content, buttons, keys)
    attaching.dialog.dropEvent(dropped)
    assert len(attaching.rows) == 1
    attaching.dialog.activateWindow()
    qtbot.waitUntil(attaching.dialog.isActiveWindow)
    QGuiApplication.clipboard().setImage(QImage(str(scan)))
    QTest.keyClick(attaching.dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert attaching.rows[1].startswith("anh-dan-2.jpg")


def test_the_keyboard_alone_takes_a_file_out_and_sends(qtbot: QtBot, scan: Path):
    attaching = Attaching(qtbot)
    attaching.dialog.activateWindow()
    qtbot.waitUntil(attaching.dialog.isActiveWindow)
    attaching.dialog.picker.add(copies(scan, 2))
    shown = attaching.dialog.findChild(QListWidget, "scanList")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert len(attaching.rows) == 1
    send = attaching.button("sendScanButton")
    for _ in range(6):
        if attaching.dialog.focusWidget() is not send:
            QTest.keyClick(attaching.dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(attaching.dialog.focusWidget(), Qt.Key.Key_Space)
    assert len(attaching.scans.sent) == 1
