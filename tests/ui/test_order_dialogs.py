"""Payment, extension, cancelling and editing from the history: real widgets, by the keyboard's names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from licensor.tests.scan_pictures import as_file, paper
from qlts_desktop.core.errors import ErrorCode, FieldError
from qlts_desktop.core.sent_order import Obstacle, OrderAction, Standing
from qlts_desktop.services.order_port import OrderDocument, PaymentProof
from qlts_desktop.services.registration_port import OrderDetail, OrderFile, OrderReceipt, ProofRow
from qlts_desktop.ui.history.history_page import HistoryPage
from qlts_desktop.ui.orders.payment_dialog import PaymentDialog
from tests.ui.doubles.gatehouse import TODAY
from tests.ui.doubles.orders import DONE, NO, MemoryOrders
from tests.ui.doubles.scans import MemoryScans
from tests.ui.doubles.sending import history_desk, pdf
from tests.ui.inline_runner import HeldRunner, InlineRunner

ALL = {action: Standing() for action in OrderAction} | {
    OrderAction.EXTEND_PAYMENT: Standing(first=date(2027, 2, 1), last=date(2027, 5, 21))
}
EXTENSION_LIMITS = "Từ 01/02/2027 đến chậm nhất 21/05/2027 (180 ngày kể từ ngày đăng ký)"
AT = datetime(2026, 11, 22, 1, 33, tzinfo=UTC)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "ủy nhiệm chi.png"
    path.write_bytes(as_file(paper().resize((300, 424))))
    return path


class Desk:
    """The history with one open order, everything allowed."""

    def __init__(self, qtbot: QtBot, runner: HeldRunner | InlineRunner | None = None, **detail: object) -> None:
        self.desk = history_desk(pdf())
        self.orders = MemoryOrders(pdf())
        facts = {"standings": ALL, "remaining": 3_500_000, **detail}
        self.desk.details[NO] = replace(self.desk.details[NO], **facts)
        self.page = HistoryPage(
            *(self.desk, MemoryScans(), self.orders, runner or InlineRunner(), lambda: TODAY),
            can_renew=bool(facts.pop("can_renew", True)),
        )
        qtbot.addWidget(self.page)
        self.page.resize(1180, 660)
        self.page.show()
        self.changed: list[object] = []
        self.page.changed.connect(self.changed.append)
        self.page.show_order(NO)

    @property
    def detail(self) -> OrderDetail:
        return self.desk.details[NO]

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert found is not None, name
        return found

    def open(self, action: OrderAction) -> QDialog:
        self.button(f"{action.value}Button").click()
        dialog = self.page.dialogs.dialog
        assert dialog is not None
        return dialog

    def news(self) -> str:
        return self.page.findChild(QLabel, "orderNews").text()


def edit(dialog: QDialog, name: str) -> QLineEdit:
    return dialog.findChild(QLineEdit, name)


def said(dialog: QDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def confirm(dialog: QDialog) -> None:
    dialog.findChild(QPushButton, "confirmChangeButton").click()


def fill(dialog: QDialog, scan: Path, memo: str = f"Thanh toan don hang {NO}") -> PaymentDialog:
    assert isinstance(dialog, PaymentDialog)
    edit(dialog, "proofMemo").setText(memo)
    dialog.paid_on.set_value(date(2026, 11, 20))
    edit(dialog, "proofAmount").setText("3.500.000")
    dialog.picker.add([scan])
    return dialog


def test_a_proof_is_sent_with_what_was_typed_and_chosen(qtbot: QtBot, scan: Path):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan)
    confirm(dialog)
    ((call, proof),) = desk.orders.asked
    assert call == "confirm_payment"
    assert isinstance(proof, PaymentProof)
    assert (proof.memo, proof.paid_on, proof.amount) == (
        f"Thanh toan don hang {NO}",
        date(2026, 11, 20),
        3_500_000,
    )
    assert [file.name for file in proof.files] == ["ủy nhiệm chi.png"]
    assert len(desk.changed) == 1
    assert desk.news() == (
        "Đã gửi chứng từ thanh toán. Nhà cung cấp trả lời chậm nhất ngày 30/11/2026; trong khi chờ, đơn vị vẫn sử"
        f" dụng bình thường. Số biên nhận: BN-{NO}-2"
    )
    assert desk.page.dialogs.dialog is None


def test_the_account_to_check_stands_first(qtbot: QtBot):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    assert "đã chuyển đúng tài khoản <b>1900 1234 5678" in said(dialog, "accountToCheck")


def test_every_account_that_may_be_paid_into_is_named(qtbot: QtBot):
    desk = Desk(qtbot)
    (first,) = desk.detail.offer.accounts[:1]
    treasury = replace(first, account_no="3713.0.1234567", bank_name="Kho bạc Nhà nước khu vực I")
    offer = replace(desk.detail.offer, accounts=(first, treasury))
    desk.desk.details[NO] = replace(desk.detail, offer=offer)
    desk.page.show_order(NO)
    text = said(desk.open(OrderAction.CONFIRM_PAYMENT), "accountToCheck")
    assert text.index(first.account_no) < text.index("</b> hoặc <b>3713.0.1234567 · Kho bạc Nhà nước khu vực I")


@pytest.mark.parametrize(
    ("memo", "finding"),
    [
        (f"Thanh toan don hang {NO}", ""),
        (f"Thanh toán đơn hàng {NO}", "Khớp với đơn; ngân hàng thường bỏ dấu."),
        (
            "Thanh toán đơn hàng 260001243",
            "Số đơn trên chứng từ là 2600012<b>4</b><b>3</b>, đơn này là 2600012<b>3</b><b>4</b>. Nếu chứng từ ghi"
            " như vậy, đơn vị vẫn gửi được.",
        ),
        (
            "tiền phần mềm",
            f"Không thấy số đơn {NO} trong nội dung. Nếu chứng từ ghi như vậy, đơn vị vẫn gửi được.",
        ),
    ],
)
def test_the_memo_is_compared_while_it_is_typed(qtbot: QtBot, memo: str, finding: str):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    edit(dialog, "proofMemo").setText(memo)
    assert said(dialog, "memoFinding") == finding


def test_another_memo_amount_and_all_can_be_sent_all_the_same(qtbot: QtBot, scan: Path):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan, "tiền phần mềm")
    edit(dialog, "proofAmount").setText("3 000 000 đồng")
    assert dialog.amount.hint.text() == "Thiếu 500.000 đ so với số phải thanh toán (3.500.000 đ)."
    confirm(dialog)
    assert desk.orders.asked[0][1].amount == 3_000_000


def test_every_gap_is_named_at_its_field_and_the_first_has_the_focus(qtbot: QtBot):
    desk = Desk(qtbot)
    dialog = desk.open(OrderAction.CONFIRM_PAYMENT)
    edit(dialog, "proofAmount").setText("ba triệu")
    confirm(dialog)
    assert desk.orders.asked == []
    problems = {name: said(dialog, f"{name}_problem") for name in ("proofMemo", "proofDay", "proofAmount")}
    assert problems == {
        "proofMemo": "Cần điền ô này.",
        "proofDay": "Cần điền ô này.",
        "proofAmount": "Nhập số tiền bằng chữ số, tính bằng đồng, ví dụ 3.500.000.",
    }
    assert said(dialog, "proofFiles_problem") == "Hãy đính kèm từ 1 đến 5 tệp."
    assert dialog.focusWidget() is edit(dialog, "proofMemo")


def test_a_day_to_come_is_refused_here(qtbot: QtBot, scan: Path):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan)
    dialog.paid_on.set_value(date(2026, 11, 23))
    confirm(dialog)
    assert said(dialog, "proofDay_problem") == "Ngày này chưa tới: hãy nhập ngày đã chuyển tiền."
    assert desk.orders.asked == []


def test_what_was_typed_is_there_again(qtbot: QtBot, scan: Path):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan, "nội dung dở dang")
    dialog.reject()
    again = desk.open(OrderAction.CONFIRM_PAYMENT)
    assert edit(again, "proofMemo").text() == "nội dung dở dang"
    assert again.picker.list.count() == 1
    confirm(again)
    assert edit(desk.open(OrderAction.CONFIRM_PAYMENT), "proofMemo").text() == ""


def test_a_lost_answer_says_that_sending_again_is_safe(qtbot: QtBot, scan: Path):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan)
    desk.orders.fails["confirm_payment"] = ErrorCode.TIMEOUT
    confirm(dialog)
    assert dialog.error_panel.error.code is ErrorCode.TIMEOUT
    assert said(dialog, "changeNote") == "Nhấn lại cũng không bị gửi trùng."
    del desk.orders.fails["confirm_payment"]
    confirm(dialog)
    assert [call for call, _what in desk.orders.asked] == ["confirm_payment", "confirm_payment"]
    assert len(desk.changed) == 1


def test_the_field_and_file_that_the_licensor_complains_of_are_named(qtbot: QtBot, scan: Path):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan)
    desk.orders.fails["confirm_payment"] = ErrorCode.FORM_INVALID
    desk.orders.fields = (FieldError("/paid_on", "too_early"),)
    confirm(dialog)
    assert said(dialog, "proofDay_problem") == "Ngày này quá xa trước ngày đăng ký."
    desk.orders.fails["confirm_payment"] = ErrorCode.FILE_DAMAGED
    desk.orders.fields = (FieldError("/files/0", "unreadable"),)
    confirm(dialog)
    assert "ủy nhiệm chi.png" in said(dialog, "changeNote")


def test_what_was_begun_before_is_finished_first(qtbot: QtBot):
    desk = Desk(qtbot)
    desk.orders.waiting = DONE
    desk.button("confirm_paymentButton").click()
    assert desk.orders.asked == []
    assert "Đã gửi chứng từ thanh toán." in desk.news()


def test_a_picture_is_pasted_and_files_are_dropped(qtbot: QtBot, scan: Path):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    dialog.picker.paste()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(scan))])
    assert dialog.picker.takes(dropped)
    dialog.picker.add([scan])
    assert dialog.picker.list.count() == 2


def pasted(dialog: QDialog, field: str) -> None:
    """Ctrl+V as it comes from the keyboard, while a field has the focus."""
    dialog.activateWindow()
    found = edit(dialog, field)
    found.setFocus()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_screenshot_is_taken_also_while_a_field_has_the_focus(qtbot: QtBot):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    qtbot.waitExposed(dialog)
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    pasted(dialog, "proofMemo")
    assert dialog.picker.list.count() == 1
    assert edit(dialog, "proofMemo").text() == ""


def test_text_is_pasted_into_the_field_that_has_the_focus(qtbot: QtBot):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    qtbot.waitExposed(dialog)
    QGuiApplication.clipboard().setText("3.500.000 đ")
    edit(dialog, "proofAmount").clear()
    pasted(dialog, "proofAmount")
    assert (edit(dialog, "proofAmount").text(), dialog.picker.list.count()) == ("3.500.000 đ", 0)
    assert dialog.amount.amount() == 3_500_000


def test_where_there_is_nothing_to_paste_it_says_so(qtbot: QtBot):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    QGuiApplication.clipboard().setText("chỉ có chữ")
    dialog.picker.paste()
    assert said(dialog, "changeNote") == "Chưa có ảnh hay tệp nào để dán: hãy sao chép ảnh hoặc tệp trước."


def test_a_doubtful_memo_is_framed_and_said_to_screen_readers(qtbot: QtBot):
    dialog = Desk(qtbot).open(OrderAction.CONFIRM_PAYMENT)
    memo = edit(dialog, "proofMemo")
    memo.setText("Thanh toán đơn hàng 260001243")
    assert memo.property("doubted")
    assert memo.accessibleDescription().startswith("Số đơn trên chứng từ là 260001243, đơn này là 260001234.")
    memo.setText(f"Thanh toan don hang {NO}")
    assert not memo.property("doubted")
    assert memo.accessibleDescription() == ""


def test_a_day_that_no_calendar_has_is_said_to_be_none(qtbot: QtBot):
    dialog = Desk(qtbot).open(OrderAction.EXTEND_PAYMENT)
    edit(dialog, "extensionDay").setText("29/02/2027")
    confirm(dialog)
    assert said(dialog, "extensionDay_problem") == "Không có ngày này trong lịch; hãy nhập theo dạng dd/mm/yyyy."


def test_the_last_proofs_reason_stands_above(qtbot: QtBot):
    row = ProofRow(1, "Hà", AT, "x", TODAY, 3_000_000, "", "short", "Ngân hàng báo có 3.000.000 đ", 3_000_000)
    desk = Desk(qtbot, proofs=(row,), remaining=500_000)
    assert desk.button("confirm_paymentButton").text() == "Gử&i lại…"
    dialog = desk.open(OrderAction.CONFIRM_PAYMENT)
    assert "Ngân hàng báo có 3.000.000 đ" in said(dialog, "lastProofReason")
    assert edit(dialog, "proofAmount").text() == "500.000 đ"


def test_stopping_gives_the_dialog_back(qtbot: QtBot, scan: Path):
    runner = HeldRunner()
    desk = Desk(qtbot, runner)
    while runner.waiting:
        runner.let_go()
    dialog = desk.open(OrderAction.CANCEL)
    send = dialog.findChild(QPushButton, "confirmChangeButton")
    assert not send.isEnabled()
    dialog.reason.edit.setPlainText("gõ ngay khi mở")
    runner.let_go()
    assert send.isEnabled()
    send.click()
    assert not send.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    assert send.isEnabled()
    assert said(dialog, "changeNote") == "Nhấn lại cũng không bị gửi trùng."
    assert dialog.reason.value() == "gõ ngay khi mở"


# --- extension ----------------------------------------------------------------------------------------------


def test_an_extension_needs_its_day_and_consent(qtbot: QtBot):
    desk = Desk(qtbot)
    dialog = desk.open(OrderAction.EXTEND_PAYMENT)
    assert dialog.due_on.hint.text() == EXTENSION_LIMITS
    confirm(dialog)
    assert said(dialog, "extensionDay_problem") == "Hãy nhập ngày đơn vị sẽ thanh toán."
    for day in (date(2027, 1, 31), date(2027, 5, 22)):
        dialog.due_on.set_value(day)
        confirm(dialog)
        assert said(dialog, "extensionDay_problem") == EXTENSION_LIMITS
    dialog.due_on.set_value(date(2027, 5, 21))
    confirm(dialog)
    assert said(dialog, "extensionConsent_problem") == "Tích vào đây để cam kết thanh toán."
    assert desk.orders.asked == []
    dialog.findChild(QCheckBox, "extensionConsent").setChecked(True)
    confirm(dialog)
    assert desk.orders.asked == [("extend_payment", date(2027, 5, 21))]
    assert desk.news().startswith("Gia hạn thanh toán lần 2 thành công. Sử dụng đến hết 21/05/2027.")


# --- cancel and edit ----------------------------------------------------------------------------------------


def test_a_cancellation_says_what_follows_and_is_not_done_by_enter(qtbot: QtBot):
    desk = Desk(qtbot)
    dialog = desk.open(OrderAction.CANCEL)
    assert f"Đơn {NO} cho kỳ 07/01/2027 – 06/01/2028 sẽ bị hủy." in said(dialog, "cancelText")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.orders.asked == []
    confirm(dialog)
    assert desk.orders.asked == [("cancel", "")]


def test_an_edit_is_asked_for(qtbot: QtBot):
    desk = Desk(qtbot)
    wanted: list[str] = []
    desk.page.editRequested.connect(wanted.append)
    desk.button("editButton").click()
    assert wanted == [NO]


# --- what may be done ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing(Obstacle.NOT_YET, date(2027, 1, 16)), "Gia hạn thanh toán: Mở từ ngày 16/01/2027."),
        (
            Standing(Obstacle.TOO_LATE, date(2027, 5, 21)),
            "Gia hạn thanh toán: Đã hết thời gian được gia hạn thanh toán (đến 21/05/2027).",
        ),
        (
            Standing(Obstacle.USED_UP),
            "Gia hạn thanh toán: Chỉ được gia hạn thanh toán một lần; đơn này đã dùng.",
        ),
    ],
)
def test_what_may_not_be_done_says_why(qtbot: QtBot, standing: Standing, why: str):
    desk = Desk(qtbot, standings=ALL | {OrderAction.EXTEND_PAYMENT: standing})
    button = desk.button("extend_paymentButton")
    assert not button.isEnabled()
    assert desk.page.findChild(QLabel, "orderActionsWhy").text() == why
    assert button.accessibleDescription() in why


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_every_obstacle_has_its_words(qtbot: QtBot, obstacle: Obstacle):
    from qlts_desktop.ui.messages.orders import obstacle_text

    for day in (None, TODAY):
        words = obstacle_text(obstacle, day, OrderAction.CANCEL)
        assert words.endswith(".")
        assert "{" not in words


def test_a_settled_order_offers_nothing(qtbot: QtBot):
    desk = Desk(qtbot, standings=dict.fromkeys(OrderAction, Standing(Obstacle.PAID)))
    assert not desk.button("confirm_paymentButton").isVisible()


def test_an_action_named_elsewhere_begins_once_the_order_is_there(qtbot: QtBot):
    desk = Desk(qtbot)
    desk.page.show_order(NO, OrderAction.CONFIRM_PAYMENT)
    assert isinstance(desk.page.dialogs.dialog, PaymentDialog)


def test_an_action_that_is_not_possible_only_shows_the_order(qtbot: QtBot):
    desk = Desk(qtbot, standings=ALL | {OrderAction.CONFIRM_PAYMENT: Standing(Obstacle.PROOF_IN_REVIEW)})
    desk.page.show_order(NO, OrderAction.CONFIRM_PAYMENT)
    assert desk.page.dialogs.dialog is None


# --- files --------------------------------------------------------------------------------------------------


def test_every_file_can_be_viewed_or_saved(qtbot: QtBot):
    files = (
        OrderFile("slip", "phieu.pdf", 182_000, "a" * 64),
        OrderFile("payment_proof", "chứng từ.jpg", 1_800_000, "b" * 64, 1),
        OrderFile("invoice_xml", "hoa-don.xml", 9_000, "c" * 64),
    )
    receipt = OrderReceipt(f"BN-{NO}-1", "submission", AT, "r.r.r")
    desk = Desk(qtbot, files=files, order_receipts=(receipt,))
    titles = [row.title for row in desk.page.panel.files.rows]
    assert titles == [
        "Phiếu đăng ký gia hạn · 182,0 kB",
        "Chứng từ lần 1: chứng từ.jpg · 1,8 MB",
        "Hóa đơn (XML) · 9,0 kB",
        f"Biên nhận BN-{NO}-1",
        "Báo giá",
        "Giấy đề nghị thanh toán",
        "Hồ sơ kiểm toán (tất cả trong một tệp ZIP)",
    ]
    for number in (1, 2, 4, 5, 6):
        desk.button(f"viewFile{number}").click()
        desk.page.dialogs.dialog.accept()
    assert desk.orders.asked == [
        ("sent_file", "a" * 64),
        ("sent_file", "b" * 64),
        ("receipt_pages", "r.r.r"),
        ("document", OrderDocument.QUOTE),
        ("document", OrderDocument.PAYMENT_REQUEST),
    ]
    desk.button("saveFile7").click()
    assert desk.orders.asked[-1] == ("dossier", NO)
    desk.page.dialogs.saver.dialog.reject()


def test_a_picture_is_shown_on_a_page(qtbot: QtBot, scan: Path):
    from qlts_desktop.ui.history.picture_pages import as_pdf

    assert as_pdf(scan.read_bytes()).startswith(b"%PDF-")
    assert as_pdf(b"%PDF-x") == b"%PDF-x"


def test_columns_are_chosen_and_remembered(qtbot: QtBot):
    desk = Desk(qtbot)
    menu = desk.page._columns.choice()
    entry = next(entry for entry in menu.actions() if entry.text() == "Hình thức gửi")
    entry.trigger()
    assert desk.page.table.isColumnHidden(7)
    again = HistoryPage(*(desk.desk, MemoryScans(), desk.orders, InlineRunner(), lambda: TODAY), can_renew=True)
    qtbot.addWidget(again)
    assert again.table.isColumnHidden(7)


@pytest.mark.parametrize(
    "kept", ["", "x", "[]", '{"hidden": 5}', '{"hidden": ["NO"], "order": [], "sorted_by": "?"}']
)
def test_columns_that_cannot_be_read_stay_as_they_are(qtbot: QtBot, kept: str):
    desk = history_desk(pdf())
    desk.columns = kept
    page = HistoryPage(*(desk, MemoryScans(), MemoryOrders(), InlineRunner(), lambda: TODAY), can_renew=True)
    qtbot.addWidget(page)
    assert not any(page.table.isColumnHidden(column) for column in range(8))


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        ("proofAmount", "ba triệu", "Nhập số tiền bằng chữ số, tính bằng đồng, ví dụ 3.500.000."),
        ("proofAmount", "3,5 triệu", "Nhập số tiền bằng chữ số, tính bằng đồng, ví dụ 3.500.000."),
        ("proofAmount", "0", "Số tiền phải lớn hơn 0."),
        ("proofDay", "29/02/2025", "Không có ngày này trong lịch; hãy nhập theo dạng dd/mm/yyyy."),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(qtbot: QtBot, scan: Path, name: str, typed: str, problem: str):
    desk = Desk(qtbot)
    dialog = fill(desk.open(OrderAction.CONFIRM_PAYMENT), scan)
    edit(dialog, name).setText(typed)
    confirm(dialog)
    assert said(dialog, f"{name}_problem") == problem
    assert desk.orders.asked == []
