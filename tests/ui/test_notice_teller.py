"""A notice outside the window: only when nobody looks, once a day, never for what is settled."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.core.notices import SHOWN_IN_THE_WINDOW_ONLY, NoticeTopic
from qlts_desktop.ui.messages.outside import outside_text, outside_title
from qlts_desktop.ui.shell.notice_teller import NoticeTeller
from qlts_desktop.ui.shell.tray import Tray
from tests.ui.doubles.gatehouse import ACCOUNTANT, DAY, TODAY, VIEWER, licence_for
from tests.ui.doubles.notices import MemoryNotices
from tests.ui.inline_runner import HeldRunner, InlineRunner

# Telling the offscreen platform's missing tray from a real one is Qt's; the icon itself is real.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


class Desk:
    """A teller on a desktop whose tray, and whose user, are the test's."""

    def __init__(self, runner=None, notices=None) -> None:
        self.said: list[tuple[str, str]] = []
        self.has_tray = True
        self.looks = False
        self.notices = notices or MemoryNotices()
        self.tray = Tray(lambda: self.has_tray, self._say)
        self.teller = NoticeTeller(self.notices, runner or InlineRunner(), self.tray, lambda: self.looks)
        self.teller.begin()

    def _say(self, icon: QSystemTrayIcon, title: str, text: str) -> None:
        assert icon.isVisible()
        self.said.append((title, text))

    def show_stage(self, stage: Stage, today: date = TODAY, account=ACCOUNTANT) -> None:
        self.teller.consider(account, licence_for(stage, today), today)

    def kept(self) -> list[tuple[str, date]]:
        return [(topic, day) for (_unit, topic), day in self.notices.kept.items()]


@pytest.fixture(autouse=True)
def _short_looks(monkeypatch, qapp):
    monkeypatch.setattr("qlts_desktop.ui.shell.notice_teller.LOOKING_MS", 0)


@pytest.fixture
def desk(qapp):
    made = Desk()
    yield made
    made.teller.forget()


def settled(qtbot, desk: Desk) -> None:
    """All timers of the teller have come to their end."""
    qtbot.waitUntil(lambda: not desk.teller._timer.isActive())


def test_a_user_who_does_not_look_is_told_in_the_tray(qtbot, desk):
    desk.show_stage(Stage.EXPIRING)
    qtbot.waitUntil(lambda: bool(desk.said))
    ((title, text),) = desk.said
    assert title == "Sắp hết hạn · Trường THCS Nguyễn Bỉnh Khiêm"
    assert text == (
        "Giấy phép sử dụng phần mềm còn 45 ngày, hết hạn vào cuối ngày 06/01/2027."
        " Mở QLTS Desktop để đăng ký gia hạn."
    )
    assert desk.kept() == [("term_ends", TODAY)]


def test_a_user_who_looks_has_been_told_by_the_banner(qtbot, desk):
    desk.looks = True
    desk.show_stage(Stage.EXPIRING)
    settled(qtbot, desk)
    assert desk.said == []
    assert desk.tray.icon is None
    assert desk.kept() == [("term_ends", TODAY)]


def test_once_a_day_and_again_on_the_next(qtbot, desk):
    for _ in range(3):
        desk.show_stage(Stage.EXPIRING)
        settled(qtbot, desk)
    desk.teller.forget()  # a new login, or a new start of the program
    desk.show_stage(Stage.EXPIRING)
    settled(qtbot, desk)
    assert len(desk.said) == 1
    desk.show_stage(Stage.EXPIRING, TODAY + DAY)
    settled(qtbot, desk)
    assert len(desk.said) == 2


def test_another_topic_on_the_same_day_is_told(qtbot, desk):
    for stage in (Stage.EXPIRING, Stage.COMMITMENT_DUE):
        desk.show_stage(stage)
        settled(qtbot, desk)
    assert [topic for topic, _day in desk.kept()] == ["term_ends", "payment_due"]
    assert len(desk.said) == 2


@pytest.mark.parametrize(
    ("stage", "account"),
    [
        (Stage.ACTIVE, ACCOUNTANT),
        (Stage.COMMITTED, ACCOUNTANT),
        (Stage.PAYMENT_IN_REVIEW, ACCOUNTANT),
        (Stage.EXPIRING, VIEWER),
        (Stage.COMMITMENT_DUE, VIEWER),
        (Stage.OVERDUE_EARLY, VIEWER),
    ],
)
def test_what_is_settled_or_not_theirs_is_not_even_looked_up(qtbot, desk, stage, account):
    desk.show_stage(stage, account=account)
    settled(qtbot, desk)
    assert desk.notices.asked == []
    assert desk.said == []


