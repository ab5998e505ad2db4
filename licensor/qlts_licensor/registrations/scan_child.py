"""The process that opens a scan: bytes on its input, the texts of the QR codes as JSON on its output.

It lowers its own limits first, and knows nothing of the service.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY = 512 * 2**20
"""Bytes of address space."""
CPU_SECONDS = 10
MOST_PIXELS = 40_000_000
MOST_PAGES = 20
DPI = 200
"""At which the pages of a PDF are drawn."""


def main() -> int:
    """Read, and print what was found.

    Returns:
        0; 1 when the file cannot be opened within the limits.
    """
    _lower_limits()
    content = sys.stdin.buffer.read()
    try:
        found = [text for page in _pages(content) for text in _codes(page)]
    except Exception as error:  # whatever a decoder makes of a hostile file ends here
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(found))
    return 0


def _lower_limits() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where only tests run this
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pages(content: bytes) -> Iterator[Any]:
    """The pictures in a file, in shades of grey, one at a time."""
    if content.startswith(b"%PDF-"):
        yield from _pdf_pages(content)
    else:
        yield _picture(content)


def _picture(content: bytes) -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError(f"{opened.width} x {opened.height} pixels")
        opened.draft("L", opened.size)
        return opened.convert("L")


def _pdf_pages(content: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    if len(document) > MOST_PAGES:
        raise ValueError(f"{len(document)} pages")
    for page in document:
        scale = DPI / 72
        if page.get_width() * page.get_height() * scale * scale > MOST_PIXELS:
            raise ValueError(f"a page of {page.get_width():.0f} x {page.get_height():.0f} points")
        yield page.render(scale=scale, grayscale=True).to_pil()
        page.close()


def _codes(picture: Any) -> list[str]:
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


if __name__ == "__main__":
    sys.exit(main())
