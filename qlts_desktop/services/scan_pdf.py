"""How fine the pictures in a scanned PDF are."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from qlts_desktop.core.paper_scan import dpi_on_a4, is_whole_page

if TYPE_CHECKING:
    import pikepdf


def dpi_of_pdf(content: bytes) -> int:
    """How many dots per inch the coarsest scanned page has on A4.

    Args:
        content: The PDF.

    Returns:
        0 when no page is one picture: drawn or written pages have no resolution, and of a page put together from
        strips, or of a PDF that cannot be opened, it is not known.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as document:
            return min((dpi for page in document.pages for dpi in _page_dpi(page)), default=0)
    # pikepdf raises its own errors for broken files, and Python's for broken structures inside them.
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return 0


def _page_dpi(page: pikepdf.Page) -> Iterator[int]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    pictures = [(int(one.Width), int(one.Height)) for one in page.get_images().values()]
    if len(pictures) == 1 and is_whole_page(pictures[0], (abs(right - left), abs(top - bottom))):
        yield dpi_on_a4(*pictures[0])