def test_a_matter_settled_meanwhile_is_not_told(qtbot, desk, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.shell.notice_teller.LOOKING_MS", 60_000)
    desk.show_stage(Stage.EXPIRING)
    assert desk.teller._timer.isActive()
    desk.show_stage(Stage.COMMITTED)
    assert not desk.teller._timer.isActive()
    assert not desk.teller.is_owed


def test_an_answer_that_comes_after_the_matter_is_settled_is_dropped(qtbot):
    runner = HeldRunner()
    desk = Desk(runner)
    desk.show_stage(Stage.EXPIRING)
    qtbot.waitUntil(lambda: bool(runner.waiting))
    desk.show_stage(Stage.COMMITTED)
    runner.let_go()
    assert not desk.teller.is_owed
    assert not desk.teller._timer.isActive()


def test_a_settled_matter_takes_its_notice_out_of_the_tray(qtbot, desk):
    desk.show_stage(Stage.EXPIRING)
    qtbot.waitUntil(lambda: bool(desk.said))
    assert desk.tray.icon.isVisible()
    desk.show_stage(Stage.COMMITTED)
    assert not desk.tray.icon.isVisible()


def test_the_notice_leaves_the_tray_when_the_user_comes_back(qtbot, desk):
    desk.show_stage(Stage.EXPIRING)
    qtbot.waitUntil(lambda: bool(desk.said))
    desk.looks = True
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: not desk.tray.icon.isVisible())


def test_without_a_tray_it_is_told_when_the_user_comes_back(qtbot, desk):
    desk.has_tray = False
    desk.show_stage(Stage.EXPIRING)
    settled(qtbot, desk)
    assert desk.kept() == []
    desk.looks = True
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: desk.kept() == [("term_ends", TODAY)])
    assert desk.tray.icon is None


def test_the_success_of_a_renewal_never_leaves_the_window(qtbot, desk):
    with qtbot.waitSignal(desk.teller.owed):
        desk.show_stage(Stage.RENEWED)
    settled(qtbot, desk)
    assert desk.said == []
    assert desk.teller.is_owed
    desk.looks = True
    desk.teller._on_focus_moved()
    settled(qtbot, desk)
    assert desk.kept() == [("renewed:2027-11-22", TODAY)]
    desk.teller.forget()
    desk.teller.consider(ACCOUNTANT, licence_for(Stage.RENEWED), TODAY + DAY)
    assert not desk.teller.is_owed


def test_a_store_that_fails_silences_nothing_and_repeats_nothing(qtbot, desk, caplog):
    desk.notices.error = OperationError(ErrorCode.DISK_FULL)
    for _ in range(2):
        desk.show_stage(Stage.EXPIRING)
        settled(qtbot, desk)
    assert len(desk.said) == 1
    assert "disk_full" in caplog.text


def test_a_click_on_notice_or_icon_opens_the_window(qtbot, desk):
    desk.show_stage(Stage.EXPIRING)
    qtbot.waitUntil(lambda: bool(desk.said))
    with qtbot.waitSignal(desk.tray.opened):
        desk.tray.icon.messageClicked.emit()
    with qtbot.waitSignal(desk.tray.opened):
        desk.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(desk.tray.opened):
        desk.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_where_the_system_has_no_tray_none_is_made(qapp):
    """The offscreen platform has none: what the system says is asked, not assumed."""
    tray = Tray()
    assert not tray.tell("title", "text")
    assert tray.icon is None


# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "stage", "words"),
    [
        (NoticeTopic.TERM_ENDS, Stage.EXPIRING, "còn 45 ngày"),
        (NoticeTopic.PAYMENT_DUE, Stage.COMMITMENT_DUE, "Đơn 260001234: còn 9 ngày đến hạn thanh toán 01/12/2026"),
        (NoticeTopic.LICENCE_ENDED, Stage.OVERDUE_EARLY, "đã hết hạn 12 ngày"),
        (NoticeTopic.LICENCE_ENDED, Stage.OVERDUE_LATE, "đã hết hạn 43 ngày"),
        (NoticeTopic.LICENCE_ENDED, Stage.CUT_OFF, "Thuê bao đã bị cắt"),
        (NoticeTopic.PAYMENT_MISSED, Stage.COMMITMENT_LAPSED, "Đơn 260001234: đã quá hạn thanh toán 18/11/2026"),
    ],
)
def test_each_topic_says_what_holds(topic, stage, words):
    assert words in outside_text(topic, licence_for(stage), TODAY)


def test_the_last_day_is_called_today():
    licence = licence_for(Stage.EXPIRING)
    assert "hết hạn vào cuối ngày hôm nay" in outside_text(NoticeTopic.TERM_ENDS, licence, licence.access_until)
    due = licence_for(Stage.COMMITMENT_DUE)
    assert "hôm nay là hạn thanh toán" in outside_text(NoticeTopic.PAYMENT_DUE, due, due.order.due_on)


def test_every_topic_that_leaves_the_window_has_its_text():
    licences = {
        NoticeTopic.PAYMENT_DUE: licence_for(Stage.COMMITMENT_DUE),
        NoticeTopic.PAYMENT_MISSED: licence_for(Stage.COMMITMENT_LAPSED),
    }
    for topic in NoticeTopic:
        text = outside_text(topic, licences.get(topic, licence_for(Stage.EXPIRING)), TODAY)
        assert bool(text) == (topic not in SHOWN_IN_THE_WINDOW_ONLY)


def test_the_title_names_stage_and_unit():
    assert outside_title(licence_for(Stage.COMMITMENT_LAPSED), TODAY).endswith("· Trường THCS Nguyễn Bỉnh Khiêm")
