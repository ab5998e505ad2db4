"""The signed way: certificate, checks, signing, sending, and what happens when one of them fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.registration_port import SendStage, Submitted
from qlts_desktop.services.signing_port import CheckOutcome, IdentityProblem
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.sending import DraftDesk, Registration
from qlts_desktop.ui.signing.signing_dialog import SigningDialog
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.renewal import TODAY, complete_form
from tests.ui.doubles.sending import PASSED, SIGNED_AT, SendingDesk, SigningDesk, draft, identity
from tests.ui.inline_runner import HeldRunner, InlineRunner

SLIP = b"%PDF-1.7 slip"


class Page:
    """The dialog as a user sees it."""

    def __init__(self, qtbot: QtBot, runner: Runner | None = None) -> None:
        self.desk = SendingDesk(SLIP)
        self.signing = SigningDesk()
        self.machine = MemoryMachine()
        registration = Registration(draft(), complete_form(), SLIP, SendMethod.SIGNED)
        self.dialog = SigningDialog(
            registration,
            DraftDesk(self.desk),
            self.signing,
            self.machine,
            runner or InlineRunner(),
            "0200731649",
            TODAY,
        )
        qtbot.addWidget(self.dialog)
        self.submitted: list[Submitted] = []
        self.sent_back: list[OperationError] = []
        self.dialog.submitted.connect(self.submitted.append)
        self.dialog.sentBack.connect(self.sent_back.append)
        self.dialog.show()

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChild(QPushButton, name)

    def edit(self, name: str) -> QLineEdit:
        return self.dialog.findChild(QLineEdit, name)

    def says(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    @property
    def list(self) -> QTableWidget:
        return self.dialog.findChild(QTableWidget, "identityList")

    def row(self, number: int) -> list[str]:
        return [self.list.item(number, column).text() for column in range(4)]

    def open(self, password: str = "right", path: str = "/tmp/chung-thu.p12") -> None:
        self.dialog.panel.pane.add_file(path)
        self.edit("secretEdit").setText(password)
        self.button("openCertificateButton").click()

    def sign(self) -> None:
        self.button("signButton").click()


def test_nothing_can_be_signed_before_a_certificate_is_open(qtbot: QtBot) -> None:
    page = Page(qtbot)
    assert not page.button("signButton").isEnabled()


def test_a_good_certificate_is_shown_checked_and_can_sign(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    assert page.row(0)[0] == "LÊ QUANG MINH\nMST 0200731649"
    table = page.dialog.findChild(QTableWidget, "preflightTable")
    assert table.rowCount() == len(PASSED)
    assert {table.item(row, 0).text() for row in range(table.rowCount())} == {"✓"}
    assert page.button("signButton").isEnabled()


def test_a_wrong_password_is_said_at_its_field_and_the_path_stays(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open("wrong")
    assert page.says("secretProblem")
    assert page.edit("secretEdit").property("invalid") is True
    assert page.row(0)[0].startswith("chung-thu.p12")
    assert not page.button("signButton").isEnabled()


@pytest.mark.parametrize(
    "code", [ErrorCode.FILE_UNREADABLE, ErrorCode.CERTIFICATE_FILE_DAMAGED, ErrorCode.CERTIFICATE_WITHOUT_KEY]
)
def test_a_bad_file_is_said_at_its_path(qtbot: QtBot, code: ErrorCode) -> None:
    page = Page(qtbot)
    page.signing.fails["open"] = OperationError(code)
    page.open()
    assert page.says("identityReason")
    assert not page.says("secretProblem")


@pytest.mark.parametrize("problem", list(IdentityProblem))
def test_an_unusable_certificate_is_shown_with_its_reason_and_cannot_sign(
    qtbot: QtBot, problem: IdentityProblem
) -> None:
    page = Page(qtbot)
    page.signing.identity = identity(problem)
    page.open()
    assert page.says("identityReason")
    assert not page.edit("secretEdit").isVisible()
    assert not page.button("signButton").isEnabled()


def test_a_failed_check_refuses_signing_and_comes_first(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.signing.results = (
        *PASSED[:-1],
        replace(PASSED[-1], outcome=CheckOutcome.FAILED, reason="tax_code_differs"),
    )
    page.open()
    table = page.dialog.findChild(QTableWidget, "preflightTable")
    assert table.item(0, 0).text() == "✗"
    assert table.item(0, 2).text()
    assert table.item(0, 1).text() in page.says("signingRefusal")
    assert not page.button("signButton").isEnabled()


def test_a_warning_does_not_refuse_signing(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.signing.results = (replace(PASSED[0], outcome=CheckOutcome.WARNING, reason="something"), *PASSED[1:])
    page.open()
    assert page.button("signButton").isEnabled()


@pytest.mark.parametrize(
    ("last", "is_soon"), [(datetime(2026, 12, 22, tzinfo=UTC), True), (datetime(2026, 12, 23, tzinfo=UTC), False)]
)
def test_a_certificate_that_ends_within_30_days_says_so(qtbot: QtBot, last: datetime, is_soon: bool) -> None:
    page = Page(qtbot)
    page.signing.identity = replace(identity(), not_after=last)
    page.open()
    assert ("30" in page.row(0)[3]) is is_soon


def test_another_password_takes_the_opened_certificate_away(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    QTest.keyClicks(page.edit("secretEdit"), "x")
    assert not page.button("signButton").isEnabled()
    assert page.dialog.panel.identity is None


def test_vietnamese_letters_in_the_password_are_pointed_out(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.dialog.panel.pane.add_file("/tmp/chung-thu.p12")
    before = page.says("secretHint")
    page.edit("secretEdit").setText("mậtkhẩu")
    assert page.says("secretHint") != before
    page.edit("secretEdit").setText("matkhau")
    assert page.says("secretHint") == before


@pytest.mark.parametrize(
    ("letter", "shift", "seen"), [("A", False, True), ("a", True, True), ("A", True, False), ("a", False, False)]
)
def test_caps_lock_is_seen_in_the_letters_typed(qtbot: QtBot, letter: str, shift: bool, seen: bool) -> None:
    page = Page(qtbot)
    page.dialog.panel.pane.add_file("/tmp/chung-thu.p12")
    before = page.says("secretHint")
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Press, page.edit("secretEdit"), Qt.Key.Key_A, letter, modifier)
    assert (page.says("secretHint") != before) is seen


def test_signing_sends_the_signed_slip_and_tells_signer_and_time(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    page.sign()
    assert page.desk.sent == [(SLIP + b"\n% signed", SendMethod.SIGNED)]
    (result,) = page.submitted
    assert (result.signer, result.signed_at) == ("LÊ QUANG MINH", SIGNED_AT)
    assert not page.dialog.isVisible()
    assert page.edit("secretEdit").text() == ""


def test_after_a_lost_connection_the_same_bytes_are_sent_again_without_signing_anew(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    page.desk.fail("submit", ErrorCode.NO_NETWORK, request_id="r-1")
    page.sign()
    assert page.dialog.error_panel.isVisible()
    assert page.dialog.isVisible()
    page.desk.fails.clear()
    page.sign()
    assert len(page.signing.signed) == 1
    assert page.desk.sent[0] == page.desk.sent[1]
    assert len(page.submitted) == 1


def test_after_a_refused_slip_it_is_signed_anew(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    page.desk.fail("submit", ErrorCode.SLIP_REJECTED, details={"reason": "integrity"})
    page.sign()
    assert page.dialog.error_panel.isVisible()
    assert page.edit("secretEdit").isEnabled()
    page.desk.fails.clear()
    page.sign()
    assert len(page.signing.signed) == 2


def test_a_failed_signature_is_said_in_place_and_nothing_is_sent(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    page.signing.fails["sign"] = OperationError(ErrorCode.SIGNING_FAILED)
    page.sign()
    assert page.dialog.error_panel.isVisible()
    assert page.desk.sent == []
    assert page.button("signButton").isEnabled()


def test_problems_in_the_form_close_the_dialog_and_go_back(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    page.desk.fail("submit", ErrorCode.FORM_INVALID, fields=(FieldError("/unit/phone", "bad_phone"),))
    page.sign()
    assert not page.dialog.isVisible()
    assert [error.code for error in page.sent_back] == [ErrorCode.FORM_INVALID]
    assert page.submitted == []


def test_stopping_before_the_point_of_no_return_sends_nothing(qtbot: QtBot) -> None:
    runner = HeldRunner()
    page = Page(qtbot, runner)
    page.open()
    while runner.waiting:
        runner.let_go()
    page.sign()
    page.button("signingCancelButton").click()
    runner.let_go()
    assert page.desk.sent == []
    assert page.dialog.isVisible()
    assert page.button("signButton").isEnabled()
    assert page.says("sendingNote")


def test_from_the_point_of_no_return_the_dialog_waits_for_the_answer(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    seen: list[tuple[bool, bool]] = []

    def while_sending(stage: SendStage) -> None:
        if stage is SendStage.SENDING:
            page.dialog.reject()
            seen.append((page.dialog.isVisible(), page.button("signingCancelButton").isEnabled()))

    page.dialog._sending.stageReached.connect(while_sending)
    page.sign()
    assert seen
    assert set(seen) == {(True, False)}
    assert len(page.submitted) == 1


def test_the_stages_follow_each_other_and_never_go_back(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.open()
    shown: list[SendStage | None] = []
    page.dialog._sending.stageReached.connect(lambda _stage: shown.append(page.dialog.stage_bar.stage))
    page.sign()
    order = [SendStage.SAVING, SendStage.SIGNING, SendStage.SENDING, SendStage.RECEIPT]
    assert list(dict.fromkeys(shown)) == order
    assert shown == sorted(shown, key=order.index)
