"""The main window, the workspace and what a user should do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.ui.messages.notices import stage_notice
from qlts_desktop.ui.shell.facts_dialog import about_dialog, licence_info_dialog
from qlts_desktop.ui.shell.header import Header
from qlts_desktop.ui.shell.loading import load
from qlts_desktop.ui.shell.main_window import MainWindow
from qlts_desktop.ui.shell.tasks import TaskKind, may_register, order_to_look_at, tasks_on
from qlts_desktop.ui.shell.workspace_page import WorkspacePage
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.ui.doubles.gatehouse import (
    ACCOUNTANT,
    DAY,
    TODAY,
    VENDOR,
    VIEWER,
    MemoryLicences,
    MemoryOutbox,
    held,
    licence_for,
    submitted,
)
from tests.ui.doubles.recovery import MemoryRecovery
from tests.ui.doubles.reminders import CALENDAR, NotedReminders
from tests.ui.inline_runner import InlineRunner

NO_NETWORK = OperationError(ErrorCode.NO_NETWORK)


# --- what to do ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.ACTIVE, []),
        (Stage.EXPIRING, [TaskKind.REGISTER]),
        (Stage.COMMITTED, [TaskKind.PAY_ORDER]),
        (Stage.COMMITMENT_DUE, [TaskKind.PAY_ORDER]),
        (Stage.PAYMENT_IN_REVIEW, []),
        (Stage.RENEWED, []),
    ],
)
def test_only_what_can_be_done_now_is_asked_for(stage, expected):
    licence = licence_for(stage)
    assert [task.kind for task in tasks_on(licence, TODAY, can_renew=True)] == expected
    assert tasks_on(licence, TODAY, can_renew=False) == ()


def test_the_task_names_the_first_day_of_the_next_term():
    licence = licence_for(Stage.EXPIRING)
    assert tasks_on(licence, TODAY, can_renew=True)[0].day == licence.term.last_day + DAY


@pytest.mark.parametrize("stage", [Stage.COMMITTED, Stage.COMMITMENT_DUE, Stage.COMMITMENT_LAPSED])
def test_an_open_order_stands_before_a_new_one(stage):
    licence = licence_for(stage)
    assert order_to_look_at(licence, TODAY) is licence.order
    assert not may_register(licence, TODAY, can_renew=True)


def test_after_the_cut_a_lapsed_order_does_not_stand_in_the_way():
    licence = licence_for(Stage.COMMITMENT_LAPSED)
    cut_day = licence.timetable[-1].from_day
    assert order_to_look_at(licence, cut_day) is None
    assert may_register(licence, cut_day, can_renew=True)
    assert not may_register(licence, cut_day, can_renew=False)


def loaded_from(licences, outbox=None, recovery=None, report=lambda _no: None):
    """What is known after asking."""
    return load(licences, outbox or MemoryOutbox(), recovery or MemoryRecovery(), "1084512", report)


# --- loading ------------------------------------------------------------------------------------------------


def test_a_fresh_licence_is_taken():
    fresh = held(Stage.ACTIVE)
    assert loaded_from(MemoryLicences(fresh)).held is fresh


def test_the_cached_licence_holds_where_fetching_fails():
    cached = held(Stage.ACTIVE)
    loaded = loaded_from(MemoryLicences(NO_NETWORK, cached))
    assert loaded.held is cached
    assert loaded.problem is NO_NETWORK


def test_without_a_cache_the_failure_is_told():
    with pytest.raises(OperationError) as caught:
        loaded_from(MemoryLicences(NO_NETWORK))
    assert caught.value is NO_NETWORK


def test_an_ended_session_is_never_hidden_by_the_cache():
    ended = OperationError(ErrorCode.SESSION_EXPIRED)
    with pytest.raises(OperationError) as caught:
        load(
            MemoryLicences(ended, held(Stage.ACTIVE)),
            MemoryOutbox(),
            MemoryRecovery(),
            "1084512",
            lambda _no: None,
        )
    assert caught.value is ended


def test_a_unit_without_a_licence_is_not_an_error():
    loaded = load(
        MemoryLicences(OperationError(ErrorCode.NO_LICENCE)),
        MemoryOutbox(),
        MemoryRecovery(),
        "1084512",
        lambda _no: None,
    )
    assert loaded.has_none


def test_what_was_begun_is_asked_about_before_the_licence():
    asked: list[str] = []
    answer = submitted()
    loaded = load(
        MemoryLicences(held(Stage.COMMITTED)),
        MemoryOutbox("260001234", answer),
        MemoryRecovery(),
        "1084512",
        asked.append,
    )
    assert asked == ["260001234"]
    assert loaded.submitted is answer
    assert loaded.unfinished == ""


def test_a_request_for_data_recovery_begun_before_is_sent_again():
    wish = RecoveryWish("Trần Thu Hà", "0912 345 678", "Sổ tài sản 2024")
    recovery = MemoryRecovery(pending=wish)
    loaded = loaded_from(MemoryLicences(held(Stage.CUT_OFF)), recovery=recovery)
    assert loaded.recovery is not None
    assert recovery.unfinished() is None


def test_a_request_for_data_recovery_that_still_fails_waits():
    recovery = MemoryRecovery(pending=RecoveryWish("Trần Thu Hà", "0912 345 678", "Sổ tài sản 2024"))
    recovery.resume_failure = NO_NETWORK
    loaded = loaded_from(MemoryLicences(held(Stage.CUT_OFF)), recovery=recovery)
    assert (loaded.recovery, loaded.held is not None) == (None, True)
    assert recovery.unfinished() is not None


def test_a_submission_without_an_answer_stays_unfinished():
    outbox = MemoryOutbox("260001234", OperationError(ErrorCode.TIMEOUT))
    loaded = loaded_from(MemoryLicences(held(Stage.ACTIVE)), outbox)
    assert loaded.unfinished == "260001234"
    assert loaded.submitted is None


# --- header -------------------------------------------------------------------------------------------------


@pytest.fixture
def header(qtbot) -> Header:
    made = Header()
    qtbot.addWidget(made)
    made.resize(1024, 60)
    made.show()
    return made


def test_the_header_names_unit_user_and_role(header):
    header.show_account(ACCOUNTANT, licence_for(Stage.ACTIVE))
    assert header.findChild(QLabel, "headerUser").text() == "Trần Thu Hà · Quản trị dữ liệu"
    unit = header.findChild(QLabel, "headerUnit")
    assert unit.full_text == "Trường THCS Nguyễn Bỉnh Khiêm · Mã ĐVQHNS 1084512"


def test_a_name_of_400_letters_is_shortened_with_a_tooltip(header):
    long = replace(VIEWER, unit_name="Trường Trung học cơ sở " * 18)
    header.show_account(long, None)
    unit = header.findChild(QLabel, "headerUnit")
    assert unit.text().endswith("…")
    assert unit.toolTip() == long.unit_name
    assert unit.accessibleName() == long.unit_name
    assert header.width() == 1024


def test_the_corner_registers_or_leads_to_the_order(qtbot, header):
    header.show_corner(may_register=True, order_no="")
    with qtbot.waitSignal(header.registerRequested):
        header.corner.click()
    header.show_corner(may_register=False, order_no="260001234")
    with qtbot.waitSignal(header.orderRequested) as asked:
        header.corner.click()
    assert asked.args == ["260001234"]
    header.show_corner(may_register=False, order_no="")
    assert not header.corner.isVisible()


# --- main window --------------------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.show_session(ACCOUNTANT, held(Stage.EXPIRING))
    made.show()
    return made


@pytest.mark.parametrize(
    ("action", "signal"),
    [
        ("actionHistory", "historyRequested"),
        ("actionRefreshLicence", "refreshRequested"),
        ("actionLicenceInfo", "licenceInfoRequested"),
        ("actionRegister", "registerRequested"),
        ("actionOpenPrepared", "preparedRequested"),
        ("actionMachine", "machineRequested"),
        ("actionDiagnostics", "reportRequested"),
        ("actionCheckSlip", "checkRequested"),
        ("actionLogOut", "logOutRequested"),
        ("actionAbout", "aboutRequested"),
    ],
)
def test_each_menu_action_asks_for_its_own(qtbot, window, action, signal):
    with qtbot.waitSignal(getattr(window, signal)):
        window.findChild(QAction, action).trigger()


def test_the_menu_is_the_one_of_the_design(window):
    menus = {
        menu.title().replace("&", ""): [
            action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()
        ]
        for menu in (action.menu() for action in window.menuBar().actions())
    }
    assert menus == {
        "Hệ thống": [
            "Thông tin giấy phép",
            "Lịch sử đăng ký gia hạn",
            "Cập nhật tài nguyên",
            "Cập nhật tài nguyên từ tệp…",
            "Cài đặt…",
            "Đăng xuất",
            "Thoát",
        ],
        "Gia hạn": [
            "Đăng ký gia hạn",
            "Xác nhận thanh toán…",
            "Gia hạn thanh toán…",
            "Mở phiếu đã chuẩn bị…",
            "Kiểm tra phiếu đã ký…",
        ],
        "Trợ giúp": ["Hướng dẫn\tF1", "Kiểm tra máy…", "Lưu báo cáo chẩn đoán…", "Giới thiệu"],
    }


def test_shortcuts_are_unique(window):
    keys = [
        action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for action in window.findChildren(QAction)
        if not action.shortcut().isEmpty()
    ]
    assert sorted(keys) == sorted(set(keys))
    assert "F5" in keys


def test_the_first_paint_is_told_once(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.firstPainted):
        window.show()
    with qtbot.assertNotEmitted(window.firstPainted):
        window.repaint()


def test_a_yellow_notice_and_a_quiet_one_never_stand_for_the_same_topic(window):
    window.show_notice(stage_notice(licence_for(Stage.EXPIRING), TODAY, can_renew=True))
    assert window.banner.isVisible()
    assert not window.info_bar.isVisible()
    window.show_notice(stage_notice(licence_for(Stage.COMMITTED), TODAY, can_renew=True), "260001234")
    assert not window.banner.isVisible()
    assert window.info_bar.isVisible()
    window.show_notice(None)
    assert not window.info_bar.isVisible()


def test_the_link_in_the_banner_registers(qtbot, window):
    window.show_notice(stage_notice(licence_for(Stage.EXPIRING), TODAY, can_renew=True))
    with qtbot.waitSignal(window.registerRequested):
        window.banner.linkActivated.emit("#")


def test_the_transfer_guide_leads_to_the_order(qtbot, window):
    window.show_notice(stage_notice(licence_for(Stage.COMMITTED), TODAY, can_renew=True), "260001234")
    with qtbot.waitSignal(window.orderRequested) as asked:
        window.findChild(QPushButton, "infoBarLink").click()
    assert asked.args == ["260001234"]


def test_the_login_hides_the_menu(qtbot, window):
    view = QLabel("login")
    window.show_login(view)
    assert not window.menuBar().isVisible()
    window.show_session(ACCOUNTANT, None)
    assert window.menuBar().isVisible()


# --- workspace ----------------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot) -> WorkspacePage:
    made = WorkspacePage(NotedReminders(), InlineRunner())
    qtbot.addWidget(made)
    made.resize(1024, 560)
    made.show()
    return made


def test_the_subscription_card_states_the_licence(page):
    page.show_licence(held(Stage.EXPIRING), TODAY, can_renew=True)

    def value(name: str) -> str:
        return page.findChild(QLabel, name).text()

    assert value("licenceNo") == "QLTS-2024-004512"
    assert value("licencePackage") == "QLTS Chuẩn · 03 người dùng"
    assert value("licenceTerm") == "07/01/2026 – 06/01/2027"
    assert value("licenceOrder") == "Chưa có đơn cho kỳ tới"


def test_the_task_button_registers(qtbot, page):
    page.show_licence(held(Stage.EXPIRING), TODAY, can_renew=True)
    with qtbot.waitSignal(page.registerRequested):
        page.findChild(QPushButton, "taskRegisterButton").click()


def test_the_task_button_leads_to_the_order(qtbot, page):
    page.show_licence(held(Stage.COMMITTED), TODAY, can_renew=True)
    with qtbot.waitSignal(page.orderRequested) as asked:
        page.findChild(QPushButton, "taskOrderButton").click()
    assert asked.args == ["260001234"]


def test_tasks_are_not_piled_up_by_a_refresh(page):
    for _ in range(3):
        page.show_licence(held(Stage.EXPIRING), TODAY, can_renew=True)
    assert len(page.findChildren(QPushButton, "taskRegisterButton")) == 1


@pytest.mark.parametrize("stage", [Stage.EXPIRING, Stage.COMMITTED, Stage.COMMITMENT_DUE])
def test_everything_fits_the_smallest_window(qtbot, page, stage):
    page.show_licence(held(stage), TODAY, can_renew=True)
    qtbot.waitUntil(lambda: page.widget().width() <= page.viewport().width())
    assert not page.verticalScrollBar().isVisible()
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


# --- reminders ----------------------------------------------------------------------------------------------


def reminders_button(page: WorkspacePage) -> QPushButton:
    return page.findChild(QPushButton, "saveRemindersButton")


def test_the_licence_s_days_are_saved_for_the_calendar(page, tmp_path):
    page.show_licence(held(Stage.COMMITTED), TODAY, can_renew=True)
    reminders_button(page).click()
    chooser = page.subscription.reminders.files.dialog
    assert chooser.defaultSuffix() == "ics"
    chooser.fileSelected.emit(str(tmp_path / "lich.ics"))
    chooser.reject()
    assert (tmp_path / "lich.ics").read_bytes() == CALENDAR
    assert "lich.ics" in page.findChild(QLabel, "refreshResult").text()


def test_a_calendar_that_cannot_be_saved_is_said_in_place(page, tmp_path):
    page.show_licence(held(Stage.EXPIRING), TODAY, can_renew=True)
    reminders_button(page).click()
    chooser = page.subscription.reminders.files.dialog
    chooser.fileSelected.emit(str(tmp_path / "missing" / "lich.ics"))
    chooser.reject()
    panel = page.findChild(ErrorPanel, "refreshError")
    assert panel.isVisible()
    assert panel.error.code is ErrorCode.FOLDER_NOT_WRITABLE


def test_where_no_day_is_to_come_no_calendar_is_offered(page):
    page.show_licence(held(Stage.EXPIRING), TODAY, can_renew=True)
    assert reminders_button(page).isVisible()
    page.show_licence(held(Stage.OVERDUE_EARLY), TODAY, can_renew=True)
    assert not reminders_button(page).isVisible()


# --- facts --------------------------------------------------------------------------------------------------


def test_licence_information_shows_what_support_asks_for(qtbot, window):
    dialog = licence_info_dialog(held(Stage.COMMITTED), TODAY, window)
    dialog.open()
    words = " | ".join(label.text() for label in dialog.findChildren(QLabel))
    for word in ("QLTS-2024-004512", "0200731649", "260001234", "tệp số 7", "0900 000 000"):
        assert word in words
    dialog.close()


def test_about_names_version_and_server(qtbot, window):
    dialog = about_dialog("0.1.0", "https://qlts.example.vn", VENDOR, window, hears_of_updates=True)
    dialog.open()
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"0.1.0", "https://qlts.example.vn"} <= words
    assert any(VENDOR.name in one and VENDOR.phone in one for one in words)
    dialog.close()
