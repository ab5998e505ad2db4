"""The slip's content in its order: what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from qlts_desktop.core.dates import document_day, format_day
from qlts_desktop.core.money import amount_in_words, format_vnd
from qlts_desktop.core.renewal import Offer, PaymentMethod, RenewalForm
from qlts_desktop.services.document_page import (
    REGULAR,
    WIDTH,
    bare_style,
    capitals,
    draw_pages,
    paragraph,
    register_fonts,
    safe,
    text_width,
)
from qlts_desktop.services.slip_signature import Box, Drawing, signature_block

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_LONGEST_LETTERHEAD = 200
"""Letters of governing body and unit that the left column takes; more would push the nation aside."""
_SHARES = (0.5, 0.62, 0.38)
"""Of the line, for the first of two fields side by side; the first that both fit into is taken."""
_BETWEEN = 6
"""Least points between two fields side by side."""
PAYMENT_METHODS = {PaymentMethod.BANK_TRANSFER: "Chuyển khoản", PaymentMethod.TREASURY: "Kho bạc Nhà nước"}


def draw_slip(form: RenewalForm, offer: Offer, day: date, qr: str, title: str) -> tuple[bytes, Box]:
    """Draw the pages.

    Returns:
        The PDF's bytes and where the signature goes.

    Raises:
        OperationError: font_missing.
    """
    register_fonts()
    drawing = Drawing()
    pages = draw_pages(_story(form, offer, day, qr, drawing), title)
    return pages, drawing.box


def _story(form: RenewalForm, offer: Offer, day: date, qr: str, drawing: Drawing) -> Iterator[Flowable]:
    from reportlab.platypus import KeepTogether, Spacer

    yield from _letterhead(form, day)
    yield Spacer(1, 8)
    yield paragraph("PHIẾU ĐĂNG KÝ GIA HẠN/CẬP NHẬT SỬ DỤNG PHẦN MỀM", "title")
    yield paragraph("VÀ ĐỀ NGHỊ CẤP HÓA ĐƠN TÀI CHÍNH", "title")
    yield paragraph(f"Số đơn hàng: {safe(offer.order_no)}", "centre")
    yield Spacer(1, 3)
    yield paragraph(f"Kính gửi: {safe(offer.vendor_name)}", "centre")
    yield paragraph("I. Thông tin đơn vị đăng ký", "section")
    yield from _unit(form)
    yield paragraph("II. Thông tin cấp hóa đơn tài chính", "section")
    yield from _invoice(form)
    yield paragraph("III. Thông tin đơn hàng", "section")
    yield _prices(offer)
    yield paragraph(f"<i>Bằng chữ: {amount_in_words(offer.total)}.</i>")
    # The signature is never alone on a page: the commitment that it signs stays with it.
    yield KeepTogether([*_commitment(form, offer), Spacer(1, 5), signature_block(form, offer, qr, drawing)])


def _letterhead(form: RenewalForm, day: date) -> Iterator[Flowable]:
    """Unit at the left, nation at the right; names too long for a column of their own stand above."""
    from reportlab.platypus import Table

    unit = form.unit
    issuer: list[Any] = []
    if unit.governing_body:
        issuer.append(paragraph(capitals(unit.governing_body), "head"))
    issuer += [paragraph(f"<b>{capitals(unit.name)}</b>", "head"), _rule(0.4)]
    place = f"{safe(unit.province)}, " if unit.province else ""
    nation = [
        paragraph("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", "head"),
        paragraph("<b>Độc lập - Tự do - Hạnh phúc</b>", "centre"),
        _rule(0.62),
        paragraph(f"<i>{place}{document_day(day)}</i>", "centre"),
    ]
    if len(unit.governing_body) + len(unit.name) > _LONGEST_LETTERHEAD:
        yield from issuer
        issuer = []
    table = Table([[issuer, nation]], colWidths=[WIDTH * 0.41, WIDTH * 0.59])
    table.setStyle(bare_style([("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (0, 0), (-1, -1), "CENTER")]))
    yield table


def _rule(share: float) -> Any:
    from reportlab.platypus import HRFlowable

    width = f"{share * 100:.0f}%"
    return HRFlowable(width, thickness=0.7, color="black", spaceBefore=3, spaceAfter=3, hAlign="CENTER")


Pair = tuple[str, str]
"""A label and its value."""


def _fields(*rows: tuple[Pair, ...]) -> Iterator[Flowable]:
    """Lines of one field, or of two side by side where both are short; empty fields take no room."""
    from reportlab.platypus import Table

    for row in rows:
        pairs = [(label, value) for label, value in row if value]
        lines = [paragraph(f"{label}: {safe(value)}") for label, value in pairs]
        widths = [text_width(f"{label}: {value}") + _BETWEEN for label, value in pairs]
        share = next((one for one in _SHARES if len(pairs) == 2 and _fit(widths, one)), None)
        if share is not None:
            table = Table([lines], colWidths=[WIDTH * share, WIDTH * (1 - share)])
            table.setStyle(bare_style([("VALIGN", (0, 0), (-1, -1), "TOP")]))
            yield table
        else:
            yield from lines


def _fit(widths: list[float], share: float) -> bool:
    return widths[0] <= WIDTH * share and widths[1] <= WIDTH * (1 - share)


def _unit(form: RenewalForm) -> Iterator[Flowable]:
    unit = form.unit
    yield from _fields(
        (("Tên đơn vị", unit.name),),
        (("Số giấy phép", unit.licence_no), ("Mã ĐVQHNS", unit.budget_code)),
        (("Mã số thuế", unit.tax_code), ("Điện thoại", unit.phone)),
        (("Đơn vị chủ quản", unit.governing_body),),
        (("Địa chỉ", unit.address),),
        (("Tỉnh, thành phố", unit.province), ("Email", unit.email)),
        (("Thủ trưởng", unit.head_name), ("Chức vụ", unit.head_title)),
        (("Người liên hệ", unit.contact_name),),
    )


def _invoice(form: RenewalForm) -> Iterator[Flowable]:
    invoice = form.invoice
    invoice_on = format_day(invoice.invoice_on) if invoice.invoice_on else "khi xác nhận thanh toán"
    yield from _fields(
        (("Tên đơn vị", invoice.name),),
        (("Mã số thuế", invoice.tax_code), ("Mã ĐVQHNS", invoice.budget_code)),
        (("Địa chỉ", invoice.address),),
        (("Người mua hàng", invoice.buyer_name), ("Điện thoại", invoice.phone)),
        (("Email", invoice.email), ("Hình thức thanh toán", PAYMENT_METHODS[invoice.payment_method])),
        (("Số tài khoản", invoice.account_no), ("Tại", invoice.bank_name)),
        (("Nhận hóa đơn vào ngày", invoice_on),),
    )


def _prices(offer: Offer) -> Any:
    from reportlab.platypus import Table, TableStyle

    term = f"từ {format_day(offer.new_term.first_day)} đến hết {format_day(offer.new_term.last_day)}"
    rows: list[list[Any]] = [
        [
            paragraph("<b>Nội dung</b>", "cell-centre"),
            paragraph("<b>Số lượng</b>", "cell-centre"),
            paragraph("<b>Đơn giá (đ)</b>", "cell-centre"),
            paragraph("<b>Thành tiền (đ)</b>", "cell-centre"),
        ]
    ]
    for position, line in enumerate(offer.lines):
        described = f"{safe(line.description)}<br/>{term}" if position == 0 else safe(line.description)
        rows.append(
            [
                paragraph(described, "cell"),
                paragraph(f"{line.quantity} {safe(line.unit)}", "cell-right"),
                paragraph(_figures(line.unit_price), "cell-right"),
                paragraph(_figures(line.amount), "cell-right"),
            ]
        )
    rows.append(
        [
            paragraph("<b>Tổng cộng</b> (phần mềm không chịu thuế GTGT)", "cell"),
            "",
            "",
            paragraph(f"<b>{_figures(offer.total)}</b>", "cell-right"),
        ]
    )
    table = Table(rows, colWidths=[WIDTH * share for share in (0.43, 0.17, 0.19, 0.21)], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                # Named even for empty cells: the library's own font would be left unembedded.
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("GRID", (0, 0), (-1, -1), 0.6, "black"),
                ("SPAN", (0, -1), (2, -1)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _figures(amount: int) -> str:
    return format_vnd(amount).removesuffix(" đ")


def _commitment(form: RenewalForm, offer: Offer) -> Iterator[Flowable]:
    if offer.total == 0:
        yield paragraph("IV. Thanh toán", "section")
        yield paragraph("Đơn này không phải thanh toán.")
        return
    account = offer.accounts[0]
    due_on = format_day(form.payment.due_on) if form.payment.due_on else "…/…/……"
    yield paragraph("IV. Cam kết thanh toán", "section")
    yield paragraph(
        f"Đơn vị cam kết thanh toán đủ số tiền trên chậm nhất ngày <b>{due_on}</b>, chuyển khoản vào tài khoản "
        f"{safe(account.account_no)} tại {safe(account.bank_name)} của {safe(account.holder)}, nội dung: "
        f"<b>{safe(offer.memo)}</b>.",
        "justified",
    )
