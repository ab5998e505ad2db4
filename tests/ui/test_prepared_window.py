"""A prepared registration on another PC: what is shown, signing, sending, and each way it can be refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QMessageBox, QPushButton

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.services.registration_port import Submitted
from qlts_desktop.services.signing_port import SignedSlip
from qlts_desktop.ui.prepared.prepared_window import PreparedWindow
from qlts_desktop.ui.widgets.unsaved_question import UnsavedQuestion
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.prepared import BEGUN, MemoryPrepared, prepared
from tests.ui.doubles.renewal import TODAY
from tests.ui.doubles.sending import SIGNED_AT, SigningDesk, pdf
from tests.ui.inline_runner import InlineRunner


class Page:
    """The window as a user sees it."""

    def __init__(self, qtbot, opened: Prepared | None = None) -> None:
        self.port = MemoryPrepared()
        self.signing = SigningDesk()
        self.window = PreparedWindow(
            opened or prepared(pdf()), self.port, self.signing, MemoryMachine(), InlineRunner(), lambda: TODAY
        )
        qtbot.addWidget(self.window)
        self.submitted: list[Submitted] = []
        self.window.submitted.connect(self.submitted.append)
        self.window.show()

    def says(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    @property
    def perform(self) -> QPushButton:
        return self.window.findChild(QPushButton, "preparedPerformButton")

    def sign(self) -> None:
        self.perform.click()
        dialog = self.window._dialog
        assert dialog is not None
        dialog.panel.pane.add_file("/tmp/chung-thu.p12")
        dialog.findChild(QLineEdit, "secretEdit").setText("right")
        dialog.findChild(QPushButton, "openCertificateButton").click()
        dialog.findChild(QPushButton, "signButton").click()

    @property
    def error(self) -> str:
        panel = self.window._cards.error
        return str(panel.error.code) if panel.isVisible() and panel.error is not None else ""


def test_what_is_signed_is_shown_with_who_prepared_it_and_until_when(qtbot):
    page = Page(qtbot)
    assert page.says("preparedUnit") == "Trường THCS Nguyễn Bỉnh Khiêm"
    assert page.says("preparedTaxCode") == "0200731649"
    assert page.says("preparedOrder") == "260001234"
    assert page.says("preparedTerm") == "07/01/2027 – 06/01/2028"
    assert page.says("preparedTotal") == "3.500.000 đ"
    assert "31/01/2027" in page.says("preparedDueOn")
    assert "Trần Thu Hà" in page.says("preparedBy")
    assert "22/11/2026" in page.says("preparedBy")
    assert "06/12/2026" in page.says("preparedUntil")
    assert page.says("preparedServer") == "https://qlts.example.vn"
    assert page.window._slip.pdf == page.window.prepared.slip


def test_it_is_signed_and_sent_without_anything_being_saved_before(qtbot):
    page = Page(qtbot)
    page.sign()
    assert page.port.calls == ["submit"]
    assert page.port.sent == [page.window.prepared.slip + b"\n% signed"]
    (submitted,) = page.submitted
    assert submitted.signer == "LÊ QUANG MINH"
    assert not page.window.isVisible()


def test_the_certificate_is_checked_against_the_unit_in_the_file(qtbot, monkeypatch):
    page = Page(qtbot)
    seen: list[str] = []
    check = page.signing.preflight
    monkeypatch.setattr(
        page.signing, "preflight", lambda one, form, code: (seen.append(code), check(one, form, code))[1]
    )
    page.sign()
    assert seen == ["0200731649"]


@pytest.mark.parametrize(
    "code",
    [
        ErrorCode.PREPARED_VOID,
        ErrorCode.PREPARED_USED,
        ErrorCode.PREPARED_EXPIRED,
        ErrorCode.PREPARED_REVOKED,
        ErrorCode.PREPARED_UNKNOWN,
    ],
)
def test_a_file_that_is_no_longer_good_says_why_and_offers_no_signing(qtbot, code: ErrorCode):
    page = Page(qtbot)
    page.port.fail("submit", code)
    page.sign()
    assert page.error == code
    assert not page.perform.isVisible()
    assert page.submitted == []


def test_a_certificate_that_is_not_the_units_is_said_where_another_can_be_chosen(qtbot):
    page = Page(qtbot)
    page.port.fail("submit", ErrorCode.CERTIFICATE_NOT_OF_UNIT)
    page.sign()
    dialog = page.window._dialog
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit, "secretEdit").isEnabled()
    dialog.reject()
    assert page.perform.isVisible()
    assert page.window.prepared.begun is None


def test_another_server_is_confirmed_before_anything_can_be_signed(qtbot):
    page = Page(qtbot, prepared(pdf(), other_server="https://khac.example.vn"))
    assert page.error == ErrorCode.PREPARED_OTHER_SERVER
    assert "https://qlts.example.vn" in page.window._cards.error.accessibleName()
    assert not page.perform.isEnabled()
    page.window.findChild(QCheckBox, "preparedServerCheck").setChecked(True)
    assert page.error == ""
    page.sign()
    assert len(page.submitted) == 1


def test_the_same_server_asks_for_nothing(qtbot):
    assert not Page(qtbot).window.findChild(QCheckBox, "preparedServerCheck").isVisible()


def test_after_a_lost_answer_it_goes_on_with_the_same_slip(qtbot):
    page = Page(qtbot)
    page.port.fail("submit", ErrorCode.NO_NETWORK)
    page.sign()
    page.window._dialog.reject()
    assert page.says("preparedBegunText")
    page.perform.click()
    assert page.port.calls == ["submit", "resume"]
    (submitted,) = page.submitted
    assert submitted.slip == page.window.prepared.slip + b"\n% signed"


def test_what_was_begun_asks_at_once_and_says_so_when_the_server_is_away(qtbot):
    page = Page(qtbot, prepared(pdf(), begun=BEGUN))
    page.port.fail("resume", ErrorCode.TIMEOUT)
    page.window.go_on()
    assert page.error == ErrorCode.TIMEOUT
    assert page.perform.isEnabled()
    page.port.fails.clear()
    page.perform.click()
    assert len(page.submitted) == 1


def test_without_the_right_the_file_is_asked_for(qtbot):
    page = Page(qtbot, prepared(BEGUN.slip, begun=BEGUN, right=""))
    page.window.go_on()
    assert page.port.calls == []
    assert page.error == ErrorCode.PREPARED_RIGHT_GONE
    with qtbot.waitSignal(page.window.fileNeeded):
        page.perform.click()


def test_a_signature_refused_after_a_crash_can_be_made_again_with_the_file_at_hand(qtbot):
    page = Page(qtbot, prepared(pdf(), begun=BEGUN))
    page.port.fail("resume", ErrorCode.SLIP_REJECTED, details={"reason": "chain_untrusted"})
    page.window.go_on()
    assert page.error == ErrorCode.SLIP_REJECTED
    assert page.perform.isVisible()
    page.sign()
    assert len(page.submitted) == 1


def test_a_signature_refused_after_a_crash_is_over_without_the_file(qtbot):
    page = Page(qtbot, prepared(BEGUN.slip, begun=BEGUN))
    page.port.fail("resume", ErrorCode.SLIP_REJECTED)
    page.window.go_on()
    assert not page.perform.isVisible()


def test_another_file_waits_and_says_so(qtbot):
    page = Page(qtbot)
    page.window.show_waiting("phieu-2.qlts")
    assert "phieu-2.qlts" in page.says("preparedStatus")


def test_a_changed_account_is_warned_about_here_too(qtbot):
    opened = prepared(pdf())
    offer = replace(opened.draft.offer, account_changed=True)
    page = Page(qtbot, replace(opened, draft=replace(opened.draft, offer=offer)))
    assert "1900 1234 5678" in page.says("accountWarningText")


# --- signed here, sent elsewhere ----------------------------------------------------------------------------


def sign_only(page: Page) -> None:
    button(page, "preparedSignButton").click()
    dialog = page.window._dialog
    assert dialog is not None
    dialog.panel.pane.add_file("/tmp/chung-thu.p12")
    dialog.findChild(QLineEdit, "secretEdit").setText("right")
    dialog.findChild(QPushButton, "openCertificateButton").click()
    dialog.findChild(QPushButton, "signButton").click()


def button(page: Page, name: str) -> QPushButton:
    return page.window.findChild(QPushButton, name)


def signed_elsewhere() -> Prepared:
    slip = pdf()
    return prepared(slip, signed=SignedSlip(slip + b"\n% signed", "LÊ QUANG MINH", SIGNED_AT))


def test_signed_only_it_is_not_sent_and_can_be_saved(qtbot, tmp_path):
    page = Page(qtbot)
    assert not button(page, "preparedSaveButton").isVisible()
    sign_only(page)
    assert page.port.sent == []
    assert "LÊ QUANG MINH đã ký" in page.says("preparedBegunText")
    assert page.window._slip.pdf == page.window.prepared.slip + b"\n% signed"
    target = tmp_path / "phiếu đã ký.qlts"
    button(page, "preparedSaveButton").click()
    page.window.saver.dialog.fileSelected.emit(str(target))
    page.window.saver.dialog.reject()
    assert target.read_bytes().startswith(b"sealed %PDF")
    assert str(target) in page.says("preparedStatus")
    assert "chưa gửi" in page.says("preparedStatus")
    page.window.reject()
    assert not page.window.isVisible()


@pytest.mark.parametrize("leave", [False, True])
def test_a_signature_that_is_nowhere_else_is_not_lost_unasked(qtbot, leave: bool):
    page = Page(qtbot)
    sign_only(page)
    page.window.reject()
    question = page.window.findChild(UnsavedQuestion)
    assert question.isVisible()
    role = QMessageBox.ButtonRole.DestructiveRole if leave else QMessageBox.ButtonRole.RejectRole
    next(one for one in question.buttons() if question.buttonRole(one) is role).click()
    assert page.window.isVisible() is not leave
    assert page.window.prepared.signed is not None


def test_a_file_that_came_back_signed_is_sent_without_a_certificate(qtbot):
    page = Page(qtbot, signed_elsewhere())
    assert page.perform.text().replace("&", "") == "Gửi"
    page.perform.click()
    assert page.port.sent == [page.window.prepared.signed.pdf]
    assert page.submitted[0].signer == "LÊ QUANG MINH"
    assert page.signing.signed == []


def test_it_can_be_signed_by_a_second_before_it_is_sent(qtbot):
    page = Page(qtbot, signed_elsewhere())
    sign_only(page)
    assert page.signing.signed == [page.window.prepared.slip + b"\n% signed"]
    page.perform.click()
    assert page.port.sent == [page.window.prepared.slip + b"\n% signed" * 2]


def test_there_is_no_room_for_a_third(qtbot):
    once = signed_elsewhere().signed
    page = Page(qtbot, prepared(pdf(), signed=replace(once, signatures=2)))
    assert not button(page, "preparedSignButton").isVisible()
    assert button(page, "preparedSaveButton").isVisible()


def test_a_lost_answer_is_asked_for_and_never_sent_twice(qtbot):
    page = Page(qtbot, signed_elsewhere())
    page.port.fail("submit", ErrorCode.TIMEOUT)
    page.perform.click()
    assert page.error == ErrorCode.TIMEOUT
    assert page.window.prepared.begun is not None
    assert not button(page, "preparedSignButton").isVisible()
    page.perform.click()
    assert page.port.calls == ["submit", "resume"]
    assert len(page.submitted) == 1


@pytest.mark.parametrize("code", [ErrorCode.SLIP_REJECTED, ErrorCode.CERTIFICATE_NOT_OF_UNIT])
def test_a_refused_signature_can_be_made_again_by_another(qtbot, code: ErrorCode):
    page = Page(qtbot, signed_elsewhere())
    page.port.fail("submit", code)
    page.perform.click()
    assert page.error == code
    assert page.window._slip.pdf == page.window.prepared.slip
    page.port.fails.clear()
    page.sign()
    assert len(page.submitted) == 1


def test_a_full_disk_loses_nothing(qtbot):
    page = Page(qtbot, signed_elsewhere())
    page.port.fail("submit", ErrorCode.DISK_FULL)
    page.perform.click()
    assert page.error == ErrorCode.DISK_FULL
    page.port.fails.clear()
    page.perform.click()
    assert len(page.submitted) == 1


def test_what_lies_begun_on_this_computer_is_neither_signed_nor_saved_anew(qtbot):
    page = Page(qtbot, prepared(BEGUN.slip, begun=BEGUN, right=""))
    assert not button(page, "preparedSignButton").isVisible()
    assert not button(page, "preparedSaveButton").isVisible()
