"""How a signature looks on the slip: who signed, for whom and when, with the pictures of signature and seal.

As on paper: the seal has its real size and covers the left third of the signature. What is drawn here is shown as
the preview and put into the signature, so that both are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.services.document_page import BOLD, MM, REGULAR, register_fonts, safe
from qlts_desktop.services.signing.pictures import Picture, Pictures
from qlts_desktop.services.slip_letters import printable

SEAL_WIDTH = 36 * MM
"""Of a seal whose picture does not say its size."""
_SIGNATURE_ROOM = (50 * MM, 17 * MM)
"""The largest a hand-written signature is drawn."""
_COVERED = 1 / 3
"""What the seal covers of the signature."""
_GAP = 2 * MM
_INSET = 1 * MM
_BELOW_CODE = 9 * MM
"""Height of the line below the code on the slip."""
_TRIES = (*((size, 1000) for size in (10, 9.5, 9, 8.5, 8, 7.5, 7)), *((7, most) for most in (120, 80, 60, 40, 20)))
"""Points of the text and the most letters of a name: the first at which all of it fits."""
_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a signature shows.

    Attributes:
        signer: The certificate's owner.
        unit: For whom; empty where the signer is the unit.
        when: The moment, as it is shown.
        signature: The hand-written signature; None for none.
        seal: The unit's seal; None for none.
        is_second: It stands at the left of the first signature, whose left third its seal covers.
    """

    signer: str
    unit: str
    when: str
    signature: Picture | None = None
    seal: Picture | None = None
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def appearance_of(
    signer: str, unit: str, moment: datetime, pictures: Pictures, *, is_second: bool = False
) -> Appearance:
    """What a signature shows, in Vietnam's time.

    Args:
        signer: The certificate's owner.
        unit: For whom; not shown where it is the signer.
        moment: Aware.
        pictures: Those of the user's choice. A second signature is the unit's: it shows the seal only, and where
            there is one, the first does without it.
        is_second: See :class:`Appearance`.
    """
    return Appearance(
        signer,
        "" if signer.casefold() == unit.casefold() else unit,
        f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00",
        None if is_second else pictures.signature,
        pictures.seal,
        is_second,
    )


def draw_appearance(appearance: Appearance, width: float, height: float) -> bytes:
    """Draw what a signature shows.

    Args:
        appearance: What it is.
        width: In points.
        height: In points.

    Returns:
        A PDF of one page of that size; the same for the same arguments.

    Raises:
        OperationError: font_missing.
    """
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height), initialFontName=REGULAR, invariant=1, pageCompression=1)
    draw = _draw_second if appearance.is_second else _draw_first
    draw(canvas, appearance, Box(0, 0, width, height))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_first(canvas: Any, appearance: Appearance, box: Box) -> None:
    """The seal at the left, the signature at the top, the text below."""
    signature, seal = appearance.signature, appearance.seal
    text = Box(_INSET, 0, box.right - _INSET, box.top)
    sealed, sealed_height = (0.0, 0.0) if seal is None else _seal_size(seal, box)
    if seal is not None:
        text = Box(sealed + _GAP, 0, text.right, text.top)
    if signature is not None:
        drawn, drawn_height = _fitted(signature, min(_SIGNATURE_ROOM[0], box.right), _SIGNATURE_ROOM[1])
        left = (box.right - drawn) / 2
        if seal is not None:
            left = min(sealed - drawn * _COVERED, box.right - drawn)
        _draw(canvas, signature, Box(left, box.top - drawn_height, left + drawn, box.top))
        text = Box(text.left, 0, text.right, box.top - drawn_height - _GAP / 2)
    if seal is not None:
        bottom = (box.top - sealed_height) / 2
        _draw(canvas, seal, Box(0, bottom, sealed, bottom + sealed_height))
    _write(canvas, appearance, text, centred=seal is None)


def _draw_second(canvas: Any, appearance: Appearance, box: Box) -> None:
    """The text at the left, above the line below the code; the seal at the right."""
    seal, right = appearance.seal, box.right - _GAP
    if seal is not None:
        sealed, sealed_height = _seal_size(seal, box)
        bottom = (box.top - sealed_height) / 2
        _draw(canvas, seal, Box(box.right - sealed, bottom, box.right, bottom + sealed_height))
        right = box.right - sealed - _INSET
    _write(canvas, appearance, Box(0, _BELOW_CODE, right, box.top), centred=False)


def _seal_size(seal: Picture, box: Box) -> tuple[float, float]:
    """Real size where there is room for it."""
    drawn_width = seal.width or (SEAL_WIDTH if seal.shape >= 1 else SEAL_WIDTH * seal.shape)
    drawn_height = seal.height or drawn_width / seal.shape
    scale = min(1, box.height / drawn_height, box.width * 0.6 / drawn_width)
    return drawn_width * scale, drawn_height * scale


def _fitted(picture: Picture, width: float, height: float) -> tuple[float, float]:
    fitting = min(width, height * picture.shape)
    return fitting, fitting / picture.shape


def _draw(canvas: Any, picture: Picture, box: Box) -> None:
    from reportlab.lib.utils import ImageReader

    content = ImageReader(BytesIO(picture.content))
    canvas.drawImage(content, box.left, box.bottom, box.width, box.height, mask="auto")


def _write(canvas: Any, appearance: Appearance, box: Box, *, centred: bool) -> None:
    """The largest size at which all of it fits; at the smallest, names are cut until it does."""
    paragraphs, heights = _fitting(appearance, box, centred=centred)
    top = box.top - max(0.0, box.height - sum(heights)) / 2
    for paragraph, height in zip(paragraphs, heights, strict=True):
        top -= height
        paragraph.drawOn(canvas, box.left, top)


def _fitting(appearance: Appearance, box: Box, *, centred: bool) -> tuple[list[Any], list[float]]:
    from reportlab.lib.enums import TA_CENTER, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    paragraphs: list[Any] = []
    heights: list[float] = []
    for size, letters in _TRIES:
        style = ParagraphStyle(
            "appearance",
            fontName=REGULAR,
            fontSize=size,
            leading=size * _LEADING,
            alignment=TA_CENTER if centred else TA_LEFT,
            splitLongWords=True,
        )
        paragraphs = [Paragraph(line, style) for line in _lines(appearance, letters, size, box.width)]
        heights = [paragraph.wrap(box.width, box.height)[1] for paragraph in paragraphs]
        if sum(heights) <= box.height:
            break
    return paragraphs, heights


def _lines(appearance: Appearance, letters: int, size: float, width: float) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = [f'Ký bởi: <font name="{BOLD}">{_shown(appearance.signer, letters)}</font>']
    if appearance.unit:
        lines.append(f"Đơn vị: {_shown(appearance.unit, letters)}")
    day, _, time = appearance.when.partition(" ")
    fits = stringWidth(f"Thời gian: {appearance.when}", REGULAR, size) <= width
    return [*lines, f"Thời gian: {day}{' ' if fits else '<br/>'}{time}"]


def _shown(name: str, letters: int) -> str:
    text = printable(name)
    return safe(text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…")
