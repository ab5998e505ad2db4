"""Pictures of papers with a code, as a scanner or a telephone makes them."""

from __future__ import annotations

import random
from io import BytesIO

import zxingcpp
from PIL import Image, ImageFilter

DPI = 200
A4 = (round(8.27 * DPI), round(11.69 * DPI))


def paper(code: str = "") -> Image.Image:
    """A page in shades of grey, with a code of 27 mm at the lower left; without one it has lines of grey only."""
    page = Image.new("L", A4, 250)
    for line in range(20):
        page.paste(60, (240, 200 + 70 * line, 240 + 1000 - 37 * (line % 7), 212 + 70 * line))
    if code:
        modules = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        picture = Image.fromarray(modules.to_image(scale=5, add_quiet_zones=False))
        page.paste(picture.convert("L"), (240, 1750))
    return page


def as_file(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """A picture as a file: PNG, JPEG or PDF."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photograph(picture: Image.Image, seed: int = 1) -> bytes:
    """As a telephone takes it: from the side, a little out of focus, noisy, and packed tightly."""
    wide, high = picture.size
    seen = picture.transform(
        (wide + 200, high + 100),
        Image.Transform.PERSPECTIVE,
        (0.93, -0.04, 20, 0.02, 0.95, -10, -0.00003, -0.00002),
        Image.Resampling.BICUBIC,
        fillcolor=120,
    ).filter(ImageFilter.GaussianBlur(1.2))
    grain = Image.frombytes("L", seen.size, random.Random(seed).randbytes(seen.size[0] * seen.size[1]))
    return as_file(Image.blend(seen, grain, 0.08).convert("RGB"), "JPEG", quality=60)
