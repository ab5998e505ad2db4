"""What is printed has its real size and place on the sheet: through a queue, and into a file."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from qlts_desktop.ui.print_pages import PrintOutcome, print_pages
from tests.print_queue import PrintServer
from tests.slips.samples import SAMPLES

DPI = 300
TOLERANCE = 0.5
"""Millimetres."""
A4_MM = (210.0, 297.0)


@dataclass(frozen=True)
class Box:
    """Where ink is, in millimetres from the sheet's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


ACROSS = Box(60, 50, 160, 51)
DOWN = Box(40, 60, 41, 160)
FRAME = Box(20, 15, 200, 287)
"""A rule of 100 mm each way, and a frame that stands off by 20, 15, 10 and 10 mm."""


def ruled(pages: int = 1) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4, initialFontName="Helvetica")
    for _ in range(pages):
        for bar in (ACROSS, DOWN):
            upper = 297 - bar.bottom
            canvas.rect(bar.left * mm, upper * mm, bar.width * mm, bar.height * mm, stroke=0, fill=1)
        for x, y in ((FRAME.left, FRAME.top), (FRAME.right - 1, FRAME.bottom - 1)):
            canvas.rect(x * mm, (296 - y) * mm, 1 * mm, 1 * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def photograph(pdf: Path, page: int = 1, dpi: int = DPI) -> Image.Image:
    """A printed sheet, as another program sees it."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), str(pdf)]
    return Image.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))


def ink(sheet: Image.Image, within: Box | None = None) -> Box:
    """The smallest box around everything dark, in a part of the sheet."""
    scale = DPI / 25.4
    part = within or Box(0, 0, sheet.width / scale, sheet.height / scale)
    crop = tuple(round(edge * scale) for edge in (part.left, part.top, part.right, part.bottom))
    found = sheet.crop(crop).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert found is not None, "nothing was printed there"
    left, top, right, bottom = (pixels / scale for pixels in found)
    return Box(part.left + left, part.top + top, part.left + right, part.top + bottom)


def pages_of(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each sheet, in millimetres."""
    said = subprocess.run(["pdfinfo", "-l", "99", pdf], capture_output=True, text=True, check=True).stdout
    sizes = [line.split() for line in said.splitlines() if line.startswith("Page ") and " size:" in line]
    return [(float(words[3]) / mm, float(words[5]) / mm) for words in sizes]


def printed(way: str, pdf: bytes, printers: PrintServer, folder: Path, dpi: int = 600) -> Path:
    """Print a document by a queue or into a file; what comes out."""
    if way == "queue":
        printers.add("Trang")
        printer = QPrinter(QPrinterInfo.printerInfo("Trang"), QPrinter.PrinterMode.HighResolution)
        printer.setResolution(dpi)
        assert print_pages(pdf, printer, lambda _: None).outcome is PrintOutcome.TAKEN
        return printers.sheet("Trang")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    printer.setResolution(dpi)
    assert print_pages(pdf, printer, lambda _: None).outcome is PrintOutcome.FILE
    return folder / "printed.pdf"


ways = pytest.mark.parametrize("way", ["queue", "file"])


@ways
@pytest.mark.parametrize("dpi", [300, 600])
def test_a_rule_of_100_mm_measures_100_mm(qapp, printers: PrintServer, tmp_path: Path, way: str, dpi: int):
    sheet = printed(way, ruled(), printers, tmp_path, dpi)
    assert pages_of(sheet) == [pytest.approx(A4_MM, abs=0.15)]
    picture = photograph(sheet)
    across = ink(picture, Box(50, 45, 180, 55))
    down = ink(picture, Box(35, 55, 45, 180))
    assert across.width == pytest.approx(100, abs=TOLERANCE)
    assert down.height == pytest.approx(100, abs=TOLERANCE)
    assert across.height == pytest.approx(1, abs=TOLERANCE / 2)
    for found, drawn in ((across, ACROSS), (down, DOWN), (ink(picture), FRAME)):
        for edge in ("left", "top", "right", "bottom"):
            assert getattr(found, edge) == pytest.approx(getattr(drawn, edge), abs=TOLERANCE), edge


@ways
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_slip_is_printed_whole_and_in_its_place(
    qapp, printers: PrintServer, tmp_path: Path, way: str, name: str
):
    original = tmp_path / "slip.pdf"
    original.write_bytes(SAMPLES[name]().slip())
    sheet = printed(way, original.read_bytes(), printers, tmp_path)
    pages = pages_of(original)
    assert pages_of(sheet) == [pytest.approx(size, abs=0.15) for size in pages]
    for page in range(1, len(pages) + 1):
        found, drawn = ink(photograph(sheet, page)), ink(photograph(original, page))
        for edge in ("left", "top", "right", "bottom"):
            assert getattr(found, edge) == pytest.approx(getattr(drawn, edge), abs=TOLERANCE), edge


@ways
def test_the_printed_code_can_be_read(qapp, printers: PrintServer, tmp_path: Path, way: str):
    pdf = SAMPLES["school"]().slip()
    (tmp_path / "slip.pdf").write_bytes(pdf)
    sheet = printed(way, pdf, printers, tmp_path)

    def code(path: Path) -> str:
        picture = tmp_path / "picture.png"
        photograph(path).save(picture)
        read = ["zbarimg", "-q", "--raw", str(picture)]
        return subprocess.run(read, capture_output=True, text=True, check=True).stdout

    assert code(sheet) == code(tmp_path / "slip.pdf")


def test_strips_join_without_a_seam(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Drawn a strip at a time, a page is what it is when drawn at once."""
    pdf = SAMPLES["school"]().slip()
    pictures = []
    for rows in (256, 8_000):
        monkeypatch.setattr("qlts_desktop.ui.print_pages.STRIP_ROWS", rows)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / f"{rows}.pdf"))
        printer.setResolution(600)
        print_pages(pdf, printer, lambda _: None)
        pictures.append(photograph(tmp_path / f"{rows}.pdf", dpi=600).reduce(4))
    counts = ImageChops.difference(*pictures).histogram()
    assert sum(counts[64:]) < sum(counts) / 1000
