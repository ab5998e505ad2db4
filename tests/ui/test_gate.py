"""The blocking dialogs: days, dates, consequence, the reason, and always a way on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Access, ComingPolicy, DataState, Stage
from qlts_desktop.ui.gate.content import GateContent, no_licence_content, stage_content, untrusted_content
from qlts_desktop.ui.gate.gate_dialog import GateDialog
from tests.ui.doubles.gatehouse import DAY, TODAY, licence_for

WHO = "Trường THCS Nguyễn Bỉnh Khiêm · Trần Thu Hà"


@pytest.fixture(autouse=True)
def _language(qapp):
    """Texts are looked up in the application's language."""


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def open_gate(window: QMainWindow, content: GateContent) -> GateDialog:
    gate = GateDialog(content, WHO, window)
    gate.open()
    return gate


@pytest.mark.parametrize(
    ("stage", "title", "words", "mark"),
    [
        (
            Stage.OVERDUE_EARLY,
            "Giấy phép đã hết hạn 12 ngày",
            ["hết hạn ngày 10/11/2026", "đăng ký gia hạn xong là dùng tiếp được ngay", "0900 000 000"],
            "early",
        ),
        (
            Stage.OVERDUE_LATE,
            "Giấy phép đã hết hạn 43 ngày",
            ["hết hạn ngày 10/10/2026", "Dữ liệu vẫn được giữ", "<b>09/12/2026</b> (còn <b>17 ngày</b>)"],
            "late",
        ),
        (
            Stage.CUT_OFF,
            "Thuê bao đã bị cắt",
            ["từ ngày 07/11/2026", "Dữ liệu hiện vẫn còn", "vẫn có thể đăng ký gia hạn"],
            "cut",
        ),
        (
            Stage.COMMITMENT_LAPSED,
            "Đã quá hạn cam kết thanh toán 4 ngày",
            ["Đơn 260001234", "chậm nhất ngày 18/11/2026", "0900 000 000", "Cập nhật tài nguyên"],
            "late",
        ),
    ],
)
def test_each_blocking_stage_says_days_dates_and_consequence(stage, title, words, mark):
    content = stage_content(licence_for(stage), TODAY, can_renew=True)
    assert content.title == title
    for word in words:
        assert word in content.text + content.hint
    assert content.mark == mark


def test_renewing_is_never_blocked_for_who_may():
    for stage in (Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.CUT_OFF):
        assert stage_content(licence_for(stage), TODAY, can_renew=True).may_register


def test_after_a_lapse_the_order_and_the_refresh_lead_on():
    content = stage_content(licence_for(Stage.COMMITMENT_LAPSED), TODAY, can_renew=True)
    assert not content.may_register
    assert content.refresh_first
    assert content.order_no == "260001234"


def test_a_viewer_sees_whom_to_ask():
    content = stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=False)
    assert not content.may_register
    assert content.ask_whom == "Trần Thu Hà (0912 345 678)"


def test_deleted_is_said_only_for_deleted_data():
    cut = licence_for(Stage.CUT_OFF)
    for state, on, deleted in (
        (DataState.KEPT, None, False),
        (DataState.PLANNED, TODAY + 10 * DAY, False),
        (DataState.UNKNOWN, None, False),
        (DataState.DELETED, TODAY - 3 * DAY, True),
    ):
        content = stage_content(replace(cut, data_state=state, data_deleted_on=on), TODAY, can_renew=True)
        assert ("xóa dữ liệu và ngừng phục vụ" in content.text) is deleted, state
    planned = stage_content(
        replace(cut, data_state=DataState.PLANNED, data_deleted_on=TODAY + 10 * DAY), TODAY, can_renew=True
    )
    assert "dự kiến xóa ngày <b>02/12/2026</b>" in planned.text


