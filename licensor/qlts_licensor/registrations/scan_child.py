"""The process that opens what was sent in: bytes on its input, JSON on its output.

``codes``: the texts of the QR codes; ``pages``: how many pages there are; ``page N WIDTH``: one page drawn as PNG,
base64, upright and without anything that the camera wrote beside the picture.

It lowers its own limits first, and knows nothing of the service.
"""

from __future__ import annotations

import base64
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
LOOK_DPI = 30
"""Where only whether they can be drawn matters."""


def main() -> int:
    """Read, and print what was found.

    Returns:
        0; 1 when the file cannot be opened within the limits.
    """
    _lower_limits()
    content = sys.stdin.buffer.read()
    try:
        found = _asked(content, sys.argv[1:])
    except Exception as error:  # whatever a decoder makes of a hostile file ends here
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(found))
    return 0


def _asked(content: bytes, words: list[str]) -> Any:
    match words:
        case ["codes"]:
            return [text for page in _pages(content, DPI) for text in _codes(page)]
        case ["pages"]:
            return sum(1 for _page in _pages(content, LOOK_DPI))
        case ["page", number, width]:
            return _drawn(content, int(number), int(width))
    raise ValueError(f"no such question: {words}")


def _drawn(content: bytes, number: int, width: int) -> str:
    from PIL import ImageOps

    page = ImageOps.exif_transpose(next(_only(_pages(content, DPI, grey=False), number)))
    page.thumbnail((width, width * 4))
    output = BytesIO()
    page.convert("RGB").save(output, "PNG")  # a new picture: nothing but its pixels is taken along
    return base64.b64encode(output.getvalue()).decode("ascii")


def _only(pages: Iterator[Any], number: int) -> Iterator[Any]:
    for index, page in enumerate(pages):
        if index == number:
            yield page


def _lower_limits() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where only tests run this
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pages(content: bytes, dpi: int, *, grey: bool = True) -> Iterator[Any]:
    """The pictures in a file, one at a time."""
    if content.startswith(b"%PDF-"):
        yield from _pdf_pages(content, dpi, grey=grey)
    else:
        yield _picture(content, grey=grey)


def _picture(content: bytes, *, grey: bool) -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError(f"{opened.width} x {opened.height} pixels")
        if grey:
            opened.draft("L", opened.size)
            return opened.convert("L")
        opened.load()
        return opened.copy()


def _pdf_pages(content: bytes, dpi: int, *, grey: bool) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    if len(document) > MOST_PAGES:
        raise ValueError(f"{len(document)} pages")
    for page in document:
        scale = dpi / 72
        if page.get_width() * page.get_height() * (DPI / 72) ** 2 > MOST_PIXELS:
            raise ValueError(f"a page of {page.get_width():.0f} x {page.get_height():.0f} points")
        yield page.render(scale=scale, grayscale=grey).to_pil()
        page.close()


def _codes(picture: Any) -> list[str]:
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


if __name__ == "__main__":
    sys.exit(main())
