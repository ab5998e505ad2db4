"""Pictures that a signature may show: the hand-written signature and the unit's seal, PNG."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.document_page import MM

LARGEST = 5_000_000
"""Bytes of a picture's file."""
_MOST_PIXELS = 25_000_000
_DOTS_PER_INCH = 300
"""What a printer shows of it; a picture with more is made smaller."""
_USUAL_WIDTH = 50 * MM
_LEAST_WIDTH, _MOST_WIDTH = 8 * MM, 90 * MM
"""A width that a picture says of itself is believed within these."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn.

    Attributes:
        content: PNG.
        width, height: Its real size in points; 0 where it does not say, or cannot be believed.
        shape: Width by height.
    """

    content: bytes = field(repr=False)
    width: float
    height: float
    shape: float


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of the user's choice; None for none."""

    signature: Picture | None = None
    seal: Picture | None = None


def read_picture(path: Path) -> Picture:
    """Read a PNG file, whatever its name; large ones are made smaller.

    Raises:
        OperationError: picture_unusable (detail ``path``).
    """
    from PIL import Image

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _unusable(path, str(error)) from error
    if len(content) > LARGEST:
        raise _unusable(path, "larger than 5 MB")
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            width, height = _real_size(image.info.get("dpi"), image.width, image.height)
            drawn = image.convert("RGBA") if image.width * image.height <= _MOST_PIXELS else None
    except Exception as error:
        # Pillow has an error of its own for each way in which a picture can be broken.
        raise _unusable(path, type(error).__name__) from error
    if drawn is None:
        raise _unusable(path, "too many pixels")
    most = round((width or _USUAL_WIDTH) / 72 * _DOTS_PER_INCH)
    drawn.thumbnail((most, most * 4))
    out = BytesIO()
    drawn.save(out, "PNG")
    return Picture(out.getvalue(), width, height, drawn.width / drawn.height)


def _unusable(path: Path, why: str) -> OperationError:
    return OperationError(ErrorCode.PICTURE_UNUSABLE, details={"path": str(path)}, technical=why)


def _real_size(dots_per_inch: object, across: int, down: int) -> tuple[float, float]:
    match dots_per_inch:
        case (float() | int() as horizontal, float() | int() as vertical) if horizontal > 0 and vertical > 0:
            width, height = across / horizontal * 72, down / vertical * 72
            if _LEAST_WIDTH <= width <= _MOST_WIDTH:
                return width, height
    return 0, 0
