"""The wizard's window: opening, the two steps, the status line, closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton, QSpinBox, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.wizard import Step, WizardPlace
from qlts_desktop.services.ports import Account
from qlts_desktop.services.registration_port import LeftPlace
from qlts_desktop.ui.renewal.wizard import RenewalWizard
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.prepared import MemoryPrepared
from tests.ui.doubles.renewal import KEPT_AT, TODAY, RenewalDesk, make_offer, receipt_of, simple_checks
from tests.ui.doubles.signing import NoSigning
from tests.ui.doubles.step_runner import StepRunner

ACCOUNT = Account("HP-0817", "Trường THCS Nguyễn Bỉnh Khiêm", "ketoan", "Trần Thu Hà", can_renew=True)


class Window:
    """The wizard over a desk in memory; jobs wait until the test lets them run."""

    def __init__(self, qtbot, desk: RenewalDesk, left: LeftPlace | None = None) -> None:
        self.desk = desk
        self.runner = StepRunner()
        self.wizard = RenewalWizard(
            *(
                desk,
                NoSigning(),
                MemoryMachine(),
                simple_checks(),
                self.runner,
                lambda: TODAY,
                ACCOUNT,
                None,
                left,
            ),
            prepared=MemoryPrepared(),
        )
        qtbot.addWidget(self.wizard)
        self.wizard.show()
        qtbot.waitExposed(self.wizard)

    def opened(self) -> Window:
        self.runner.run_all()
        return self

    def find(self, name: str, kind: type = QWidget):
        found = self.wizard.findChild(kind, name)
        assert found is not None, name
        return found

    def sees(self, name: str) -> bool:
        found = self.wizard.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def click(self, name: str) -> None:
        button = self.find(name, QPushButton)
        assert button.isVisible()
        assert button.isEnabled()
        button.click()

    @property
    def status(self) -> str:
        return self.find("draftStatus", QLabel).text()

    @property
    def step(self) -> Step:
        return self.find("renewalSteps").step


@pytest.fixture
def desk() -> RenewalDesk:
    return RenewalDesk()


@pytest.fixture
def window(qtbot, desk) -> Window:
    return Window(qtbot, desk).opened()


def test_while_the_draft_is_fetched_the_window_says_so_and_can_be_closed(qtbot, desk):
    window = Window(qtbot, desk)
    assert window.sees("progressText")
    assert window.sees("closeButton")
    assert not window.sees("nextButton")
    window.opened()
    assert not window.sees("openingView")
    assert window.sees("nextButton")


@pytest.mark.parametrize(
    ("code", "can_retry"),
    [
        (ErrorCode.NO_NETWORK, True),
        (ErrorCode.TIMEOUT, True),
        (ErrorCode.ORDER_OPEN, False),
        (ErrorCode.ROLE_NOT_ALLOWED, False),
        (ErrorCode.REGISTRATION_NOT_ALLOWED, False),
    ],
)
def test_a_draft_that_does_not_open_says_why_and_what_next(qtbot, desk, code, can_retry):
    desk.fail("open_draft", code, details={"order_no": "260001234"})
    window = Window(qtbot, desk).opened()
    assert window.sees("openingError")
    assert window.find("openingError").title.text()
    assert window.sees("retryButton") is can_retry
    assert window.sees("closeButton")


def test_trying_again_opens_the_draft(qtbot, desk):
    desk.fail("open_draft", ErrorCode.NO_NETWORK)
    window = Window(qtbot, desk).opened()
    desk.fails.clear()
    window.click("retryButton")
    window.opened()
    assert window.sees("formPage")


def test_an_answer_never_seen_is_fetched_instead_of_a_new_draft(qtbot, desk):
    desk.unfinished = receipt_of("260001234")
    window = Window(qtbot, desk)
    with qtbot.waitSignal(window.wizard.submitted) as blocker:
        window.opened()
    assert blocker.args == [desk.unfinished]
    assert "open_draft" not in desk.calls


def test_a_new_draft_says_nothing_about_saving(window):
    assert window.status == ""


def test_a_reopened_draft_says_when_it_was_typed(qtbot, desk):
    desk.reopened = True
    desk.typed_at = datetime(2026, 11, 21, 9, 5, 59, tzinfo=UTC)
    window = Window(qtbot, desk).opened()
    assert "16:05:59" in window.status
    assert "21/11/2026" in window.status


def test_the_status_line_is_true(window, desk):
    window.wizard.session.set_value("unit", "address", "Số 1 phố Mới")
    assert window.status == ""
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    assert "08:31:07" in window.status


def test_without_a_network_the_status_line_says_where_the_draft_is(window, desk):
    desk.fail("save_form", ErrorCode.NO_NETWORK)
    window.wizard.session.set_value("unit", "address", "Số 1 phố Mới")
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    quiet = window.status
    assert "08:31:07" in quiet
    assert not window.sees("saveError")
    desk.fails.clear()
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    assert "08:31:07" in window.status
    assert window.status != quiet


def test_a_full_disk_is_said_loudly(window, desk):
    desk.fail("keep_locally", ErrorCode.DISK_FULL)
    window.wizard.session.set_value("unit", "address", "Số 1 phố Mới")
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    assert window.sees("saveError")
    assert "08:31:07" not in window.status


def typed_into_nowhere(window: Window, desk: RenewalDesk, *, at_the_licensor: ErrorCode | None) -> None:
    desk.fail("keep_locally", ErrorCode.FOLDER_NOT_WRITABLE)
    if at_the_licensor is not None:
        desk.fail("save_form", at_the_licensor)
    window.wizard.session.set_value("unit", "address", "Số 1 phố Mới")
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    window.wizard.session.set_value("unit", "address", "Số 2 phố Mới")


def test_closing_puts_what_this_machine_cannot_keep_at_the_licensor(window, desk):
    typed_into_nowhere(window, desk, at_the_licensor=None)
    window.click("closeButton")
    assert window.wizard.isVisible()
    window.runner.run_all()
    assert not window.wizard.isVisible()
    assert desk.stored.unit.address == "Số 2 phố Mới"


def test_what_can_be_saved_nowhere_is_not_lost_without_a_question(window, desk):
    typed_into_nowhere(window, desk, at_the_licensor=ErrorCode.NO_NETWORK)
    window.wizard.close()
    window.runner.run_all()
    assert window.wizard.isVisible()
    question = window.find("unsavedQuestion")
    assert "sẽ mất" in question.informativeText()
    question.escapeButton().click()
    assert window.wizard.isVisible()
    assert window.find("closeButton").isEnabled()


def test_what_can_be_saved_nowhere_is_given_up_when_the_user_says_so(window, desk):
    typed_into_nowhere(window, desk, at_the_licensor=ErrorCode.NO_NETWORK)
    window.click("closeButton")
    window.runner.run_all()
    question = window.find("unsavedQuestion")
    (leave,) = [b for b in question.buttons() if b is not question.escapeButton()]
    leave.click()
    assert not window.wizard.isVisible()


def test_once_the_licensor_can_be_reached_again_closing_asks_nothing(window, desk):
    typed_into_nowhere(window, desk, at_the_licensor=ErrorCode.NO_NETWORK)
    del desk.fails["save_form"]
    window.click("closeButton")
    window.runner.run_all()
    assert not window.wizard.isVisible()
    assert desk.stored.unit.address == "Số 2 phố Mới"


def test_a_conflict_never_says_kept_where_it_was_not(window, desk):
    desk.version = 9
    typed_into_nowhere(window, desk, at_the_licensor=None)
    window.runner.run_all()
    assert window.sees("conflictBanner")
    assert "chỉ còn trong cửa sổ này" in window.find("conflictBanner").text
    assert window.status == "Chưa lưu được bản nháp trên máy này"


def conflict(window: Window, desk: RenewalDesk) -> QWidget:
    """Both computers have changed the phone; the comparison is on the screen."""
    desk.stored = replace(desk.stored, unit=replace(desk.stored.unit, phone="0999 999 999"))
    desk.version = 9
    window.find("unit_phone", QLineEdit).setText("0912 345 679")
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    assert window.sees("conflictBanner")
    window.find("conflictBanner").link.click()
    window.runner.run_all()
    return window.find("comparisonDialog")


def test_a_conflict_is_said_and_compared_line_by_line(window, desk):
    dialog = conflict(window, desk)
    assert dialog.isVisible()
    mine, theirs = (dialog.findChild(QRadioButton, f"{side}_unit_phone") for side in ("mine", "theirs"))
    assert mine.isChecked()
    headings = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Máy này", "Máy kia (Lê Văn Bốn)"} <= headings
    assert theirs.accessibleName() == "Điện thoại, Máy kia: 0999 999 999"
    theirs.click()
    dialog.findChild(QPushButton, "applyButton").click()
    window.runner.run_all()
    assert not window.sees("conflictBanner")
    assert window.find("unit_phone", QLineEdit).text() == "0999 999 999"


def test_a_newer_version_that_nobody_else_has_typed_in_is_no_question(window, desk):
    """As after a new price whose answer got lost: the version is another, what stands there is not."""
    desk.version = 9
    window.find("unit_phone", QLineEdit).setText("0912 345 679")
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.REVIEW
    assert desk.stored.unit.phone == "0912 345 679"


@pytest.mark.parametrize(
    ("button", "phone"), [("allMineButton", "0912 345 679"), ("allTheirsButton", "0999 999 999")]
)
def test_one_side_can_be_taken_whole(window, desk, button, phone):
    dialog = conflict(window, desk)
    dialog.findChild(QPushButton, button).click()
    dialog.findChild(QPushButton, "applyButton").click()
    window.runner.run_all()
    assert window.find("unit_phone", QLineEdit).text() == phone


def test_a_comparison_put_off_saves_nothing_and_can_be_opened_again(window, desk):
    dialog = conflict(window, desk)
    dialog.findChild(QPushButton, "laterButton").click()
    window.runner.run_all()
    assert desk.stored.unit.phone == "0999 999 999"
    assert window.sees("conflictBanner")
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.FORM
    assert any(one.isVisible() for one in window.wizard.findChildren(QWidget, "comparisonDialog"))


def test_another_version_that_takes_the_consent_away_leads_back_to_the_form(window, desk):
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.REVIEW
    desk.stored = replace(desk.stored, payment=replace(desk.stored.payment, consent=False))
    desk.version = 9
    window.wizard.session.join_other()
    window.runner.run_all()
    assert window.step is Step.FORM
    assert window.sees("problemLink_payment_consent")


def test_a_dearer_offer_between_the_steps_is_shown_and_consented_to_again(window, desk):
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.REVIEW
    desk.offer_for = lambda years, users: replace(make_offer(years, users), total=3_850_000)
    window.find("reviewPage")._on_sent_back(OperationError(ErrorCode.OFFER_EXPIRED))
    window.runner.run_all()
    assert window.step is Step.FORM
    assert "3.500.000 đ → 3.850.000 đ" in window.find("draftNews").text
    assert not window.find("payment_consent", QCheckBox).isChecked()
    window.find("payment_consent", QCheckBox).click()
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.REVIEW


def test_a_draft_that_is_gone_is_told(window, desk):
    desk.fail("save_form", ErrorCode.NOT_FOUND)
    window.find("unit_phone", QLineEdit).setText("0912 345 679")
    window.wizard.session.flush(lambda _error: desk.fails.clear())
    window.runner.run_all()
    assert "260001234" in window.find("draftNews").text
    assert window.find("unit_phone", QLineEdit).text() == "0912 345 679"
    window.find("draftNews").link.click()
    assert not window.sees("draftNews")


# --- where it stood -----------------------------------------------------------------------------------------


def test_the_place_is_noted_and_forgotten_on_closing(window, desk, qtbot):
    def noted() -> WizardPlace | None:
        window.runner.run_all()
        return desk.place

    qtbot.waitUntil(lambda: noted() == WizardPlace(Step.FORM, "/unit/tax_code"))
    window.find("invoice_buyer_name").setFocus()
    qtbot.waitUntil(lambda: noted() == WizardPlace(Step.FORM, "/invoice/buyer_name"))
    window.find("order_years").setFocus()
    qtbot.waitUntil(lambda: noted() == WizardPlace(Step.FORM, "/order/years"))
    window.click("nextButton")
    qtbot.waitUntil(lambda: noted() == WizardPlace(Step.REVIEW))
    window.click("backButton")
    window.click("closeButton")
    window.runner.run_all()
    assert desk.place is None


@pytest.mark.parametrize(
    ("place", "focus"),
    [
        (WizardPlace(Step.FORM, "/unit/head_title"), "unit_head_title"),
        (WizardPlace(Step.FORM, "/a/later_version"), "unit_tax_code"),
        (WizardPlace(Step.REVIEW), "signedRadio"),
    ],
)
def test_after_a_stop_it_goes_on_where_it_stood_and_says_so(qtbot, desk, place, focus):
    window = Window(qtbot, desk, LeftPlace(place, KEPT_AT)).opened()
    assert window.step is place.step
    assert window.wizard.focusWidget() is window.find(focus)
    assert "08:31:07 ngày 22/11/2026" in window.find("draftNews").text


def test_continue_with_a_problem_stays_and_shows_the_summary(window):
    window.find("unit_tax_code", QLineEdit).setText("020073164")
    window.click("nextButton")
    assert window.step is Step.FORM
    assert window.sees("problemSummary")
    assert window.find("problemSummary").hasFocus()


def test_continue_without_consent_stays(window):
    window.find("payment_consent", QCheckBox).click()
    window.click("nextButton")
    assert window.step is Step.FORM
    assert window.sees("problemLink_payment_consent")


def test_continue_saves_and_goes_to_step_2(window, desk):
    window.find("unit_address", QLineEdit).setText("Số 1  phố Mới")
    window.click("nextButton")
    assert not window.find("nextButton", QPushButton).isEnabled()
    window.runner.run_all()
    assert window.step is Step.REVIEW
    assert desk.stored.unit.address == "Số 1 phố Mới"
    assert window.wizard.session.slip_bytes is not None
    assert window.sees("backButton")
    assert not window.sees("nextButton")
    assert window.find("signedRadio").hasFocus()


def test_continue_without_a_network_still_leads_to_step_2(window, desk):
    desk.fail("save_form", ErrorCode.NO_NETWORK)
    window.find("unit_address", QLineEdit).setText("Số 1 phố Mới")
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.REVIEW


def test_continue_with_a_price_that_did_not_come_stays(window, desk):
    desk.fail("open_draft", ErrorCode.TIMEOUT)
    window.find("order_years", QSpinBox).setValue(3)
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.FORM
    assert window.sees("pricingError")
    assert window.find("nextButton", QPushButton).isEnabled()


def test_a_conflict_found_on_continue_stays_and_is_compared(window, desk):
    desk.stored = replace(desk.stored, unit=replace(desk.stored.unit, phone="0999 999 999"))
    desk.version = 9
    window.find("unit_address", QLineEdit).setText("Số 1 phố Mới")
    window.click("nextButton")
    window.runner.run_all()
    assert window.step is Step.FORM
    assert window.sees("conflictBanner")
    assert window.find("comparisonDialog").isVisible()
    assert window.find("nextButton", QPushButton).isEnabled()


def test_back_keeps_everything(window):
    window.click("nextButton")
    window.runner.run_all()
    window.click("backButton")
    assert window.step is Step.FORM
    assert window.sees("formPage")
    assert window.find("unit_head_name", QLineEdit).text() == "Lê Quang Minh"


def test_the_licensors_field_problems_lead_back_to_the_form(window):
    from qlts_desktop.core.errors import FieldError

    window.click("nextButton")
    window.runner.run_all()
    window.wizard.session.apply_field_errors((FieldError("/unit/phone", "bad_phone"),))
    assert window.step is Step.FORM
    assert window.sees("problemLink_unit_phone")
    assert window.find("problemSummary").hasFocus()


def test_an_accepted_registration_is_handed_on_and_never_saved_again(window, desk, qtbot):
    window.click("nextButton")
    window.runner.run_all()
    submitted = receipt_of(window.wizard.session.draft.no)
    with qtbot.waitSignal(window.wizard.submitted) as blocker:
        window.find("reviewPage").submitted.emit(submitted)
    assert blocker.args == [submitted]
    saves = desk.calls.count("save_form")
    window.wizard.session.set_value("unit", "address", "zu spät")
    window.wizard.session.flush(lambda _error: None)
    window.runner.run_all()
    assert desk.calls.count("save_form") == saves


def test_escape_closes_and_keeps_the_draft(window, desk, qtbot):
    window.find("unit_address", QLineEdit).setText("Số 1 phố Mới")
    with qtbot.waitSignal(window.wizard.closed):
        QTest.keyClick(window.find("unit_address"), Qt.Key.Key_Escape)
    window.runner.run_all()
    assert not window.wizard.isVisible()
    assert desk.kept[-1].unit.address == "Số 1 phố Mới"


def test_enter_in_a_field_does_not_send_the_form_on(window):
    QTest.keyClick(window.find("unit_phone"), Qt.Key.Key_Return)
    window.runner.run_all()
    assert window.step is Step.FORM


def test_every_button_has_a_mnemonic(window):
    for name in ("closeButton", "nextButton", "backButton", "performButton"):
        assert "&" in window.find(name, QPushButton).text()
