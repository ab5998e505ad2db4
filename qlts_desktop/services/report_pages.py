"""A report as A4 pages, with the faces and margins of the slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qlts_desktop.services.checking_port import ReportSection
from qlts_desktop.services.document_page import WIDTH, bare_style, draw_pages, paragraph, register_fonts, safe
from qlts_desktop.services.slip_letters import printable

_NAMES = 0.32
"""Of the width: the names of the lines."""


def report_pages(title: str, sections: Sequence[ReportSection]) -> bytes:
    """Lay a report out.

    Args:
        title: Its title.
        sections: What it says, in order.

    Returns:
        The PDF, the same for the same content.

    Raises:
        OperationError: font_missing.
    """
    from reportlab.platypus import Spacer

    register_fonts()
    story: list[Any] = [paragraph(safe(title.upper()), "title"), Spacer(1, 12)]
    for section in sections:
        story.append(paragraph(f"<b>{safe(printable(section.heading))}</b>"))
        story += [Spacer(1, 4), _lines(section), Spacer(1, 12)]
    return draw_pages(story, title)


def _lines(section: ReportSection) -> Any:
    from reportlab.platypus import Table

    rows = [
        [paragraph(safe(printable(name)), "cell"), paragraph(safe(printable(value)), "cell")]
        for name, value in section.lines
    ]
    if not rows:
        return paragraph("", "cell")
    table = Table(rows, colWidths=[WIDTH * _NAMES, WIDTH * (1 - _NAMES)])
    plain = bare_style([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.3, "#999999")])
    plain.add("TOPPADDING", (0, 0), (-1, -1), 2)
    plain.add("BOTTOMPADDING", (0, 0), (-1, -1), 4)
    table.setStyle(plain)
    return table
