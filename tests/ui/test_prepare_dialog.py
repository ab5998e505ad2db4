"""*Lưu để thủ trưởng ký sau*: the file, what is said about it, and how it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from qlts_desktop.core.errors import ErrorCode, FieldError
from qlts_desktop.services.registration_port import Draft
from qlts_desktop.ui.renewal.preparing import Preparing
from qlts_desktop.ui.renewal.session import RenewalSession
from tests.ui.doubles.prepared import SUMMARY, MemoryPrepared
from tests.ui.doubles.renewal import KEPT_AT, TODAY, RenewalDesk, simple_checks
from tests.ui.inline_runner import InlineRunner


class PreparedDesk(RenewalDesk):
    """A desk whose draft has been prepared before."""

    def __init__(self, *, typed: bool = False) -> None:
        super().__init__()
        self.typed = typed

    def open_draft(self, **asked: object) -> Draft:
        from dataclasses import replace

        draft = super().open_draft(**asked)  # type: ignore[arg-type]
        return replace(draft, prepared=SUMMARY, typed_at=KEPT_AT if self.typed else None)


class Page:
    """Step 2 of a renewal, as far as preparing needs it."""

    def __init__(self, qtbot, tmp_path: Path, desk: RenewalDesk | None = None) -> None:
        from PySide6.QtWidgets import QVBoxLayout, QWidget

        self.desk = desk or RenewalDesk()
        self.port = MemoryPrepared()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.session = RenewalSession(self.desk, InlineRunner(), simple_checks(), lambda: TODAY, "", self.window)
        self.preparing = Preparing(self.session, self.port, InlineRunner(), self.window)
        QVBoxLayout(self.window).addWidget(self.preparing.bar)
        self.window.show()
        self.session.open()
        self.session.make_slip()
        self.target = tmp_path / "phieu.qlts"

    def ask(self) -> None:
        self.preparing.ask()

    @property
    def dialog(self):
        assert self.preparing.dialog is not None
        return self.preparing.dialog

    def click(self, name: str) -> None:
        self.dialog.findChild(QPushButton, name).click()

    def says(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    def save(self) -> None:
        self.click("savePreparedButton")
        saver = self.dialog.saver
        assert saver.dialog is not None
        saver.dialog.reject()
        saver.save(str(self.target), b"sealed")

    @property
    def bar(self) -> str:
        return self.preparing.bar.text if self.preparing.bar.isVisible() else ""

    @property
    def link(self) -> QPushButton:
        return self.window.findChild(QPushButton, "revokeButton")


@pytest.fixture
def page(qtbot, tmp_path: Path) -> Page:
    return Page(qtbot, tmp_path)


def test_the_form_is_saved_and_the_slip_of_step_2_is_sealed(page: Page):
    page.session.set_value("unit", "contact_name", "Đặng Thị Ượng")
    page.session.make_slip()
    page.ask()
    page.click("savePreparedButton")
    assert page.desk.stored.unit.contact_name == "Đặng Thị Ượng"
    ((draft, slip),) = page.port.prepared_of
    assert draft.version == page.desk.version
    assert slip == page.session.slip_bytes


def test_a_name_is_proposed_and_where_it_was_saved_is_said(page: Page):
    page.ask()
    page.click("savePreparedButton")
    assert page.dialog.saver.dialog.selectedFiles()[0].endswith("phieu-260001234.qlts")
    page.dialog.saver.dialog.reject()
    page.dialog.saver.save(str(page.target), b"sealed")
    assert page.target.read_bytes() == b"sealed"
    assert str(page.target) in page.says("preparePlace")
    assert "06/12/2026" in page.says("prepareUntil")


def test_what_matters_about_the_file_is_said_before_and_after(page: Page):
    def words() -> str:
        return " ".join(label.text() for label in page.dialog.findChildren(QLabel) if label.isVisible())

    page.ask()
    before = words()
    page.save()
    for text in (before, words()):
        assert "Mở phiếu đã chuẩn bị" in text
        assert "không còn dùng được" in text
        assert "an toàn" in text


def test_choosing_another_place_prepares_nothing_anew(page: Page):
    page.ask()
    page.save()
    page.save()
    assert page.port.calls == ["prepare"]


def test_a_file_that_was_never_saved_is_taken_back(page: Page):
    page.ask()
    page.click("savePreparedButton")
    page.dialog.saver.dialog.reject()
    assert page.bar
    page.dialog.reject()
    assert page.port.calls == ["prepare", "revoke"]
    assert page.bar == ""


def test_closed_unused_it_has_asked_for_nothing(page: Page):
    page.ask()
    page.click("prepareCloseButton")
    assert page.port.calls == []
    assert page.preparing.dialog is None


def test_an_unreachable_server_is_said_in_place_and_tried_again(page: Page):
    page.port.fail("prepare", ErrorCode.NO_NETWORK)
    page.ask()
    page.click("savePreparedButton")
    assert page.dialog.findChild(QLabel, "errorTitle").isVisible()
    page.port.fails.clear()
    page.save()
    assert page.says("preparePlace")


def test_a_folder_that_cannot_be_written_is_said_and_another_can_be_chosen(page: Page):
    page.ask()
    page.click("savePreparedButton")
    page.dialog.saver.dialog.reject()
    page.dialog.saver.save("/no/such/folder/phieu.qlts", b"sealed")
    assert page.dialog.findChild(QLabel, "errorTitle").isVisible()
    assert not page.says("preparePlace")
    page.save()
    assert page.says("preparePlace")
    assert page.port.calls == ["prepare"]


def test_problems_that_the_licensor_finds_go_to_their_fields(qtbot, page: Page):
    page.port.fail("prepare", ErrorCode.FORM_INVALID, fields=(FieldError("/unit/phone", "bad_phone"),))
    page.ask()
    with qtbot.waitSignal(page.session.fieldErrorsApplied):
        page.click("savePreparedButton")
    assert page.preparing.dialog is None


def test_a_session_that_has_ended_asks_for_a_login(qtbot, page: Page):
    page.port.fail("prepare", ErrorCode.SESSION_EXPIRED)
    page.ask()
    with qtbot.waitSignal(page.session.loginNeeded):
        page.click("savePreparedButton")


def test_the_bar_says_that_changing_the_form_makes_the_file_void_and_then_that_it_did(page: Page):
    page.ask()
    page.save()
    page.dialog.reject()
    assert "Trần Thu Hà" in page.bar
    assert "06/12/2026" in page.bar
    assert page.link.text().replace("&", "") == "Thu hồi"
    page.session.set_value("unit", "contact_name", "Người khác")
    assert "Nội dung đã được sửa" in page.bar
    assert page.desk.stored.unit.contact_name == "Người khác"  # at once: until then the file is good
    page.session.set_value("unit", "contact_name", "Trần Thu Hà")
    assert "Nội dung đã được sửa" in page.bar
    page.link.click()
    assert page.bar == ""
    assert page.port.calls == ["prepare"]


def test_a_good_file_of_before_is_told_when_the_draft_is_opened(qtbot, tmp_path: Path):
    page = Page(qtbot, tmp_path, PreparedDesk())
    assert "Trần Thu Hà" in page.bar
    page.link.click()
    assert page.port.calls == ["revoke"]
    assert "Đã thu hồi" in page.bar


def test_a_file_of_before_is_void_where_something_was_typed_since(qtbot, tmp_path: Path):
    page = Page(qtbot, tmp_path, PreparedDesk(typed=True))
    assert "Nội dung đã được sửa" in page.bar


def test_a_change_that_has_not_reached_the_licensor_does_not_end_the_file_yet(qtbot, tmp_path: Path):
    page = Page(qtbot, tmp_path, PreparedDesk())
    page.desk.fail("save_form", ErrorCode.NO_NETWORK)
    page.session.set_value("unit", "contact_name", "Người khác")
    assert "tới máy chủ" in page.bar
    page.desk.fails.clear()
    page.session.retry()
    assert "Lưu lại phiếu mới" in page.bar


def test_without_a_prepared_file_nothing_is_said(page: Page):
    assert page.bar == ""


def test_a_revocation_that_did_not_arrive_is_said_and_can_be_tried_again(qtbot, tmp_path: Path):
    page = Page(qtbot, tmp_path, PreparedDesk())
    page.port.fail("revoke", ErrorCode.NO_NETWORK)
    page.link.click()
    assert "Chưa thu hồi được" in page.bar
    page.port.fails.clear()
    page.link.click()
    assert "Đã thu hồi" in page.bar
