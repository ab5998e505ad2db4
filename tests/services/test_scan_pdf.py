"""How fine a scanned PDF is."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from qlts_desktop.services.scan_pdf import dpi_of_pdf
from tests.slips.samples import SAMPLES

A4 = (1654, 2338)


def scanned(*sizes: tuple[int, int], dpi: int = 200) -> bytes:
    """A PDF of one picture a page."""
    first, *others = (Image.new("L", size, 230) for size in sizes)
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=dpi)
    return out.getvalue()


def with_picture(slip: bytes, picture: bytes, *, times: int = 1) -> bytes:
    """A written page that a picture was put onto."""
    with pikepdf.open(BytesIO(slip)) as pdf, pikepdf.open(BytesIO(picture)) as other:
        (image,) = other.pages[0].get_images().values()
        copied = pdf.copy_foreign(image)
        pictures = pdf.pages[0].Resources.get("/XObject") or pikepdf.Dictionary()
        pdf.pages[0].Resources.XObject = pictures
        for number in range(times):
            pictures[f"/Put{number}"] = copied
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pdf", "dpi"),
    [
        (scanned(A4), 200),
        (scanned((2480, 3508), dpi=300), 300),
        (scanned((2338, 1654)), 200),
        (scanned(A4, (827, 1169)), 100),  # the coarsest page counts
        (scanned(A4, dpi=72), 200),  # a telephone that makes the page as large as its pixels
    ],
)
def test_a_scanned_page_has_the_resolution_of_its_picture(pdf: bytes, dpi: int):
    assert dpi_of_pdf(pdf) == dpi


@pytest.mark.parametrize(
    "pdf",
    [
        SAMPLES["school"]().slip(),
        with_picture(SAMPLES["school"]().slip(), scanned((300, 300))),  # a seal on a written page
        with_picture(SAMPLES["school"]().slip(), scanned((827, 1169)), times=2),  # put together from several
        b"",
        b"%PDF-1.7 and nothing else",
    ],
    ids=["written", "seal", "strips", "empty", "broken"],
)
def test_where_it_is_not_known_nothing_is_claimed(pdf: bytes):
    assert dpi_of_pdf(pdf) == 0


def test_an_odd_structure_inside_a_page_is_not_known_either():
    with pikepdf.open(BytesIO(scanned(A4))) as pdf:
        (name,) = pdf.pages[0].get_images()
        del pdf.pages[0].Resources.XObject[name].Width
        out = BytesIO()
        pdf.save(out)
    assert dpi_of_pdf(out.getvalue()) == 0
