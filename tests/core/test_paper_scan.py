"""What a code on a scan says about an order, and what a file is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.paper_scan import Compared, FileKind, Match, compare, dpi_on_a4, is_whole_page, kind_of

OWN = f"QLTS1:260001234:{'ab' * 32}"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Compared(Match.UNREAD)),
        (["https://example.vn"], Compared(Match.UNREAD)),
        ([""], Compared(Match.UNREAD)),
        ([OWN], Compared(Match.MATCHED)),
        (["https://example.vn", OWN, OWN], Compared(Match.MATCHED)),
        ([f"QLTS1:260009999:{'ab' * 32}"], Compared(Match.OTHER_ORDER, "260009999")),
        ([OWN, f"QLTS1:260009999:{'ab' * 32}"], Compared(Match.OTHER_ORDER, "260009999")),
        ([f"QLTS1:260001234:{'cd' * 32}"], Compared(Match.OTHER_FORM)),
        (["QLTS1:260001234"], Compared(Match.OTHER_FORM)),
        (["QLTS1:"], Compared(Match.OTHER_ORDER)),
        (["QLTS1:<b>1</b>:x"], Compared(Match.OTHER_ORDER)),
        (["QLTS1:２６０００１２３４:x"], Compared(Match.OTHER_ORDER)),
    ],
)
def test_only_the_orders_own_code_matches(codes: list[str], expected: Compared):
    assert compare(codes, OWN) == expected


@given(st.lists(st.text(max_size=40) | st.text(max_size=40).map(lambda text: f"QLTS1:{text}"), max_size=6))
def test_any_foreign_slip_among_the_codes_stops_it(codes: list[str]):
    compared = compare([*codes, OWN], OWN)
    foreign = [code for code in codes if code.startswith("QLTS1:") and code != OWN]
    assert compared.may_be_sent is (not foreign)
    assert (compared.match is Match.MATCHED) is (not foreign)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0rest", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\nrest", FileKind.PNG),
        (b"%PDF-1.7", FileKind.PDF),
        (b"", None),
        (b"\xff\xd8", None),
        (b"GIF89a", None),
        (b"<svg>", None),
        (b"MZ", None),
        (b" %PDF-1.7", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, kind: FileKind | None):
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("width", "height", "dpi"),
    [(1654, 2338, 200), (2338, 1654, 200), (827, 1169, 100), (2480, 3508, 300), (1, 1, 0)],
)
def test_dots_per_inch_on_a4(width: int, height: int, dpi: int):
    assert dpi_on_a4(width, height) == dpi


@pytest.mark.parametrize(
    ("picture", "page", "whole"),
    [
        ((1654, 2338), (595, 842), True),
        ((2338, 1654), (595, 842), True),  # turned on the page
        ((1700, 2200), (612, 792), True),
        ((1654, 2338), (612, 792), False),
        ((600, 600), (595, 842), False),  # a seal
        ((1654, 300), (595, 842), False),  # a strip
        ((0, 0), (595, 842), False),
        ((1654, 2338), (0, 842), False),
    ],
)
def test_a_picture_is_a_scan_when_it_has_the_shape_of_its_page(picture, page, whole: bool):
    assert is_whole_page(picture, page) is whole
