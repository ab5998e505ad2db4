"""Pictures of a stamped slip, as files."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from qlts_desktop.services.slip_pdf import embedded_document, qr_text
from tests.slips.samples import SAMPLES

SLIP_NO = "100000042"
ROTATED = 0x0112
"""EXIF's tag for how the camera was held."""


def slip_and_code() -> tuple[bytes, str]:
    """A real slip, and what its code says."""
    slip = SAMPLES["school"]().slip()
    return slip, qr_text(SLIP_NO, embedded_document(slip) or b"")


def stamped_page(folder: Path, dpi: int = 200) -> Image.Image:
    """The slip as printed, signed in blue and stamped in red."""
    (folder / "slip.pdf").write_bytes(slip_and_code()[0])
    command = ["pdftoppm", "-r", str(dpi), "-singlefile", "-png", folder / "slip.pdf", folder / "slip"]
    subprocess.run(command, check=True)
    with Image.open(folder / "slip.png") as opened:
        page = opened.convert("RGB")
    draw = ImageDraw.Draw(page)
    across, down = round(page.width * 0.62), round(page.height * 0.75)
    radius = round(0.75 * dpi)
    draw.ellipse((across, down, across + 2 * radius, down + 2 * radius), outline=(200, 20, 30), width=dpi // 40)
    draw.line((across + 60, down + 120, across + 400, down + 40), fill=(20, 40, 160), width=dpi // 50)
    return page


def as_file(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """A picture as a file's bytes."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def held_sideways(picture: Image.Image) -> bytes:
    """A photograph from a telephone held sideways: turned in the file, upright by its EXIF."""
    exif = Image.Exif()
    exif[ROTATED] = 6
    return as_file(picture.rotate(90, expand=True), exif=exif, quality=80)
