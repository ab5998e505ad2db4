"""What the events in the user's calendar say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qlts_desktop.core.licence import Stage
from qlts_desktop.core.reminders import ReminderTopic
from qlts_desktop.services.ports import WordedReminder
from qlts_desktop.ui.messages.reminders import worded_reminders
from tests.ui.doubles.gatehouse import TODAY, licence_for

pytestmark = pytest.mark.usefixtures("qapp")


def words(stage: Stage, **changes) -> dict[ReminderTopic, WordedReminder]:
    licence = replace(licence_for(stage), **changes)
    return {entry.reminder.topic: entry for entry in worded_reminders(licence, TODAY)}


def test_the_licence_s_end_says_when_and_what_to_do_and_whom_to_call():
    said = words(Stage.EXPIRING)[ReminderTopic.LICENCE_END]
    assert said.summary == "Hết hạn giấy phép phần mềm · Trường THCS Nguyễn Bỉnh Khiêm"
    assert said.description == (
        "Giấy phép QLTS-2024-004512 sử dụng được đến hết ngày 06/01/2027.\n"
        "Việc tiếp theo: mở QLTS Desktop và đăng ký gia hạn chậm nhất ngày 06/01/2027 để không bị gián đoạn.\n"
        "Cần hỗ trợ gia hạn, gọi: Công ty Cổ phần Phần mềm Mẫu, 0900 000 000."
    )


def test_the_payment_day_names_order_amount_and_day():
    said = words(Stage.COMMITTED)[ReminderTopic.PAYMENT_DAY]
    assert said.summary == "Hạn thanh toán đơn 260001234 · Trường THCS Nguyễn Bỉnh Khiêm"
    for part in ("chuyển khoản cho đơn 260001234 chậm nhất ngày 31/01/2027", "3.500.000 đ", "0900 000 000"):
        assert part in said.description


def test_with_an_order_the_licence_s_end_asks_for_the_payment_and_not_for_another_order():
    said = words(Stage.COMMITTED)[ReminderTopic.LICENCE_END].description
    assert "chuyển khoản cho đơn 260001234" in said
    assert "đăng ký gia hạn" not in said


def test_a_proof_under_review_asks_for_no_second_payment():
    order = replace(licence_for(Stage.PAYMENT_IN_REVIEW).order, review="proof")
    found = words(Stage.PAYMENT_IN_REVIEW, order=order)
    assert ReminderTopic.PAYMENT_DAY not in found
    assert "Đã gửi chứng từ" in found[ReminderTopic.LICENCE_END].description


def test_without_a_phone_nobody_is_named():
    vendor = replace(licence_for(Stage.EXPIRING).vendor, phone="")
    assert "gọi" not in words(Stage.EXPIRING, vendor=vendor)[ReminderTopic.LICENCE_END].description
