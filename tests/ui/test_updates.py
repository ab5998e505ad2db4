"""The notice of a newer version, its dialog, and what is said of a downloaded file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.core.releases import FileMatch
from qlts_desktop.services.update_port import ComparedFile
from qlts_desktop.ui.messages.updates import match_text, match_tone, size_text
from qlts_desktop.ui.updates.update_dialog import UpdateDialog
from qlts_desktop.ui.updates.update_watch import UpdateWatch
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.ui.doubles.gatehouse import TODAY, held
from tests.ui.doubles.notices import MemoryNotices
from tests.ui.doubles.updates import NEWER, RELEASE, TOO_OLD, MemoryUpdates
from tests.ui.doubles.world import World, started
from tests.ui.inline_runner import InlineRunner


@pytest.fixture
def at_work(make_world, qtbot):
    """The workspace, with a licensor that announces what a test says."""

    def make(
        updates: MemoryUpdates | None, stage: Stage = Stage.ACTIVE, notices: MemoryNotices | None = None
    ) -> World:
        world = make_world(held(stage), updates=updates, notices=notices)
        started(world)
        world.window.firstPainted.emit()
        world.log_in()
        return world

    return make


def bar(world: World) -> str:
    shown = world.window.update_bar
    return shown.text if shown is not None and shown.isVisible() else ""


def button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def said(window: QWidget, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


# --- the notice --------------------------------------------------------------------------------------------


def test_a_newer_version_is_told_quietly(at_work) -> None:
    world = at_work(MemoryUpdates())
    assert "Có phiên bản mới <b>1.10.0</b>" in bar(world)
    assert world.window.update_bar.property("banner") == "info"


def test_a_version_that_is_too_old_is_told_more_strongly_and_nothing_is_held_back(at_work) -> None:
    world = at_work(MemoryUpdates(TOO_OLD), Stage.EXPIRING)
    assert world.window.update_bar.property("banner") == "warning"
    assert "mọi việc vẫn làm được" in bar(world)
    assert world.window.action_register.isEnabled()
    assert world.window.banner.isVisible(), "the licence's own notice stays"


def test_no_newer_version_is_no_notice(at_work) -> None:
    updates = MemoryUpdates(None)
    assert bar(at_work(updates)) == ""
    assert updates.checks == 1


def test_a_build_without_a_release_key_asks_nothing(at_work) -> None:
    world = at_work(None)
    assert bar(world) == ""
    assert not world.flow.updates.hears


def test_it_is_looked_for_once_a_day_and_again_on_the_next(at_work) -> None:
    updates = MemoryUpdates()
    world = at_work(updates)
    for _ in range(3):
        world.flow.refresh()
    assert updates.checks == 1
    world.clock.day = TODAY + timedelta(days=1)
    world.flow.refresh()
    assert updates.checks == 2


def test_nothing_is_asked_before_the_first_window_is_painted(make_world) -> None:
    updates = MemoryUpdates()
    world = make_world(held(Stage.ACTIVE), updates=updates)
    world.flow.updates.consider("1084512")
    assert updates.checks == 0
    world.window.firstPainted.emit()
    assert updates.checks == 1


# --- putting it off ----------------------------------------------------------------------------------------


def test_put_off_it_is_quiet_for_the_day_and_told_on_the_next(at_work) -> None:
    notices = MemoryNotices()
    world = at_work(MemoryUpdates(), notices=notices)
    world.window.update_bar.link.click()
    dialog = world.flow.updates.dialog
    button(dialog, "updateLaterButton").click()
    assert bar(world) == ""
    assert notices.kept == {("1084512", "update:1.10.0"): TODAY}
    assert bar(at_work(MemoryUpdates(), notices=notices)) == ""
    world.clock.day = TODAY + timedelta(days=1)
    world.flow.refresh()
    assert "1.10.0" in bar(world)


def test_a_still_newer_version_is_told_although_the_one_before_was_put_off(at_work) -> None:
    notices = MemoryNotices()
    notices.kept[("1084512", "update:1.9.0")] = TODAY
    assert "1.10.0" in bar(at_work(MemoryUpdates(), notices=notices))


def test_what_is_too_old_cannot_be_put_off(at_work) -> None:
    notices = MemoryNotices()
    notices.kept[("1084512", "update:1.10.0")] = TODAY
    world = at_work(MemoryUpdates(TOO_OLD), notices=notices)
    assert "quá cũ" in bar(world)
    world.window.update_bar.link.click()
    assert world.flow.updates.dialog.findChild(QPushButton, "updateLaterButton") is None


def test_a_memory_that_cannot_be_read_tells_once_more(at_work) -> None:
    notices = MemoryNotices()
    notices.error = OperationError(ErrorCode.STORE_DAMAGED)
    assert "1.10.0" in bar(at_work(MemoryUpdates(), notices=notices))


# --- the dialog --------------------------------------------------------------------------------------------


@pytest.fixture
def opened(qtbot):
    def make(updates: MemoryUpdates | None = None, update=NEWER) -> UpdateDialog:
        dialog = UpdateDialog(update, updates or MemoryUpdates(), InlineRunner())
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def test_the_dialog_says_what_is_new_and_how_to_compare(opened) -> None:
    dialog = opened()
    assert dialog.findChild(QPlainTextEdit, "updateNotes").toPlainText() == RELEASE.notes
    assert said(dialog, "updateLink_value").replace("\u200b", "") == RELEASE.url
    assert said(dialog, "updateSize_value") == "81,3 MB (81.264.312 byte)"
    assert said(dialog, "updateDigest_value") == " ".join(["abababab"] * 8)
    assert said(dialog, "updateExpires") == "Thông báo có giá trị đến hết ngày 20/02/2027."
    for name, copied in (("Digest", RELEASE.sha256), ("Link", RELEASE.url), ("Size", "81264312")):
        button(dialog, f"update{name}_copy").click()
        assert QGuiApplication.clipboard().text() == copied


def test_what_is_announced_is_text_and_never_markup(qtbot) -> None:
    from dataclasses import replace

    evil = replace(NEWER, release=replace(RELEASE, notes="<b>đậm</b><img src='file:///etc/passwd'>"))
    dialog = UpdateDialog(evil, MemoryUpdates(), InlineRunner())
    qtbot.addWidget(dialog)
    assert dialog.findChild(QPlainTextEdit, "updateNotes").toPlainText() == evil.release.notes


def test_the_link_opens_in_the_browser_and_nothing_is_downloaded(opened, monkeypatch) -> None:
    opened_urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened_urls.append(url) or True)
    updates = MemoryUpdates()
    dialog = opened(updates)
    button(dialog, "updateOpenButton").click()
    assert [url.toString() for url in opened_urls] == [RELEASE.url]
    assert updates.files == []


@pytest.mark.parametrize(
    ("match", "heading", "advice"),
    [
        (FileMatch.SAME, "Đúng tệp cài đặt", "rồi mở tệp để cài"),
        (FileMatch.SHORTER, "Tệp tải chưa xong", "Mới có 5 trên 81.264.312 byte"),
        (FileMatch.EMPTY, "Tệp trống", "tải lại"),
        (FileMatch.LONGER, "Đây là tệp khác", "Không mở tệp này"),
        (FileMatch.ALTERED, "Tệp đã bị đổi hoặc hỏng", "Không mở tệp này"),
    ],
)
def test_what_a_downloaded_file_is_stands_in_words(opened, match: FileMatch, heading: str, advice: str) -> None:
    updates = MemoryUpdates()
    updates.compared = ComparedFile(match, 5)
    dialog = opened(updates)
    dialog.compare("/tải về/qlts.deb")
    assert updates.files == [Path("/tải về/qlts.deb")]
    assert said(dialog, "updateVerdict").startswith("qlts.deb: " + heading)
    assert advice in said(dialog, "updateAdvice")


def test_every_result_has_its_words_and_colour() -> None:
    for match in FileMatch:
        heading, advice = match_text(ComparedFile(match, 1), 2)
        assert heading
        assert advice
        assert "{" not in heading + advice
    assert {match for match in FileMatch if match_tone(match) == "success"} == {FileMatch.SAME}


def test_a_file_that_cannot_be_read_is_said_and_another_can_be_tried(opened) -> None:
    updates = MemoryUpdates()
    updates.compared = OperationError(ErrorCode.FILE_UNREADABLE, details={"path": "/x.deb"})
    dialog = opened(updates)
    dialog.compare("/x.deb")
    assert dialog.findChild(ErrorPanel, "updateError").isVisible()
    assert button(dialog, "updateCompareButton").isEnabled()
    updates.compared = ComparedFile(FileMatch.SAME, 1)
    dialog.compare("/y.deb")
    assert not dialog.findChild(ErrorPanel, "updateError").isVisible()
    assert said(dialog, "updateVerdict").startswith("y.deb")


def test_the_dialog_is_opened_once_and_only_when_there_is_something(at_work) -> None:
    world = at_work(MemoryUpdates(None))
    watch: UpdateWatch = world.flow.updates
    watch.open()
    assert watch.dialog is None
    world = at_work(MemoryUpdates())
    world.flow.updates.open()
    first = world.flow.updates.dialog
    world.flow.updates.open()
    assert world.flow.updates.dialog is first
    button(first, "updateCloseButton").click()
    assert world.flow.updates.dialog is None
    assert "1.10.0" in bar(world)


def test_sizes_are_read_as_people_write_them() -> None:
    assert size_text(1_234_567) == "1,2 MB (1.234.567 byte)"


@pytest.mark.parametrize(
    ("updates", "words"), [(None, "không ghim khóa phát hành"), (MemoryUpdates(), "thông báo có ký")]
)
def test_about_says_whether_newer_versions_are_announced(at_work, updates, words: str) -> None:
    world = at_work(updates)
    world.window.aboutRequested.emit()
    dialog = world.window.findChild(QWidget, "factsDialog")
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert words in text
    assert "0.1.0" in text
    assert "0900 000 000" in text
    dialog.close()
