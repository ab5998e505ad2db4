"""A printed page after Nghị định 30/2020/NĐ-CP, Phụ lục I: paper, margins, fonts and styles."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from qlts_desktop.services.fonts import font_file
from qlts_desktop.services.slip_letters import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT
REGULAR, BOLD, ITALIC = "QltsSerif", "QltsSerif-Bold", "QltsSerif-Italic"
LANGUAGE = "vi-VN"
_PAGE_NUMBER_TOP = 13 * MM


def draw_pages(story: Iterable[Flowable], title: str) -> bytes:
    """Lay a text out on A4 pages, numbered from the second on.

    Args:
        story: What stands on them, in order.
        title: The document's title.

    Returns:
        The PDF, the same for the same story.
    """
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    out = BytesIO()

    def canvas_of(*arguments: Any, **named: Any) -> Canvas:
        named.update(initialFontName=REGULAR, invariant=1, lang=LANGUAGE)
        return Canvas(*arguments, **named)

    document = BaseDocTemplate(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), title=title)
    frame = Frame(LEFT, BOTTOM, WIDTH, PAGE_HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=_number)])
    document.build(list(story), canvasmaker=canvas_of)
    return out.getvalue()


def _number(canvas: Canvas, _document: object) -> None:
    """Page numbers from page 2, centred in the top margin."""
    if canvas.getPageNumber() > 1:
        canvas.setFont(REGULAR, 13)
        canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - _PAGE_NUMBER_TOP, str(canvas.getPageNumber()))


@cache
def register_fonts() -> None:
    """Make the three faces known to the PDF library, once.

    Raises:
        OperationError: font_missing.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in ((REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        pdfmetrics.registerFont(TTFont(name, str(font_file(f"LiberationSerif-{file}.ttf"))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


@cache
def style(name: str = "body") -> Any:
    """A paragraph style by its name; nothing is smaller than 12 points."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    base = ParagraphStyle("body", fontName=REGULAR, fontSize=13, leading=15.4, splitLongWords=True)
    cell = ParagraphStyle("cell", base, fontSize=12, leading=14)
    made = {
        "body": base,
        "justified": ParagraphStyle("justified", base, alignment=TA_JUSTIFY),
        "centre": ParagraphStyle("centre", base, alignment=TA_CENTER),
        "head": ParagraphStyle("head", base, alignment=TA_CENTER, fontSize=12, leading=14.5),
        "title": ParagraphStyle("title", base, alignment=TA_CENTER, fontName=BOLD, fontSize=14, leading=17),
        "section": ParagraphStyle("section", base, fontName=BOLD, spaceBefore=5, spaceAfter=1, keepWithNext=True),
        "cell": cell,
        "cell-right": ParagraphStyle("cell-right", cell, alignment=TA_RIGHT),
        "cell-centre": ParagraphStyle("cell-centre", cell, alignment=TA_CENTER),
        "small": ParagraphStyle("small", cell),
        "address": ParagraphStyle("address", base, fontSize=14, leading=18),
    }
    return made[name]


def paragraph(markup: str, name: str = "body") -> Any:
    """A paragraph of markup (``<b>``, ``<i>``, ``<br/>``) in a style; values in it go through :func:`safe`."""
    from reportlab.platypus import Paragraph

    return Paragraph(markup, style(name))


def safe(value: str) -> str:
    """A value made safe for markup."""
    return escape(value)


def text_width(text: str, name: str = "body") -> float:
    """How wide a text is in a style on one line, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, style(name).fontName, style(name).fontSize))


def capitals(value: str) -> str:
    """A value in capitals, made safe for markup; a capital that the fonts lack is shown replaced."""
    return safe(printable(value.upper()))


def bare_style(extra: list[tuple[Any, ...]]) -> Any:
    """The style of a table that only places things: no padding, no lines."""
    from reportlab.platypus import TableStyle

    plain: list[tuple[Any, ...]] = [
        (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    # The font is named even for empty cells: the library's own would be left unembedded.
    return TableStyle([*plain, ("FONTNAME", (0, 0), (-1, -1), REGULAR), *extra])
