"""Four typical slips look as they looked when somebody last judged them.

``pytest tests/slips/test_pictures.py --accept-pictures`` takes how they look now:
look at them before they are committed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.slips.samples import SAMPLES

PICTURES = Path(__file__).parent / "pictures"
DPI = 100
FAINT = 96
"""Of 255: differences up to this, after blurring by a pixel, are another version's smoothing of edges."""
MOST_DIFFERENT = 0.0005
"""Of all pixels; a word that has moved by its height changes more."""


def photographs(pdf: bytes, folder: Path) -> list[Image.Image]:
    """The pages in shades of grey."""
    (folder / "slip.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", str(DPI), "-gray", folder / "slip.pdf", folder / "page"]
    subprocess.run(command, check=True)
    return [Image.open(path) for path in sorted(folder.glob("page*.pgm"))]


def share_different(one: Image.Image, other: Image.Image) -> float:
    """How much of two pictures differs by more than faintly; all when their sizes differ."""
    if one.size != other.size:
        return 1.0
    blurred = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)]
    counts = ImageChops.difference(*blurred).histogram()
    return sum(counts[FAINT:]) / sum(counts)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_looks_as_it_looked(name: str, tmp_path: Path, request: pytest.FixtureRequest):
    pages = photographs(SAMPLES[name]().slip(), tmp_path)
    if request.config.getoption("--accept-pictures"):
        for old in PICTURES.glob(f"{name}-*.png"):
            old.unlink()
        for number, page in enumerate(pages, 1):
            page.quantize(16).save(PICTURES / f"{name}-{number}.png", optimize=True)
    accepted = sorted(PICTURES.glob(f"{name}-*.png"))
    assert len(pages) == len(accepted)
    for page, path in zip(pages, accepted, strict=True):
        with Image.open(path) as picture:
            assert share_different(page, picture.convert("L")) <= MOST_DIFFERENT, path.name


def test_a_word_that_moved_is_noticed(tmp_path: Path):
    (page,) = photographs(SAMPLES["school"]().slip(), tmp_path)
    moved = page.copy()
    title = page.crop((150, 160, 720, 210))
    moved.paste(255, (150, 160, 720, 210))
    moved.paste(title, (150, 164))
    assert share_different(page, moved) > MOST_DIFFERENT
    assert share_different(page, page) == 0
