"""Scans of the stamped slip: what may be sent, and whether the code on the paper is this order's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_FILES = 5
LARGEST_FILE = 10_000_000
LARGEST_TOGETHER = 20_000_000
"""Bytes."""
MOST_PIXELS = 40_000_000
"""Of a picture that is sent; a larger one is made smaller first."""
MOST_OPENED_PIXELS = 200_000_000
"""Of a picture that is opened at all."""
MOST_PAGES = 20
ADVISED_DPI = 200
"""Dots per inch at which stamp and signature stay legible."""
_A4_INCHES = (8.27, 11.69)
_SHAPES_DIFFER = 0.05
"""By how much the shape of a picture may differ from that of the page that it fills."""
_SCHEME = "QLTS1:"


class FileKind(StrEnum):
    """What a scan may be, by its content."""

    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"


_BEGINNINGS = {b"\xff\xd8\xff": FileKind.JPEG, b"\x89PNG\r\n\x1a\n": FileKind.PNG, b"%PDF-": FileKind.PDF}


class Match(StrEnum):
    """What the codes on the papers say about an order."""

    MATCHED = "matched"
    UNREAD = "unread"
    """None could be read: the licensor's staff will compare."""
    OTHER_ORDER = "other_order"
    OTHER_FORM = "other_form"
    """A slip of the same order, but of another version of the form."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison's outcome.

    Attributes:
        match: What it is.
        order_no: With ``OTHER_ORDER``: the number on the paper.
    """

    match: Match
    order_no: str = ""

    @property
    def may_be_sent(self) -> bool:
        """Whether the licensor would take it."""
        return self.match in {Match.MATCHED, Match.UNREAD}


def kind_of(content: bytes) -> FileKind | None:
    """What a file is by its first bytes; None when it can be no scan."""
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), None)


def dpi_on_a4(width: int, height: int) -> int:
    """How many dots per inch a picture has if it shows a whole A4 page, upright or not.

    Args:
        width: In pixels.
        height: In pixels.
    """
    short, long = sorted((width, height))
    return round(min(short / _A4_INCHES[0], long / _A4_INCHES[1]))


def is_whole_page(picture: tuple[float, float], page: tuple[float, float]) -> bool:
    """Whether a picture has the shape of a page, lying or upright: a scan of it, and no seal or logo on it.

    Args:
        picture: Width and height, in any unit.
        page: Width and height, in any unit.
    """
    (short, long), (page_short, page_long) = sorted(picture), sorted(page)
    if short <= 0 or page_short <= 0:
        return False
    return abs((long / short) / (page_long / page_short) - 1) <= _SHAPES_DIFFER


def compare(codes: Iterable[str], expected: str) -> Compared:
    """Compare what was read from papers with an order's own code.

    Args:
        codes: The texts of all codes read, of whatever kind.
        expected: The code on the order's slip, ``QLTS1:{no}:{digest}``.
    """
    own = [code for code in codes if code.startswith(_SCHEME)]
    wrong = next((code for code in own if code != expected), None)
    if wrong is None:
        return Compared(Match.MATCHED if own else Match.UNREAD)
    order_no = wrong.split(":")[1]
    if order_no == expected.split(":")[1]:
        return Compared(Match.OTHER_FORM)
    return Compared(Match.OTHER_ORDER, order_no if order_no.isascii() and order_no.isdigit() else "")
