"""What is seen of a signature: text that fits, pictures in their real size, nothing outside its box."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.document_page import MM
from qlts_desktop.services.signing import pictures
from qlts_desktop.services.signing.appearance import Appearance, appearance_of, draw_appearance
from qlts_desktop.services.signing.pictures import Picture, Pictures, read_picture
from qlts_desktop.services.slip_signature import ROOM_HEIGHT, ROOM_WIDTH

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
RED, BLUE = (210, 20, 30, 255), (20, 40, 180, 255)


def png(folder: Path, color: tuple[int, int, int, int], size: tuple[int, int], dpi: float | None = None) -> Path:
    path = folder / f"{color[0]}-{size[0]}-{dpi}.png"
    Image.new("RGBA", size, color).save(path, **({} if dpi is None else {"dpi": (dpi, dpi)}))
    return path


def shown(signature: Picture | None = None, seal: Picture | None = None, *, is_second: bool = False) -> Appearance:
    return appearance_of(
        "Nguyễn Văn An", "Trường THCS Nguyễn Du", NOON, Pictures(signature, seal), is_second=is_second
    )


def drawn(content: bytes, folder: Path) -> Image.Image:
    """At ten pixels a millimetre."""
    (folder / "appearance.pdf").write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", "254", "-png", "-singlefile", folder / "appearance.pdf", folder / "appearance"],
        check=True,
    )
    return Image.open(folder / "appearance.png").convert("RGB")


def part_of(picture: Image.Image, color: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is of a colour, in tenths of a millimetre."""
    wanted = color[:3]
    mask = picture.point(lambda value: value)
    pixels = mask.load()
    found = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if all(abs(have - want) < 12 for have, want in zip(pixels[x, y], wanted, strict=True))
    ]
    assert found
    across, down = [x for x, _ in found], [y for _, y in found]
    return min(across), min(down), max(across) + 1, max(down) + 1


def test_it_says_who_for_whom_and_when():
    appearance = shown()
    assert (appearance.signer, appearance.unit) == ("Nguyễn Văn An", "Trường THCS Nguyễn Du")
    assert appearance.when == "22/11/2026 12:00:00 +07:00"


def test_a_unit_that_signs_is_not_named_twice():
    assert appearance_of("TRƯỜNG THCS NGUYỄN DU", "Trường THCS Nguyễn Du", NOON, Pictures()).unit == ""


@pytest.mark.parametrize(
    ("size", "dpi", "wide"),
    [
        ((420, 420), 300, 35.6),
        ((600, 600), 600, 25.4),
        ((2000, 2000), None, 36),
        ((420, 420), 4, 36),
        ((420, 420), 9000, 36),
        ((1000, 500), None, 36),
        ((500, 1000), None, 18),
    ],
)
def test_a_seal_has_its_real_size(size: tuple[int, int], dpi: float | None, wide: float, tmp_path: Path):
    """Where its picture does not say one that a seal may have, that of a unit's usual one."""
    seal = read_picture(png(tmp_path, RED, size, dpi))
    left, top, right, bottom = part_of(
        drawn(draw_appearance(shown(seal=seal), ROOM_WIDTH, ROOM_HEIGHT), tmp_path), RED
    )
    assert left == 0
    assert right - left == pytest.approx(wide * 10, abs=3)
    assert bottom - top == pytest.approx(wide * 10 * size[1] / size[0], abs=3)


def test_the_seal_covers_the_left_third_of_the_signature(tmp_path: Path):
    seal = read_picture(png(tmp_path, RED, (400, 400)))
    signature = read_picture(png(tmp_path, BLUE, (900, 300)))
    picture = drawn(draw_appearance(shown(signature, seal), ROOM_WIDTH, ROOM_HEIGHT), tmp_path)
    sealed, seen = part_of(picture, RED), part_of(picture, BLUE)
    assert seen[2] - seen[0] == pytest.approx(500, abs=3)
    assert sealed[2] - seen[0] == pytest.approx(500 / 3, abs=3)


def test_a_second_one_has_its_seal_at_the_right(tmp_path: Path):
    seal = read_picture(png(tmp_path, RED, (400, 400)))
    width = 66 * MM
    picture = drawn(draw_appearance(shown(seal=seal, is_second=True), width, ROOM_HEIGHT), tmp_path)
    left, _, right, _ = part_of(picture, RED)
    assert right == pytest.approx(660, abs=2)
    assert left == pytest.approx(300, abs=3)


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(
    names,
    names,
    st.sampled_from([(False, False, False), (True, False, False), (True, True, False), (False, True, True)]),
)
def test_any_name_stays_inside_and_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, signer: str, unit: str, with_pictures: tuple[bool, bool, bool]
):
    folder = tmp_path_factory.mktemp("appearance")
    signature, seal, is_second = with_pictures
    width = (66 * MM) if is_second else ROOM_WIDTH
    content = draw_appearance(
        appearance_of(
            signer,
            unit,
            NOON,
            Pictures(
                read_picture(png(folder, BLUE, (300, 100))) if signature else None,
                read_picture(png(folder, RED, (100, 100))) if seal else None,
            ),
            is_second=is_second,
        ),
        width,
        ROOM_HEIGHT,
    )
    (folder / "a.pdf").write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-bbox", folder / "a.pdf", "-"], check=True, capture_output=True, text=True
    )
    boxes = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', told.stdout)
    assert boxes
    for left, top, right, bottom in (tuple(map(float, box)) for box in boxes):
        assert left >= -0.5
        assert top >= -0.5
        assert right <= width + 0.5
        assert bottom <= ROOM_HEIGHT + 0.5
        assert bottom - top >= 6.5
    assert "+07:00" in told.stdout


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"not a picture" * 100])
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path):
    path = tmp_path / "con dấu.png"
    path.write_bytes(content)
    with pytest.raises(OperationError) as refused:
        read_picture(path)
    assert refused.value.code is ErrorCode.PICTURE_UNUSABLE
    assert refused.value.details["path"] == str(path)


def test_a_photograph_of_another_kind_is_refused(tmp_path: Path):
    path = tmp_path / "con dấu.png"
    Image.new("RGB", (100, 100)).save(path, "JPEG")
    with pytest.raises(OperationError) as refused:
        read_picture(path)
    assert refused.value.code is ErrorCode.PICTURE_UNUSABLE


def test_a_picture_that_is_cut_short_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = png(tmp_path, RED, (300, 300))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OperationError, match="picture_unusable"):
        read_picture(path)
    path.write_bytes(whole)
    for limit, least in (("LARGEST", len(whole)), ("_MOST_PIXELS", 300 * 300)):
        with monkeypatch.context() as patch:
            patch.setattr(pictures, limit, least)
            assert read_picture(path).shape == 1
            patch.setattr(pictures, limit, least - 1)
            with pytest.raises(OperationError, match="picture_unusable"):
                read_picture(path)


def test_a_large_picture_does_not_make_a_large_slip(tmp_path: Path):
    path = tmp_path / "con dấu.png"
    Image.effect_noise((1000, 1000), 80).convert("RGBA").save(path)
    assert path.stat().st_size > 1_000_000
    assert len(draw_appearance(shown(seal=read_picture(path)), ROOM_WIDTH, ROOM_HEIGHT)) < 1_000_000
