"""Đồng in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.money import LARGEST_IN_WORDS, amount_in_words, format_vnd


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 đ"),
        (999, "999 đ"),
        (1_000, "1.000 đ"),
        (1_234_567, "1.234.567 đ"),
        (3_500_000, "3.500.000 đ"),
        (-1_234, "-1.234 đ"),
        (10**12, "1.000.000.000.000 đ"),
    ],
)
def test_figures_have_dots_between_thousands(amount: int, text: str):
    assert format_vnd(amount) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không"),
        (1, "Một"),
        (4, "Bốn"),
        (5, "Năm"),
        (10, "Mười"),
        (11, "Mười một"),
        (14, "Mười bốn"),
        (15, "Mười lăm"),
        (20, "Hai mươi"),
        (21, "Hai mươi mốt"),
        (24, "Hai mươi tư"),
        (25, "Hai mươi lăm"),
        (34, "Ba mươi tư"),
        (91, "Chín mươi mốt"),
        (100, "Một trăm"),
        (101, "Một trăm linh một"),
        (104, "Một trăm linh bốn"),
        (105, "Một trăm linh năm"),
        (110, "Một trăm mười"),
        (111, "Một trăm mười một"),
        (115, "Một trăm mười lăm"),
        (121, "Một trăm hai mươi mốt"),
        (1_000, "Một nghìn"),
        (1_001, "Một nghìn không trăm linh một"),
        (1_005, "Một nghìn không trăm linh năm"),
        (1_010, "Một nghìn không trăm mười"),
        (1_100, "Một nghìn một trăm"),
        (2_001, "Hai nghìn không trăm linh một"),
        (21_000, "Hai mươi mốt nghìn"),
        (105_000, "Một trăm linh năm nghìn"),
        (1_000_000, "Một triệu"),
        (1_000_005, "Một triệu không trăm linh năm"),
        (1_005_000, "Một triệu không trăm linh năm nghìn"),
        (3_500_000, "Ba triệu năm trăm nghìn"),
        (5_000_000, "Năm triệu"),
        (
            1_234_567,
            "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
        ),
        (1_000_000_000, "Một tỷ"),
        (1_000_000_001, "Một tỷ không trăm linh một"),
        (1_001_000_000, "Một tỷ không trăm linh một triệu"),
        (15_000_000_000, "Mười lăm tỷ"),
        (
            999_999_999_999,
            "Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
            "chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
        ),
        (1_000_000_000_000, "Một nghìn tỷ"),
        (1_500_000_000_000, "Một nghìn năm trăm tỷ"),
        (1_000_000_000_005, "Một nghìn tỷ không trăm linh năm"),
        (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ"),
        (2_000_000_000_000_000, "Hai triệu tỷ"),
    ],
)
def test_words_are_those_of_an_official_document(amount: int, words: str):
    assert amount_in_words(amount) == f"{words} đồng"


@pytest.mark.parametrize("amount", [-1, -(10**20), LARGEST_IN_WORDS + 1])
def test_an_amount_that_nobody_spells_is_refused(amount: int):
    with pytest.raises(ValueError, match="cannot spell"):
        amount_in_words(amount)


UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def heard(sentence: str) -> int:
    """The number a listener writes down, word by word."""
    assert sentence.endswith(" đồng")
    total = group = digit = 0
    billions = 0
    for word in sentence.removesuffix(" đồng").lower().split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word in SCALES:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
        elif word == "tỷ":
            billions, total, group, digit = total + group + digit, 0, 0, 0
        else:
            assert word == "linh"
    return billions * 10**9 + total + group + digit


AMOUNTS = (
    st.integers(0, LARGEST_IN_WORDS) | st.integers(0, 10**7) | st.integers(0, 999).map(lambda n: n * 10**6 + 5)
)


@given(AMOUNTS)
def test_who_hears_the_words_writes_the_same_amount(amount: int):
    assert heard(amount_in_words(amount)) == amount


@given(AMOUNTS)
def test_only_the_first_letter_is_a_capital(amount: int):
    words = amount_in_words(amount)
    assert words[0].isupper()
    assert words[1:] == words[1:].lower()
    assert "  " not in words
    assert len(words) <= 255  # the e-invoice format's TgTTTBChu
