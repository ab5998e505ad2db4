"""What is typed and pasted into the fields: taken, named, or offered again; never dropped without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QCompleter, QLabel, QSpinBox, QToolButton

from qlts_desktop.core.renewal import Aside
from qlts_desktop.ui.widgets.line_edit import LONGEST
from tests.ui.doubles.form import CTRL, Form
from tests.ui.doubles.renewal import RenewalDesk, complete_form

POPUP = pytest.mark.qt_log_ignore("This plugin does not support")
"""The offscreen platform cannot raise or grab for a popup and says so."""


@pytest.fixture
def form(qtbot) -> Form:
    return Form(qtbot)


# --- codes and text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "pasted", "kept"),
    [
        ("unit_tax_code", "0200 731 649", "0200731649"),
        ("unit_tax_code", "0200731649\u2013001", "0200731649-001"),
        ("unit_tax_code", "\uff10200731649", "0200731649"),
        ("unit_budget_code", "1.084.512\n", "1084512"),
        ("unit_tax_code", "MST 0200 731", "MST 0200 731"),
        ("unit_phone", "\uff10912  345\u00a0678", "0912 345 678"),
        ("invoice_account_no", "1900 1234\t5678", "1900 1234 5678"),
        ("unit_contact_name", "Tra\u0302\u0300n\r\nThu\t\u200bHa\u0300\u202e", "Trần Thu Hà"),
        ("unit_contact_name", "Hà \U0001f600\x00", "Hà \U0001f600"),
    ],
)
def test_what_is_pasted_is_made_uniform_when_the_field_is_left(form, name, pasted, kept):
    form.type(name, "")
    form.paste(pasted)
    form.leave(name)
    assert form.text(name) == kept


def test_a_code_that_is_wrong_stays_as_typed_with_what_is_wrong(form):
    form.type("unit_tax_code", "MST 0200 731")
    form.leave("unit_tax_code")
    assert form.text("unit_tax_code") == "MST 0200 731"
    assert "7" in form.problem("unit_tax_code")


def test_what_is_typed_can_be_kept_at_any_moment(form):
    form.type("unit_contact_name", "")
    form.line("unit_contact_name").insert("a\x00Tra\u0302n")
    assert form.session.form.unit.contact_name == "aTrân"


def test_a_very_long_paste_is_taken_whole_and_named(form):
    form.type("unit_address", "")
    form.paste("Đường phố " * 4_000)
    form.leave("unit_address")
    assert len(form.session.form.unit.address) == 39_999
    assert "400" in form.problem("unit_address")
    assert "39999" in form.problem("unit_address")


def test_more_than_a_line_holds_is_said(form):
    form.type("invoice_bank_name", "")
    form.paste("x" * (LONGEST + 1))
    assert len(form.text("invoice_bank_name")) == LONGEST
    assert "100.000" in form.problem("invoice_bank_name")
    form.type("invoice_bank_name", "Kho bạc")
    assert form.problem("invoice_bank_name") == ""


def test_typed_text_is_never_shown_as_markup(form):
    form.type("payment_due_on", "<b>mai</b>")
    form.leave("payment_due_on")
    label = form.find("payment_due_on_problem", QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>mai</b>" in label.text()


# --- days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/04/2027", "30"),
        ("29/02/2027", "28"),
        ("00/01/2027", "31"),
        ("01/13/2027", "12"),
        ("31/01/2570", "Phật lịch"),
        ("31/01/0001", "năm"),
        ("31/01/99999", "năm"),
        ("-1/1/2027", "31/01/2027"),
    ],
)
def test_text_that_is_no_day_says_why(form, typed, said):
    form.type("payment_due_on", typed)
    form.leave("payment_due_on")
    assert form.text("payment_due_on") == typed
    assert said in form.problem("payment_due_on")
    assert typed in form.problem("payment_due_on")
    assert not form.session.can_continue


@pytest.mark.parametrize("typed", ["1/2/27", "1/2/2027", "01022027", "1.2.2027", "\uff11/\uff12/\uff12\uff17"])
def test_a_day_is_written_out_when_left(form, typed):
    form.type("payment_due_on", typed)
    form.leave("payment_due_on")
    assert form.text("payment_due_on") == "01/02/2027"
    assert form.session.form.payment.due_on == date(2027, 2, 1)


def test_a_day_names_its_day_of_the_week(form):
    weekday = form.find("payment_due_on").weekday
    assert weekday.text() == "Chủ Nhật"
    form.type("payment_due_on", "1/2/2027")
    assert weekday.text() == "Thứ Hai"
    form.type("payment_due_on", "32/1/2027")
    assert weekday.text() == ""


def wheel(widget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(
    "name", ["payment_due_on", "order_years", "unit_province", "unit_head_authority", "invoice_payment_method"]
)
def test_the_wheel_changes_nothing_that_is_only_scrolled_past(form, name):
    form.enter("unit_address")
    before = form.session.form
    wheel(form.find(name))
    assert form.session.form == before


def open_calendar(form: Form) -> QCalendarWidget:
    form.find("payment_due_on").setFocus()
    form.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = form.find("payment_due_on").findChild(QCalendarWidget, "calendar")
    assert calendar is not None
    return calendar


@POPUP
def test_the_calendar_is_moved_and_chosen_with_the_keyboard(form):
    calendar = open_calendar(form)
    view = calendar.findChild(object, "qt_calendar_calendarview")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert form.text("payment_due_on") == "08/02/2027"
    assert form.session.form.payment.due_on == date(2027, 2, 8)
    form.undo()
    assert form.text("payment_due_on") == "31/01/2027"


@POPUP
def test_escape_closes_the_calendar_and_nothing_else(form, qtbot):
    calendar = open_calendar(form)
    view = calendar.findChild(object, "qt_calendar_calendarview")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: form.find("payment_due_on").findChild(QCalendarWidget, "calendar") is None)
    assert form.text("payment_due_on") == "31/01/2027"
    assert form.focus is form.find("payment_due_on")
    assert form.page.isVisible()


@POPUP
def test_the_calendar_button_works_with_the_keyboard(form):
    button = form.find("payment_due_on_calendar", QToolButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert form.find("payment_due_on").findChild(QCalendarWidget, "calendar") is not None


# --- numbers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "taken"),
    [
        ("order_years", "3", 3),
        ("order_extra_users", "12", 12),
        ("order_extra_users", "007", 7),
        ("order_extra_users", "\uff11\uff12", 12),
        ("order_extra_users", "٣", 3),
        ("order_extra_users", " 5 ", 5),
    ],
)
def test_a_number_in_any_digits_is_taken(form, name, typed, taken):
    form.enter(name)
    form.line(name).selectAll()
    form.keys(typed)
    form.leave(name)
    assert form.find(name, QSpinBox).value() == taken
    assert form.text(name) == str(taken)
    assert form.problem(name) == ""


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("order_years", "0"),
        ("order_years", "6"),
        ("order_years", "12"),
        ("order_years", "-1"),
        ("order_years", "2,5"),
        ("order_years", "hai"),
        ("order_extra_users", "1000"),
        ("order_extra_users", "1.000"),
        ("order_extra_users", "9" * 400),
    ],
)
def test_what_is_no_number_within_the_limits_is_named_and_the_value_stays(form, name, typed):
    spin = form.find(name, QSpinBox)
    spin.setFocus()
    form.press(Qt.Key.Key_Up)
    kept = spin.value()
    spin.lineEdit().selectAll()
    form.paste(typed)
    assert spin.lineEdit().text() == typed
    assert str(spin.minimum()) in form.problem(name)
    assert str(spin.maximum()) in form.problem(name)
    form.leave(name)
    assert (spin.value(), spin.lineEdit().text()) == (kept, str(kept))
    assert form.problem(name)
    assert spin.accessibleDescription() == form.problem(name)
    spin.setFocus()
    form.press(Qt.Key.Key_Down)
    assert form.problem(name) == ""


def test_an_emptied_number_keeps_its_value(form):
    spin = form.find("order_extra_users", QSpinBox)
    spin.setFocus()
    spin.lineEdit().selectAll()
    form.press(Qt.Key.Key_Delete)
    assert form.problem("order_extra_users")
    form.leave("order_extra_users")
    assert spin.lineEdit().text() == "0"


# --- earlier values -------------------------------------------------------------------------------------


@pytest.fixture
def remembering(qtbot) -> Form:
    desk = RenewalDesk()
    desk.earlier = {"/unit/contact_name": ("Đặng Hà My", "Trần Thu Hà", "Lê An")}
    return Form(qtbot, desk=desk)


def popup_of(form: Form, name: str):
    completer = form.line(name).findChild(QCompleter)
    return completer.popup()


def shown(form: Form, name: str) -> list[str]:
    popup = popup_of(form, name)
    if not popup.isVisible():
        return []
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@POPUP
def test_earlier_values_are_offered_without_accents_and_taken_with_enter(remembering):
    form = remembering
    form.type("unit_contact_name", "dang")
    assert shown(form, "unit_contact_name") == ["Đặng Hà My"]
    popup = popup_of(form, "unit_contact_name")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert form.text("unit_contact_name") == "Đặng Hà My"
    assert form.session.form.unit.contact_name == "Đặng Hà My"
    form.enter("unit_contact_name")
    form.undo()
    assert form.text("unit_contact_name") == "dang"


@POPUP
def test_escape_leaves_what_is_typed_and_typing_goes_on_below_the_list(remembering):
    form = remembering
    form.type("unit_contact_name", "ha")
    popup = popup_of(form, "unit_contact_name")
    assert len(shown(form, "unit_contact_name")) == 2
    QTest.keyClick(popup, "x")
    assert form.text("unit_contact_name") == "hax"
    assert shown(form, "unit_contact_name") == []
    form.type("unit_contact_name", "ha")
    QTest.keyClick(popup_of(form, "unit_contact_name"), Qt.Key.Key_Escape)
    assert shown(form, "unit_contact_name") == []
    assert form.text("unit_contact_name") == "ha"
    assert form.page.isVisible()


@POPUP
def test_undo_under_the_open_list_is_the_forms_and_closes_it(remembering):
    form = remembering
    form.enter("unit_address")
    form.keys("x")
    form.type("unit_contact_name", "h")
    popup = popup_of(form, "unit_contact_name")
    QTest.keyClick(popup, Qt.Key.Key_Z, CTRL)
    assert form.text("unit_contact_name") == ""
    assert not popup.isVisible()
    QTest.keyClick(form.line("unit_contact_name"), Qt.Key.Key_Y, CTRL)
    assert form.text("unit_contact_name") == "h"


@POPUP
def test_nothing_pops_up_over_a_field_that_holds_the_value(remembering):
    form = remembering
    form.type("unit_contact_name", "Lê A")
    assert shown(form, "unit_contact_name") == ["Lê An"]
    QTest.keyClick(popup_of(form, "unit_contact_name"), "n")
    assert form.text("unit_contact_name") == "Lê An"
    assert shown(form, "unit_contact_name") == []


@POPUP
def test_down_opens_all_other_earlier_values(remembering):
    form = remembering
    form.enter("unit_contact_name")
    form.press(Qt.Key.Key_Down)
    assert shown(form, "unit_contact_name") == ["Đặng Hà My", "Lê An"]


def test_without_earlier_values_nothing_is_offered(form):
    form.enter("unit_contact_name")
    form.press(Qt.Key.Key_Down)
    assert form.line("unit_contact_name").findChild(QCompleter) is None


# --- what the form cannot hold --------------------------------------------------------------------------


def test_text_that_is_no_day_and_the_invoice_typed_before_copying_outlive_the_program(qtbot):
    first = Form(qtbot)
    first.find("invoice_copy_from_licence").click()
    first.type("invoice_name", "Phòng Giáo dục")
    first.find("invoice_copy_from_licence").click()
    first.type("invoice_invoice_on", "31/02/2027")
    first.session.leave()
    first.runner.run_all()
    assert first.desk.aside.text_of("/invoice/invoice_on") == "31/02/2027"
    second = Form(qtbot, desk=first.desk)
    assert second.text("invoice_invoice_on") == "31/02/2027"
    assert "31/02/2027" in second.problem("invoice_invoice_on")
    second.find("invoice_copy_from_licence").click()
    assert second.text("invoice_name") == "Phòng Giáo dục"


def test_a_day_that_somebody_has_filled_in_meanwhile_wins_over_text_that_is_none(qtbot):
    desk = RenewalDesk(replace(complete_form()))
    desk.aside = Aside((("/payment/due_on", "mai"),), (("name", "cũ"),))
    form = Form(qtbot, desk=desk)
    assert form.text("payment_due_on") == "31/01/2027"
    assert form.session.can_continue


def test_changing_only_what_stands_aside_is_kept(qtbot, form):
    form.type("payment_due_on", "x")
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    form.keys("y")
    form.session.leave()
    form.runner.run_all()
    assert form.desk.aside.text_of("/payment/due_on") == "xy"
