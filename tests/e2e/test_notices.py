"""What the real app recalls, with the real licensor's licence: in the window, on the disk, in a calendar."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import vobject
from PySide6.QtWidgets import QLabel

from qlts_desktop.ui.shell.flow import AppFlow
from qlts_desktop.ui.shell.notice_teller import NoticeTeller
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.licensor_process import DemoLicensor

pytestmark = pytest.mark.e2e


def told(data: Path) -> list[str]:
    """The topics that the local store knows as told."""
    with closing(sqlite3.connect(data / "client" / "qlts-desktop.sqlite3")) as rows:
        return [topic for (topic,) in rows.execute("SELECT topic FROM notice ORDER BY topic")]


def started(start_app: StartApp, licensor: DemoLicensor, driver: Driver) -> AppFlow:
    """The app with the renewed unit's workspace."""
    flow = start_app(licensor).flow
    main_job.log_in(driver, licensor.account("renewed"))
    driver.see("workspacePage")
    return flow


def has_asked(teller: NoticeTeller) -> bool:
    """Whether the local store has answered whether today's matter was told."""
    return teller._job is not None and not teller._job.is_running


def test_the_success_of_a_renewal_is_told_once_over_all_starts(
    start_app: StartApp,
    untouched_licensor: DemoLicensor,
    driver: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("qlts_desktop.ui.shell.notice_teller.LOOKING_MS", 50)
    window = started(start_app, untouched_licensor, driver).screens.window
    driver.wait_until("the success should be seen", lambda: "Gia hạn thành công" in window.info_bar.text)
    driver.wait_until("it should be kept", lambda: bool(told(tmp_path)))
    assert told(tmp_path)[0].startswith("renewed:20")

    again = started(start_app, untouched_licensor, driver).screens
    driver.wait_until("the store should be asked", lambda: again.teller is not None and has_asked(again.teller))
    assert not again.window.info_bar.isVisible()


def test_the_days_of_a_real_licence_go_into_a_calendar(
    start_app: StartApp, untouched_licensor: DemoLicensor, driver: Driver, tmp_path: Path
):
    start_app(untouched_licensor)
    main_job.log_in(driver, untouched_licensor.account("committed"))
    driver.see("workspacePage")
    target = tmp_path / "lich-nhac.ics"
    driver.click("saveRemindersButton")
    driver.give_path(target)
    driver.wait_until("the calendar should be written", target.exists)
    said = driver.see("refreshResult", QLabel)
    assert str(target) in said.text()
    events = vobject.readOne(target.read_text("utf-8")).vevent_list
    assert all(event.dtstart.value >= date.today() for event in events)  # noqa: DTZ011
    assert any("Hạn thanh toán đơn" in event.summary.value for event in events)
