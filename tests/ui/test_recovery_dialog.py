"""Asking for data recovery: what is typed is never lost, an open request is shown with its next step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.services.recovery_port import RecoveryRequest
from qlts_desktop.ui.recovery.recovery_dialog import RecoveryDialog
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.ui.doubles.recovery import FILED, MemoryRecovery, decided
from tests.ui.doubles.renewal import simple_checks
from tests.ui.inline_runner import HeldRunner, InlineRunner

WISH = RecoveryWish("Trần Thu Hà", "0912 345 678", "Sổ tài sản năm 2025")
PREFILLED = RecoveryWish("Trần Thu Hà")
VENDOR = "1900 0000"


def make(
    qtbot: QtBot,
    desk: MemoryRecovery,
    runner: InlineRunner | HeldRunner | None = None,
    typed: RecoveryWish = PREFILLED,
) -> RecoveryDialog:
    dialog = RecoveryDialog(desk, runner or InlineRunner(), simple_checks(), typed, VENDOR)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def fill(qtbot: QtBot, dialog: RecoveryDialog, wish: RecoveryWish = WISH) -> None:
    for name, text in (("recoveryContact", wish.contact), ("recoveryPhone", wish.phone)):
        edit = dialog.findChild(QLineEdit, name)
        edit.clear()
        edit.insert(text)
    dialog.findChild(QPlainTextEdit, "recoveryPeriod").setPlainText(wish.period)


def press(dialog: RecoveryDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    button.click()


def said(dialog: RecoveryDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def shown(dialog: RecoveryDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def error_of(dialog: RecoveryDialog) -> ErrorCode | None:
    panel = dialog.findChild(ErrorPanel, "recoveryError")
    return panel.error.code if panel.error is not None and panel.isVisible() else None


def test_the_form_knows_the_account_and_begins_where_something_is_missing(qtbot: QtBot) -> None:
    dialog = make(qtbot, MemoryRecovery())
    assert dialog.findChild(QLineEdit, "recoveryContact").text() == "Trần Thu Hà"
    assert dialog.focusWidget().objectName() == "recoveryPhone"
    assert "năm 2024" in dialog.findChild(QPlainTextEdit, "recoveryPeriod").placeholderText()
    assert dialog.findChild(QPushButton, "recoverySendButton").property("kind") == "primary"


def test_what_is_sent_is_shown_as_filed(qtbot: QtBot) -> None:
    desk = MemoryRecovery()
    dialog = make(qtbot, desk)
    filed: list[RecoveryRequest] = []
    dialog.filed.connect(filed.append)
    fill(qtbot, dialog, RecoveryWish(" Trần  Thu Hà ", "0912 345 678", "Sổ tài sản năm 2025\n\n"))
    press(dialog, "recoverySendButton")
    assert desk.wishes == [WISH]
    assert [request.no for request in filed] == ["KP26000001"]
    assert said(dialog, "recoveryState") == "Đã gửi"
    assert "gọi Trần Thu Hà theo số 0912 345 678" in said(dialog, "recoveryNextStep")
    assert VENDOR in said(dialog, "recoveryNextStep")
    assert "08:29 ngày 22/11/2026" in shown(dialog)
    assert not dialog.findChild(QPushButton, "recoverySendButton").isVisible()
    press(dialog, "recoveryCloseButton")
    assert not dialog.isVisible()


def test_what_is_missing_or_wrong_is_said_next_to_its_field(qtbot: QtBot) -> None:
    desk = MemoryRecovery()
    dialog = make(qtbot, desk)
    fill(qtbot, dialog, RecoveryWish("", "123", "x" * 401))
    press(dialog, "recoverySendButton")
    assert desk.wishes == []
    assert said(dialog, "recoveryContact_problem") == "Chưa nhập người liên hệ"
    assert "0912 345 678" in said(dialog, "recoveryPhone_problem")
    assert "401" in said(dialog, "recoveryPeriod_problem")
    assert dialog.focusWidget().objectName() == "recoveryContact"
    fill(qtbot, dialog)
    assert said(dialog, "recoveryContact_problem") == said(dialog, "recoveryPeriod_problem") == ""
    press(dialog, "recoverySendButton")
    assert desk.wishes == [WISH]


def test_the_licensors_findings_are_said_at_the_fields_too(qtbot: QtBot) -> None:
    desk = MemoryRecovery()
    fields = (FieldError("/phone", "bad_phone"), FieldError("/period", "too_long"), FieldError("/new", "x"))
    desk.failures = [OperationError(ErrorCode.FORM_INVALID, fields=fields)]
    dialog = make(qtbot, desk)
    fill(qtbot, dialog)
    press(dialog, "recoverySendButton")
    assert "0912 345 678" in said(dialog, "recoveryPhone_problem")
    assert said(dialog, "recoveryPeriod_problem")
    assert error_of(dialog) is ErrorCode.FORM_INVALID
    assert dialog.typed() == WISH


@pytest.mark.parametrize("code", [ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.SESSION_EXPIRED])
def test_after_a_failure_everything_typed_stays_and_can_be_sent_again(qtbot: QtBot, code: ErrorCode) -> None:
    desk = MemoryRecovery()
    desk.failures = [OperationError(code)]
    dialog = make(qtbot, desk)
    fill(qtbot, dialog)
    press(dialog, "recoverySendButton")
    assert error_of(dialog) is code
    assert dialog.typed() == WISH
    assert "thứ hai" in said(dialog, "recoveryNote")
    press(dialog, "recoverySendButton")
    assert desk.wishes == [WISH, WISH]
    assert error_of(dialog) is None
    assert said(dialog, "recoveryState") == "Đã gửi"


def test_a_refusal_does_not_promise_that_sending_again_helps(qtbot: QtBot) -> None:
    desk = MemoryRecovery()
    desk.failures = [OperationError(ErrorCode.RECOVERY_NOT_ALLOWED)]
    dialog = make(qtbot, desk)
    fill(qtbot, dialog)
    press(dialog, "recoverySendButton")
    assert error_of(dialog) is ErrorCode.RECOVERY_NOT_ALLOWED
    assert said(dialog, "recoveryNote") == ""
    assert dialog.typed() == WISH


def test_the_wait_is_shown_and_can_be_ended(qtbot: QtBot) -> None:
    desk, runner = MemoryRecovery(), HeldRunner()
    dialog = make(qtbot, desk, runner)
    assert "Đang xem" in said(dialog, "progressText")
    runner.let_go()
    fill(qtbot, dialog)
    press(dialog, "recoverySendButton")
    assert said(dialog, "progressText") == "Đang gửi yêu cầu…"
    assert not dialog.findChild(QWidget, "recoveryForm").isEnabled()
    press(dialog, "progressCancelButton")
    assert "thứ hai" in said(dialog, "recoveryNote")
    assert dialog.typed() == WISH
    runner.let_go()
    assert said(dialog, "recoveryState") == ""
    press(dialog, "recoverySendButton")
    runner.let_go()
    assert said(dialog, "recoveryState") == "Đã gửi"


def test_the_look_at_earlier_requests_can_be_skipped(qtbot: QtBot) -> None:
    runner = HeldRunner()
    dialog = make(qtbot, MemoryRecovery(FILED), runner)
    press(dialog, "progressCancelButton")
    assert dialog.findChild(QWidget, "recoveryForm").isEnabled()
    runner.let_go()
    assert said(dialog, "recoveryState") == ""


def test_escape_first_ends_the_wait_then_closes(qtbot: QtBot) -> None:
    runner = HeldRunner()
    dialog = make(qtbot, MemoryRecovery(), runner)
    runner.let_go()
    fill(qtbot, dialog)
    press(dialog, "recoverySendButton")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.typed() == WISH
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("request_", "state", "words", "again"),
    [
        (FILED, "Đã gửi", ["chưa cần làm gì thêm"], False),
        (decided("in_progress"), "Đang xử lý", ["báo kết quả", "23/11/2026"], False),
        (decided("recovered"), "Đã khôi phục", ["Đăng ký gia hạn"], True),
        (
            decided("not_recoverable", "Bản sao lưu chỉ giữ 24 tháng"),
            "Không khôi phục được",
            ["Bản sao lưu chỉ giữ 24 tháng", "bản sao lưu tại đơn vị"],
            True,
        ),
        (decided("a_newer_state"), "mới", ["để biết tình trạng"], True),
    ],
)
def test_a_request_of_before_is_shown_with_its_state_and_the_next_step(
    qtbot: QtBot, request_: RecoveryRequest, state: str, words: list[str], again: bool
) -> None:
    dialog = make(qtbot, MemoryRecovery(request_))
    assert said(dialog, "recoveryState") == state
    text = shown(dialog)
    for word in [*words, VENDOR, "KP26000001", "22/11/2026", FILED.period]:
        assert word in text, word
    assert dialog.findChild(QPushButton, "recoveryAgainButton").isVisible() is again
    assert not dialog.findChild(QPushButton, "recoverySendButton").isVisible()


def test_after_a_refusal_other_data_can_be_asked_for(qtbot: QtBot) -> None:
    desk = MemoryRecovery(decided("not_recoverable", "Đã quá hạn lưu"))
    dialog = make(qtbot, desk)
    press(dialog, "recoveryAgainButton")
    assert dialog.findChild(QLabel, "recoveryTitle").text() == "Yêu cầu khôi phục dữ liệu"
    fill(qtbot, dialog)
    press(dialog, "recoverySendButton")
    assert len(desk.held) == 2
    assert said(dialog, "recoveryState") == "Đã gửi"


def test_what_a_crash_left_is_finished_and_shown(qtbot: QtBot) -> None:
    desk = MemoryRecovery(pending=WISH)
    dialog = make(qtbot, desk)
    assert said(dialog, "recoveryState") == "Đã gửi"
    assert [request.period for request in desk.held] == [WISH.period]
    assert desk.wishes == []


def test_what_a_crash_left_and_cannot_be_finished_yet_is_in_the_form(qtbot: QtBot) -> None:
    desk = MemoryRecovery(pending=WISH)
    desk.resume_failure = OperationError(ErrorCode.NO_NETWORK)
    dialog = make(qtbot, desk)
    assert dialog.typed() == WISH
    assert error_of(dialog) is ErrorCode.NO_NETWORK
    assert "thứ hai" in said(dialog, "recoveryNote")


def test_what_a_crash_left_behind_somebody_elses_request(qtbot: QtBot) -> None:
    desk = MemoryRecovery(FILED, pending=WISH)
    desk.resume_failure = OperationError(ErrorCode.RECOVERY_OPEN)
    assert said(make(qtbot, desk), "recoveryState") == "Đã gửi"


def test_when_somebody_else_was_first_their_request_is_shown(qtbot: QtBot) -> None:
    desk = MemoryRecovery()
    dialog = make(qtbot, desk)
    fill(qtbot, dialog)
    desk.failures = [OperationError(ErrorCode.RECOVERY_OPEN)]
    desk.held = [decided("in_progress")]
    press(dialog, "recoverySendButton")
    assert said(dialog, "recoveryState") == "Đang xử lý"


def test_without_a_network_the_form_is_there_all_the_same(qtbot: QtBot) -> None:
    desk = MemoryRecovery()
    desk.look_failure = OperationError(ErrorCode.NO_NETWORK)
    dialog = make(qtbot, desk, typed=WISH)
    assert error_of(dialog) is ErrorCode.NO_NETWORK
    assert dialog.typed() == WISH
    press(dialog, "recoverySendButton")
    assert said(dialog, "recoveryState") == "Đã gửi"


def test_the_keyboard_goes_through_the_fields_in_order(qtbot: QtBot) -> None:
    dialog = make(qtbot, MemoryRecovery())
    dialog.activateWindow()
    dialog.findChild(QLineEdit, "recoveryContact").setFocus()
    reached = []
    for _step in range(5):
        reached.append(dialog.focusWidget().objectName())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [
        *("recoveryContact", "recoveryPhone", "recoveryPeriod", "recoverySendButton", "recoveryCloseButton")
    ]


def test_a_screen_reader_hears_name_and_problem(qtbot: QtBot) -> None:
    dialog = make(qtbot, MemoryRecovery())
    press(dialog, "recoverySendButton")
    period = dialog.findChild(QPlainTextEdit, "recoveryPeriod")
    interface = QAccessible.queryAccessibleInterface(period)
    assert interface.text(QAccessible.Text.Name) == "Dữ liệu và năm cần khôi phục (bắt buộc)"
    assert "Chưa nhập" in interface.text(QAccessible.Text.Description)


@pytest.mark.parametrize("period", ["năm 2025 " * 44, "W" * 400, "năm\n" * 100])
def test_the_longest_texts_fit_the_smallest_window(qtbot: QtBot, period: str) -> None:
    times = (FILED.sent_at, FILED.updated_at)
    long = RecoveryRequest("KP26000001", "not_recoverable", "W" * 100, "0" * 20, period, "lý do " * 66, *times)
    dialog = make(qtbot, MemoryRecovery(long))
    assert dialog.width() <= 1024
    assert dialog.height() <= 700
    assert dialog.findChild(QScrollArea, "recoveryStatus").height() > 200
