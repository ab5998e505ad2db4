"""A page of the licensor's: A4, Liberation Serif, after Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

REGULAR, BOLD, ITALIC = "Serif", "Serif-Bold", "Serif-Italic"
_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
}
_PAGE = (210 * mm, 297 * mm)
_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 15 * mm, 18 * mm, 18 * mm
WIDTH = _PAGE[0] - _LEFT - _RIGHT

_INSTALLED = Path(__file__).resolve().parents[1] / "fonts"
_IN_THE_REPOSITORY = Path(__file__).resolve().parents[3] / "resources" / "fonts"


@cache
def styles() -> dict[str, ParagraphStyle]:
    """The paragraph styles by name, with their fonts loaded."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _IN_THE_REPOSITORY
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / file))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    text = ParagraphStyle("text", fontName=REGULAR, fontSize=12, leading=16, spaceAfter=4)
    cell = ParagraphStyle("cell", text, fontSize=11, leading=14, spaceAfter=0)
    title = ParagraphStyle("title", text, fontName=BOLD, fontSize=16, leading=21, spaceBefore=14, spaceAfter=2)
    return {
        "text": text,
        "cell": cell,
        "figure": ParagraphStyle("figure", cell, alignment=TA_RIGHT),
        "head": ParagraphStyle("head", cell, fontName=BOLD, alignment=TA_CENTER),
        "title": ParagraphStyle("title", title, alignment=TA_CENTER),
        "centred": ParagraphStyle("centred", text, alignment=TA_CENTER, spaceAfter=10),
        "signature": ParagraphStyle("signature", text, alignment=TA_CENTER, spaceAfter=0),
    }


def draw(story: Iterable[Flowable], title: str) -> bytes:
    """Lay a text out on pages.

    Args:
        story: What stands on them, in order.
        title: The document's title.

    Returns:
        A PDF, the same for the same story.
    """
    styles()
    output = BytesIO()

    def canvas_of(*arguments: Any, **named: Any) -> Canvas:
        named.update(initialFontName=REGULAR, invariant=1, lang="vi-VN")
        return Canvas(*arguments, **named)

    document = BaseDocTemplate(output, pagesize=_PAGE, title=title)
    frame = Frame(_LEFT, _BOTTOM, WIDTH, _PAGE[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame])])
    document.build(list(story), canvasmaker=canvas_of)
    return output.getvalue()
