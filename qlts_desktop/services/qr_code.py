"""QR codes as rows of modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Rows = tuple[tuple[bool, ...], ...]
"""The modules from top to bottom, dark ones true, without the quiet zone."""


def qr_rows(text: str) -> Rows:
    """The code of a text, with error correction M (ISO/IEC 18004)."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    modules: Any = memoryview(picture).tolist()
    return tuple(tuple(module == 0 for module in row) for row in modules)


def dark_runs(rows: Rows) -> Iterator[tuple[int, int, int]]:
    """Row, first column and length of each unbroken run of dark modules, so that bars have no seams."""
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield number, start, column - start
                start = None