@pytest.mark.parametrize("state", [DataState.KEPT, DataState.DELETED])
def test_a_cut_unit_is_offered_to_ask_for_its_data(window, state):
    licence = replace(licence_for(Stage.CUT_OFF), data_state=state)
    gate = open_gate(window, stage_content(licence, TODAY, can_renew=True))
    assert gate.ui.gateRecoveryButton.isVisible()
    assert gate.ui.gateRecoveryButton.text().replace("&", "") == "Yêu cầu khôi phục dữ liệu"
    assert "nhấn <i>yêu cầu khôi phục dữ liệu</i>" in gate.ui.gateHint.text().lower()


@pytest.mark.parametrize("stage", [Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.COMMITMENT_LAPSED])
def test_before_the_cut_there_is_no_such_button(window, stage):
    gate = open_gate(window, stage_content(licence_for(stage), TODAY, can_renew=True))
    assert not gate.ui.gateRecoveryButton.isVisible()


def test_a_viewer_is_told_whom_to_call_about_deleted_data(window):
    licence = replace(licence_for(Stage.CUT_OFF), data_state=DataState.DELETED)
    gate = open_gate(window, stage_content(licence, TODAY, can_renew=False))
    assert not gate.ui.gateRecoveryButton.isVisible()
    assert "khôi phục dữ liệu, hãy gọi <b>0900 000 000</b>" in gate.ui.gateHint.text()


def test_the_recovery_button_asks_for_its_own(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.CUT_OFF), TODAY, can_renew=True))
    with qtbot.waitSignal(gate.recoveryRequested):
        gate.ui.gateRecoveryButton.click()


def test_the_reason_names_rule_and_facts():
    content = stage_content(licence_for(Stage.OVERDUE_LATE), TODAY, can_renew=True)
    facts = dict(content.facts)
    assert facts["Quy định"].startswith("Giấy phép hết hạn đã lâu")
    assert facts["Hôm nay"] == "22/11/2026"
    assert facts["Ngày cuối được sử dụng"] == "10/10/2026"
    assert "QLTS-2024-004512" in facts["Giấy phép"]
    assert facts["Mã quy định"] == "overdue_30_59"


def test_an_early_cut_has_its_own_reason():
    licence = licence_for(Stage.CUT_OFF)
    entries = (*licence.timetable[:-1], replace(licence.timetable[-1], rule="cut_early"))
    facts = dict(stage_content(replace(licence, timetable=entries), TODAY, can_renew=True).facts)
    assert facts["Quy định"] == "Nhà cung cấp đã cắt thuê bao trước hạn."


def test_a_stage_of_a_newer_licensor_still_leads_on():
    licence = licence_for(Stage.OVERDUE_EARLY)
    entries = tuple(replace(entry, stage=Stage.UNKNOWN) for entry in licence.timetable)
    content = stage_content(replace(licence, timetable=entries), TODAY + timedelta(days=1), can_renew=True)
    assert content.title == "Chưa vào được phần mềm"
    assert content.may_register


def test_values_of_a_licence_cannot_inject_markup():
    licence = licence_for(Stage.OVERDUE_EARLY)
    wicked = replace(licence, vendor=replace(licence.vendor, phone="<img src=x>"))
    content = stage_content(wicked, TODAY, can_renew=True)
    assert "<img" not in content.hint


def test_a_licence_that_cannot_be_trusted_is_told_apart():
    error = OperationError(ErrorCode.LICENCE_SIGNATURE_WRONG)
    content = untrusted_content(error, can_renew=True)
    assert content.title == "Chữ ký của giấy phép không đúng"
    assert content.refresh_first
    assert content.may_register
    for stage_title in ("hết hạn", "bị cắt"):
        assert stage_title not in content.title


def test_no_licence_offers_to_register():
    assert no_licence_content(can_renew=True).may_register
    viewer = no_licence_content(can_renew=False)
    assert not viewer.may_register
    assert "Quản trị dữ liệu" in viewer.hint


def test_the_dialog_names_unit_and_user_and_has_one_primary_button(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=True))
    assert gate.isModal()
    assert gate.ui.gateWho.text() == WHO
    kinds = [
        button.property("kind")
        for button in (gate.ui.gateRegisterButton, gate.ui.gateRefreshButton, gate.ui.gateQuitButton)
    ]
    assert kinds.count("primary") == 1
    assert gate.ui.gateRegisterButton.property("kind") == "primary"


