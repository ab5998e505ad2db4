"""The way from one screen to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.core.wizard import Step, WizardPlace
from qlts_desktop.services.registration_port import LeftPlace
from qlts_desktop.ui.login.login_again_dialog import LoginAgainDialog
from tests.ui.doubles.gatehouse import (
    ACCOUNTANT,
    DAY,
    TODAY,
    VIEWER,
    MemoryOutbox,
    held,
    submitted,
)
from tests.ui.doubles.notices import MemoryNotices
from tests.ui.doubles.world import World, started
from tests.ui.inline_runner import HeldRunner

OPEN_STAGES = [
    Stage.ACTIVE,
    Stage.EXPIRING,
    Stage.COMMITTED,
    Stage.COMMITMENT_DUE,
    Stage.PAYMENT_IN_REVIEW,
    Stage.RENEWED,
]
BLOCKING_STAGES = [Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.CUT_OFF, Stage.COMMITMENT_LAPSED]
NO_NETWORK = OperationError(ErrorCode.NO_NETWORK)


# --- the first screen ---------------------------------------------------------------------------------------


def test_a_first_run_shows_the_login(make_world):
    world = started(make_world(held(Stage.ACTIVE)))
    assert world.flow.login.view.isVisible()
    assert world.licences.refreshes == 0


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_a_remembered_account_with_an_open_stage_sees_the_workspace_at_once(make_world, stage):
    runner = HeldRunner()
    world = started(make_world(held(stage), held(stage), remembered=ACCOUNTANT, runner=runner))
    assert world.flow.login.view is None
    assert world.page_name() == "workspacePage"
    assert world.licences.refreshes == 0


def test_the_licensor_is_asked_after_the_first_paint(qtbot, make_world):
    world = started(make_world(held(Stage.COMMITTED), held(Stage.EXPIRING), remembered=ACCOUNTANT))
    qtbot.waitUntil(lambda: world.licences.refreshes == 1)
    assert world.window.header.corner.text().replace("&", "") == "Xem đơn 260001234"


def test_a_cached_blocking_stage_waits_for_the_latest_licence(qtbot, make_world):
    runner = HeldRunner()
    world = make_world(held(Stage.COMMITTED), held(Stage.CUT_OFF), remembered=ACCOUNTANT, runner=runner)
    started(world)
    qtbot.waitUntil(lambda: bool(runner.waiting))
    assert world.gate is None
    assert "mới nhất" in world.words("progressText")
    runner.let_go()
    assert world.page_name() == "workspacePage"


def test_a_cached_blocking_stage_is_shown_when_the_answer_is_late(qtbot, make_world, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.shell.licence_flow.CACHED_GATE_WAIT_MS", 10)
    runner = HeldRunner()
    world = make_world(held(Stage.COMMITTED), held(Stage.CUT_OFF), remembered=ACCOUNTANT, runner=runner)
    started(world)
    qtbot.waitUntil(lambda: world.gate is not None)
    runner.let_go()
    assert world.gate is None
    assert world.page_name() == "workspacePage"


def test_a_token_that_has_run_out_leads_to_the_login_in_place(qtbot, make_world):
    world = make_world(held(Stage.ACTIVE), held(Stage.ACTIVE), remembered=ACCOUNTANT)
    world.sessions.token_is_good = False
    started(world)
    qtbot.waitUntil(lambda: world.flow.login.view is not None)
    login = world.flow.login.view
    assert login.isVisible()
    assert login.ui.loginMessage.isVisible()
    assert "Phiên đăng nhập đã hết" in login.ui.loginMessage.text()
    assert login.ui.unitCodeEdit.text() == "1084512"


@pytest.mark.parametrize("stage", [Stage.EXPIRING, Stage.OVERDUE_EARLY])
def test_without_a_network_the_cached_licence_holds_and_a_quiet_line_says_so(qtbot, make_world, stage):
    world = make_world(NO_NETWORK, held(stage), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.words("offlineLine") != "")
    assert "08:29 ngày 22/11/2026" in world.words("offlineLine")
    assert (world.gate is not None) == (stage is Stage.OVERDUE_EARLY)


def test_an_old_licence_offline_asks_to_connect(qtbot, make_world):
    world = make_world(NO_NETWORK, held(Stage.ACTIVE), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    world.clock.day = TODAY + 31 * DAY
    started(world)
    qtbot.waitUntil(lambda: "kết nối mạng" in world.words("offlineLine"))


DAMAGED_WORDS = "Bản giấy phép trên máy này bị hỏng"
CHANGED_WORDS = "Bản giấy phép trên máy này đã bị thay đổi"
BAD_COPIES = [
    (ErrorCode.LICENCE_DAMAGED, DAMAGED_WORDS, "không đọc được nữa"),
    (ErrorCode.LICENCE_SIGNATURE_WRONG, CHANGED_WORDS, "không còn như khi nhà cung cấp ký"),
    (ErrorCode.LICENCE_OTHER_UNIT, CHANGED_WORDS, "giấy phép của đơn vị khác"),
    (ErrorCode.LICENCE_OLDER_SERIAL, CHANGED_WORDS, "cũ hơn"),
    (ErrorCode.LICENCE_WRONG_TYPE, CHANGED_WORDS, "tệp loại khác"),
    (ErrorCode.LICENCE_OTHER_PRODUCT, CHANGED_WORDS, "sản phẩm khác"),
]


@pytest.mark.parametrize(("code", "title", "_reason"), BAD_COPIES)
def test_a_bad_copy_is_fetched_again_by_itself_and_said_once(qtbot, make_world, code, title, _reason):
    runner = HeldRunner()
    world = make_world(held(Stage.ACTIVE), OperationError(code), remembered=ACCOUNTANT, runner=runner)
    started(world)
    assert world.words("progressText") == f"{title}. Đang tải lại từ máy chủ…"
    qtbot.waitUntil(lambda: bool(runner.waiting))
    runner.let_go()
    assert world.gate is None
    assert world.page_name() == "workspacePage"
    assert world.window.info_bar.text.startswith(f"{title}. Giấy phép đã được tải lại")
    world.flow.refresh()
    runner.let_go()
    assert title not in world.window.info_bar.text


@pytest.mark.parametrize(("code", "title", "reason"), BAD_COPIES)
def test_a_bad_copy_without_a_network_is_told_apart_and_leads_on(qtbot, make_world, code, title, reason):
    world = make_world(NO_NETWORK, OperationError(code), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.gate is not None)
    assert world.words("gateTitle") == title
    assert reason in world.words("gateText")
    assert "không bị ảnh hưởng" in world.words("gateText")
    assert world.words("errorTitle") == "Không kết nối được máy chủ"
    assert world.gate.ui.gateRefreshButton.isEnabled()
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.ACTIVE)
    world.gate.ui.gateRefreshButton.click()
    assert world.gate is None
    assert world.page_name() == "workspacePage"


def test_a_bad_copy_while_the_server_is_at_fault_says_both(qtbot, make_world):
    """The session goes on, the licence does not come."""
    world = make_world(
        OperationError(ErrorCode.SERVER_ERROR),
        OperationError(ErrorCode.LICENCE_SIGNATURE_WRONG),
        remembered=ACCOUNTANT,
    )
    started(world)
    qtbot.waitUntil(lambda: world.gate is not None)
    assert world.words("gateTitle") == CHANGED_WORDS
    assert world.words("errorTitle") == "Máy chủ gặp lỗi"


@pytest.mark.parametrize("answer", [held(Stage.ACTIVE), NO_NETWORK])
def test_a_first_run_hears_nothing_of_damage(qtbot, make_world, answer):
    runner = HeldRunner()
    world = make_world(answer, None, remembered=ACCOUNTANT, runner=runner)
    started(world)
    assert world.words("progressText") == "Đang kiểm tra giấy phép mới nhất…"
    qtbot.waitUntil(lambda: bool(runner.waiting))
    runner.let_go()
    assert world.gate is None
    said = " ".join(label.text() for label in world.window.findChildren(QLabel))
    assert "bị hỏng" not in said
    assert "bị thay đổi" not in said


# --- a store that cannot be written -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ErrorCode.FOLDER_NOT_WRITABLE, "thư mục /du/lieu không cho ghi"),
        (ErrorCode.DISK_FULL, "ổ đĩa đã đầy"),
    ],
)
def test_a_store_that_cannot_be_written_takes_no_stage_away_and_is_said(qtbot, make_world, code, words):
    world = make_world(NO_NETWORK, held(Stage.EXPIRING), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    world.flow.start(OperationError(code, details={"path": "/du/lieu"}))
    assert world.page_name() == "workspacePage"
    assert words in world.window.machine_bar.text
    qtbot.waitUntil(lambda: world.words("offlineLine") != "")
    assert world.window.machine_bar.isVisible()
    assert world.gate is None


def test_a_store_that_cannot_be_written_is_told_at_the_login_and_stays_said(make_world):
    world = make_world(held(Stage.ACTIVE))
    world.flow.start(OperationError(ErrorCode.DISK_FULL))
    assert world.flow.login.view.error_panel.isVisible()
    world.log_in()
    assert world.window.machine_bar.isVisible()


def test_a_store_that_is_whole_again_is_no_news(make_world):
    world = make_world(held(Stage.ACTIVE))
    world.flow.start(OperationError(ErrorCode.STORE_DAMAGED))
    assert world.flow.login.view.error_panel.isVisible()
    world.log_in()
    assert world.window.machine_bar is None


class UnreadableOutbox(MemoryOutbox):
    """The store cannot even be read."""

    def unfinished_submission(self):
        raise OperationError(ErrorCode.FOLDER_NOT_WRITABLE)


def test_a_store_that_cannot_be_read_keeps_nobody_out(make_world):
    unreadable = OperationError(ErrorCode.FOLDER_NOT_WRITABLE)
    world = started(make_world(held(Stage.ACTIVE), unreadable, outbox=UnreadableOutbox()))
    world.log_in()
    assert world.page_name() == "workspacePage"


def test_a_store_that_cannot_be_read_leads_a_remembered_user_to_the_login(qtbot, make_world):
    unreadable = OperationError(ErrorCode.FOLDER_NOT_WRITABLE)
    world = make_world(NO_NETWORK, unreadable, remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.flow.login.view is not None)
    assert world.gate is None
    assert world.flow.login.view.error_panel.error is NO_NETWORK


def test_a_store_that_cannot_be_read_is_no_untrusted_licence(make_world):
    unreadable = OperationError(ErrorCode.FOLDER_NOT_WRITABLE)
    world = started(make_world(NO_NETWORK, unreadable))
    world.log_in()
    assert world.gate is None
    assert world.flow.login.view.error_panel.error is NO_NETWORK


# --- after the login ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_login_leads_into_the_workspace(make_world, stage):
    world = started(make_world(held(stage)))
    world.log_in()
    assert world.flow.login.view is None
    assert world.gate is None
    assert world.page_name() == "workspacePage"


@pytest.mark.parametrize("stage", BLOCKING_STAGES)
def test_login_leads_to_the_gate_before_any_data(make_world, stage):
    world = started(make_world(held(stage)))
    world.log_in()
    assert world.gate.isVisible()
    assert world.page_name() != "workspacePage"


def test_a_unit_without_a_licence_is_told_so(make_world):
    world = started(make_world(OperationError(ErrorCode.NO_LICENCE)))
    world.log_in()
    assert world.words("gateTitle") == "Đơn vị chưa có giấy phép"
    world.gate.ui.gateRegisterButton.click()
    assert world.flow.registration.wizard.held is None


def test_a_licence_that_cannot_be_trusted_is_never_a_stage(make_world):
    world = started(make_world(OperationError(ErrorCode.LICENCE_OTHER_UNIT)))
    world.log_in()
    assert world.words("gateTitle") == "Giấy phép này của đơn vị khác"


def test_a_bad_fresh_licence_does_not_displace_a_good_cached_one(make_world):
    world = started(make_world(OperationError(ErrorCode.LICENCE_OLDER_SERIAL), held(Stage.ACTIVE)))
    world.log_in()
    assert world.gate is None
    assert "cũ hơn" in world.words("offlineLine")


def test_a_failing_fetch_without_a_cache_stays_at_the_login(make_world):
    world = started(make_world(NO_NETWORK))
    world.log_in()
    assert world.flow.login.view.isVisible()
    assert world.flow.login.view.error_panel.isVisible()
    assert world.flow.login.view.ui.passwordEdit.text() == "right"
    world.licences.fresh = held(Stage.ACTIVE)
    world.flow.login.view.ui.loginButton.click()
    assert world.page_name() == "workspacePage"


def test_a_login_that_could_not_be_remembered_is_said(make_world):
    world = make_world(held(Stage.ACTIVE))
    world.sessions.not_remembered = ErrorCode.KEYRING_UNAVAILABLE.value
    started(world).log_in()
    assert "Chưa ghi nhớ được đăng nhập" in world.window.info_bar.text


def test_a_login_that_a_full_disk_forgets_is_not_blamed_on_the_keyring(make_world):
    world = make_world(held(Stage.ACTIVE))
    world.sessions.not_remembered = ErrorCode.DISK_FULL.value
    started(world).log_in()
    assert world.window.info_bar.text.startswith("Ổ đĩa đã đầy. Chưa ghi nhớ được đăng nhập")


def test_waiting_for_the_licence_can_be_given_up(make_world):
    runner = HeldRunner()
    world = started(make_world(held(Stage.ACTIVE), runner=runner))
    world.log_in()
    runner.let_go()
    assert "Đang tải giấy phép" in world.words("progressText")
    world.flow.login.view.findChild(QPushButton, "progressCancelButton").click()
    runner.let_go()
    assert world.flow.login.view.isVisible()
    assert world.sessions.account is None


# --- an unfinished submission -------------------------------------------------------------------------------


def test_an_unfinished_submission_is_finished_at_the_start(make_world):
    answer = submitted()
    world = started(make_world(held(Stage.COMMITTED), outbox=MemoryOutbox("260001234", answer)))
    world.log_in()
    assert world.page_name() == "workspacePage"
    assert "đã gửi lúc 08:29 ngày 22/11/2026" in world.window.info_bar.text
    world.window.info_bar.link.click()
    assert world.flow.screens.history.shown == ["260001234"]


def test_an_unfinished_submission_without_an_answer_is_told_and_asked_again(make_world):
    outbox = MemoryOutbox("260001234", OperationError(ErrorCode.TIMEOUT))
    world = started(make_world(held(Stage.OVERDUE_EARLY), outbox=outbox))
    world.log_in()
    assert "không bị đăng ký hai lần" in world.words("gateResult")
    outbox.answer_with(submitted())
    world.licences.fresh = held(Stage.COMMITTED)
    world.gate.ui.gateRefreshButton.click()
    assert world.gate is None
    assert "đã được tiếp nhận" in world.window.info_bar.text


class RefusingOutbox(MemoryOutbox):
    """The licensor refuses what was begun, which ends it."""

    def resume_submission(self, on_stage):
        self._unfinished = None
        raise OperationError(ErrorCode.PAYMENT_DAY_PAST)


def test_an_unfinished_submission_that_is_refused_is_told(make_world):
    world = started(make_world(held(Stage.OVERDUE_EARLY), outbox=RefusingOutbox("260001234")))
    world.log_in()
    said = world.words("gateResult")
    assert "260001234 chưa được tiếp nhận" in said
    assert "Bản nháp vẫn còn" in said


# --- refreshing ---------------------------------------------------------------------------------------------


def test_refresh_without_news_says_so_with_the_phone(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.flow.refresh()
    assert world.words("refreshResult").startswith("Chưa có thay đổi.")
    assert "0900 000 000" in world.words("refreshResult")


def test_refresh_at_the_gate_opens_the_workspace_at_once(qtbot, make_world):
    world = started(make_world(held(Stage.OVERDUE_LATE)))
    world.log_in()
    world.gate.ui.gateRefreshButton.click()
    assert world.words("gateResult").startswith("Chưa có thay đổi.")
    world.licences.fresh = replace(held(Stage.RENEWED))
    world.gate.ui.gateRefreshButton.click()
    assert world.gate is None
    assert world.page_name() == "workspacePage"
    qtbot.waitUntil(lambda: "Gia hạn thành công" in world.window.info_bar.text)


def seen(qtbot, world, told: MemoryNotices) -> None:
    """The notice has stood before the user for a while."""
    world.window.activateWindow()
    qtbot.waitUntil(lambda: bool(told.kept))


def test_the_success_notice_of_a_renewal_is_shown_once_ever(qtbot, make_world, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.shell.notice_teller.LOOKING_MS", 10)
    told = MemoryNotices()
    world = started(make_world(held(Stage.RENEWED), notices=told))
    world.log_in()
    qtbot.waitUntil(world.window.info_bar.isVisible)
    seen(qtbot, world, told)
    world.flow.refresh()
    assert not world.window.info_bar.isVisible()
    world.window.close()

    again = make_world(held(Stage.RENEWED), held(Stage.RENEWED), remembered=ACCOUNTANT, notices=told)
    again.clock.day = TODAY + DAY
    started(again)
    qtbot.waitUntil(lambda: len(told.asked) == 2)
    assert not again.window.info_bar.isVisible()


def test_a_success_notice_that_nobody_had_time_to_see_stays(qtbot, make_world):
    told = MemoryNotices()
    world = started(make_world(held(Stage.RENEWED), held(Stage.RENEWED), remembered=ACCOUNTANT, notices=told))
    qtbot.waitUntil(world.window.info_bar.isVisible)
    world.flow.refresh()
    assert world.window.info_bar.isVisible()
    assert told.kept == {}


def test_news_do_not_use_up_the_success_notice(qtbot, make_world, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.shell.notice_teller.LOOKING_MS", 10)
    told = MemoryNotices()
    outbox = MemoryOutbox("260001234", submitted())
    world = started(make_world(held(Stage.RENEWED), outbox=outbox, notices=told))
    world.log_in()
    assert "đã được tiếp nhận" in world.window.info_bar.text
    qtbot.waitUntil(lambda: world.window.isActiveWindow() and world.flow.screens.teller is not None)
    assert told.kept == {}
    world.flow.refresh()
    qtbot.waitUntil(lambda: "Gia hạn thành công" in world.window.info_bar.text)
    seen(qtbot, world, told)


def test_nothing_is_read_of_notices_before_the_first_paint(qtbot, make_world, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.shell.notice_teller.LOOKING_MS", 0)
    told = MemoryNotices()
    world = make_world(held(Stage.EXPIRING), held(Stage.EXPIRING), remembered=ACCOUNTANT, notices=told)
    painted: list[int] = []
    world.window.firstPainted.connect(lambda: painted.append(len(told.asked)))
    started(world)
    assert told.asked == []
    qtbot.waitUntil(lambda: len(told.asked) == 1)
    assert painted == [0]


@pytest.mark.qt_log_ignore(r"raise\(\)", extend=True)  # the offscreen platform has no stack of windows
def test_a_click_on_the_tray_brings_a_minimised_window_back(qtbot, make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.window.showMinimized()
    qtbot.waitUntil(lambda: world.flow.screens.teller is not None)
    world.flow.screens.teller.tray.opened.emit()
    assert not world.window.isMinimized()
    assert world.window.isVisible()


def test_refresh_shows_that_it_runs_and_can_be_cancelled(make_world):
    runner = HeldRunner()
    world = started(make_world(held(Stage.EXPIRING), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.flow.refresh()
    assert "mới nhất" in world.words("progressText")
    assert not world.window.action_refresh.isEnabled()
    cancel = [b for b in world.window.findChildren(QPushButton, "progressCancelButton") if b.isVisible()]
    cancel[0].click()
    assert world.words("progressText") == ""
    assert world.window.action_refresh.isEnabled()
    world.licences.fresh = held(Stage.CUT_OFF)
    runner.let_go()
    assert world.gate is None


def test_a_failing_refresh_keeps_the_stage_and_says_why(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.licences.fresh = NO_NETWORK
    world.flow.refresh()
    assert world.page_name() == "workspacePage"
    assert world.words("errorTitle") == "Không kết nối được máy chủ"


def test_an_ended_session_at_a_refresh_leads_to_the_login(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.licences.fresh = OperationError(ErrorCode.SESSION_EXPIRED)
    world.flow.refresh()
    assert world.flow.login.view.isVisible()
    assert world.flow.login.view.ui.unitCodeEdit.text() == "1084512"


def test_midnight_brings_the_next_stage(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.clock.day = TODAY + 46 * DAY
    world.flow.licence.days.look()
    assert world.words("gateTitle") == "Giấy phép đã hết hạn 1 ngày"


# --- registering --------------------------------------------------------------------------------------------


def test_registering_from_the_gate_goes_on_without_a_new_login(make_world):
    world = started(make_world(held(Stage.OVERDUE_EARLY)))
    world.log_in()
    world.gate.ui.gateRegisterButton.click()
    assert not world.gate.isVisible()
    windows = world.flow.registration
    answer = submitted()
    windows.wizard.send(answer)
    assert windows.wizard is None
    assert windows.success.isVisible()
    assert windows.success.offer == "offer"
    attempts = len(world.sessions.attempts)
    windows.success.continueRequested.emit()
    assert windows.success is None
    assert world.gate is None
    assert world.page_name() == "workspacePage"
    assert "tài nguyên tạm" in world.window.info_bar.text
    assert len(world.sessions.attempts) == attempts


def test_closing_the_success_dialog_goes_on_too(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.flow.register()
    world.flow.registration.wizard.send(submitted())
    world.flow.registration.success.reject()
    assert world.window.header.corner.text().replace("&", "") == "Xem đơn 260001234"


def test_closing_the_wizard_brings_the_gate_back(make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.flow.register()
    world.flow.registration.wizard.reject()
    assert world.gate.isVisible()
    assert not world.flow.registration.is_open


def test_one_wizard_at_a_time(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.flow.register()
    first = world.flow.registration.wizard
    world.flow.register()
    assert world.flow.registration.wizard is first


def test_registering_offline_logs_in_again_first(qtbot, make_world):
    world = make_world(NO_NETWORK, held(Stage.EXPIRING), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.words("offlineLine") != "")
    world.flow.register()
    assert not world.flow.registration.is_open
    assert world.words("errorTitle") == "Không kết nối được máy chủ"
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.EXPIRING)
    world.flow.register()
    assert world.flow.registration.is_open


# --- history, log-out ---------------------------------------------------------------------------------------


def test_the_corner_leads_to_the_open_order_and_back(make_world):
    world = started(make_world(held(Stage.COMMITTED)))
    world.log_in()
    world.window.header.corner.click()
    assert world.flow.screens.history.shown == ["260001234"]
    assert world.window.current_page() is world.flow.screens.history
    world.window.backRequested.emit()
    assert world.page_name() == "workspacePage"


def test_the_history_from_the_gate_leads_back_to_the_gate(make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.gate.historyRequested.emit()
    assert not world.gate.isVisible()
    assert world.window.current_page() is world.flow.screens.history
    assert "chưa vào được phần mềm" in world.window.banner.text
    world.window.banner.link.click()
    assert world.gate.isVisible()
    assert world.window.current_page() is not world.flow.screens.history


def test_a_viewer_gets_no_register_button(make_world):
    world = started(make_world(held(Stage.EXPIRING), account=VIEWER))
    world.log_in()
    assert not world.window.header.corner.isVisible()
    assert not world.window.action_register.isEnabled()
    assert world.window.info_bar.isVisible()
    assert not world.window.banner.isVisible()


def test_logging_out_leaves_nothing_behind(make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.gate.logOutRequested.emit()
    assert world.gate is None
    assert world.flow.login.view.isVisible()
    assert world.flow.login.view.ui.unitCodeEdit.text() == ""
    assert world.sessions.log_outs == 1


def test_quitting_from_the_gate_closes_the_window(make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.gate.ui.gateQuitButton.click()
    assert not world.window.isVisible()


def test_a_login_waits_until_the_session_before_is_ended(make_world):
    runner = HeldRunner()
    world = started(make_world(held(Stage.ACTIVE), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.flow.log_out()
    assert not world.flow.login.view.ui.loginButton.isEnabled()
    runner.let_go()
    assert world.flow.login.view.ui.loginButton.isEnabled()
    assert world.sessions.account is None


def test_a_token_is_never_used_twice_at_once(qtbot, make_world):
    runner = HeldRunner()
    world = make_world(held(Stage.EXPIRING), held(Stage.EXPIRING), remembered=ACCOUNTANT, runner=runner)
    started(world)
    # The licence, and whether a prepared registration was left unfinished.
    qtbot.waitUntil(lambda: len(runner.waiting) == 2)
    world.flow.register()
    world.flow.refresh()
    assert len(runner.waiting) == 2
    runner.let_go()
    assert world.flow.registration.is_open


def test_an_answer_does_not_disturb_an_open_wizard(make_world):
    runner = HeldRunner()
    world = started(make_world(held(Stage.EXPIRING), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.flow.refresh()
    world.flow.register()
    world.licences.fresh = held(Stage.CUT_OFF)
    runner.let_go()
    assert world.flow.registration.wizard.isVisible()
    assert not world.gate.isVisible()
    world.flow.registration.wizard.reject()
    assert world.words("gateTitle") == "Thuê bao đã bị cắt"


def wizard_without_a_session(make_world) -> World:
    """The wizard is open when the licensor ends the session."""
    runner = HeldRunner()
    world = started(make_world(held(Stage.EXPIRING), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.flow.refresh()
    world.flow.register()
    world.licences.fresh = OperationError(ErrorCode.SESSION_EXPIRED)
    runner.let_go()
    assert world.flow.registration.wizard.isVisible()
    return world


def login_again(world: World) -> LoginAgainDialog:
    dialog = world.flow.registration.wizard.findChild(LoginAgainDialog)
    assert dialog is not None
    return dialog


def test_a_session_that_ends_under_an_open_wizard_is_made_good_in_place(make_world):
    world = wizard_without_a_session(make_world)
    dialog = login_again(world)
    dialog.password.setText("wrong")
    dialog.login_button.click()
    world.runner.let_go()
    assert dialog.isVisible()
    assert dialog.error_panel.error.code is ErrorCode.WRONG_PASSWORD
    dialog.password.setText("right")
    dialog.login_button.click()
    world.runner.let_go()
    assert not dialog.isVisible()
    assert world.flow.registration.wizard.went_on == 1
    world.flow.registration.wizard.reject()
    assert world.flow.login.view is None


def test_a_login_put_off_under_the_wizard_comes_after_it(make_world):
    world = wizard_without_a_session(make_world)
    login_again(world).reject()
    world.flow.registration.wizard.reject()
    assert "Phiên đăng nhập đã hết" in world.flow.login.view.ui.loginMessage.text()


def test_one_login_at_a_time_is_asked_for_under_the_wizard(make_world):
    world = wizard_without_a_session(make_world)
    world.flow.registration.wizard.loginNeeded.emit()
    assert len(world.flow.registration.wizard.findChildren(LoginAgainDialog)) == 1


# --- stopped while the wizard was open ----------------------------------------------------------------------

LEFT = LeftPlace(WizardPlace(Step.REVIEW), datetime(2026, 11, 22, 1, 31, tzinfo=UTC))


@pytest.mark.parametrize(
    ("stage", "account", "opens"),
    [
        (Stage.EXPIRING, ACCOUNTANT, True),
        (Stage.CUT_OFF, ACCOUNTANT, True),
        (Stage.COMMITTED, ACCOUNTANT, False),
        (Stage.EXPIRING, replace(ACCOUNTANT, can_renew=False), False),
    ],
)
def test_the_wizard_opens_again_where_it_stood_for_who_may_renew(make_world, stage, account, opens):
    outbox = MemoryOutbox()
    outbox.left = LEFT
    world = started(make_world(held(stage), account=account, outbox=outbox))
    world.log_in()
    wizard = world.flow.registration.wizard
    assert (wizard is not None) is opens
    if wizard is not None:
        assert wizard.left == LEFT
        wizard.reject()
        world.flow.refresh()
        assert world.flow.registration.wizard is None, "asked about once, not after every refresh"


# --- data recovery ------------------------------------------------------------------------------------------


def test_a_request_for_data_recovery_is_filed_over_the_blocking_dialog(make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.gate.ui.gateRecoveryButton.click()
    dialog = world.flow.recovery.dialog
    assert dialog.isVisible()
    assert world.gate.isVisible()
    assert (dialog.ui.recoveryTitle.text(), dialog.typed().contact) == ("Yêu cầu khôi phục dữ liệu", "Trần Thu Hà")
    assert dialog.typed().phone == "0912 345 678"
    dialog.fields["/period"].set_value("Năm 2025")
    dialog.ui.recoverySendButton.click()
    dialog.ui.recoveryCloseButton.click()
    assert world.flow.recovery.dialog is None
    assert "đã gửi yêu cầu KP26000001 lúc 08:29 ngày 22/11/2026" in world.gate.ui.gateResult.text()
    assert world.gate.ui.gateResult.isVisible()


def test_what_was_typed_is_there_again_when_the_dialog_is_opened_again(make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.gate.ui.gateRecoveryButton.click()
    world.flow.recovery.dialog.fields["/period"].set_value("Năm 2025")
    world.flow.recovery.dialog.reject()
    world.gate.ui.gateRecoveryButton.click()
    assert world.flow.recovery.dialog.typed().period == "Năm 2025"


def test_the_dialog_goes_with_the_session_and_can_be_opened_in_the_next(qtbot, make_world):
    world = started(make_world(held(Stage.CUT_OFF)))
    world.log_in()
    world.gate.ui.gateRecoveryButton.click()
    first = world.flow.recovery.dialog
    world.flow.log_out()
    qtbot.waitUntil(lambda: not isValid(first))
    world.log_in()
    world.gate.ui.gateRecoveryButton.click()
    assert world.flow.recovery.dialog.isVisible()
