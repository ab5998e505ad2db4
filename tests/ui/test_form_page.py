"""Step 1: fields, problems next to them and in the summary, price and transfer guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, FieldError
from qlts_desktop.core.renewal import HeadAuthority, PaymentMethod
from tests.ui.doubles.form import Form
from tests.ui.doubles.renewal import TODAY, complete_form


@pytest.fixture
def form(qtbot) -> Form:
    return Form(qtbot)


EDITORS = {
    "unit": (
        "name licence_no tax_code budget_code governing_body address province head_name head_title head_authority"
        " contact_name phone email"
    ),
    "invoice": (
        "name tax_code budget_code address buyer_name email phone payment_method account_no bank_name invoice_on"
        " copy_from_licence"
    ),
    "order": "years extra_users",
    "payment": "due_on consent",
}


@pytest.mark.parametrize(
    "name", [f"{section}_{name}" for section, names in EDITORS.items() for name in names.split()]
)
def test_every_field_of_the_contract_has_a_named_editor(form, name):
    editor = form.find(name)
    assert editor.accessibleName() or editor.text()
    assert editor.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_fields_show_the_drafts_values(form):
    assert form.find("unit_head_name", QLineEdit).text() == "Lê Quang Minh"
    assert form.find("unit_province", QComboBox).currentText() == "Hải Phòng"
    assert form.find("payment_due_on", QLineEdit).text() == "31/01/2027"
    assert form.find("payment_consent", QCheckBox).isChecked()


def test_name_and_licence_number_can_be_read_but_not_changed(form):
    for name in ("unit_name", "unit_licence_no"):
        form.type(name, "khac")
    assert form.session.form.unit == complete_form().unit


def test_an_old_address_and_an_old_province_are_left_alone(qtbot):
    old = complete_form()
    old = replace(old, unit=replace(old.unit, province="Hải Dương", address="xã Cũ, huyện Cũ, tỉnh Hải Dương"))
    form = Form(qtbot, old)
    assert form.find("unit_province", QComboBox).currentText() == "Hải Dương"
    assert form.session.form.unit == old.unit


def test_the_province_list_offers_the_34_units(form):
    assert form.find("unit_province", QComboBox).count() == 34


def test_choices_reach_the_form(form):
    form.find("unit_head_authority", QComboBox).setCurrentIndex(list(HeadAuthority).index(HeadAuthority.KT))
    form.find("invoice_payment_method", QComboBox).setCurrentIndex(1)
    assert form.session.form.unit.head_authority is HeadAuthority.KT
    assert form.session.form.invoice.payment_method is PaymentMethod.TREASURY


def test_a_problem_shows_once_the_field_is_left(form):
    form.type("unit_tax_code", "020073164")
    assert form.problem("unit_tax_code") == ""
    form.leave("unit_tax_code")
    assert "9" in form.problem("unit_tax_code")
    editor = form.find("unit_tax_code")
    assert editor.property("invalid") is True
    assert editor.accessibleDescription() == form.problem("unit_tax_code")
    assert not form.page.summary.isVisible()
    form.type("unit_tax_code", "0200731649")
    assert form.problem("unit_tax_code") == ""


def test_a_wrong_check_digit_warns_and_does_not_block(form):
    form.type("unit_tax_code", "0200731640")
    form.leave("unit_tax_code")
    assert form.problem("unit_tax_code")
    assert form.find("unit_tax_code").property("invalid") is False
    assert form.session.can_continue


def test_the_summary_takes_the_focus_and_says_the_same_words(form, qtbot):
    form.type("unit_tax_code", "020073164")
    form.type("unit_phone", "12")
    form.page.show_all_problems()
    assert form.page.summary.hasFocus()
    assert form.page.summary.sentences == (form.problem("unit_tax_code"), form.problem("unit_phone"))
    link = form.find("problemLink_unit_phone", QLabel)
    assert link.accessibleName() == form.problem("unit_phone")
    link.linkActivated.emit("/unit/phone")
    assert form.find("unit_phone").hasFocus()


def test_a_summary_link_works_with_the_keyboard_alone(form):
    form.type("unit_phone", "12")
    form.page.show_all_problems()
    QTest.keyClick(form.page.summary, Qt.Key.Key_Tab)
    link = form.find("problemLink_unit_phone", QLabel)
    assert link.hasFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert form.find("unit_phone").hasFocus()


def test_a_mended_field_leaves_the_summary_and_the_last_one_closes_it(form):
    form.type("unit_tax_code", "020073164")
    form.page.show_all_problems()
    form.type("unit_tax_code", "0200731649")
    assert not form.page.summary.isVisible()


def test_the_licensors_problem_lands_on_its_field(form):
    form.session.apply_field_errors((FieldError("/invoice/email", "bad_email"),))
    assert form.problem("invoice_email")
    assert form.page.summary.sentences == (form.problem("invoice_email"),)


def test_text_is_composed_when_left_and_the_cursor_stays_while_typing(form):
    edit = form.find("unit_contact_name", QLineEdit)
    edit.setFocus()
    edit.setText("Tra\u0302\u0300n  Thu Ha\u0300 ")
    edit.setCursorPosition(4)
    assert edit.cursorPosition() == 4
    form.leave("unit_contact_name")
    assert edit.text() == "Trần Thu Hà"
    assert form.session.form.unit.contact_name == "Trần Thu Hà"


def test_text_in_the_field_that_still_has_the_focus_is_composed_on_collecting(form):
    form.type("unit_address", "Số 1  phố Mới ")
    form.page.tidy()
    assert form.session.form.unit.address == "Số 1 phố Mới"


def test_the_invoice_follows_the_licence_and_gets_back_what_was_typed(form):
    tick = form.find("invoice_copy_from_licence", QCheckBox)
    name = form.find("invoice_name", QLineEdit)
    assert name.isReadOnly()
    tick.click()
    assert not name.isReadOnly()
    form.type("invoice_name", "Phòng Giáo dục")
    tick.click()
    assert name.text() == form.session.form.unit.name
    form.type("unit_address", "Số 1 phố Mới")
    assert form.find("invoice_address", QLineEdit).text() == "Số 1 phố Mới"
    tick.click()
    assert name.text() == "Phòng Giáo dục"


def test_the_consent_shows_the_transfer_guide(form):
    guide = form.find("transferGuide")
    assert guide.isVisible()
    form.find("payment_consent", QCheckBox).click()
    assert not guide.isVisible()
    form.page.show_all_problems()
    assert form.problem("payment_consent")


def test_the_limit_of_the_payment_day_is_said_beforehand(form):
    hint = form.find("payment_due_on_hint", QLabel)
    assert hint.isVisible()
    assert "20/02/2027" in hint.text()
    assert "90" in hint.text()


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("21/11/2026", False),
        ("22/11/2026", True),
        ("20/2/2027", True),
        ("21/02/2027", False),
        ("31/02/2027", False),
    ],
)
def test_the_payment_day_lies_within_the_offers_limits(form, typed, accepted):
    form.type("payment_due_on", typed)
    form.leave("payment_due_on")
    assert (form.problem("payment_due_on") == "") is accepted
    assert form.session.can_continue is accepted


def test_a_day_that_is_none_stays_as_typed(form):
    form.type("payment_due_on", "31/02/2027")
    form.leave("payment_due_on")
    assert form.find("payment_due_on", QLineEdit).text() == "31/02/2027"
    assert "31/02/2027" in form.problem("payment_due_on")


def test_a_day_in_short_is_written_in_full_when_left(form):
    form.type("payment_due_on", "5/1/2027")
    form.leave("payment_due_on")
    assert form.find("payment_due_on", QLineEdit).text() == "05/01/2027"
    assert form.session.form.payment.due_on == date(2027, 1, 5)


def test_an_invoice_day_warns_that_it_is_final(form):
    form.type("invoice_invoice_on", "31/01/2027")
    label = form.find("invoice_invoice_on_problem", QLabel)
    assert label.isVisible()
    assert label.property("role") == "error"
    assert form.session.can_continue


def test_years_and_users_are_priced_by_the_licensor(form, qtbot):
    form.find("order_years", QSpinBox).setValue(2)
    form.find("order_extra_users", QSpinBox).setValue(3)
    qtbot.waitUntil(lambda: bool(form.runner.waiting), timeout=5_000)
    form.session.flush(lambda _error: None)
    assert form.find("pricingBusy").isVisible()
    form.runner.run_all()
    assert not form.find("pricingBusy").isVisible()
    assert "9.100.000 đ" in form.find("orderTotal", QLabel).text()
    assert "Chín triệu một trăm nghìn đồng" in form.find("orderTotalInWords", QLabel).text()
    assert "06/01/2029" in form.find("orderNewTerm", QLabel).text()
    qtbot.waitUntil(lambda: form.find("orderLine_users", QLabel).isVisible())


def test_a_price_that_does_not_come_says_so_in_its_place(form, qtbot):
    form.desk.fail("open_draft", ErrorCode.TIMEOUT)
    form.find("order_years", QSpinBox).setValue(2)
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    assert form.find("pricingError").isVisible()
    assert "3.500.000 đ" in form.find("orderTotal", QLabel).text()


def test_the_guide_copies_the_bare_account_number_and_the_exact_memo(form, qapp):
    form.find("transfer_account_copy", QPushButton).click()
    assert qapp.clipboard().text() == "190012345678"
    form.find("transfer_memo_copy", QPushButton).click()
    assert qapp.clipboard().text() == "Thanh toan don hang 260001234"
    form.find("transfer_amount_copy", QPushButton).click()
    assert qapp.clipboard().text() == "3500000"


def test_the_qr_code_shows_when_asked_for(form):
    assert form.page.findChild(QWidget, "transfer_qr_picture") is None
    form.find("transfer_qr", QPushButton).click()
    assert form.find("transfer_qr_picture").isVisible()
    form.find("transfer_qr", QPushButton).click()
    assert not form.find("transfer_qr_picture").isVisible()


def test_the_qr_code_stays_open_when_the_price_changes(form, qtbot):
    form.find("transfer_qr", QPushButton).click()
    before = form.find("transfer_qr_picture")
    form.find("order_years", QSpinBox).setValue(2)
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    qtbot.waitUntil(lambda: form.find("transfer_qr_picture") is not before)
    assert form.find("transfer_qr", QPushButton).isChecked()
    assert form.find("transfer_qr_picture").payload != before.payload


def test_a_narrow_window_has_one_column(form, qtbot):
    columns = form.page.widget().layout()
    assert columns.direction() is QBoxLayout.Direction.LeftToRight
    form.page.resize(760, 560)
    qtbot.waitUntil(lambda: columns.direction() is QBoxLayout.Direction.TopToBottom)
    qtbot.waitUntil(lambda: form.page.widget().width() <= form.page.viewport().width())


def test_a_name_of_400_letters_does_not_widen_the_form(qtbot):
    long = complete_form()
    long = replace(long, unit=replace(long.unit, name="Trường Phổ thông " * 23, address="Thôn " * 80))
    form = Form(qtbot, long)
    assert form.page.widget().width() <= form.page.viewport().width()
    assert form.find("unit_name", QLineEdit).toolTip()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_calendar_opens_with_the_keyboard_and_sets_the_day(form, qtbot):
    """The offscreen platform cannot raise or grab for a popup and says so."""
    edit = form.find("payment_due_on", QLineEdit)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = edit.findChild(QWidget, "calendar")
    assert calendar is not None
    assert calendar.minimumDate().toPython() == TODAY
    assert calendar.maximumDate().toPython() == date(2027, 2, 20)
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert edit.text() == "01/02/2027"
    assert form.session.form.payment.due_on == date(2027, 2, 1)


@pytest.mark.parametrize("width", [1180, 760])
def test_the_tab_order_is_the_reading_order(form, qtbot, width):
    """Left column before right, in each from the top, and in a row from the left."""
    columns = form.page.widget().layout()
    form.page.resize(width, 640)
    two = width >= 900
    way = QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom
    qtbot.waitUntil(lambda: columns.direction() is way)
    email, years = form.find("unit_email"), form.find("order_years")
    origin = QPoint()
    qtbot.waitUntil(lambda: (years.mapTo(form.page, origin).y() < email.mapTo(form.page, origin).y()) is two)
    form.find("invoice_copy_from_licence").click()
    form.page.show_all_problems()
    form.find("unit_name").setFocus()
    walked = form.tab_order()
    assert len(walked) >= 36

    def place(widget: QWidget) -> tuple[bool, int, int]:
        corner = widget.mapTo(form.page.widget(), widget.rect().topLeft())
        in_right_column = two and corner.x() > form.page.widget().width() * 0.6
        # Within a row heights differ by a few pixels.
        return in_right_column, (corner.y() + widget.height() // 2) // 12, corner.x()

    assert walked == sorted(walked, key=place)


def test_every_field_is_tied_to_its_label_for_screen_readers(form):
    for pointer, field in form.page.fields.items():
        assert field.label.buddy() is field.editor, pointer
        assert field.editor.accessibleName().startswith(field.label.text()), pointer
    assert form.find("unit_phone").accessibleName().endswith("(bắt buộc)")
    assert not form.find("unit_tax_code").accessibleName().endswith("(bắt buộc)")