def test_the_dialog_of_a_viewer_offers_what_a_viewer_can_do(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=False))
    assert not gate.ui.gateRegisterButton.isVisible()
    assert gate.ui.gateContacts.isVisible()
    assert "Trần Thu Hà" in gate.ui.gateContacts.text()
    assert gate.ui.gateRefreshButton.property("kind") == "primary"


def test_why_unfolds_the_facts(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_LATE), TODAY, can_renew=True))
    assert not gate.ui.gateFacts.isVisible()
    height = gate.height()
    gate.ui.gateWhyButton.click()
    assert gate.ui.gateFacts.isVisible()
    assert gate.height() > height
    labels = {label.text() for label in gate.ui.gateFacts.findChildren(QLabel)}
    assert {"Quy định", "10/10/2026", "Phiên bản quy định", "Điều gì sẽ xảy ra, và khi nào", "Hôm nay"} <= labels
    assert "Cắt thuê bao; dữ liệu có thể bị xóa" in labels


def test_the_facts_scroll_where_the_screen_is_not_high_enough(qtbot, window):
    announced = tuple(ComingPolicy(f"2027.{n}", TODAY + n * DAY, "Quy định mới") for n in range(1, 30))
    licence = replace(licence_for(Stage.OVERDUE_EARLY), coming_policies=announced)
    gate = open_gate(window, stage_content(licence, TODAY, can_renew=True))
    folded = gate.height()
    gate.ui.gateWhyButton.click()
    assert gate.height() <= gate.screen().availableGeometry().height()
    assert gate.ui.gateFactsScroll.verticalScrollBar().maximum() > 0
    assert gate.ui.gateRegisterButton.isVisible()
    gate.ui.gateWhyButton.click()
    assert gate.height() == folded


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("gateRegisterButton", "registerRequested"),
        ("gateRefreshButton", "refreshRequested"),
        ("gateQuitButton", "quitRequested"),
    ],
)
def test_each_button_asks_for_its_own(qtbot, window, button, signal):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=True))
    with qtbot.waitSignal(getattr(gate, signal)):
        getattr(gate.ui, button).click()


def test_other_tasks_lead_to_history_and_log_out(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=True))
    actions = {action.objectName(): action for action in gate.ui.gateMoreButton.menu().actions()}
    with qtbot.waitSignal(gate.historyRequested):
        actions["gateActionHistory"].trigger()
    with qtbot.waitSignal(gate.logOutRequested):
        actions["gateActionLogOut"].trigger()


def test_escape_does_not_close_and_the_close_button_quits(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=True))
    qtbot.keyClick(gate, Qt.Key.Key_Escape)
    assert gate.isVisible()
    with qtbot.waitSignal(gate.quitRequested):
        gate.close()


def test_reading_only_is_offered_where_the_policy_allows_it(qtbot, window):
    licence = licence_for(Stage.OVERDUE_EARLY)
    entries = tuple(replace(entry, access=Access.READ_ONLY) for entry in licence.timetable)
    gate = open_gate(window, stage_content(replace(licence, timetable=entries), TODAY, can_renew=True))
    assert gate.ui.gateReadButton.isVisible()


def test_another_text_is_shown_in_place(qtbot, window):
    gate = open_gate(window, stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=True))
    gate.show_error(OperationError(ErrorCode.NO_NETWORK))
    gate.show_content(stage_content(licence_for(Stage.CUT_OFF), TODAY, can_renew=True))
    assert gate.ui.gateTitle.text() == "Thuê bao đã bị cắt"
    assert not gate.findChild(QLabel, "errorTitle").isVisible()


def test_a_unit_name_of_400_letters_wraps(window):
    content = stage_content(licence_for(Stage.OVERDUE_EARLY), TODAY, can_renew=True)
    gate = GateDialog(content, "Trường Trung học cơ sở " * 18, window)
    gate.open()
    assert gate.width() <= 1024
    assert gate.ui.gateWho.height() >= gate.ui.gateWho.heightForWidth(gate.ui.gateWho.width())
