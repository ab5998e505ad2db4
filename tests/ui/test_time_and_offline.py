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
from tests.ui.doubles.gatehouse import ACCOUNTANT, DAY, TODAY, DayClock, held
from tests.ui.doubles.world import World, started

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
    world.flow.days.look()
    assert world.licences.refreshes == asked + 1


def test_a_look_within_the_day_asks_nobody(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    asked = world.licences.refreshes
    world.flow.days.look()
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
    assert world.flow.refresher.failures == 1
    assert world.flow.refresher.waits
    world.flow.refresher.due.emit()
    assert world.flow.refresher.failures == 2
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.EXPIRING)
    world.flow.refresher.due.emit()
    assert world.words("offlineLine") == ""
    assert world.flow.refresher.failures == 0


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
    assert world.flow.refresher.waits
    world.flow.refresher.due.emit()
    assert world.gate is None
    assert world.page_name() == "workspacePage"


def test_a_copy_that_cannot_be_trusted_is_fetched_anew_when_the_network_is_back(qtbot, make_world):
    world = make_world(NO_NETWORK, OperationError(ErrorCode.LICENCE_DAMAGED), remembered=ACCOUNTANT)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    qtbot.waitUntil(lambda: world.gate is not None)
    assert world.flow.refresher.waits
    world.sessions.resume_error = None
    world.licences.fresh = held(Stage.ACTIVE)
    world.flow.refresher.due.emit()
    assert world.gate is None


def test_nobody_is_asked_after_the_log_out(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    assert world.flow.refresher.waits
    world.flow.log_out()
    assert not world.flow.refresher.waits
    asked = world.licences.refreshes
    world.flow.refresher.due.emit()
    assert world.licences.refreshes == asked


# --- a refresh that changes the stage -----------------------------------------------------------------------


def test_a_quiet_refresh_moves_the_open_window_to_the_new_stage(make_world):
    world = started(make_world(held(Stage.EXPIRING)))
    world.log_in()
    world.licences.fresh = held(Stage.CUT_OFF)
    world.flow.refresher.due.emit()
    assert world.words("gateTitle") == "Thuê bao đã bị cắt"
    world.licences.fresh = held(Stage.RENEWED)
    world.flow.refresher.due.emit()
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
    world.flow.refresher.due.emit()
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
    world.flow.refresher.due.emit()
    assert not world.gate.isVisible()
    world.flow.registration.wizard.reject()
    assert world.gate.isVisible()


# --- a file -------------------------------------------------------------------------------------------------


def test_a_brought_file_opens_the_software(make_world, tmp_path):
    world = started(make_world(held(Stage.OVERDUE_LATE)))
    world.log_in()
    world.licences.brought = held(Stage.RENEWED)
    world.gate.findChild(QAction, "gateActionLicenceFile").trigger()
    dialog = world.flow.files.dialog
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
    world.flow.files.dialog.fileSelected.emit(str(tmp_path / "x.jws"))
    world.flow.files.dialog.reject()
    panel = world.window.findChild(type(world.flow.screens._workspace.subscription._error), "refreshError")
    assert panel.isVisible()
    assert world.page_name() == "workspacePage"


def test_one_file_dialog_at_a_time(make_world):
    world = started(make_world(held(Stage.EXPIRING), runner=None))
    world.log_in()
    world.flow.take_file()
    first = world.flow.files.dialog
    world.flow.take_file()
    assert world.flow.files.dialog is first
    first.reject()
    assert world.flow.files.dialog is None
