"""Step 2: the slip, the facts, the warning, and the two ways on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, FieldError
from qlts_desktop.core.renewal import Offer
from qlts_desktop.services.registration_port import Draft, PreviousOrderFacts, Submitted
from qlts_desktop.ui.renewal.review_facts import Changed, Difference, differences
from qlts_desktop.ui.renewal.review_page import ReviewPage
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.renewal.stamped_dialog import StampedDialog
from qlts_desktop.ui.signing.signing_dialog import SigningDialog
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.renewal import TODAY, complete_form, make_offer, simple_checks
from tests.ui.doubles.sending import SendingDesk, SigningDesk, pdf
from tests.ui.inline_runner import InlineRunner

LAST_YEAR = PreviousOrderFacts("250000877", 3_300_000, 1, "Số 10 đường Lê Lợi", "1900")


class Desk(SendingDesk):
    """A desk whose unit had an order last year; ``warns``: the receiving account is another."""

    previous: PreviousOrderFacts | None = LAST_YEAR
    warns = False

    def open_draft(
        self, *, years: int | None = None, extra_users: int | None = None, due_on: date | None = None
    ) -> Draft:
        draft = super().open_draft(years=years, extra_users=extra_users, due_on=due_on)
        return replace(draft, previous=self.previous, offer=replace(draft.offer, account_changed=self.warns))


class Page:
    def __init__(self, qtbot: QtBot, desk: Desk | None = None) -> None:
        self.desk = desk or Desk(pdf())
        runner = InlineRunner()
        self.session = RenewalSession(self.desk, runner, simple_checks(), lambda: TODAY, "0200731649")
        self.page = ReviewPage(self.session, self.desk, SigningDesk(), MemoryMachine(), runner)
        qtbot.addWidget(self.page)
        self.session.setParent(self.page)
        self.session.open()
        self.session.make_slip()
        self.page.resize(1180, 600)
        self.page.show()
        self.submitted: list[Submitted] = []
        self.page.submitted.connect(self.submitted.append)

    def fact(self, name: str) -> str:
        return self.page.findChild(QLabel, name).text()

    def press(self, name: str) -> None:
        self.page.window().findChild(QPushButton, name).click()


def test_the_real_slip_and_the_facts_are_shown(qtbot: QtBot) -> None:
    page = Page(qtbot)
    assert page.page.slip.pdf == page.desk.slip_pdf
    assert page.fact("newTerm") == "07/01/2027 – 06/01/2028"
    assert page.fact("total") == "3.500.000 đ"
    assert "31/01/2027" in page.fact("dueOn")
    assert page.fact("differences") == "Mỗi năm tăng 200.000 đ; địa chỉ đã đổi (trước: Số 10 đường Lê Lợi)"


@pytest.mark.parametrize("warns", [False, True])
def test_another_receiving_account_is_said_loudly_and_only_then(qtbot: QtBot, warns: bool) -> None:
    desk = Desk(pdf())
    desk.warns = warns
    page = Page(qtbot, desk)
    assert page.page.findChild(QFrame, "accountWarning").isVisible() is warns
    assert ("1900 1234 5678" in page.page.findChild(QLabel, "accountWarningText").text()) is warns


@pytest.mark.parametrize(("address", "named"), [("Số 5 phố Mẫu", ""), ("Số 5 😀 ж😀", "😀  ж")])
def test_letters_that_the_slip_cannot_show_are_named(qtbot: QtBot, address: str, named: str) -> None:
    page = Page(qtbot)
    page.session.set_value("unit", "address", address)
    page.session.make_slip()
    warning = page.page.findChild(QFrame, "lettersWarning")
    assert warning.isVisible() is bool(named)
    assert named in page.page.findChild(QLabel, "lettersWarningText").text()


@pytest.mark.parametrize(("radio", "kind"), [("signedRadio", SigningDialog), ("stampedRadio", StampedDialog)])
def test_the_way_chosen_opens_its_dialog(qtbot: QtBot, radio: str, kind: type) -> None:
    page = Page(qtbot)
    page.page.findChild(QRadioButton, radio).setChecked(True)
    page.page.perform()
    dialog = page.page.window().findChild(kind)
    assert dialog is not None
    assert page.page.busy
    dialog.reject()
    assert not page.page.busy


def test_stamped_to_the_end(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.stamped_radio.setChecked(True)
    page.page.perform()
    page.press("sendStampedButton")
    assert len(page.submitted) == 1


def test_pressing_twice_opens_one_dialog(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.perform()
    page.page.perform()
    assert len(page.page.window().findChildren(SigningDialog)) == 1


def test_without_a_slip_it_is_made_and_not_sent(qtbot: QtBot) -> None:
    desk = Desk(pdf())
    desk.fail("make_slip", ErrorCode.FONT_MISSING)
    page = Page(qtbot, desk)
    assert not page.page.valid
    desk.fails.clear()
    page.page.perform()
    assert not page.page.busy
    assert page.page.valid
    assert page.page.slip.pdf == desk.slip_pdf


def test_problems_of_fields_go_back_to_their_fields(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("submit", ErrorCode.FORM_INVALID, fields=(FieldError("/unit/phone", "bad_phone"),))
    page.page.stamped_radio.setChecked(True)
    page.page.perform()
    with qtbot.waitSignal(page.page.fieldErrors):
        page.press("sendStampedButton")
    assert "/unit/phone" in {problem.field for problem in page.session.problems}
    assert not page.page.busy


def test_a_session_that_ends_while_sending_asks_for_a_login_and_keeps_what_was_signed(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("submit", ErrorCode.SESSION_EXPIRED)
    page.page.stamped_radio.setChecked(True)
    page.page.perform()
    with qtbot.waitSignal(page.session.loginNeeded):
        page.press("sendStampedButton")
    page.desk.fails.clear()
    page.press("sendStampedButton")
    assert len(page.submitted) == 1


def test_a_draft_that_is_gone_when_it_is_sent_goes_on_as_a_new_one(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("submit", ErrorCode.NOT_FOUND)
    page.page.stamped_radio.setChecked(True)
    page.page.perform()
    with qtbot.waitSignal(page.session.replaced):
        page.press("sendStampedButton")
    assert not page.page.busy


def test_a_payment_day_that_has_passed_goes_back_to_its_field(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("submit", ErrorCode.PAYMENT_DAY_PAST)
    page.page.stamped_radio.setChecked(True)
    page.page.perform()
    page.press("sendStampedButton")
    assert "/payment/due_on" in {problem.field for problem in page.session.problems}


@pytest.mark.parametrize("code", [ErrorCode.FORM_CHANGED, ErrorCode.OFFER_EXPIRED, ErrorCode.DRAFT_CONFLICT])
def test_a_newer_version_is_fetched_and_its_slip_made(qtbot: QtBot, code: ErrorCode) -> None:
    page = Page(qtbot)
    page.desk.fail("submit", code)
    page.page.stamped_radio.setChecked(True)
    page.page.perform()
    made = page.desk.calls.count("make_slip")
    opened = page.desk.calls.count("open_draft")
    page.press("sendStampedButton")
    panel = page.page.findChild(ErrorPanel, "reviewError")
    assert panel.isVisible()
    assert page.desk.calls.count("open_draft") == opened + 1
    assert page.desk.calls.count("make_slip") == made + 1
    assert page.page.valid


FORM = complete_form()
SAME = PreviousOrderFacts("250000877", 3_500_000, 1, FORM.unit.address, "1")


@pytest.mark.parametrize(
    ("previous", "offer", "found"),
    [
        (None, make_offer(), ()),
        (SAME, make_offer(), ()),
        (replace(SAME, address=f"  {FORM.unit.address.upper()} "), make_offer(), ()),
        (replace(SAME, total=3_300_000), make_offer(), (Changed(Difference.DEARER, 200_000),)),
        (replace(SAME, total=3_600_000), make_offer(), (Changed(Difference.CHEAPER, 100_000),)),
        (SAME, make_offer(years=2), (Changed(Difference.YEARS, 1),)),
        (replace(SAME, address="Số 1"), make_offer(), (Changed(Difference.ADDRESS, before="Số 1"),)),
        (
            SAME,
            replace(make_offer(), account_changed=True),
            (Changed(Difference.ACCOUNT, before=SAME.account_no),),
        ),
    ],
)
def test_what_differs_from_last_year(
    previous: PreviousOrderFacts | None, offer: Offer, found: tuple[Changed, ...]
) -> None:
    assert differences(previous, FORM, offer) == found


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 10**9))
def test_the_same_price_a_year_is_no_difference_however_many_years(now: int, before: int, price: int) -> None:
    offer = replace(make_offer(), years=now, total=price * now)
    found = differences(replace(SAME, years=before, total=price * before), FORM, offer)
    assert {one.what for one in found} <= {Difference.YEARS}
