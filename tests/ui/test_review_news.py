"""What the licensor made of what was in review, told once between two licences."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qlts_desktop.core.licence import Licence, Stage
from qlts_desktop.ui.messages.news import review_news
from tests.ui.doubles.gatehouse import licence_for


def order(stage: Stage = Stage.PAYMENT_IN_REVIEW, **changes: object) -> Licence:
    licence = licence_for(stage)
    assert licence.order is not None
    return replace(licence, order=replace(licence.order, **changes))


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (order(review="proof"), order(review="proof"), ""),
        (order(review=""), order(review="proof"), ""),
        (order(review="proof"), replace(licence_for(Stage.RENEWED), order=None), ""),
        (order(review="proof"), order(review="", no="260009999"), ""),
        (
            order(review="proof"),
            order(review=""),
            "Nhà cung cấp chưa chấp nhận chứng từ thanh toán của đơn 260001234. Hãy xem lý do.",
        ),
        (
            order(review="proof"),
            order(review="", remaining=500_000),
            "Đơn 260001234: nhà cung cấp đã nhận một phần; còn phải thanh toán 500.000 đ.",
        ),
        (
            order(review="extension"),
            order(review=""),
            "Nhà cung cấp chưa duyệt gia hạn thanh toán của đơn 260001234. Hãy xem lý do.",
        ),
    ],
)
def test_what_is_told(qapp: object, before: Licence, after: Licence, text: str) -> None:
    news = review_news(before, after)
    assert (news.text if news else "") == text


def test_a_later_day_is_told_with_the_day(qapp: object) -> None:
    before = order(review="extension")
    assert before.order is not None
    due = before.order.due_on + timedelta(days=30)
    news = review_news(before, order(review="", due_on=due))
    assert news is not None
    assert news.text == f"Đã gia hạn thanh toán đơn 260001234. Sử dụng đến hết {due:%d/%m/%Y}."
