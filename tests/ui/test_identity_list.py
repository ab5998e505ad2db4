"""The certificates to choose from: tokens come and go, each says why it cannot sign, a PIN is asked with care."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing_port import (
    DriverFault,
    DriverReport,
    FoundIdentities,
    IdentityProblem,
    KnownFile,
    PinState,
    TokenFacts,
)
from qlts_desktop.ui.messages.signing import driver_fault_text, identity_problem_text
from tests.ui.doubles.sending import NOTHING_FOUND, on_token
from tests.ui.inline_runner import HeldRunner
from tests.ui.test_signing_dialog import Page

ONE_TOKEN = replace(NOTHING_FOUND, identities=(on_token(),), drivers_asked=1)


def opened(qtbot: QtBot, found: FoundIdentities) -> Page:
    """The dialog on a machine where this is to be found."""
    page = Page(qtbot, HeldRunner())
    page.signing.found = found
    settle(page)
    return page


def settle(page: Page) -> None:
    """Let everything run that waits."""
    runner = page.dialog.panel._runner
    while runner.waiting:
        runner.let_go()


def look(page: Page) -> None:
    page.button("lookAgainButton").click()
    settle(page)


def sign(page: Page, pin: str = "1234567") -> None:
    page.edit("secretEdit").setText(pin)
    page.sign()
    settle(page)


def test_a_token_is_found_chosen_checked_and_asks_for_its_pin(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    assert page.row(0)[:2] == ["LÊ QUANG MINH\nMST 0200731649", "VNPT-CA\nUSB token VNPT-CA"]
    label = page.says("secretLabel")
    assert "VNPT-CA" in label
    assert "0123456789" in label
    assert page.edit("secretEdit").accessibleName() == label
    assert page.button("signButton").isEnabled()
    sign(page)
    assert len(page.submitted) == 1
    assert page.signing.rested == 1


def test_an_empty_list_says_what_was_looked_for_and_what_to_do(qtbot: QtBot) -> None:
    page = opened(qtbot, NOTHING_FOUND)
    without_driver = page.says("identitiesEmpty")
    page.signing.found = replace(NOTHING_FOUND, drivers_asked=3)
    look(page)
    assert "3" in page.says("identitiesEmpty")
    assert page.says("identitiesEmpty") != without_driver
    assert page.signing.looked_anew == [True, True]
    page.signing.found = ONE_TOKEN
    look(page)
    assert not page.says("identitiesEmpty")


def test_a_token_plugged_in_shows_up_by_itself_within_three_seconds(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.signing.found = ONE_TOKEN
    qtbot.waitUntil(lambda: page.list.rowCount() == 1, timeout=3000)
    assert page.edit("secretEdit").isVisible()


def test_a_token_pulled_out_takes_its_pin_with_it(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    page.edit("secretEdit").setText("123456")
    page.signing.found = NOTHING_FOUND
    look(page)
    assert page.list.rowCount() == 0
    assert page.edit("secretEdit").text() == ""
    assert not page.edit("secretEdit").isVisible()
    assert not page.button("signButton").isEnabled()


def test_what_is_chosen_and_typed_stays_while_others_come(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    page.edit("secretEdit").setText("123456")
    other = replace(on_token(), identity_id="id-other", subject="TRẦN THU HÀ")
    page.signing.found = replace(ONE_TOKEN, identities=(other, on_token()))
    look(page)
    assert page.dialog.panel.identity == on_token()
    assert page.edit("secretEdit").text() == "123456"
    assert page.button("signButton").isEnabled()


def test_another_token_is_never_given_the_pin_of_the_one_before(qtbot: QtBot) -> None:
    token = TokenFacts("Viettel-CA", "99", PinState.FRESH, False, 6, 8)
    other = replace(on_token(), identity_id="id-other", token=token)
    page = opened(qtbot, replace(ONE_TOKEN, identities=(on_token(), other)))
    page.edit("secretEdit").setText("123456")
    page.list.selectRow(1)
    settle(page)
    assert page.edit("secretEdit").text() == ""
    assert "Viettel-CA" in page.says("secretLabel")


# --- why not ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("problem", list(IdentityProblem))
def test_a_certificate_that_cannot_sign_is_there_with_its_reason(qtbot: QtBot, problem: IdentityProblem) -> None:
    page = opened(qtbot, replace(ONE_TOKEN, identities=(on_token(problem),)))
    page.list.selectRow(0)
    settle(page)
    assert page.says("identityReason") == identity_problem_text(problem)
    assert identity_problem_text(problem) in page.list.item(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not page.edit("secretEdit").isVisible()
    assert not page.button("signButton").isEnabled()


@pytest.mark.parametrize("fault", list(DriverFault))
def test_a_driver_that_tells_nothing_is_there_with_its_reason(qtbot: QtBot, fault: DriverFault) -> None:
    driver = DriverReport(Path("/usr/lib/vendor.so"), fault, "")
    page = opened(qtbot, replace(NOTHING_FOUND, drivers=(driver,), drivers_asked=1))
    page.list.selectRow(0)
    settle(page)
    assert page.row(0)[0].startswith("vendor.so")
    assert page.says("identityReason") == driver_fault_text(fault)


def test_a_token_without_a_certificate_and_a_missing_file_are_there_with_their_reasons(qtbot: QtBot) -> None:
    page = opened(
        qtbot,
        replace(
            NOTHING_FOUND,
            files=(KnownFile(Path("/media/usb/cũ.p12"), is_there=False),),
            empty_tokens=(TokenFacts("Trống", "1", PinState.FRESH, False, 0, 0),),
        ),
    )
    reasons = set()
    for row in range(2):
        page.list.selectRow(row)
        settle(page)
        reasons.add(page.says("identityReason"))
        assert not page.edit("secretEdit").isVisible()
    assert len(reasons - {""}) == 2


# --- the PIN ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pin", ["", "12345", "123456789", "mậtmã1"])
def test_a_pin_that_cannot_be_right_is_said_at_its_field_and_costs_no_try(qtbot: QtBot, pin: str) -> None:
    page = opened(qtbot, ONE_TOKEN)
    sign(page, pin)
    assert page.says("secretProblem")
    assert page.edit("secretEdit").hasFocus() or page.edit("secretEdit").property("invalid") is True
    assert page.signing.confirmed == []


def test_a_wrong_pin_is_said_at_its_field_and_is_gone_from_it(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    page.signing.fails["sign"] = OperationError(ErrorCode.PIN_WRONG)
    page.signing.found = replace(ONE_TOKEN, identities=(on_token(pin=PinState.COUNT_LOW),))
    sign(page)
    assert page.says("secretProblem")
    assert page.edit("secretEdit").text() == ""
    assert not page.dialog.error_panel.isVisible()
    assert page.desk.sent == []
    before = page.says("secretHint")
    page.signing.found = ONE_TOKEN
    look(page)
    assert page.says("secretHint") != before


@pytest.mark.parametrize(
    "code",
    [
        ErrorCode.PIN_LOCKED,
        ErrorCode.PIN_EXPIRED,
        ErrorCode.TOKEN_REMOVED,
        ErrorCode.TOKEN_BUSY,
        ErrorCode.TOKEN_FAULT,
    ],
)
def test_what_else_happens_to_a_token_is_no_wrong_pin(qtbot: QtBot, code: ErrorCode) -> None:
    page = opened(qtbot, ONE_TOKEN)
    page.signing.fails["sign"] = OperationError(code)
    sign(page)
    assert page.dialog.error_panel.isVisible()
    assert not page.says("secretProblem")
    assert page.desk.sent == []


def test_the_last_try_has_to_be_confirmed(qtbot: QtBot) -> None:
    page = opened(qtbot, replace(ONE_TOKEN, identities=(on_token(pin=PinState.FINAL_TRY),)))
    check = page.dialog.findChild(QCheckBox, "lastTryCheck")
    assert check.isVisible()
    sign(page)
    assert page.signing.confirmed == []
    assert page.says("secretProblem")
    check.setChecked(True)
    sign(page)
    assert page.signing.confirmed == [True]


def test_where_the_reader_has_keys_no_pin_is_asked_here(qtbot: QtBot) -> None:
    page = opened(qtbot, replace(ONE_TOKEN, identities=(on_token(has_pin_pad=True),)))
    assert not page.edit("secretEdit").isVisible()
    assert page.says("pinPadLabel")
    page.sign()
    settle(page)
    assert len(page.submitted) == 1


def test_enter_in_the_list_leads_to_the_pin_and_enter_there_signs(qtbot: QtBot) -> None:
    page = opened(qtbot, ONE_TOKEN)
    with qtbot.waitActive(page.dialog):
        page.dialog.activateWindow()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.edit("secretEdit").hasFocus()
    QTest.keyClicks(page.edit("secretEdit"), "1234567")
    QTest.keyClick(page.edit("secretEdit"), Qt.Key.Key_Return)
    settle(page)
    assert len(page.submitted) == 1


def test_how_to_install_a_driver_is_shown_and_the_list_looked_at_again_after_it(qtbot: QtBot) -> None:
    page = opened(qtbot, NOTHING_FOUND)
    page.button("tokenGuideButton").click()
    settle(page)
    guide = page.dialog.panel.pane.guide
    assert guide is not None
    assert guide.isVisible()
    page.signing.found = ONE_TOKEN
    guide.reject()
    settle(page)
    assert page.dialog.panel.pane.guide is None
    assert page.list.rowCount() == 1
    assert page.signing.looked_anew == [True, True]


# --- files --------------------------------------------------------------------------------------------------


def test_a_file_is_added_with_the_file_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "chứng thư.p12"
    path.write_bytes(b"x")
    page = opened(qtbot, NOTHING_FOUND)
    page.button("addFileButton").click()
    dialog = page.dialog.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)
    assert page.row(0)[0].startswith("chứng thư.p12")
    assert "chứng thư.p12" in page.says("secretLabel")
    page.edit("secretEdit").setText("right")
    page.button("openCertificateButton").click()
    settle(page)
    assert page.dialog.panel.identity is not None
    assert page.button("signButton").isEnabled()


def test_a_known_file_asks_for_its_password_and_can_be_taken_out(qtbot: QtBot) -> None:
    path = Path("/tmp/chung-thu.p12")
    page = opened(qtbot, replace(NOTHING_FOUND, files=(KnownFile(path, is_there=True),)))
    assert page.edit("secretEdit").isVisible()
    assert not page.button("signButton").isEnabled()
    page.button("forgetFileButton").click()
    settle(page)
    assert page.list.rowCount() == 0
    assert page.signing.forgotten == [path]
    assert not page.button("forgetFileButton").isEnabled()


def test_a_look_that_fails_is_said_and_the_next_one_heals(qtbot: QtBot) -> None:
    page = Page(qtbot, HeldRunner())
    page.signing.fails["look"] = OperationError(ErrorCode.UNEXPECTED)
    settle(page)
    assert page.says("identitiesEmpty")
    del page.signing.fails["look"]
    page.signing.found = ONE_TOKEN
    look(page)
    assert page.list.rowCount() == 1
    assert not page.says("identitiesEmpty")
