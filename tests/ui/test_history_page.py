"""The history: table, search, order, the chosen order, its slip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.core.sent_order import Obstacle, OrderAction, Standing
from qlts_desktop.core.text import folded
from qlts_desktop.ui.history.history_model import Column
from qlts_desktop.ui.history.history_page import HistoryPage
from qlts_desktop.ui.widgets.badge import TONE_ROLE, Tone
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from tests.ui.doubles.gatehouse import TODAY
from tests.ui.doubles.orders import MemoryOrders
from tests.ui.doubles.scans import MemoryScans, receipt
from tests.ui.doubles.sending import SendingDesk, history_desk, history_rows, order_detail, pdf
from tests.ui.inline_runner import HeldRunner, InlineRunner


class Page:
    def __init__(
        self,
        qtbot: QtBot,
        desk: SendingDesk | None = None,
        runner: InlineRunner | HeldRunner | None = None,
        *,
        can_renew: bool = True,
    ) -> None:
        self.scans = MemoryScans()
        self.orders = MemoryOrders(pdf())
        self.desk = desk or history_desk(pdf())
        self.page = HistoryPage(
            *(self.desk, self.scans, self.orders, runner or InlineRunner(), lambda: TODAY), can_renew=can_renew
        )
        qtbot.addWidget(self.page)
        self.page.resize(1180, 640)
        self.page.show()
        self.table = self.page.findChild(QTableView, "historyTable")

    def cell(self, row: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.table.model().index(row, column).data(role)

    def column(self, column: Column) -> list[object]:
        return [self.cell(row, column) for row in range(self.table.model().rowCount())]

    def search(self, text: str) -> None:
        self.page.findChild(QLineEdit, "historySearch").setText(text)

    def words(self) -> str:
        panel = self.page.panel
        return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def scan_standing(may_attach: bool) -> dict[OrderAction, Standing]:
    return {OrderAction.ATTACH_SCAN: Standing(None if may_attach else Obstacle.PAPER_NOT_AWAITED)}


def test_newest_first_with_both_states_in_words_and_colour(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.refresh()
    assert page.column(Column.NO) == ["260001234", "250000877", "240000412"]
    assert page.cell(0, Column.PAYMENT) == "Chờ thanh toán"
    assert page.cell(0, Column.PAYMENT, TONE_ROLE) == str(Tone.WARNING)
    assert page.cell(0, Column.RESOURCES) == "Đã cấp tạm đến 31/01/2027"
    assert page.cell(1, Column.PAYMENT) == "Đã thanh toán"
    assert page.cell(1, Column.PAYMENT, TONE_ROLE) == str(Tone.SUCCESS)
    assert page.cell(2, Column.DUE) == "15/01/2025 (lần 2)"
    assert page.cell(0, Column.METHOD) == "Chữ ký điện tử"


def test_an_unknown_state_reads_as_new(qtbot: QtBot) -> None:
    desk = history_desk()
    desk.rows = (replace(desk.rows[0], payment_state="from_the_future"),)
    page = Page(qtbot, desk)
    page.page.refresh()
    assert page.cell(0, Column.PAYMENT) == "mới"


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_an_order_that_is_not_sent_or_over_says_so_instead_of_a_payment(qtbot: QtBot, state: str) -> None:
    desk = history_desk()
    desk.rows = (replace(desk.rows[0], order_state=state),)
    page = Page(qtbot, desk)
    page.page.refresh()
    assert page.cell(0, Column.PAYMENT) != "Chờ thanh toán"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250000", ["250000877"]),
        ("phieu dong dau", ["250000877", "240000412"]),
        ("PHIẾU ĐÓNG", ["250000877", "240000412"]),
        ("22/11/2026", ["260001234"]),
        ("lần 2", ["240000412"]),
        ("không có", []),
    ],
)
def test_search_looks_everywhere_without_marks_or_case(qtbot: QtBot, text: str, found: list[str]) -> None:
    page = Page(qtbot)
    page.page.refresh()
    page.search(text)
    assert page.column(Column.NO) == found
    assert page.page.findChild(QLabel, "historyEmpty").isVisible() is not bool(found)


@pytest.mark.parametrize(
    ("column", "first"),
    [(Column.REGISTERED, "240000412"), (Column.TOTAL, "250000877"), (Column.TERM, "240000412")],
)
def test_columns_sort_by_value_not_by_words(qtbot: QtBot, column: Column, first: str) -> None:
    page = Page(qtbot)
    page.page.refresh()
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert page.cell(0, Column.NO) in {first, "240000412"}
    assert page.cell(2, Column.NO) == "260001234"


def test_the_chosen_order_shows_events_and_where_to_pay(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.show_order("260001234")
    said = page.words()
    for part in ("Đơn 260001234", "Ký bởi LÊ QUANG MINH", "Sử dụng đến hết 31/01/2027", "1900 1234 5678"):
        assert part in said
    assert "licensor" not in said


def test_a_paid_order_asks_for_no_transfer(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.show_order("250000877")
    assert page.page.chosen_no == "250000877"
    assert "1900 1234 5678" not in page.words()


def test_an_awaited_paper_slip_names_the_address(qtbot: QtBot) -> None:
    desk = history_desk()
    row = replace(desk.rows[1], paper_state="awaited")
    desk.details[row.no] = order_detail(row)
    page = Page(qtbot, desk)
    page.page.show_order(row.no)
    assert "số 1 phố Mẫu" in page.words()
    assert "Chờ phiếu giấy" in page.words()


def test_an_order_without_a_slip_offers_none(qtbot: QtBot) -> None:
    """Orders from before the online registration have no slip at the licensor."""
    desk = history_desk()
    row = desk.rows[1]
    desk.details[row.no] = replace(order_detail(row), has_slip=False)
    page = Page(qtbot, desk)
    page.page.show_order(row.no)
    assert page.page.findChild(QPushButton, "viewSlipButton").isHidden()
    page.page.show_order("260001234")
    assert not page.page.findChild(QPushButton, "viewSlipButton").isHidden()


def test_the_slip_of_an_order_opens(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.show_order("260001234")
    page.page.findChild(QPushButton, "viewSlipButton").click()
    dialog = page.page.dialogs.dialog
    assert dialog is not None
    assert dialog.view.pdf == page.desk.slip_pdf
    assert dialog.findChild(QPushButton, "saveDocumentButton").isEnabled()
    dialog.accept()
    assert page.page.dialogs.dialog is None


@pytest.mark.parametrize(("paper_state", "offered"), [("awaited", True), ("returned", True), ("received", False)])
def test_the_envelope_label_opens_while_a_paper_is_to_be_posted(
    qtbot: QtBot, paper_state: str, offered: bool
) -> None:
    desk = history_desk(pdf())
    row = replace(desk.rows[0], method="stamped", paper_state=paper_state)
    desk.details[row.no] = order_detail(row)
    page = Page(qtbot, desk)
    page.page.show_order(row.no)
    button = page.page.findChild(QPushButton, "coverLabelButton")
    assert button.isHidden() is not offered
    if offered:
        button.click()
        dialog = page.page.dialogs.dialog
        assert dialog is not None
        assert dialog.windowTitle() == f"Nhãn bì thư của đơn {row.no}"
        assert dialog.view.pdf == desk.label_pdf
        assert desk.labelled == [desk.slip_pdf]
        dialog.accept()


@pytest.mark.parametrize(
    ("wanted", "can_renew", "offered"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_scan_can_be_sent_where_the_licensor_says_so(
    qtbot: QtBot, wanted: bool, can_renew: bool, offered: bool
) -> None:
    desk = history_desk()
    row = desk.rows[0]
    desk.details[row.no] = replace(order_detail(row), standings=scan_standing(wanted))
    page = Page(qtbot, desk, can_renew=can_renew)
    page.page.show_order(row.no)
    assert page.page.findChild(QPushButton, "attachScanButton").isHidden() is not offered


def test_a_scan_that_was_begun_is_offered_to_be_finished(qtbot: QtBot) -> None:
    desk = history_desk()
    row = desk.rows[0]
    desk.details[row.no] = replace(order_detail(row), standings=scan_standing(True))
    page = Page(qtbot, desk)
    page.scans.waiting = receipt()
    page.page.show_order(row.no)
    button = page.page.findChild(QPushButton, "attachScanButton")
    assert button.text() == "Gửi nốt bản &quét…"
    assert "chưa thấy trả lời" in page.words()
    button.click()
    page.scans.waiting = None
    page.page.show_order(row.no)
    assert button.text() == "Gửi bản &quét phiếu đã đóng dấu…"


def test_a_scan_that_was_begun_can_be_finished_after_the_paper_has_come(qtbot: QtBot) -> None:
    desk = history_desk()
    row = desk.rows[0]
    desk.details[row.no] = replace(order_detail(row), standings=scan_standing(False))
    page = Page(qtbot, desk)
    page.scans.waiting = receipt()
    page.page.show_order(row.no)
    assert page.page.findChild(QPushButton, "attachScanButton").isVisible()


def test_closing_asks_for_the_order_again_when_something_may_have_arrived(qtbot: QtBot) -> None:
    desk = history_desk()
    row = desk.rows[0]
    desk.details[row.no] = replace(order_detail(row), standings=scan_standing(True))
    page = Page(qtbot, desk)
    page.page.show_order(row.no)
    button = page.page.findChild(QPushButton, "attachScanButton")

    def open_and_close() -> None:
        button.click()
        desk.calls.clear()
        page.page.dialogs.dialog.findChild(QPushButton, "closeScanButton").click()

    open_and_close()
    assert desk.calls == []  # nothing was tried
    page.scans.fails["resume"] = ErrorCode.NO_NETWORK
    page.scans.waiting = receipt()
    open_and_close()
    assert desk.calls == ["order"]
    assert button.text() == "Gửi nốt bản &quét…"
    assert "chưa thấy trả lời" in page.words()
    page.scans.fails["resume"] = ErrorCode.PAPER_NOT_AWAITED
    page.scans.waiting = None  # refused for good: it is forgotten
    open_and_close()
    assert button.text() == "Gửi bản &quét phiếu đã đóng dấu…"
    assert "chưa thấy trả lời" not in page.words()


def test_after_a_scan_the_order_is_fetched_again_and_the_receipt_is_named(qtbot: QtBot) -> None:
    desk = history_desk()
    row = desk.rows[0]
    desk.details[row.no] = replace(order_detail(row), standings=scan_standing(True))
    page = Page(qtbot, desk)
    page.page.show_order(row.no)
    page.page.findChild(QPushButton, "attachScanButton").click()
    dialog = page.page.dialogs.dialog
    assert dialog is not None
    desk.calls.clear()
    dialog.sent.emit(receipt())
    dialog.accept()
    assert desk.calls == ["order"]
    assert "BN-260001234-2" in page.words()
    assert page.page.dialogs.dialog is None
    page.page.show_order("250000877")
    assert "BN-260001234-2" not in page.words()


def test_a_slip_that_cannot_be_fetched_is_said_and_tried_again(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("slip", ErrorCode.NO_NETWORK)
    page.page.show_order("260001234")
    page.page.findChild(QPushButton, "viewSlipButton").click()
    dialog = page.page.dialogs.dialog
    assert dialog is not None
    assert not dialog.findChild(QPushButton, "saveDocumentButton").isEnabled()
    page.desk.fails.clear()
    dialog.findChild(QPushButton, "slipRetryButton").click()
    assert dialog.view.pdf == page.desk.slip_pdf
    dialog.accept()


def test_a_lost_connection_is_said_and_the_list_can_be_fetched_again(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("history", ErrorCode.NO_NETWORK)
    page.page.refresh()
    assert page.page.findChild(ErrorPanel, "historyError").isVisible()
    page.desk.fails.clear()
    page.page.findChild(QPushButton, "historyRetryButton").click()
    assert not page.page.findChild(ErrorPanel, "historyError").isVisible()
    assert page.table.model().rowCount() == 3


def test_an_order_that_cannot_be_fetched_is_said_and_tried_again(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.desk.fail("order", ErrorCode.TIMEOUT)
    page.page.show_order("260001234")
    assert page.page.findChild(ErrorPanel, "orderError").isVisible()
    page.desk.fails.clear()
    page.page.findChild(QPushButton, "orderRetryButton").click()
    assert not page.page.findChild(ErrorPanel, "orderError").isVisible()
    assert "Ký bởi" in page.words()


def test_without_registrations_it_says_so(qtbot: QtBot) -> None:
    page = Page(qtbot, SendingDesk())
    page.page.refresh()
    assert page.page.findChild(QLabel, "historyEmpty").isVisible()


def test_refreshing_keeps_the_chosen_order(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.page.show_order("240000412")
    page.page.refresh()
    assert page.page.chosen_no == "240000412"


def test_only_the_answer_for_the_order_chosen_last_is_shown(qtbot: QtBot) -> None:
    runner = HeldRunner()
    page = Page(qtbot, runner=runner)
    page.page.refresh()
    runner.let_go()
    page.table.selectRow(1)
    page.table.selectRow(2)
    runner.let_go()
    assert "Đơn 240000412" in page.words()


def test_folding_drops_case_and_marks() -> None:
    assert folded("Đã cấp CHÍNH thức") == "da cap chinh thuc"


def test_the_history_of_the_doubles_is_sorted() -> None:
    days = [row.registered_at for row in history_rows()]
    assert days == sorted(days, reverse=True)
