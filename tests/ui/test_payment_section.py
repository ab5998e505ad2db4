"""Section 4: the planner's line under the payment day, and the transfer guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from qlts_desktop.core.renewal import Offer, ReceivingAccount
from qlts_desktop.ui.renewal.form_page import FormPage
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.qr_picture import QrPicture
from qlts_desktop.ui.widgets.transfer_guide import TransferGuide
from tests.ui.doubles.renewal import TODAY, RenewalDesk, make_offer, simple_checks
from tests.ui.doubles.step_runner import StepRunner

TREASURY = ReceivingAccount(
    "Công ty Cổ phần\tPhần mềm Mẫu", "3713.0.1234567.00000", "Kho bạc Nhà nước khu vực I", ""
)


class Section:
    """The form's page with an offer of the test's choice."""

    def __init__(self, qtbot, offer: Offer | None = None, today: date = TODAY) -> None:
        desk = RenewalDesk()
        desk.offer = offer or desk.offer
        runner = StepRunner()
        self.session = RenewalSession(desk, runner, simple_checks(), lambda: today)
        self.page = FormPage(self.session)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 640)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.session.open()
        runner.run_all()
        qtbot.waitUntil(self.find("transfer_copy_all").isVisible)

    def find(self, name: str, kind: type = QWidget):
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def says(self, name: str) -> str:
        label = self.page.findChild(QLabel, name)
        return label.text() if label is not None and label.isVisible() else ""

    def choose(self, text: str) -> None:
        edit = self.find("payment_due_on", QLineEdit)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClicks(edit, text)


@pytest.fixture
def section(qtbot) -> Section:
    return Section(qtbot)


def test_a_day_is_proposed_with_the_last_day_to_hand_in_the_payment_order(section):
    section.choose("")
    said = section.says("planText")
    assert "29/12/2026 (thứ Ba)" in said
    assert "Ủy nhiệm chi chậm nhất ngày 25/12/2026" in said
    assert "dự kiến" not in said


def test_the_proposed_day_is_taken_with_one_press(section):
    use = section.find("planUse", QPushButton)
    assert use.text() == "Chọn ngày này"
    assert use.accessibleName() == "Chọn 29/12/2026 làm hạn thanh toán"
    use.click()
    assert section.find("payment_due_on", QLineEdit).text() == "29/12/2026"
    assert section.session.form.payment.due_on == date(2026, 12, 29)
    assert section.find("payment_due_on").hasFocus()
    assert not use.isVisible()
    assert section.says("planWarning") == ""
    assert section.says("planText") == "Nên nộp Ủy nhiệm chi chậm nhất ngày 25/12/2026."


@pytest.mark.parametrize(
    ("day", "name", "better"),
    [
        ("31/01/2027", "Chủ nhật", "liền trước là 29/01/2027"),
        ("24/11/2026", "Ngày Văn hóa Việt Nam", "liền trước là 23/11/2026"),
        ("22/11/2026", "Chủ nhật", "kế tiếp là 23/11/2026"),
        ("01/01/2027", "Tết Dương lịch", "liền trước là 31/12/2026"),
        ("08/02/2027", "Tết Nguyên đán", "liền trước là 03/02/2027"),
    ],
)
def test_a_day_off_is_warned_of_and_the_working_day_named(section, day, name, better):
    section.choose(day)
    said = section.says("planWarning")
    assert said.startswith(f"Ngày {day} là ngày nghỉ ({name}")
    assert better in said
    assert section.find("planWarning").property("role") == "warning"
    assert section.session.can_continue


@pytest.mark.parametrize(
    ("day", "says_so"), [("01/01/2027", True), ("24/11/2026", False), ("31/01/2027", False), ("08/02/2027", True)]
)
def test_a_holiday_of_a_year_not_announced_is_called_provisional(section, day, says_so):
    section.choose(day)
    assert ("Lịch nghỉ lễ năm 2027 là dự kiến." in section.says("planWarning")) is says_so


def test_a_proposal_in_a_year_not_announced_is_called_provisional(qtbot):
    section = Section(qtbot, replace(make_offer(), old_term=None))
    assert "12/02/2027" in section.says("planText")
    assert section.says("planText").endswith("Lịch nghỉ lễ năm 2027 là dự kiến.")


def test_another_working_day_is_told_its_own_day_to_hand_in(section):
    section.choose("15/12/2026")
    assert "Với ngày đã chọn, nên nộp Ủy nhiệm chi chậm nhất ngày 11/12/2026." in section.says("planText")
    assert "29/12/2026" in section.says("planText")
    assert section.find("planUse").isVisible()
    assert section.says("planWarning") == ""


@pytest.mark.parametrize("text", ["27/02/2027", "31/02/2027"])
def test_a_day_that_cannot_be_chosen_is_no_matter_of_the_planner(section, text):
    section.choose(text)
    assert section.says("planWarning") == ""
    assert "29/12/2026" in section.says("planText")


def test_without_a_working_day_the_planner_is_silent(qtbot):
    day = date(2026, 11, 22)
    section = Section(qtbot, replace(make_offer(), due_from=day, due_to=day))
    assert section.says("planText") == ""
    assert not section.find("planUse").isVisible()


def test_no_word_is_cut_in_a_narrow_window(section, qtbot):
    section.choose("08/02/2027")
    section.page.resize(500, 640)
    # A label's own minimum is its longest word: nothing wider than its place.
    qtbot.waitUntil(lambda: section.page.widget().width() <= 500)
    for name in ("planWarning", "planText", "transfer_memo_note"):
        label = section.find(name, QLabel)
        assert label.heightForWidth(label.width()) <= label.height()
    assert section.page.widget().width() <= section.page.viewport().width()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_holidays_are_coloured_and_named_in_the_calendar(section):
    """The offscreen platform cannot raise or grab for a popup and says so."""
    section.find("payment_due_on_calendar").click()
    calendar = section.find("calendar", QCalendarWidget)
    holiday = calendar.dateTextFormat(QDate(2026, 11, 24))
    assert holiday.toolTip() == "Ngày Văn hóa Việt Nam 24/11"
    sunday = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday)
    assert holiday.foreground().color() == sunday.foreground().color()
    assert not calendar.dateTextFormat(QDate(2026, 11, 25)).toolTip()
    calendar.window().close()


def test_a_long_memo_is_to_be_compared(section):
    said = section.says("transfer_memo_note")
    assert "29 ký tự" in said
    assert "25 ký tự đầu" in said


def test_a_short_memo_has_no_such_note(qtbot):
    section = Section(qtbot, replace(make_offer(), memo="TT don hang 260001234"))
    assert section.says("transfer_memo_note")
    assert "ký tự" not in section.says("transfer_memo_note")


def test_all_lines_are_copied_for_a_payment_order(section, qapp):
    button = section.find("transfer_copy_all", QPushButton)
    assert button.text() == "Chép tất cả"
    button.click()
    assert qapp.clipboard().text().splitlines() == [
        "Đơn vị nhận tiền: Công ty Cổ phần Phần mềm Mẫu",
        "Số tài khoản: 190012345678",
        "Tại ngân hàng: Ngân hàng Mẫu, CN Hà Nội",
        "Số tiền bằng số: 3.500.000 đ",
        "Số tiền bằng chữ: Ba triệu năm trăm nghìn đồng",
        "Nội dung thanh toán: Thanh toan don hang 260001234",
    ]
    assert button.text() == "Đã sao chép"


def test_an_account_at_the_treasury_has_no_code_and_says_why(qtbot, qapp):
    section = Section(qtbot, replace(make_offer(), accounts=(TREASURY,)))
    assert section.page.findChild(QPushButton, "transfer_qr") is None
    assert "Kho bạc Nhà nước không có mã QR" in section.says("transfer_no_qr")
    section.find("transfer_copy_all", QPushButton).click()
    block = qapp.clipboard().text().splitlines()
    assert len(block) == 6
    assert block[0] == "Đơn vị nhận tiền: Công ty Cổ phần Phần mềm Mẫu"
    assert block[1:3] == ["Số tài khoản: 37130123456700000", "Tại Kho bạc Nhà nước: Kho bạc Nhà nước khu vực I"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"total": 10**13}, "Số tiền này"),
        ({"total": 0}, "Số tiền này"),
        ({"memo": "a" * 96}, "Nội dung này"),
        ({"memo": "Thanh toán – đơn 26"}, "Nội dung này"),
        ({"accounts": (replace(TREASURY, bank_bin="970436", account_no="1" * 20),)}, "Số tài khoản này"),
        ({"accounts": (replace(TREASURY, bank_bin="97"),)}, "Số tài khoản này"),
    ],
)
def test_what_fits_no_code_has_a_sentence_instead(qtbot, changes, words):
    section = Section(qtbot, replace(make_offer(), **changes))
    assert section.says("transfer_no_qr").startswith(words)
    assert section.page.findChild(QPushButton, "transfer_qr") is None


@pytest.mark.parametrize("total", [-1, 10**18, 10**30])
def test_an_amount_beyond_words_breaks_nothing(qtbot, qapp, total):
    guide = TransferGuide()
    qtbot.addWidget(guide)
    guide.show_offer(replace(make_offer(), total=total))
    assert guide.findChild(QLabel, "transfer_no_qr").text().startswith("Số tiền này")
    guide.findChild(QPushButton, "transfer_copy_all").click()
    assert "Số tiền bằng chữ" not in qapp.clipboard().text()


def test_each_account_has_its_own_block_and_code(qtbot, qapp):
    first = make_offer().accounts[0]
    second = replace(first, account_no="0011 0022", bank_name="Ngân hàng Hai")
    section = Section(qtbot, replace(make_offer(), accounts=(TREASURY, second)))
    section.find("transfer2_copy_all", QPushButton).click()
    assert "Số tài khoản: 00110022" in qapp.clipboard().text()
    section.find("transfer2_qr", QPushButton).click()
    assert "00110022" in section.find("transfer2_qr_picture", QrPicture).payload


def test_the_code_is_named_for_screen_readers_and_its_picture_can_be_copied(section, qapp):
    copy = section.find("transfer_qr_copy", QPushButton)
    assert not copy.isVisible()
    section.find("transfer_qr", QPushButton).click()
    picture = section.find("transfer_qr_picture", QrPicture)
    assert picture.isVisible()
    assert picture.accessibleName() == "Mã QR chuyển khoản: Thanh toan don hang 260001234"
    assert picture.captions[:2] == ("Ngân hàng Mẫu, CN Hà Nội", "1900 1234 5678")
    assert picture.captions[-1] == "3.500.000 đ"
    copy.click()
    assert qapp.clipboard().image().size() == picture.image().size()


def test_the_code_comes_into_view_when_asked_for(section, qtbot):
    section.find("transfer_qr", QPushButton).click()
    picture = section.find("transfer_qr_picture", QrPicture)
    qtbot.waitUntil(lambda: picture.visibleRegion().boundingRect().height() == picture.height() > 0)


def test_the_guide_goes_with_the_promise(section):
    section.find("payment_consent", QCheckBox).click()
    assert not section.find("transfer_copy_all").isVisible()
    assert section.find("planUse").isVisible()
