"""Two sign one after the other in the signing dialog; what the first has signed is sent only once both have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QMessageBox
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing_port import FoundIdentities
from qlts_desktop.ui.widgets.unsaved_question import UnsavedQuestion
from tests.ui.doubles.sending import on_token
from tests.ui.inline_runner import HeldRunner
from tests.ui.test_signing_dialog import SLIP, Page

TWO = FoundIdentities(
    (on_token(), replace(on_token(), identity_id="id-seal", subject="TRƯỜNG THCS NGUYỄN DU")), (), (), (), 1
)
ONCE = SLIP + b"\n% signed"


def begun(qtbot: QtBot) -> Page:
    """The first has signed."""
    page = Page(qtbot)
    page.signing.found = TWO
    page.dialog.panel.pane.look_again()
    page.dialog.findChild(QCheckBox, "anotherSignerCheck").setChecked(True)
    sign(page, 0)
    return page


def sign(page: Page, row: int) -> None:
    page.list.selectRow(row)
    page.edit("secretEdit").setText("1234567")
    page.sign()


def test_the_first_signs_and_nothing_is_sent(qtbot: QtBot) -> None:
    page = begun(qtbot)
    assert page.signing.signed == [SLIP]
    assert page.signing.followed == [True]
    assert page.desk.sent == []
    assert "LÊ QUANG MINH đã ký" in page.says("firstSigner")
    assert page.edit("secretEdit").text() == ""
    assert not page.button("signButton").isEnabled()


def test_the_second_signs_what_the_first_has_signed_and_it_is_sent_once(qtbot: QtBot) -> None:
    page = begun(qtbot)
    sign(page, 1)
    assert page.signing.signed == [SLIP, ONCE]
    assert page.signing.followed == [True, False]
    assert [slip for slip, _method in page.desk.sent] == [ONCE + b"\n% signed"]
    assert len(page.submitted) == 1


def test_the_first_certificate_is_not_proposed_again(qtbot: QtBot) -> None:
    page = begun(qtbot)
    page.dialog.panel.pane.look_again()
    assert page.dialog.panel.identity is not None
    assert page.dialog.panel.identity.identity_id == "id-seal"


def test_it_may_be_sent_with_one_signature_after_all(qtbot: QtBot) -> None:
    page = begun(qtbot)
    page.button("sendAsItIsButton").click()
    assert [slip for slip, _method in page.desk.sent] == [ONCE]
    assert page.submitted[0].signer == "LÊ QUANG MINH"


@pytest.mark.parametrize("code", [ErrorCode.SIGNED_ALREADY, ErrorCode.TOKEN_WITHOUT_KEY])
def test_what_is_wrong_with_the_second_certificate_is_said_below_the_list(qtbot: QtBot, code: ErrorCode) -> None:
    page = begun(qtbot)
    page.signing.fails["sign"] = OperationError(code)
    sign(page, 1)
    assert page.says("identityReason")
    assert not page.dialog.error_panel.isVisible()
    assert page.desk.sent == []
    del page.signing.fails["sign"]
    sign(page, 1)
    assert len(page.submitted) == 1


def test_stopped_while_the_first_signs_nothing_is_signed_or_sent(qtbot: QtBot) -> None:
    runner = HeldRunner()
    page = Page(qtbot, runner)
    page.signing.found = TWO
    runner.let_go()
    page.list.selectRow(0)
    runner.let_go()
    page.dialog.findChild(QCheckBox, "anotherSignerCheck").setChecked(True)
    page.edit("secretEdit").setText("1234567")
    page.sign()
    assert page.dialog.is_busy
    page.button("signingCancelButton").click()
    runner.let_go()
    assert not page.dialog.is_busy
    assert not page.says("firstSigner")
    assert page.desk.sent == []


def test_a_lost_answer_is_asked_for_with_the_same_bytes(qtbot: QtBot) -> None:
    page = begun(qtbot)
    page.desk.fail("submit", ErrorCode.TIMEOUT)
    sign(page, 1)
    assert not page.button("sendAsItIsButton").isVisible()
    page.desk.fails.clear()
    page.sign()
    assert [slip for slip, _method in page.desk.sent] == [ONCE + b"\n% signed"] * 2
    assert page.signing.signed == [SLIP, ONCE]


@pytest.mark.parametrize("leave", [False, True])
def test_the_first_signature_is_not_lost_unasked(qtbot: QtBot, leave: bool) -> None:
    page = begun(qtbot)
    page.button("signingCancelButton").click()
    question = page.dialog.findChild(UnsavedQuestion)
    role = QMessageBox.ButtonRole.DestructiveRole if leave else QMessageBox.ButtonRole.RejectRole
    next(one for one in question.buttons() if question.buttonRole(one) is role).click()
    assert page.dialog.isVisible() is not leave
    if not leave:
        sign(page, 1)
        assert len(page.submitted) == 1


def test_what_can_only_be_mended_in_the_form_closes_unasked(qtbot: QtBot) -> None:
    page = begun(qtbot)
    page.desk.fail("submit", ErrorCode.FORM_CHANGED)
    sign(page, 1)
    assert not page.dialog.isVisible()
    assert [error.code for error in page.sent_back] == [ErrorCode.FORM_CHANGED]
