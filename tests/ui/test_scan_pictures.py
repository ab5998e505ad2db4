"""Chosen files are opened by their content, measured, and made smaller where they are too large."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import LARGEST_FILE, Match, compare, kind_of
from qlts_desktop.ui.scans.scan_pictures import read_content, read_file, read_image
from tests.ui.doubles.scans import MemoryScans
from tests.ui.scan_pages import as_file, held_sideways, slip_and_code, stamped_page

READING = MemoryScans()
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _pictures(qapp):
    """Qt's plugins for pictures."""


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Image.Image:
    return stamped_page(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def code() -> str:
    return slip_and_code()[1]


def refused(name: str, content: bytes) -> ErrorCode:
    with pytest.raises(OperationError) as caught:
        read_content(name, content, READING)
    return caught.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_scan_is_read_and_sent_as_it_is(page: Image.Image, code: str, kind: str, angle: int):
    content = as_file(page.rotate(angle, expand=True), kind)
    scan = read_content("quét.jpg", content, READING)
    assert compare(scan.codes, code).match is Match.MATCHED
    assert (scan.file.name, scan.file.content) == ("quét.jpg", content)
    assert (scan.pages, scan.dpi, scan.made_smaller) == (1, 200, False)
    assert not scan.thumbnail.isNull()


def test_a_photograph_held_sideways_is_shown_upright(page: Image.Image, code: str):
    scan = read_content("ảnh.jpg", held_sideways(page), READING)
    assert compare(scan.codes, code).match is Match.MATCHED
    assert scan.thumbnail.height() > scan.thumbnail.width()


def test_a_pdf_is_searched_on_every_page(page: Image.Image, code: str):
    blank = Image.new("RGB", page.size, "white")
    content = as_file(blank, "PDF", save_all=True, append_images=[page], resolution=200)
    scan = read_content("quét.pdf", content, READING)
    assert compare(scan.codes, code).match is Match.MATCHED
    assert (scan.pages, scan.dpi, scan.file.content) == (2, 200, content)


def test_a_photograph_of_sixty_megapixels_is_made_smaller_and_stays_legible(page: Image.Image, code: str):
    huge = as_file(page.resize((6720, 9408)), quality=80)
    scan = read_content("IMG_2026.JPG", huge, READING)
    assert compare(scan.codes, code).match is Match.MATCHED
    assert scan.made_smaller
    assert scan.file.name == "IMG_2026.jpg"
    assert scan.dpi >= 290
    assert len(scan.file.content) < LARGEST_FILE
    with Image.open(BytesIO(scan.file.content)) as sent:
        assert max(sent.size) == 3508
        assert not sent.getexif()
    again = read_content("again.jpg", scan.file.content, READING)
    assert compare(again.codes, code).match is Match.MATCHED
    assert not again.made_smaller


_PEAK = """
import pathlib, sys
from PySide6.QtGui import QGuiApplication
from tests.ui.doubles.scans import MemoryScans
from qlts_desktop.ui.scans.scan_pictures import read_content, read_file
app, reading = QGuiApplication([]), MemoryScans()
read_file(pathlib.Path(sys.argv[1]), reading)
def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = peak()
print(read_file(pathlib.Path(sys.argv[2]), reading).codes[0], peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("size", [(5300, 7500), (6720, 9408)], ids=["39 megapixels", "63 megapixels"])
def test_a_large_photograph_takes_no_more_than_a_hundred_megabytes(
    page: Image.Image, code: str, tmp_path: Path, size: tuple[int, int]
):
    small, large = tmp_path / "small.jpg", tmp_path / "large.jpg"
    small.write_bytes(as_file(page.resize((165, 234))))
    large.write_bytes(as_file(page.resize(size), quality=80))
    ran = subprocess.run(
        [sys.executable, "-c", _PEAK, small, large], capture_output=True, text=True, check=True, cwd=ROOT
    )
    read, kibibytes = ran.stdout.split()
    assert read == code
    assert int(kibibytes) < 100_000_000 // 1024


def test_a_fine_scan_is_searched_at_a_part_of_its_size_and_sent_whole(page: Image.Image, code: str):
    content = as_file(page.resize((4960, 7014)), quality=80)
    scan = read_content("600 dpi.jpg", content, READING)
    assert compare(scan.codes, code).match is Match.MATCHED
    assert (scan.dpi, scan.made_smaller, scan.file.content) == (600, False, content)


def test_a_picture_of_more_than_ten_megabytes_is_made_smaller(page: Image.Image, code: str):
    heavy = as_file(page, "PNG") + bytes(LARGEST_FILE)
    scan = read_content("quét.png", heavy, READING)
    assert (scan.made_smaller, scan.file.name) == (True, "quét.jpg")
    # Only the bytes were too many: nothing is gained by more pixels than it has.
    assert scan.dpi == 200
    assert len(scan.file.content) < LARGEST_FILE
    assert compare(scan.codes, code).match is Match.MATCHED


def test_a_coarse_picture_says_how_coarse(page: Image.Image):
    assert read_content("x.jpg", as_file(page.resize((827, 1169))), READING).dpi == 100


def test_a_picture_from_the_clipboard_becomes_a_file(page: Image.Image, code: str):
    pasted = QImage.fromData(as_file(page, "PNG"))
    pasted = pasted.convertToFormat(QImage.Format.Format_ARGB32)
    scan = read_image("ảnh dán", pasted, READING)
    assert scan.file.name == "ảnh dán.jpg"
    assert kind_of(scan.file.content) == "jpeg"
    assert compare(scan.codes, code).match is Match.MATCHED


@pytest.mark.parametrize(
    "content", [b"<svg onload='x'/>", b"<!DOCTYPE html>", b"MZ" + bytes(99), b"GIF89a" + bytes(99)]
)
def test_what_is_no_picture_is_refused_whatever_its_name(content: bytes):
    assert refused("phiếu.jpg", content) is ErrorCode.FILE_TYPE_WRONG


def test_an_empty_file_is_said_to_be_empty():
    assert refused("phiếu.jpg", b"") is ErrorCode.FILE_EMPTY


def pdf_of(pages: int, size: tuple[float, float] = (595, 842), **saving) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
        out = BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


@pytest.mark.qt_log_ignore(r".*", extend=True)  # each decoder says in words of its own what it dislikes
def test_broken_and_oversized_files_are_told_apart(page: Image.Image):
    jpeg = as_file(page)
    assert refused("x.jpg", jpeg[:300]) is ErrorCode.FILE_DAMAGED
    assert refused("x.png", as_file(page, "PNG")[:200]) is ErrorCode.FILE_DAMAGED
    assert refused("x.pdf", b"%PDF-1.7\n" + bytes(100)) is ErrorCode.FILE_DAMAGED
    locked = pikepdf.Encryption(owner="x", user="y")
    assert refused("x.pdf", pdf_of(1, encryption=locked)) is ErrorCode.FILE_DAMAGED
    assert refused("x.pdf", pdf_of(21)) is ErrorCode.TOO_MANY_PAGES
    assert refused("x.pdf", pdf_of(1, (14_400, 14_400))) is ErrorCode.TOO_MANY_PIXELS
    assert refused("x.pdf", pdf_of(1) + bytes(LARGEST_FILE)) is ErrorCode.FILE_TOO_LARGE


def claiming(jpeg: bytes, width: int, height: int) -> bytes:
    """A JPEG whose header says that it is larger than it is."""
    frame = jpeg.index(b"\xff\xc0")
    return jpeg[: frame + 5] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + jpeg[frame + 9 :]


def test_a_photograph_of_more_than_two_hundred_megapixels_is_refused_before_it_is_opened(page: Image.Image):
    assert refused("x.jpg", claiming(as_file(page), 14_143, 14_143)) is ErrorCode.TOO_MANY_PIXELS


@pytest.mark.qt_log_ignore(r".*", extend=True)
def test_a_png_that_would_need_gigabytes_is_refused_before_it_is_opened():
    header = as_file(Image.new("1", (8, 8)), "PNG")
    bomb = header[:16] + (60_000).to_bytes(4, "big") * 2 + header[24:]
    # The check sum of the changed header no longer fits: some readers notice that first.
    assert refused("x.png", bomb) in {ErrorCode.TOO_MANY_PIXELS, ErrorCode.FILE_DAMAGED}


def test_a_file_that_is_gone_or_enormous_names_itself(tmp_path: Path):
    missing = tmp_path / "Bản quét của trường" / "không có.jpg"
    with pytest.raises(OperationError) as caught:
        read_file(missing, READING)
    assert (caught.value.code, caught.value.details["path"]) == (ErrorCode.FILE_UNREADABLE, str(missing))
    enormous = tmp_path / "lớn.jpg"
    with enormous.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(OperationError) as caught:
        read_file(enormous, READING)
    assert caught.value.code is ErrorCode.FILE_TOO_LARGE
