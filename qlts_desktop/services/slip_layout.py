"""The slip's page after Nghị định 30/2020/NĐ-CP, Phụ lục I: what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from qlts_desktop.core.dates import document_day, format_day
from qlts_desktop.core.money import amount_in_words, format_vnd
from qlts_desktop.core.renewal import HeadAuthority, Offer, PaymentMethod, RenewalForm
from qlts_desktop.services.fonts import font_file

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT
STAMP_ROOM = 38 * MM
"""Height for signature and seal (a seal measures 36 to 40 mm)."""
QR_SIZE = 27 * MM
_LONGEST_LETTERHEAD = 200
"""Letters of governing body and unit that the left column takes; more would push the nation aside."""
_HALF_LINE = 38
"""Letters of label and value that surely fit half a line."""
REGULAR, BOLD, ITALIC = "QltsSerif", "QltsSerif-Bold", "QltsSerif-Italic"
PAYMENT_METHODS = {PaymentMethod.BANK_TRANSFER: "Chuyển khoản", PaymentMethod.TREASURY: "Kho bạc Nhà nước"}


@dataclass(slots=True)
class Box:
    """A rectangle on a page, in points from the lower left corner; ``page`` counts from 0."""

    page: int = 0
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0


@dataclass(slots=True)
class _Drawing:
    """What the layout learns while it is drawn."""

    box: Box = field(default_factory=Box)


def draw_slip(form: RenewalForm, offer: Offer, day: date, qr: str, title: str) -> tuple[bytes, Box]:
    """Draw the pages.

    Returns:
        The PDF's bytes and where the signature goes.

    Raises:
        OperationError: font_missing.
    """
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    _register_fonts()
    drawing = _Drawing()
    out = BytesIO()

    def number(canvas: Canvas, _document: object) -> None:
        """Page numbers from page 2, centred in the top margin."""
        if canvas.getPageNumber() > 1:
            canvas.setFont(REGULAR, 13)
            canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 13 * MM, str(canvas.getPageNumber()))

    def canvas_of(*arguments: Any, **named: Any) -> Canvas:
        named.update(initialFontName=REGULAR, invariant=1, lang="vi-VN")
        return Canvas(*arguments, **named)

    document = BaseDocTemplate(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), title=title)
    frame = Frame(LEFT, BOTTOM, WIDTH, PAGE_HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=number)])
    document.build(list(_story(form, offer, day, qr, drawing)), canvasmaker=canvas_of)
    return out.getvalue(), drawing.box


@cache
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in ((REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        pdfmetrics.registerFont(TTFont(name, str(font_file(f"LiberationSerif-{file}.ttf"))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


@cache
def _style(name: str = "body") -> Any:
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    base = ParagraphStyle("body", fontName=REGULAR, fontSize=13, leading=15.4, splitLongWords=True)
    made = {
        "body": base,
        "justified": ParagraphStyle("justified", base, alignment=TA_JUSTIFY),
        "centre": ParagraphStyle("centre", base, alignment=TA_CENTER),
        "head": ParagraphStyle("head", base, alignment=TA_CENTER, fontSize=12, leading=14.5),
        "title": ParagraphStyle("title", base, alignment=TA_CENTER, fontName=BOLD, fontSize=14, leading=17),
        "section": ParagraphStyle("section", base, fontName=BOLD, spaceBefore=5, spaceAfter=1),
        "cell": ParagraphStyle("cell", base, fontSize=12, leading=14),
        "cell-right": ParagraphStyle("cell-right", base, fontSize=12, leading=14, alignment=TA_RIGHT),
        "cell-centre": ParagraphStyle("cell-centre", base, fontSize=12, leading=14, alignment=TA_CENTER),
        "small": ParagraphStyle("small", base, fontSize=12, leading=14),
    }
    return made[name]


def _paragraph(markup: str, style: str = "body") -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(markup, _style(style))


def _text(value: str) -> str:
    """A value made safe for markup."""
    return escape(value)


def _story(form: RenewalForm, offer: Offer, day: date, qr: str, drawing: _Drawing) -> Iterator[Flowable]:
    from reportlab.platypus import KeepTogether, Spacer

    yield from _letterhead(form, day)
    yield Spacer(1, 8)
    yield _paragraph("PHIẾU ĐĂNG KÝ GIA HẠN/CẬP NHẬT SỬ DỤNG PHẦN MỀM", "title")
    yield _paragraph("VÀ ĐỀ NGHỊ CẤP HÓA ĐƠN TÀI CHÍNH", "title")
    yield _paragraph(f"Số đơn hàng: {_text(offer.order_no)}", "centre")
    yield Spacer(1, 3)
    yield _paragraph(f"Kính gửi: {_text(offer.vendor_name)}", "centre")
    yield _paragraph("I. Thông tin đơn vị đăng ký", "section")
    yield from _unit(form)
    yield _paragraph("II. Thông tin cấp hóa đơn tài chính", "section")
    yield from _invoice(form)
    yield _paragraph("III. Thông tin đơn hàng", "section")
    yield _prices(offer)
    yield _paragraph(f"<i>Bằng chữ: {amount_in_words(offer.total)}.</i>")
    # The signature is never alone on a page: the commitment that it signs stays with it.
    yield KeepTogether([*_commitment(form, offer), Spacer(1, 5), _signature(form, offer, qr, drawing)])


def _letterhead(form: RenewalForm, day: date) -> Iterator[Flowable]:
    """Unit at the left, nation at the right; names too long for a column of their own stand above."""
    from reportlab.platypus import Table

    unit = form.unit
    issuer: list[Any] = []
    if unit.governing_body:
        issuer.append(_paragraph(_text(unit.governing_body).upper(), "head"))
    issuer += [_paragraph(f"<b>{_text(unit.name).upper()}</b>", "head"), _rule(0.4)]
    place = f"{_text(unit.province)}, " if unit.province else ""
    nation = [
        _paragraph("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", "head"),
        _paragraph("<b>Độc lập - Tự do - Hạnh phúc</b>", "centre"),
        _rule(0.62),
        _paragraph(f"<i>{place}{document_day(day)}</i>", "centre"),
    ]
    if len(unit.governing_body) + len(unit.name) > _LONGEST_LETTERHEAD:
        yield from issuer
        issuer = []
    table = Table([[issuer, nation]], colWidths=[WIDTH * 0.41, WIDTH * 0.59])
    table.setStyle(_bare([("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (0, 0), (-1, -1), "CENTER")]))
    yield table


def _rule(share: float) -> Any:
    from reportlab.platypus import HRFlowable

    width = f"{share * 100:.0f}%"
    return HRFlowable(width, thickness=0.7, color="black", spaceBefore=3, spaceAfter=3, hAlign="CENTER")


def _bare(extra: list[tuple[Any, ...]]) -> Any:
    from reportlab.platypus import TableStyle

    plain: list[tuple[Any, ...]] = [
        (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    return TableStyle([*plain, ("FONTNAME", (0, 0), (-1, -1), REGULAR), *extra])


Pair = tuple[str, str]
"""A label and its value."""


def _fields(*rows: tuple[Pair, ...]) -> Iterator[Flowable]:
    """Lines of one field, or of two side by side where both are short; empty fields take no room."""
    from reportlab.platypus import Table

    for row in rows:
        pairs = [(label, value) for label, value in row if value]
        lines = [_paragraph(f"{label}: {_text(value)}") for label, value in pairs]
        if len(pairs) == 2 and all(len(label) + len(value) <= _HALF_LINE for label, value in pairs):
            table = Table([lines], colWidths=[WIDTH / 2] * 2)
            table.setStyle(_bare([("VALIGN", (0, 0), (-1, -1), "TOP")]))
            yield table
        else:
            yield from lines


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
            _paragraph("<b>Nội dung</b>", "cell-centre"),
            _paragraph("<b>Số lượng</b>", "cell-centre"),
            _paragraph("<b>Đơn giá (đ)</b>", "cell-centre"),
            _paragraph("<b>Thành tiền (đ)</b>", "cell-centre"),
        ]
    ]
    for position, line in enumerate(offer.lines):
        described = f"{_text(line.description)}<br/>{term}" if position == 0 else _text(line.description)
        rows.append(
            [
                _paragraph(described, "cell"),
                _paragraph(f"{line.quantity} {_text(line.unit)}", "cell-right"),
                _paragraph(_figures(line.unit_price), "cell-right"),
                _paragraph(_figures(line.amount), "cell-right"),
            ]
        )
    rows.append(
        [
            _paragraph("<b>Tổng cộng</b> (phần mềm không chịu thuế GTGT)", "cell"),
            "",
            "",
            _paragraph(f"<b>{_figures(offer.total)}</b>", "cell-right"),
        ]
    )
    table = Table(rows, colWidths=[WIDTH * share for share in (0.50, 0.14, 0.17, 0.19)])
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
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def _figures(amount: int) -> str:
    return format_vnd(amount).removesuffix(" đ")


def _commitment(form: RenewalForm, offer: Offer) -> Iterator[Flowable]:
    account = offer.accounts[0]
    due_on = format_day(form.payment.due_on) if form.payment.due_on else "…/…/……"
    yield _paragraph("IV. Cam kết thanh toán", "section")
    yield _paragraph(
        f"Đơn vị cam kết thanh toán đủ số tiền trên chậm nhất ngày <b>{due_on}</b>, chuyển khoản vào tài khoản "
        f"{_text(account.account_no)} tại {_text(account.bank_name)} của {_text(account.holder)}, nội dung: "
        f"<b>{_text(offer.memo)}</b>.",
        "justified",
    )


def _signature(form: RenewalForm, offer: Offer, qr: str, drawing: _Drawing) -> Any:
    from reportlab.platypus import Table

    unit = form.unit
    authority = "" if unit.head_authority is HeadAuthority.NONE else f"{unit.head_authority.value} "
    signature = [
        _paragraph(f"<b>{authority}{_text(unit.head_title).upper()}</b>", "centre"),
        _paragraph("<i>(Ký tên, đóng dấu hoặc ký điện tử)</i>", "centre"),
        _signature_room(drawing),
        _paragraph(f"<b>{_text(unit.head_name)}</b>", "centre"),
    ]
    code = [_qr(qr), _paragraph(f"Quét mã để tra cứu đơn {_text(offer.order_no)}", "small")]
    table = Table([[code, signature]], colWidths=[WIDTH * 0.45, WIDTH * 0.55])
    table.setStyle(_bare([("VALIGN", (0, 0), (0, 0), "MIDDLE"), ("VALIGN", (1, 0), (1, 0), "TOP")]))
    return table


def _signature_room(drawing: _Drawing) -> Any:
    from reportlab.platypus import Flowable

    class SignatureRoom(Flowable):  # type: ignore[misc] # the library has no types
        """Room for signature and seal; notes where it came to stand."""

        def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
            self.width, self.height = available_width, STAMP_ROOM
            return self.width, self.height

        def draw(self) -> None:
            left, bottom = self.canv.absolutePosition(4 * MM, 2 * MM)
            right, top = self.canv.absolutePosition(self.width - 4 * MM, self.height - 2 * MM)
            drawing.box = Box(self.canv.getPageNumber() - 1, left, bottom, right, top)

    return SignatureRoom()


def _qr(text: str) -> Any:
    import segno
    from reportlab.platypus import Flowable

    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]

    class QrCode(Flowable):  # type: ignore[misc] # the library has no types
        """The code as filled squares, dark on white."""

        def wrap(self, _width: float, _height: float) -> tuple[float, float]:
            return QR_SIZE, QR_SIZE

        def draw(self) -> None:
            module = QR_SIZE / len(matrix)
            for row, modules in enumerate(matrix):
                for column, dark in enumerate(modules):
                    if dark:
                        bottom = QR_SIZE - (row + 1) * module
                        self.canv.rect(column * module, bottom, module, module, stroke=0, fill=1)

    return QrCode()
