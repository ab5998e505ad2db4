"""The VietQR on the screen: read from screenshots by two independent decoders, and drawn pixel by pixel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice

from qlts_desktop.services.qr_code import qr_rows
from qlts_desktop.ui.widgets.qr_picture import QUIET_ZONE, SYMBOL_SIDE, QrPicture
from tests.emvco import Transfer, read_transfer

ROOT = Path(__file__).resolve().parents[2]
SCALES = ("1", "1.25", "1.5", "2")
THEMES = ("light", "dark")
PAYLOAD = "00020101021238560010A0000007270126000697043601121900123456780208QRIBFTTA5303704630400FF"
BLACK, WHITE = 0, 255


@dataclass(frozen=True)
class Shots:
    """The pictures of one scale."""

    folder: Path
    ratio: float
    payload: str
    card: tuple[int, int, int, int]
    """Left, top, width, height in the pictures' pixels."""
    module: int

    def path(self, theme: str) -> Path:
        return self.folder / f"{theme}.png"


@pytest.fixture(scope="module", params=SCALES)
def shots(request, tmp_path_factory) -> Shots:
    folder = tmp_path_factory.mktemp("qr")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": request.param,
        "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.qr_window", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads((folder / "seen.json").read_text("utf-8"))
    assert seen["ratio"] == float(request.param)
    return Shots(folder, seen["ratio"], seen["payload"], tuple(seen["card"]), seen["module"])


def read_by_zbar(picture: Path) -> list[str]:
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(picture)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.splitlines()


def read_by_zxing(picture: Path) -> list[str]:
    with Image.open(picture) as opened:
        return [found.text for found in zxingcpp.read_barcodes(opened.convert("RGB"))]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("read", [read_by_zbar, read_by_zxing])
def test_a_photograph_of_the_window_is_read(shots: Shots, theme: str, read):
    assert read(shots.path(theme)) == [shots.payload]
    assert read_transfer(shots.payload) == Transfer(
        "970436", "190012345678", 3_500_000, "Thanh toan don hang 260001234"
    )


def expected(payload: str) -> list[list[int]]:
    """The code as the library has it, quiet zone included: rows of black and white."""
    rows = qr_rows(payload)
    side = [WHITE] * QUIET_ZONE
    empty = [[WHITE] * (len(rows) + 2 * QUIET_ZONE) for _ in range(QUIET_ZONE)]
    return [*empty, *([*side, *(BLACK if dark else WHITE for dark in row), *side] for row in rows), *empty]


def modules(card: Image.Image, side: int, module: int) -> list[list[int]]:
    """The card's code read module by module; fails where one is not of a single pure colour."""
    left, top, _right, _bottom = card.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    left, top = left - QUIET_ZONE * module, top - QUIET_ZONE * module
    rows = []
    for y in range(side):
        rows.append([])
        for x in range(side):
            inside = (
                max(left + x * module, 0),
                max(top + y * module, 0),
                min(left + (x + 1) * module, card.width),
                min(top + (y + 1) * module, card.height),
            )
            assert inside[2] - inside[0] >= module - 2 <= inside[3] - inside[1]
            low, high = card.crop(inside).getextrema()
            assert low == high, (x, y, low, high)
            rows[-1].append(low)
    return rows


@pytest.mark.parametrize("theme", THEMES)
def test_every_module_is_a_whole_number_of_pixels_of_pure_black_or_white(shots: Shots, theme: str):
    wanted = expected(shots.payload)
    left, top, width, _height = shots.card
    with Image.open(shots.path(theme)) as opened:
        card = opened.convert("L").crop((left + 1, top + 1, left + width - 1, top + width - 1))
    # The card's round corners cut a few pixels off the quiet zone's own corners, and where the card itself begins
    # between two pixels, its edge is a mixture; nothing is missed there.
    cut = round(8 * shots.ratio)
    for x in (0, card.width - cut):
        card.paste(WHITE, (x, 0, x + cut, cut))
    assert modules(card, len(wanted), shots.module) == wanted


def test_the_code_is_large_enough_to_be_scanned(shots: Shots):
    """At least 4 cm on a screen of 96 dots an inch."""
    symbol = len(expected(shots.payload)) - 2 * QUIET_ZONE
    assert symbol * shots.module / shots.ratio >= SYMBOL_SIDE >= 4 / 2.54 * 96


@pytest.mark.parametrize("letters", [1, 60, 132, 200])
def test_codes_of_every_size_are_read_from_the_copied_picture(qtbot, tmp_path, letters: int):
    picture = QrPicture("A1b" * letters, ("Ngân hàng Mẫu",))
    qtbot.addWidget(picture)
    path = tmp_path / "copied.png"
    assert picture.image().save(str(path))
    assert read_by_zbar(path) == read_by_zxing(path) == ["A1b" * letters]


def test_what_is_printed_under_the_code_makes_the_card_higher_and_never_narrower(qtbot):
    bare, named = QrPicture(PAYLOAD, ()), QrPicture(PAYLOAD, ("Ngân hàng " * 12, "1900 1234 5678"))
    for picture in (bare, named):
        qtbot.addWidget(picture)
    assert named.sizeHint().width() == bare.sizeHint().width()
    assert named.sizeHint().height() > bare.sizeHint().height() + 40
    assert drawn(named) != drawn(bare)


def drawn(picture: QrPicture) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.image().save(buffer, "PNG")
    return bytes(buffer.data().data())
