"""What the history tells: of when it is, what was begun, what a filter would hide; sorting and saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.services.history_export import history_workbook
from qlts_desktop.services.order_port import ChangeKind
from qlts_desktop.services.registration_port import OrderFile
from qlts_desktop.ui.history.history_model import Column
from qlts_desktop.ui.messages.states import ORDER_STATES, PAYMENT_STATES, order_state_text, payment_state_text
from tests.ui.doubles.orders import DONE
from tests.ui.doubles.sending import history_desk, order_detail, pdf
from tests.ui.inline_runner import HeldRunner
from tests.ui.test_history_page import Page
from tests.ui.test_order_dialogs import ALL, NO, Desk

KEPT_AT = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
AS_OF = "Dữ liệu lúc 08:05:00 ngày 21/11/2026; chưa kết nối được máy chủ."


def shown(page: Page, name: str) -> str:
    label = page.page.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


# --- without a network --------------------------------------------------------------------------------------


def test_offline_it_says_of_when_it_is_until_the_network_is_back(qtbot: QtBot) -> None:
    desk = history_desk(pdf())
    desk.kept = (desk.rows, KEPT_AT)
    for call in ("history", "order"):
        desk.fail(call, ErrorCode.NO_NETWORK)
    page = Page(qtbot, desk)
    page.page.refresh()
    assert page.column(Column.NO) == [row.no for row in desk.rows]
    assert (shown(page, "historyOffline"), shown(page, "orderAsOf")) == (AS_OF, AS_OF)
    assert page.page.panel.actions.isHidden()
    desk.fails.clear()
    page.page.findChild(QPushButton, "historyRetryButton").click()
    assert (shown(page, "historyOffline"), shown(page, "orderAsOf")) == ("", "")


# --- sorting ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbols", "words"),
    [(PAYMENT_STATES, payment_state_text), (ORDER_STATES, order_state_text)],
    ids=["payment", "order"],
)
def test_every_state_has_the_word_of_the_rules(qapp: object, symbols: dict[str, object], words) -> None:
    said = {symbol: words(symbol).text for symbol in symbols}
    rules = {
        "awaiting": "Chờ thanh toán",
        "proof_in_review": "Chờ xác nhận thanh toán",
        "extension_in_review": "Chờ duyệt gia hạn thanh toán",
        "short": "Thanh toán thiếu",
        "proof_rejected": "Chứng từ bị từ chối",
        "paid": "Đã thanh toán",
        "commitment_lapsed": "Quá hạn cam kết",
        "in_review": "Chờ duyệt",
        "accepted": "Đã duyệt",
        "rejected": "Từ chối",
        "cancelled": "Đã hủy",
        "replaced": "Đã thay thế",
        "closed": "Đã đóng",
    }
    assert {symbol: text for symbol, text in said.items() if symbol in rules} == {
        symbol: text for symbol, text in rules.items() if symbol in said
    }


def test_words_sort_as_in_a_dictionary_and_the_chosen_order_stays_chosen(qtbot: QtBot) -> None:
    desk = history_desk(pdf())
    states = ("paid", "commitment_lapsed", "proof_rejected", "awaiting", "proof_in_review")
    desk.rows = tuple(
        replace(desk.rows[0], no=f"26000000{place}", payment_state=state) for place, state in enumerate(states)
    )
    desk.details = {row.no: order_detail(row) for row in desk.rows}
    page = Page(qtbot, desk)
    page.page.show_order("260000003")
    page.table.sortByColumn(Column.PAYMENT, Qt.SortOrder.AscendingOrder)
    assert page.column(Column.PAYMENT) == [
        *("Chờ thanh toán", "Chờ xác nhận thanh toán", "Chứng từ bị từ chối", "Đã thanh toán", "Quá hạn cam kết"),
    ]
    assert (page.page.chosen_no, page.table.currentIndex().row()) == ("260000003", 0)
    page.table.sortByColumn(Column.PAYMENT, Qt.SortOrder.DescendingOrder)
    assert (page.page.chosen_no, page.table.currentIndex().row()) == ("260000003", 4)


def test_provisional_resources_sort_by_their_day(qtbot: QtBot) -> None:
    desk = history_desk(pdf())
    days = (date(2027, 1, 31), date(2028, 3, 5), date(2026, 12, 24))
    desk.rows = tuple(replace(desk.rows[0], no=f"26000000{place}", due_on=day) for place, day in enumerate(days))
    desk.details = {row.no: order_detail(row) for row in desk.rows}
    page = Page(qtbot, desk)
    page.page.refresh()
    page.table.sortByColumn(Column.RESOURCES, Qt.SortOrder.AscendingOrder)
    assert page.column(Column.NO) == ["260000002", "260000000", "260000001"]


def test_a_thousand_orders_are_not_looked_at_one_by_one_for_each_letter_typed(qtbot: QtBot) -> None:
    desk = history_desk(pdf())
    first = desk.rows[0]
    desk.rows = tuple(
        replace(first, no=f"{200_000_000 + day}", registered_at=first.registered_at - timedelta(days=day))
        for day in range(1000)
    )
    desk.details = {desk.rows[0].no: order_detail(desk.rows[0])}
    page = Page(qtbot, desk)
    page.page.refresh()
    assert page.table.model().rowCount() == 1000
    model = page.page._model
    asked = 0
    data = model.data

    def counted(*arguments: object) -> object:
        nonlocal asked
        asked += 1
        return data(*arguments)

    model.data = counted
    page.search("200000999")
    page.search("")
    assert page.table.model().rowCount() == 1000
    assert asked < 3000


# --- taken elsewhere ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_is_exported_or_copied_is_never_a_formula(qtbot: QtBot, start: str) -> None:
    desk = history_desk(pdf())
    no = f'{start}HYPERLINK("http://x")\tđơn'
    desk.rows = (replace(desk.rows[0], no=no),)
    desk.details = {no: order_detail(desk.rows[0])}
    page = Page(qtbot, desk)
    page.page.refresh()
    page.table.selectRow(0)
    page.page._copy()
    header, line = QGuiApplication.clipboard().text().split("\n")
    assert header.startswith("Số đơn\tNgày đăng ký\t")
    assert line.startswith(f"'{no.replace(chr(9), ' ')}\t22/11/2026\t")
    page.page.findChild(QPushButton, "historyExportButton").click()
    page.page.dialogs.saver.dialog.reject()
    ((title, headers, rows),) = desk.books
    cell = load_workbook(BytesIO(history_workbook(title, headers, rows))).active["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (no, "s", True)


# --- what was just done stays in sight ----------------------------------------------------------------------


def test_an_order_that_a_change_moves_out_of_the_filter_is_shown_all_the_same(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.page.filter.states = {"Chờ thanh toán"}
    desk.page.filter.changed.emit()
    dialog = desk.open(OrderAction.CANCEL)
    desk.desk.rows = tuple(
        replace(row, order_state="cancelled", is_open=False) if row.no == NO else row for row in desk.desk.rows
    )
    dialog.findChild(QPushButton, "confirmChangeButton").click()
    assert desk.page.chosen_no == NO
    assert desk.news().startswith(f"Đã hủy đơn {NO}.")
    assert not desk.page.filter.is_used


def test_a_refresh_that_moves_the_chosen_order_out_of_the_filter_chooses_another(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.page.filter.states = {"Chờ thanh toán", "Đã thanh toán"}
    desk.page.filter.changed.emit()
    desk.desk.rows = tuple(
        replace(row, order_state="cancelled", is_open=False) if row.no == NO else row for row in desk.desk.rows
    )
    desk.page.refresh()
    assert desk.page.filter.is_used
    assert desk.page.chosen_no == "250000877"


# --- what was begun -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words", "done"),
    [
        (ChangeKind.PAYMENT_PROOF, "gửi chứng từ thanh toán", "Đã gửi chứng từ thanh toán."),
        (ChangeKind.EXTENSION, "đề nghị gia hạn thanh toán", "Đã gửi đề nghị gia hạn thanh toán."),
        (ChangeKind.CANCELLATION, "hủy đơn", f"Đã hủy đơn {NO}."),
    ],
)
def test_what_was_begun_before_is_said_and_finished_from_the_order(
    qtbot: QtBot, kind: ChangeKind, words: str, done: str
) -> None:
    desk = Desk(qtbot)
    begun = desk.page.findChild(QLabel, "orderBegun")
    assert begun.isHidden()
    desk.orders.waiting = replace(DONE, kind=kind)
    desk.page.show_order(NO)
    assert words in begun.text()
    assert begun.isVisible()
    finish = desk.button("finishChangeButton")
    desk.orders.waiting, waiting = None, desk.orders.waiting
    desk.orders.resume = lambda no: waiting
    desk.orders.unfinished = lambda no: kind if desk.page.dialogs.dialog is not None else None
    finish.click()
    assert desk.news().startswith(done)
    assert begun.isHidden()
    assert finish.isHidden()


# --- files --------------------------------------------------------------------------------------------------


def test_an_invoice_that_was_made_out_is_seen_at_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert desk.button("viewInvoiceButton").isHidden()
    desk.desk.details[NO] = replace(desk.detail, files=(OrderFile("invoice", "hoa-don.pdf", 9, "ab" * 32),))
    desk.page.show_order(NO)
    desk.button("viewInvoiceButton").click()
    assert desk.orders.asked == [("sent_file", "ab" * 32)]
    assert desk.page.dialogs.dialog.windowTitle().startswith("Hóa đơn")


def test_fetching_a_file_to_be_saved_is_said_and_can_be_stopped(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = Desk(qtbot, runner)
    for _round in range(3):
        runner.let_go()
    dossier = len(desk.page.panel.files.rows)
    desk.button(f"saveFile{dossier}").click()
    progress = desk.page._progress
    assert progress.isVisible()
    assert "Đang tải Hồ sơ kiểm toán" in progress.findChild(QLabel, "progressText").text()
    progress.cancel_button.click()
    runner.let_go()
    assert desk.page.dialogs.saver.dialog is None
    assert progress.isHidden()
    desk.button(f"saveFile{dossier}").click()
    desk.orders.fails["dossier"] = ErrorCode.NO_NETWORK
    runner.let_go()
    assert progress.isHidden()
    assert desk.page._error.error.code is ErrorCode.NO_NETWORK


# --- what was typed -----------------------------------------------------------------------------------------


def test_a_reason_and_a_day_that_were_typed_are_there_again(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    cancelling = desk.open(OrderAction.CANCEL)
    cancelling.reason.set_value("đăng ký nhầm năm")
    cancelling.reject()
    later = desk.open(OrderAction.EXTEND_PAYMENT)
    later.due_on.set_value(date(2027, 3, 1))
    later.reject()
    assert desk.open(OrderAction.CANCEL).reason.value() == "đăng ký nhầm năm"
    desk.page.dialogs.dialog.reject()
    assert desk.open(OrderAction.EXTEND_PAYMENT).due_on.value() == date(2027, 3, 1)
    assert ALL[OrderAction.EXTEND_PAYMENT].first == date(2027, 2, 1)
