"""*Báo giá* and *Giấy đề nghị thanh toán*: what a treasury asks a unit for before it pays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from django.utils import timezone
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from qlts_licensor.api.problems import Problem
from qlts_licensor.documents.paper import WIDTH, draw, styles
from qlts_licensor.documents.words import amount_in_words
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.allowed import Obstacle, payment_standing
from qlts_licensor.registrations.models import Registration

_COLUMNS = (13 * mm, 69 * mm, 20 * mm, 14 * mm, 26 * mm, 28 * mm)


def quote(order: Registration) -> bytes:
    """*Báo giá* of an order, PDF; on any day, as of its registration.

    Raises:
        Problem: action_not_allowed, for an order that is over.
    """
    _check_alive(order)
    return draw(
        [
            *_head(order),
            Paragraph("BÁO GIÁ", styles()["title"]),
            Paragraph(f"Đơn {order.no}, ngày {_registered(order):%d/%m/%Y}", styles()["centred"]),
            *_addressee(order),
            _lines(order),
            *_sum(order.total),
            _text("Phần mềm không thuộc đối tượng chịu thuế giá trị gia tăng."),
            _text(f"Thời hạn sử dụng: từ {order.term_from:%d/%m/%Y} đến {order.term_to:%d/%m/%Y}."),
            *_signature(order),
        ],
        f"Báo giá đơn {order.no}",
    )


def payment_request(order: Registration) -> bytes:
    """*Giấy đề nghị thanh toán* of an order, PDF: what is still to be paid, where to, until when.

    Raises:
        Problem: action_not_allowed, for an order that is over, paid, or not accepted yet.
    """
    standing = payment_standing(order)
    if standing.obstacle not in {None, Obstacle.PROOF_IN_REVIEW, Obstacle.EXTENSION_IN_REVIEW}:
        raise Problem("action_not_allowed", str(standing.obstacle))
    claims = claims_of(order.offer)
    due = f" chậm nhất ngày {order.due_on:%d/%m/%Y}" if order.due_on else ""
    paid = order.total - order.remaining
    return draw(
        [
            *_head(order),
            Paragraph("GIẤY ĐỀ NGHỊ THANH TOÁN", styles()["title"]),
            Paragraph(f"Đơn {order.no}, ngày {_registered(order):%d/%m/%Y}", styles()["centred"]),
            *_addressee(order),
            _lines(order),
            *([_text(f"Đã thanh toán: {_money(paid)} đồng.")] if paid else []),
            *_sum(order.remaining),
            _text(f"Kính đề nghị Quý đơn vị thanh toán{due} vào một trong các tài khoản sau:"),
            *(_account(account) for account in claims["accounts"]),
            _text(f"Nội dung chuyển tiền: <b>{escape(claims['memo'])}</b>"),
            *_signature(order),
        ],
        f"Giấy đề nghị thanh toán đơn {order.no}",
    )


def _check_alive(order: Registration) -> None:
    if payment_standing(order).obstacle is Obstacle.ORDER_OVER:
        raise Problem("action_not_allowed", Obstacle.ORDER_OVER.value)


def _registered(order: Registration) -> date:
    return order.registered_on or timezone.localtime(order.created_at).date()


def _text(markup: str) -> Paragraph:
    return Paragraph(markup, styles()["text"])


def _head(order: Registration) -> Iterator[Flowable]:
    vendor = claims_of(order.offer)["vendor"]
    yield _text(f"<b>{escape(vendor['name'])}</b>")
    yield _text(f"Địa chỉ: {escape(vendor['postal_address'])}")
    yield _text(f"Điện thoại: {escape(vendor['phone'])} · Email: {escape(vendor['email'])}")


def _addressee(order: Registration) -> Iterator[Flowable]:
    invoice, unit = order.form["invoice"], order.form["unit"]
    yield _text(f"Kính gửi: <b>{escape(unit['name'])}</b>")
    yield _text(f"Địa chỉ: {escape(invoice['address'] or unit['address'])}")
    numbers = (("Mã số thuế", invoice["tax_code"]), ("Mã ĐVQHNS", invoice["budget_code"]))
    if said := " · ".join(f"{name}: {escape(value)}" for name, value in numbers if value):
        yield _text(said)
    yield Spacer(1, 3 * mm)


def _lines(order: Registration) -> Table:
    style = styles()
    heads = ("STT", "Nội dung", "Đơn vị", "SL", "Đơn giá (đồng)", "Thành tiền (đồng)")
    rows = [[Paragraph(text, style["head"]) for text in heads]]
    for number, line in enumerate(claims_of(order.offer)["lines"], 1):
        rows.append(
            [
                Paragraph(str(number), style["cell"]),
                Paragraph(escape(line["description"]), style["cell"]),
                Paragraph(escape(line["unit"]), style["cell"]),
                Paragraph(str(line["quantity"]), style["figure"]),
                Paragraph(_money(line["unit_price"]), style["figure"]),
                Paragraph(_money(line["amount"]), style["figure"]),
            ]
        )
    total = Paragraph(f"<b>{_money(order.total)}</b>", style["figure"])
    rows.append([Paragraph("<b>Tổng cộng</b>", style["cell"]), "", "", "", "", total])
    table = Table(rows, colWidths=_COLUMNS, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("SPAN", (0, -1), (4, -1)),
            ]
        )
    )
    return table


def _sum(amount: int) -> Iterator[Flowable]:
    yield Spacer(1, 3 * mm)
    yield _text(f"Số tiền: <b>{_money(amount)} đồng</b>")
    yield _text(f"Bằng chữ: <i>{amount_in_words(amount)}.</i>")


def _account(account: dict[str, Any]) -> Paragraph:
    number, bank, holder = (escape(account[name]) for name in ("account_no", "bank_name", "holder"))
    return _text(f"– Số tài khoản <b>{number}</b>, {bank}, chủ tài khoản: {holder}")


def _signature(order: Registration) -> Iterator[Flowable]:
    vendor = claims_of(order.offer)["vendor"]
    centred = styles()["signature"]
    block = Table(
        [
            ["", Paragraph("<b>ĐẠI DIỆN NHÀ CUNG CẤP</b>", centred)],
            ["", Paragraph("<i>(Ký, ghi rõ họ tên, đóng dấu)</i>", centred)],
            ["", Spacer(1, 25 * mm)],
            ["", Paragraph(escape(vendor["name"]), centred)],
        ],
        colWidths=(WIDTH / 2, WIDTH / 2),
    )
    yield KeepTogether([Spacer(1, 8 * mm), block])


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
