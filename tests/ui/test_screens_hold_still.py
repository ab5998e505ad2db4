"""What the user is doing is not disturbed by answers that come by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Access, Stage
from tests.ui.doubles.gatehouse import ACCOUNTANT, DAY, TODAY, held
from tests.ui.doubles.world import World, started
from tests.ui.inline_runner import HeldRunner

NO_NETWORK = OperationError(ErrorCode.NO_NETWORK)


def logged_in(make_world, stage: Stage, **how) -> World:
    world = started(make_world(held(stage), **how))
    world.log_in()
    return world


def quietly(world: World) -> None:
    world.flow.licence.refresher.due.emit()


def test_a_quiet_answer_leaves_the_focus_where_it_is(make_world):
    world = logged_in(make_world, Stage.OVERDUE_EARLY)
    world.gate.ui.gateQuitButton.setFocus()
    quietly(world)
    assert world.gate.focusWidget() is world.gate.ui.gateQuitButton


def test_a_quiet_answer_leaves_the_history_open(make_world):
    world = logged_in(make_world, Stage.OVERDUE_EARLY)
    world.gate.findChild(QAction, "gateActionHistory").trigger()
    quietly(world)
    assert world.window.current_page() is world.flow.screens.history
    assert not world.gate.isVisible()
    world.licences.fresh = held(Stage.CUT_OFF)
    quietly(world)
    assert world.gate.isVisible(), "another stage is told"


def test_the_gate_is_there_again_after_the_recovery_dialog(make_world):
    world = logged_in(make_world, Stage.CUT_OFF)
    world.flow.request_recovery()
    quietly(world)
    world.flow.recovery.dialog.reject()
    world.gate.findChild(QAction, "gateActionHistory").trigger()
    world.flow.screens.leave_history()
    assert world.gate.isVisible()


def test_a_gate_that_begins_under_the_recovery_dialog_opens_after_it(make_world):
    world = logged_in(make_world, Stage.EXPIRING)
    world.flow.request_recovery()
    world.licences.fresh = held(Stage.CUT_OFF)
    quietly(world)
    assert not world.gate.isVisible()
    world.flow.recovery.dialog.reject()
    assert world.gate.isVisible()


@pytest.mark.parametrize("answer", ["nothing new", "no network"])
def test_an_answer_is_told_on_the_history_too(make_world, answer):
    world = logged_in(make_world, Stage.EXPIRING)
    world.flow.screens.show_history("")
    if answer == "no network":
        world.licences.fresh = world.licences.cache = NO_NETWORK
    world.flow.refresh()
    assert world.window.info_bar.isVisible() or world.window.banner.isVisible()
    said = world.window.info_bar.text
    assert ("Chưa có thay đổi" if answer == "nothing new" else "Không kết nối được") in said


def test_midnight_asks_before_a_blocking_stage_is_shown(make_world):
    runner = HeldRunner()
    world = started(make_world(held(Stage.EXPIRING), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.clock.day = TODAY + 46 * DAY
    world.flow.licence.days.look()
    assert world.gate is None, "the vendor may know of a payment"
    world.licences.fresh = held(Stage.RENEWED)
    runner.let_go()
    assert world.gate is None
    assert world.page_name() == "workspacePage"


def test_a_late_answer_at_midnight_shows_the_gate_and_that_it_is_still_asked(make_world, qtbot, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.shell.licence_flow.CACHED_GATE_WAIT_MS", 20)
    runner = HeldRunner()
    world = started(make_world(held(Stage.EXPIRING), runner=runner))
    world.log_in()
    runner.let_go()
    runner.let_go()
    world.clock.day = TODAY + 46 * DAY
    world.flow.licence.days.look()
    qtbot.waitUntil(lambda: world.gate is not None and world.gate.isVisible())
    assert world.words("progressText") != ""


def test_registering_that_nobody_could_answer_says_so(make_world):
    runner = HeldRunner()
    world = make_world(NO_NETWORK, held(Stage.EXPIRING), remembered=ACCOUNTANT, runner=runner)
    world.sessions.resume_error = NO_NETWORK
    started(world)
    world.flow.licence.resume()
    world.flow.register()
    runner.let_go()
    assert world.flow.registration.wizard is None
    panel = world.flow.screens._workspace.subscription._error
    assert panel.isVisible()
    assert world.words("progressText") == ""


def test_why_in_the_red_bar_leads_back_to_the_dialog(make_world):
    readable = held(Stage.OVERDUE_EARLY)
    entries = tuple(replace(entry, access=Access.READ_ONLY) for entry in readable.licence.timetable)
    readable = replace(readable, licence=replace(readable.licence, timetable=entries))
    world = started(make_world(readable))
    world.log_in()
    world.gate.ui.gateReadButton.click()
    assert world.gate is None
    world.window.gateRequested.emit()
    assert world.gate.isVisible()


def test_a_file_dialog_outlives_the_gate_and_can_be_opened_again(make_world):
    world = logged_in(make_world, Stage.OVERDUE_EARLY)
    world.flow.licence.take_file()
    world.licences.fresh = held(Stage.ACTIVE)
    quietly(world)
    world.flow.licence.files.dialog.reject()
    world.flow.licence.take_file()
    assert world.flow.licence.files.dialog is not None
    world.flow.log_out()
    assert world.flow.licence.files.dialog is None


def test_the_notice_of_a_wrong_date_follows_the_pc(make_world):
    world = logged_in(make_world, Stage.EXPIRING)
    world.clock.pc_day = TODAY - 365 * DAY
    world.flow.licence.days.look()
    assert world.window._clock_bar.isVisible()
    world.clock.pc_day = None
    world.flow.licence.days.look()
    assert not world.window._clock_bar.isVisible()
