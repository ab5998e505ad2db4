"""A prepared registration on another PC: what is shown, signing, sending, and each way it can be refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.services.registration_port import Submitted
from qlts_desktop.ui.prepared.prepared_window import PreparedWindow
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.prepared import BEGUN, MemoryPrepared, prepared
from tests.ui.doubles.renewal import TODAY
from tests.ui.doubles.sending import SigningDesk, pdf
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
        panel = self.window._error
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
    assert "https://qlts.example.vn" in page.window._error.accessibleName()
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
