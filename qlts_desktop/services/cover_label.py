"""*Nhãn bì thư*: an A4 sheet with a label to be cut out, so that the stamped slip reaches the right desk.

Everything on it is read from the slip that it goes with.
"""

from __future__ import annotations

from typing import Any

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.document_page import (
    MM,
    WIDTH,
    bare_style,
    capitals,
    draw_pages,
    paragraph,
    register_fonts,
    safe,
)
from qlts_desktop.services.slip_letters import printable
from qlts_desktop.services.slip_pdf import embedded_document, qr_text
from qlts_desktop.services.slip_signature import qr_drawing
from qlts_desktop.services.wire import FormBody

TITLE = "Nhãn bì thư"
QR_SIZE = 30 * MM
_PADDING = 5 * MM


class _Vendor(msgspec.Struct, frozen=True):
    name: str
    phone: str = ""
    postal_address: str = ""


class _Offer(msgspec.Struct, frozen=True):
    vendor: _Vendor


class _Registration(msgspec.Struct, frozen=True):
    """The part of the embedded document that an envelope shows."""

    order_no: str
    form: FormBody
    offer: _Offer


def make_cover_label(slip: bytes) -> bytes:
    """Make the label for the envelope of a slip.

    Args:
        slip: The slip, PDF.

    Returns:
        One A4 page, PDF; the same slip gives the same bytes.

    Raises:
        OperationError: file_unreadable when this is no slip; font_missing.
    """
    try:
        document = embedded_document(slip)
        registration = msgspec.json.decode(document or b"", type=_Registration)
    except (ValueError, RecursionError) as error:
        raise OperationError(ErrorCode.FILE_UNREADABLE, technical=f"not a slip: {error}") from error
    from reportlab.platypus import Spacer

    register_fonts()
    cut = paragraph("Cắt theo nét đứt rồi dán lên mặt trước bì thư.", "small")
    label = _label(registration, qr_text(registration.order_no, document or b""))
    return draw_pages([cut, Spacer(1, 4), label], TITLE)


def _label(registration: _Registration, qr: str) -> Any:
    """Who sends it and the code above, who receives it below at the right, as envelopes are read here."""
    from reportlab.platypus import Table

    unit, vendor = registration.form.unit, registration.offer.vendor
    sender = [
        paragraph("Người gửi:", "small"),
        paragraph(f"<b>{capitals(unit.name)}</b>", "cell"),
        *_lines("cell", unit.address, _phone(unit.phone)),
    ]
    receiver = [
        paragraph("<i>Kính gửi:</i>"),
        paragraph(f"<b>{capitals(vendor.name)}</b>", "address"),
        *_lines("address", vendor.postal_address, _phone(vendor.phone)),
    ]
    code = [qr_drawing(qr, QR_SIZE), paragraph(f"Đơn số <b>{safe(registration.order_no)}</b>", "cell")]
    inside = paragraph("<i>Bên trong: 01 phiếu đăng ký gia hạn đã ký, đóng dấu.</i>", "cell")
    rows = [[sender, code], ["", ""], ["", receiver], [inside, ""]]
    table = Table(rows, colWidths=[WIDTH * 0.52, WIDTH * 0.48], rowHeights=[None, 8 * MM, None, None])
    plain = bare_style([("VALIGN", (0, 0), (-1, -1), "TOP")])
    plain.add("BOX", (0, 0), (-1, -1), 0.8, "black", None, (4, 3))
    for side in ("LEFT", "RIGHT", "TOP", "BOTTOM"):
        plain.add(f"{side}PADDING", (0, 0), (-1, -1), _PADDING)
    plain.add("SPAN", (0, 3), (-1, 3))
    table.setStyle(plain)
    return table


def _lines(name: str, *values: str) -> list[Any]:
    return [paragraph(safe(printable(value)), name) for value in values if value]


def _phone(number: str) -> str:
    return f"Điện thoại: {number}" if number else ""
