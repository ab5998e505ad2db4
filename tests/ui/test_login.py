"""The login: words for each failure, nothing typed lost, demo accounts, the server's address."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.ports import DemoAccount
from qlts_desktop.ui.login.login_view import LoginView
from tests.ui.doubles.gatehouse import ACCOUNTANT, MemorySessions
from tests.ui.inline_runner import HeldRunner, InlineRunner

DEMO = (
    DemoAccount("Trường số 1 – còn 45 ngày", "1000001", "ketoan", "right", "expiring"),
    DemoAccount("Trường số 2", "1000002", "ketoan", "right", "cut_off"),
    DemoAccount("Trường số 3", "1000003", "xem", "right", "viewer"),
)


@pytest.fixture
def sessions() -> MemorySessions:
    return MemorySessions()


@pytest.fixture
def view(qtbot, sessions) -> LoginView:
    made = LoginView(sessions, InlineRunner(), DEMO)
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(view: LoginView, unit: str = "1084512", user: str = "ha", password: str = "right") -> None:
    view.ui.unitCodeEdit.setText(unit)
    view.ui.usernameEdit.setText(user)
    view.ui.passwordEdit.setText(password)


def error_words(view: LoginView) -> str:
    labels = [view.error_panel.findChild(QLabel, name) for name in ("errorTitle", "errorText", "errorNextStep")]
    return " ".join(label.text() for label in labels)


def test_enter_in_the_password_logs_in(qtbot, view, sessions):
    type_in(view)
    with qtbot.waitSignal(view.loggedIn) as logged_in:
        qtbot.keyClick(view.ui.passwordEdit, Qt.Key.Key_Return)
    assert logged_in.args == [ACCOUNTANT]
    assert sessions.attempts == [("1084512", "ha", "right", False)]


def test_remembering_is_asked_for_when_ticked(qtbot, view, sessions):
    type_in(view)
    view.ui.rememberCheck.setChecked(True)
    view.ui.loginButton.click()
    assert sessions.attempts[-1][3] is True


def test_text_is_normalised_and_codes_are_trimmed(view, sessions):
    type_in(view, unit=" 1084512 ", user="ha\u0300", password="ma\u0323t")
    view.ui.loginButton.click()
    assert sessions.attempts == [("1084512", "h\u00e0", "m\u1ea1t", False)]


def test_a_wrong_password_is_said_and_nothing_typed_is_lost(view):
    type_in(view, password="wrong")
    view.ui.loginButton.click()
    assert view.error_panel.isVisible()
    assert "mật khẩu chưa đúng" in error_words(view)
    assert view.ui.unitCodeEdit.text() == "1084512"
    assert view.ui.passwordEdit.text() == "wrong"
    assert view.ui.passwordEdit.hasFocus() or view.ui.passwordEdit.selectedText() == "wrong"
    assert view.ui.loginButton.isEnabled()


def test_the_request_id_is_under_details(view):
    type_in(view, password="wrong")
    view.ui.loginButton.click()
    details = view.error_panel.findChild(QLabel, "errorDetails")
    assert not details.isVisible()
    view.error_panel.findChild(QPushButton, "errorDetailsButton").click()
    assert details.isVisible()
    assert "req-1" in details.text()
    assert "wrong_password" in details.text()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationError(ErrorCode.ACCOUNT_LOCKED, details={"minutes": "14"}), "khóa trong 14 phút"),
        (OperationError(ErrorCode.ACCOUNT_LOCKED), "khóa trong vài phút"),
        (OperationError(ErrorCode.TOO_MANY_ATTEMPTS, details={"minutes": "2"}), "2 phút"),
        (OperationError(ErrorCode.NO_NETWORK), "Không kết nối được máy chủ"),
        (OperationError(ErrorCode.CERTIFICATE_UNTRUSTED), "không đáng tin cậy"),
        (OperationError(ErrorCode.CLOCK_BREAKS_TLS), "Ngày giờ trên máy"),
        (OperationError(ErrorCode.SERVER_ADDRESS_WRONG), "Địa chỉ máy chủ chưa đúng"),
    ],
)
def test_each_failure_has_its_words(view, sessions, error, words):
    sessions.log_in_error = error
    type_in(view)
    view.ui.loginButton.click()
    assert words in error_words(view)


@pytest.mark.parametrize(
    "code", [ErrorCode.SERVER_ADDRESS_WRONG, ErrorCode.CERTIFICATE_UNTRUSTED, ErrorCode.PLAIN_HTTP_REFUSED]
)
def test_an_error_of_the_server_unfolds_its_address(view, sessions, code):
    assert not view.ui.serverAddressEdit.isVisible()
    sessions.log_in_error = OperationError(code)
    type_in(view)
    view.ui.loginButton.click()
    assert view.ui.serverAddressEdit.isVisible()


def test_another_server_is_used_before_the_password_is_sent(view, sessions):
    type_in(view)
    view.ui.serverButton.click()
    view.ui.serverAddressEdit.setText("https://other.example.vn")
    view.ui.loginButton.click()
    assert sessions.server_url == "https://other.example.vn"
    assert len(sessions.attempts) == 1


def test_a_refused_address_sends_no_password(view, sessions):
    type_in(view)
    view.ui.serverAddressEdit.setText("http://other.example.vn")
    view.ui.loginButton.click()
    assert sessions.attempts == []
    assert "https://" in error_words(view)


def test_without_a_server_its_field_is_open(qtbot, sessions):
    sessions.server_url = ""
    view = LoginView(sessions, InlineRunner())
    qtbot.addWidget(view)
    view.show()
    assert view.ui.serverAddressEdit.isVisible()


def test_empty_fields_are_named_and_marked(view, sessions):
    view.ui.unitCodeEdit.setText("1084512")
    view.ui.loginButton.click()
    missing = view.findChild(QLabel, "loginMissing")
    assert missing.isVisible()
    assert missing.text() == "Nhập tên đăng nhập. Nhập mật khẩu."
    assert view.ui.usernameEdit.property("invalid") is True
    assert view.ui.unitCodeEdit.property("invalid") is not True
    assert sessions.attempts == []


def test_a_demo_account_fills_in_and_enter_logs_in(qtbot, view, sessions):
    accounts = view.ui.demoAccounts
    assert [accounts.item(i).text() for i in range(accounts.count())] == [
        "Trường số 1\ncòn 45 ngày",
        "Trường số 2\nĐã cắt",
        "Trường số 3\nChỉ xem",
    ]
    accounts.setCurrentRow(1)
    assert view.ui.unitCodeEdit.text() == "1000002"
    with qtbot.waitSignal(view.loggedIn):
        qtbot.keyClick(accounts, Qt.Key.Key_Return)
    assert sessions.attempts == [("1000002", "ketoan", "right", False)]


def test_outside_the_demo_there_is_no_list(qtbot, sessions):
    view = LoginView(sessions, InlineRunner())
    qtbot.addWidget(view)
    view.show()
    assert not view.ui.demoCard.isVisible()


def test_waiting_can_be_cancelled_and_the_late_session_is_ended(qtbot, sessions):
    runner = HeldRunner()
    view = LoginView(sessions, runner)
    qtbot.addWidget(view)
    view.show()
    heard: list[object] = []
    view.loggedIn.connect(heard.append)
    type_in(view)
    view.ui.loginButton.click()
    assert not view.ui.loginButton.isEnabled()
    cancel = view.findChild(QPushButton, "progressCancelButton")
    assert cancel.isVisible()
    cancel.click()
    assert view.ui.loginButton.isEnabled()
    assert view.ui.passwordEdit.text() == "right"
    runner.let_go()
    assert heard == []
    assert sessions.account is None
    assert sessions.log_outs == 1


def test_pressing_twice_logs_in_once(qtbot, sessions):
    runner = HeldRunner()
    view = LoginView(sessions, runner)
    qtbot.addWidget(view)
    type_in(view)
    view.log_in()
    view.log_in()
    assert len(runner.waiting) == 1


def test_every_control_has_a_name_for_screen_readers(view):
    from PySide6.QtGui import QAccessible

    for name in ("unitCodeEdit", "usernameEdit", "passwordEdit", "rememberCheck", "loginButton", "demoAccounts"):
        interface = QAccessible.queryAccessibleInterface(getattr(view.ui, name))
        assert interface.text(QAccessible.Text.Name), name


def test_the_password_is_not_readable(view):
    type_in(view)
    assert view.ui.passwordEdit.displayText() != "right"


def test_a_long_error_is_not_cut_in_the_smallest_window(qtbot, view, sessions):
    view.resize(1024, 560)
    view.ui.serverButton.click()
    sessions.log_in_error = OperationError(ErrorCode.CERTIFICATE_UNTRUSTED, technical="certificate " * 20)
    type_in(view)
    view.ui.loginButton.click()
    view.error_panel.findChild(QPushButton, "errorDetailsButton").click()

    def cut() -> list[str]:
        labels = view.error_panel.findChildren(QLabel)
        return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]

    qtbot.waitUntil(lambda: cut() == [])
