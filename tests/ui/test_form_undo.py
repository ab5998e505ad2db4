"""Undo and redo in every field of the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QMenu, QSpinBox

from qlts_desktop.core.form_history import EditKind
from qlts_desktop.core.renewal import HeadAuthority
from tests.ui.doubles.form import CTRL, SHIFT, Form
from tests.ui.doubles.renewal import complete_form


@pytest.fixture
def form(qtbot) -> Form:
    return Form(qtbot)


def test_words_come_back_one_by_one_and_go_again(form):
    form.enter("unit_governing_body")
    form.keys(" thành phố")
    form.undo()
    assert form.text("unit_governing_body") == "UBND phường Hồng Bàng thành"
    form.undo()
    assert form.text("unit_governing_body") == "UBND phường Hồng Bàng"
    form.redo()
    form.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert form.text("unit_governing_body") == "UBND phường Hồng Bàng thành phố"
    assert form.session.form.unit.governing_body == "UBND phường Hồng Bàng thành phố"


def test_undo_goes_to_the_field_that_changed_and_brings_it_into_view(form, qtbot):
    form.enter("unit_contact_name")
    form.keys(" An")
    form.enter("invoice_bank_name")
    form.page.ensureWidgetVisible(form.find("invoice_bank_name"))
    form.undo()
    edit = form.find("unit_contact_name")
    assert edit.hasFocus()
    assert edit.text() == "Trần Thu Hà"
    assert edit.cursorPosition() == len("Trần Thu Hà")
    top = edit.mapTo(form.page.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= form.page.viewport().height() - edit.height()


def test_what_leaving_tidied_comes_back_with_its_step(form):
    form.enter("unit_contact_name")
    form.paste("  B\u0300ui   Lan ")
    form.leave("unit_contact_name")
    tidied = form.text("unit_contact_name")
    assert tidied == "Trần Thu Hà B\u0300ui Lan"
    form.undo()
    assert form.text("unit_contact_name") == "Trần Thu Hà"
    form.redo()
    assert form.text("unit_contact_name") == tidied


def test_tidying_leaves_the_cursor_where_it_was(form):
    form.enter("unit_contact_name")
    form.keys("  x")
    form.line("unit_contact_name").setCursorPosition(5)
    form.page.tidy()
    assert form.text("unit_contact_name") == "Trần Thu Hà x"
    assert form.line("unit_contact_name").cursorPosition() == 5


def test_what_followed_another_field_comes_back_with_it(form):
    form.enter("unit_address")
    form.keys("x")
    assert form.text("invoice_address").endswith("x")
    form.undo()
    assert form.text("invoice_address") == complete_form().unit.address


def test_a_tick_a_choice_and_a_number_are_steps(form, qtbot):
    form.find("payment_consent", QCheckBox).click()
    form.find("unit_head_authority", QComboBox).setCurrentIndex(1)
    form.find("order_years", QSpinBox).setFocus()
    form.press(Qt.Key.Key_Up)
    assert form.session.form.order.years == 2
    form.undo()
    assert form.find("order_years", QSpinBox).value() == 1
    form.undo()
    assert form.session.form.unit.head_authority is HeadAuthority.NONE
    assert form.find("unit_head_authority", QComboBox).hasFocus()
    form.undo()
    assert form.find("payment_consent", QCheckBox).isChecked()
    assert form.find("payment_consent", QCheckBox).hasFocus()
    for _ in range(3):
        form.redo()
    assert form.session.form.order.years == 2
    assert not form.session.form.payment.consent


def test_the_price_follows_an_undo(form, qtbot):
    form.find("order_years", QSpinBox).setFocus()
    form.press(Qt.Key.Key_Up)
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    assert form.session.offer.years == 2
    form.undo()
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    assert form.session.offer.years == 1
    assert form.desk.stored.order.years == 1


def test_an_undo_is_kept_as_any_change(form):
    form.enter("unit_contact_name")
    form.keys("x")
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    form.undo()
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    assert form.desk.kept[-1].unit.contact_name == "Trần Thu Hà"
    assert form.desk.stored.unit.contact_name == "Trần Thu Hà"


def test_unticking_gives_back_and_undo_takes_that_back_too(form):
    tick = form.find("invoice_copy_from_licence", QCheckBox)
    tick.click()
    form.type("invoice_name", "Phòng Giáo dục")
    tick.click()
    assert form.text("invoice_name") == complete_form().unit.name
    form.undo()
    assert not tick.isChecked()
    assert tick.hasFocus()
    assert form.text("invoice_name") == "Phòng Giáo dục"
    form.redo()
    tick.click()
    assert form.text("invoice_name") == "Phòng Giáo dục"


def test_a_day_that_was_typed_over_comes_back_also_from_text_that_is_none(form):
    form.type("payment_due_on", "31/02/2027")
    assert form.session.form.payment.due_on is None
    form.leave("payment_due_on")
    form.undo()
    form.undo()
    assert form.text("payment_due_on") == "31/01/2027"
    assert form.session.form.payment.due_on == date(2027, 1, 31)
    form.redo()
    form.redo()
    assert form.text("payment_due_on") == "31/02/2027"
    assert "31/02/2027" in form.problem("payment_due_on")


def test_a_day_written_out_when_left_is_one_step(form):
    form.enter("invoice_invoice_on")
    form.keys("1/2/27")
    form.leave("invoice_invoice_on")
    assert form.text("invoice_invoice_on") == "01/02/2027"
    form.undo()
    assert form.text("invoice_invoice_on") == ""


def test_a_number_that_was_not_taken_goes_first(form):
    years = form.find("order_years", QSpinBox)
    years.setFocus()
    form.press(Qt.Key.Key_Up)
    years.lineEdit().selectAll()
    form.keys("99")
    form.undo()
    assert (years.lineEdit().text(), years.value()) == ("2", 2)
    form.undo()
    assert years.value() == 1


def test_the_province_can_be_undone(form):
    form.enter("unit_province")
    form.keys(" x")
    form.undo()
    assert form.text("unit_province") == "Hải Phòng"


def test_letters_of_an_input_method_are_typed_and_composing_is_left_alone(form):
    form.type("unit_contact_name", "L")
    composing = QInputMethodEvent("\u00ea", [])
    QApplication.sendEvent(form.focus, composing)
    form.session.set_value("unit", "phone", "0912 345 679")
    assert form.text("unit_contact_name") == "L"
    commit = QInputMethodEvent()
    commit.setCommitString("\u00ea")
    QApplication.sendEvent(form.focus, commit)
    assert form.session.form.unit.contact_name == "L\u00ea"
    assert form.page.fields["/unit/contact_name"].kind is EditKind.PUT


def test_what_was_not_undone_is_not_lost_to_somebody_elses_change(form):
    form.enter("unit_contact_name")
    form.keys("x")
    form.session.flush(lambda _error: None)
    form.runner.run_all()
    theirs = replace(form.session.form, unit=replace(form.session.form.unit, phone="0999 999 999"))
    form.desk.kept = [theirs]
    form.session.join_other()
    form.runner.run_all()
    assert form.text("unit_phone") == "0999 999 999"
    form.undo()
    assert form.text("unit_contact_name") == "Trần Thu Hà"
    assert form.text("unit_phone") == "0999 999 999"


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("name", ["unit_contact_name", "unit_province", "order_years", "payment_due_on"])
def test_the_menu_of_a_line_undoes_as_the_keys_do(form, qtbot, name):
    form.enter("unit_address")
    form.keys("x")
    target = form.find(name)
    shown = form.line(name) if name == "unit_province" else target
    QApplication.sendEvent(shown, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    menu = next(menu for menu in shown.findChildren(QMenu) + form.line(name).findChildren(QMenu))
    actions = {action.objectName(): action for action in menu.actions()}
    assert actions["edit-undo"].isEnabled()
    assert not actions["edit-redo"].isEnabled()
    actions["edit-undo"].trigger()
    assert form.session.form.unit.address == complete_form().unit.address
    menu.close()


def test_undo_works_where_no_field_has_the_focus(form):
    form.enter("unit_contact_name")
    form.keys("x")
    QTest.keyClick(form.page, Qt.Key.Key_Z, CTRL)
    assert form.text("unit_contact_name") == "Trần Thu Hà"
    QTest.keyClick(form.page, Qt.Key.Key_Y, CTRL)
    assert form.text("unit_contact_name") == "Trần Thu Hàx"


def test_nothing_to_undo_does_nothing(form):
    form.enter("unit_contact_name")
    form.undo()
    form.redo()
    assert form.session.form == complete_form()


TEXTS = (
    *("unit_tax_code", "unit_budget_code", "unit_address", "unit_province", "unit_governing_body"),
    *("unit_head_name", "unit_contact_name", "unit_phone", "unit_email", "invoice_account_no"),
    *("invoice_invoice_on", "payment_due_on", "order_years", "order_extra_users"),
)
ODD = st.sampled_from(
    [
        *("\x00", "\t", "\n", "\r\n", "\u200b", "\u202e", "\u200f", "\ufeff", "a\u0302\u0301", "\U0001f600"),
        *("\uff13\uff11/01/2027", "\u0663", "31/04/2027", "99999999999", "-1", "{0}", "%1", "<b>x</b>", "&T"),
    ]
)
TYPED = st.tuples(st.sampled_from(TEXTS), st.booleans(), ODD | st.text(max_size=12))


@pytest.mark.qt_log_ignore("This plugin does not support")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TYPED, min_size=1, max_size=6))
def test_any_text_in_any_field_is_taken_and_undo_brings_back_exactly_what_was_there(qtbot, edits):
    form = Form(qtbot)
    states = [(form.session.form, form.session.aside)]
    for name, pastes, text in edits:
        form.find(name).setFocus()
        form.line(name).selectAll()
        if pastes:
            form.line(name).insert(text)
        else:
            form.keys(text)
        form.page.tidy()
        states.append((form.session.form, form.session.aside))
        form.session.flush(lambda _error: None)
        form.runner.run_all()
    form.page.show_all_problems()
    last = states[-1]
    seen = [last]
    while form.session.history.can_undo:
        form.session.history.undo()
        seen.append((form.session.form, form.session.aside))
        for pointer, field in form.page.fields.items():
            _, section, value = pointer.split("/")
            assert field.value() == getattr(getattr(form.session.form, section), value)
    assert seen[-1] == states[0]
    while form.session.history.can_redo:
        form.session.history.redo()
    assert (form.session.form, form.session.aside) == last
