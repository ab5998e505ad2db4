"""The end of the slip: who signs, room for signature and seal, and the code that finds the paper again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from qlts_desktop.core.renewal import HeadAuthority, Offer, RenewalForm
from qlts_desktop.services.document_page import MM, WIDTH, bare_style, capitals, paragraph, safe
from qlts_desktop.services.qr_code import dark_runs, qr_rows

ROOM_HEIGHT = 38 * MM
"""For signature and seal (a seal measures 36 to 40 mm)."""
_MARGIN = 4 * MM
_COLUMN = WIDTH * 0.55
ROOM_WIDTH = _COLUMN - 2 * _MARGIN
QR_SIZE = 27 * MM


@dataclass(slots=True)
class Box:
    """A rectangle on a page, in points from the lower left corner; ``page`` counts from 0."""

    page: int = 0
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0


@dataclass(slots=True)
class Drawing:
    """What the layout learns while it is drawn: where the signature goes."""

    box: Box = field(default_factory=Box)


def signature_block(form: RenewalForm, offer: Offer, qr: str, drawing: Drawing) -> Any:
    """The code at the left, title, room and name at the right.

    Args:
        form: The form, as printed.
        offer: Its offer.
        qr: What the code says.
        drawing: Learns where the signature goes.
    """
    from reportlab.platypus import Table

    unit = form.unit
    authority = "" if unit.head_authority is HeadAuthority.NONE else f"{unit.head_authority.value} "
    signature = [
        paragraph(f"<b>{authority}{capitals(unit.head_title)}</b>", "centre"),
        paragraph("<i>(Ký tên, đóng dấu hoặc ký điện tử)</i>", "centre"),
        _signature_room(drawing),
        paragraph(f"<b>{safe(unit.head_name)}</b>", "centre"),
    ]
    code = [qr_drawing(qr, QR_SIZE), paragraph(f"Quét mã để tra cứu đơn {safe(offer.order_no)}", "small")]
    table = Table([[code, signature]], colWidths=[WIDTH - _COLUMN, _COLUMN])
    table.setStyle(bare_style([("VALIGN", (0, 0), (0, 0), "MIDDLE"), ("VALIGN", (1, 0), (1, 0), "TOP")]))
    return table


def qr_drawing(text: str, side: float) -> Any:
    """A QR code as filled bars, dark on white, without its quiet zone.

    Args:
        text: What it says.
        side: Its width and height in points.
    """
    from reportlab.platypus import Flowable

    rows = qr_rows(text)

    class QrDrawing(Flowable):  # type: ignore[misc] # the library has no types
        """Draws in whole modules: the page is scaled instead of each bar."""

        def wrap(self, _width: float, _height: float) -> tuple[float, float]:
            return side, side

        def draw(self) -> None:
            bars = self.canv.beginPath()
            for row, start, length in dark_runs(rows):
                bars.rect(start, len(rows) - row - 1, length, 1)
            self.canv.scale(side / len(rows), side / len(rows))
            self.canv.drawPath(bars, stroke=0, fill=1)

    return QrDrawing()


def _signature_room(drawing: Drawing) -> Any:
    from reportlab.platypus import Flowable

    class SignatureRoom(Flowable):  # type: ignore[misc] # the library has no types
        """Room for signature and seal; notes where it came to stand."""

        def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
            self.width, self.height = available_width, ROOM_HEIGHT
            return self.width, self.height

        def draw(self) -> None:
            left, bottom = self.canv.absolutePosition(_MARGIN, 0)
            right, top = self.canv.absolutePosition(self.width - _MARGIN, self.height)
            drawing.box = Box(self.canv.getPageNumber() - 1, left, bottom, right, top)

    return SignatureRoom()
