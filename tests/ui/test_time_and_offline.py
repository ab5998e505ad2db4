"""Wrong clocks, midnight, sleep, no network, and a licence file that somebody has brought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.ui.shell.day_watch import DayWatch
from tests.ui.doubles.gatehouse import ACCOUNTANT, DAY, TODAY, DayClock, MemoryOutbox, held, submitted
from tests.ui.doubles.world import World, started
from tests.ui.inline_runner import HeldRunner

NO_NETWORK = OperationError(ErrorCode.NO_NETWORK)


def clock_words(world: World) -> str:
    bar = world.window.findChild(type(world.window.banner), "clockBar")
    return bar.text if bar is not None and bar.isVisible() else ""


def menu(world: World, name: str) -> QAction:
    return world.window.findChild(QAction, name)


# --- the PC's date ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.EXPIRING, Stage.OVERDUE_EARLY])
def test_a_wrong_pc_is_told_with_both_dates_and_heals(make_world, stage):
    world = make_world(held(stage))
    world.clock.pc_day = date(2019, 1, 5)
    started(world).log_in()
    assert "05/01/2019" in clock_words(world)
    assert "22/11/2026" in clock_words(world)
    world.clock.pc_day = None
    world.flow.refresh()
    assert clock_words(world) == ""


def test_a_wrong_pc_never_stands_in_the_way_of_renewing(make_world):
    world = make_world(held(Stage.CUT_OFF))
    world.clock.pc_day = date(2036, 11, 22)
    started(world).log_in()
    assert "22/11/2036" in world.words("gateClock")
    world.gate.ui.gateRegisterButton.click()
    assert world.flow.registration.wizard.isVisible()


def test_a_login_that_fails_for_the_date_says_which_one_is_right(make_world):
    world = make_world(held(Stage.ACTIVE))
    started(world)
    assert clock_words(world) == ""
    world.sessions.log_in_error = OperationError(ErrorCode.CLOCK_BREAKS_TLS)
    world.clock.pc_day = date(2020, 1, 1)
    world.log_in()
    assert "01/01/2020" in clock_words(world)
    assert world.flow.login.view.isVisible()


# --- midnight and sleep -------------------------------------------------------------------------------------


def test_midnight_asks_the_licensor_too(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    asked = world.licences.refreshes
    world.clock.day = TODAY + DAY
    world.flow.licence.days.look()
    assert world.licences.refreshes == asked + 1


def test_a_look_within_the_day_asks_nobody(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    asked = world.licences.refreshes
    world.flow.licence.days.look()
    assert world.licences.refreshes == asked


@pytest.mark.parametrize(
    ("passed", "woke", "changed"),
    [
        (timedelta(seconds=20), 0, 0),
        (timedelta(minutes=3), 0, 0),
        (timedelta(minutes=3, seconds=1), 1, 0),
        (timedelta(hours=11, minutes=59), 1, 0),
        (timedelta(hours=12), 0, 1),
        (timedelta(days=-1), 0, 1),
    ],
)
def test_what_the_watch_notices(qtbot, passed, woke, changed):
    """It stands at noon: twelve hours on it is another day."""
    clock = DayClock()
    watch = DayWatch(clock)
    heard: list[str] = []
    watch.woke.connect(lambda: heard.append("woke"))
    watch.dayChanged.connect(lambda: heard.append("changed"))
    watch.start()
    clock.passed = passed
    watch.look()
    assert (heard.count("woke"), heard.count("changed")) == (woke, changed)


def test_coming_to_the_front_is_a_look(qtbot):
    clock = DayClock()
    watch = DayWatch(clock)
    watch.start()
    clock.day = TODAY + DAY
    with qtbot.waitSignal(watch.dayChanged):
        QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


# --- without a network --------------------------------------------------------------------------------------


def test_it_asks_again_by_itself_and_the_quiet_line_goes(qtbot, make_world):
    world = make_world(NO_NETWORK, held(Stage.EXPIRING), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.words("offlineLine") != "")
    assert world.flow.licence.refresher.failures == 1
    assert world.flow.licence.refresher.waits
    world.flow.licence.refresher.due.emit()
    assert world.flow.licence.refresher.failures == 2
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.EXPIRING)
    world.flow.licence.refresher.due.emit()
    assert world.words("offlineLine") == ""
    assert world.flow.licence.refresher.failures == 0


def test_an_unconfirmed_gate_names_the_day_and_offers_to_check_again(qtbot, make_world):
    world = make_world(NO_NETWORK, held(Stage.OVERDUE_EARLY), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.words("offlineLine") != "")
    line = world.words("offlineLine")
    assert "Theo ngày trên máy này (22/11/2026)" in line
    assert "08:29 ngày 22/11/2026" in line
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.ACTIVE)
    world.gate._offline.linkActivated.emit("#")
    assert world.gate is None
    assert world.page_name() == "workspacePage"


def test_a_unit_that_gets_its_first_licence_meanwhile_sees_it(make_world):
    world = started(make_world(OperationError(ErrorCode.NO_LICENCE)))
    world.log_in()
    assert world.words("gateTitle") == "Đơn vị chưa có giấy phép"
    world.licences.fresh = held(Stage.COMMITTED)
    assert world.flow.licence.refresher.waits
    world.flow.licence.refresher.due.emit()
    assert world.gate is None
    assert world.page_name() == "workspacePage"


def test_a_copy_that_cannot_be_trusted_is_fetched_anew_when_the_network_is_back(qtbot, make_world):
    world = make_world(NO_NETWORK, OperationError(ErrorCode.LICENCE_DAMAGED), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.gate is not None)
    assert world.flow.licence.refresher.waits
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.ACTIVE)
    world.flow.licence.refresher.due.emit()
    assert world.gate is None


def test_pressing_refresh_while_it_is_being_asked_quietly_waits_for_that_answer(make_world):
    runner = HeldRunner()
    world = started(make_world(held(Stage.EXPIRING), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.flow.licence.refresher.due.emit()
    world.flow.refresh()
    waiting = [job for job, _reports in runner.waiting if "LicenceLoader" in job.task.__qualname__]
    assert len(waiting) == 1
    assert world.words("progressText") != ""
    runner.let_go()
    assert "Chưa có thay đổi" in world.words("refreshResult")


def test_registering_while_it_is_being_asked_quietly_goes_on_to_the_wizard(make_world):
    """Opened offline, nobody is logged in yet: the quiet answer brings the session that the wizard needs."""
    runner = HeldRunner()
    world = make_world(held(Stage.EXPIRING), held(Stage.EXPIRING), remembered=ACCOUNTANT, runner=runner)
    started(world)
    world.flow.licence.refresh_quietly()
    world.flow.register()
    assert world.flow.registration.wizard is None
    runner.let_go()
    assert world.flow.registration.wizard.isVisible()


def test_news_stay_when_a_quiet_refresh_has_none(make_world):
    outbox = MemoryOutbox("260001234", submitted())
    world = started(make_world(held(Stage.COMMITTED), outbox=outbox))
    world.log_in()
    assert "đã được tiếp nhận" in world.window.info_bar.text
    world.flow.licence.refresher.due.emit()
    assert "đã được tiếp nhận" in world.window.info_bar.text


def test_nobody_is_asked_after_the_log_out(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    assert world.flow.licence.refresher.waits
    world.flow.log_out()
    assert not world.flow.licence.refresher.waits
    asked = world.licences.refreshes
    world.flow.licence.refresher.due.emit()
    assert world.licences.refreshes == asked


# --- a refresh that changes the stage -----------------------------------------------------------------------


def test_a_quiet_refresh_moves_the_open_window_to_the_new_stage(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.licences.fresh = held(Stage.CUT_OFF)
    world.flow.licence.refresher.due.emit()
    assert world.words("gateTitle") == "Thuê bao đã bị cắt"
    world.licences.fresh = held(Stage.RENEWED)
    world.flow.licence.refresher.due.emit()
    assert world.gate is None
    assert world.page_name() == "workspacePage"


@pytest.mark.parametrize("after", [Stage.CUT_OFF, Stage.COMMITTED, Stage.ACTIVE])
def test_a_quiet_refresh_leaves_what_is_being_typed(make_world, after):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.flow.register()
    wizard = world.flow.registration.wizard
    typed = QLineEdit("Trường Tiểu học", wizard)
    typed.show()
    typed.setFocus()
    world.licences.fresh = held(after)
    world.flow.licence.refresher.due.emit()
    assert wizard.isVisible()
    assert typed.text() == "Trường Tiểu học"
    assert world.gate is None or not world.gate.isVisible()
    wizard.reject()
    assert (world.gate is not None and world.gate.isVisible()) == (after is Stage.CUT_OFF)


def test_a_quiet_refresh_from_the_gate_does_not_uncover_it_over_the_wizard(make_world):
    world = started(make_world(held(Stage.OVERDUE_EARLY)))
    world.log_in()
    world.flow.register()
    world.licences.fresh = held(Stage.OVERDUE_LATE)
    world.flow.licence.refresher.due.emit()
    assert not world.gate.isVisible()
    world.flow.registration.wizard.reject()
    assert world.gate.isVisible()


# --- a file -------------------------------------------------------------------------------------------------


def test_a_brought_file_opens_the_software(make_world, tmp_path):
    world = started(make_world(held(Stage.OVERDUE_LATE)))
    world.log_in()
    world.licences.brought = held(Stage.RENEWED)
    world.gate.findChild(QAction, "gateActionLicenceFile").trigger()
    dialog = world.flow.licence.files.dialog
    dialog.fileSelected.emit(str(tmp_path / "moi.jws"))
    dialog.reject()
    assert world.licences.taken == [(tmp_path / "moi.jws", "1084512")]
    assert world.gate is None
    assert world.words("refreshResult") == "Đã cập nhật tài nguyên."


def test_a_file_that_is_not_good_is_refused_in_words(make_world, tmp_path):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.licences.brought = OperationError(ErrorCode.LICENCE_OTHER_UNIT)
    menu(world, "actionLicenceFile").trigger()
    world.flow.licence.files.dialog.fileSelected.emit(str(tmp_path / "x.jws"))
    world.flow.licence.files.dialog.reject()
    panel = world.window.findChild(type(world.flow.screens._workspace.subscription._error), "refreshError")
    assert panel.isVisible()
    assert world.page_name() == "workspacePage"


def test_one_file_dialog_at_a_time(make_world):
    world = started(make_world(held(Stage.EXPIRING), runner=None))
    world.log_in()
    world.flow.licence.take_file()
    first = world.flow.licence.files.dialog
    world.flow.licence.take_file()
    assert world.flow.licence.files.dialog is first
    first.reject()
    assert world.flow.licence.files.dialog is None
