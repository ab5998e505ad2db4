"""Typed and pasted text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.text import (
    clean,
    clean_code,
    clean_lines,
    clean_number,
    cleaned_position,
    plain_digits,
    replaced_range,
    storable,
    vietnamese_order,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tru\u031bo\u031b\u0300ng", "Tr\u01b0\u1eddng"),
        ("Nguyễn\u200b Du\ufeff", "Nguyễn Du"),
        ("dòng một\r\ndòng hai\tcột", "dòng một dòng hai cột"),
        ("  hai  khoảng trắng ", "hai khoảng trắng"),
        ("a\x00b\x1bc", "abc"),
        ("0912\u00a0345\u202f678", "0912 345 678"),
        ("\u202eđảo", "đảo"),
        ("trái\u200e\u200fphải\u2066 và\u2069", "tráiphải và"),
        ("Vui 🎉 \u2764\ufe0f", "Vui 🎉 \u2764\ufe0f"),
        ("mới \U0001fae9", "mới \U0001fae9"),
        ("\uffff\ufdd0\U0001ffff", ""),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_text_becomes_one_readable_line(typed: str, kept: str):
    assert clean(typed) == unicodedata.normalize("NFC", kept)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_cleaning_lines_twice_changes_nothing(text: str):
    once = clean_lines(text)
    assert clean_lines(once) == once
    assert once.splitlines() == [clean(line) for line in once.splitlines()]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0200 731 649", "0200731649"),
        ("0200731649\u2013001", "0200731649-001"),
        ("0200.731.649 - 001", "0200731649-001"),
        ("0200731649\u2212001", "0200731649-001"),
        ("\uff10\uff12\uff10\uff10\uff17\uff13\uff11\uff16\uff14\uff19", "0200731649"),
        ("٠٢٠٠٧٣١٦٤٩", "0200731649"),
        ("\u200b0200731649\t\n", "0200731649"),
        ("MST: 0200 731 649", "MST: 0200 731 649"),
        ("0200/731", "0200/731"),
        ("\u00b2", "\u00b2"),
        ("", ""),
    ],
)
def test_a_code_loses_what_it_was_grouped_with_and_nothing_else(typed: str, kept: str):
    assert clean_code(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912  345\u00a0678", "0912 345 678"),
        ("\uff0b84 912 345 678", "+84 912 345 678"),
        ("(024) 3825\u20111234", "(024) 3825-1234"),
        ("1900.1234", "1900.1234"),
    ],
)
def test_a_number_keeps_what_groups_it(typed: str, kept: str):
    assert clean_number(typed) == kept


@pytest.mark.parametrize("cleaning", [clean_code, clean_number])
@given(text=st.text())
def test_cleaning_a_number_twice_changes_nothing(cleaning, text: str):
    once = cleaning(text)
    assert cleaning(once) == once


@given(st.text())
def test_a_code_keeps_every_letter_and_digit(text: str):
    def letters(said: str) -> str:
        return "".join(char for char in plain_digits(clean(said)) if char.isalnum())

    assert letters(clean_code(text)) == letters(text)


@given(st.text(st.characters()))
def test_what_is_typed_can_always_be_kept_and_sent(text: str):
    kept = storable(text)
    assert kept.encode().decode() == kept
    assert "\x00" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert storable(kept) == kept


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Trần  Thu|Hà", "Trần Thu", "Hà"),
        ("Trần |Hà", "Trần ", "Hà"),
        ("Trần Hà |", "Trần Hà", ""),
        ("  |Hà", "", "Hà"),
        ("Tra\u0302\u0300n|g", "Trần", "g"),
        ("|", "", ""),
    ],
)
def test_the_cursor_stays_behind_the_same_letter(text: str, before: str, after: str):
    position = text.index("|")
    typed = text.replace("|", "")
    at = cleaned_position(typed, position, clean)
    assert (clean(typed)[:at], clean(typed)[at:]) == (before, after)


@given(st.text(), st.integers(0, 50))
def test_the_cursor_never_leaves_the_text(text: str, position: int):
    assert 0 <= cleaned_position(text, min(position, len(text)), clean) <= len(clean(text))


@given(st.text(st.sampled_from("abâ"), max_size=8), st.text(st.sampled_from("abâ"), max_size=8))
def test_what_lies_outside_the_replaced_range_is_the_same(before: str, after: str):
    start, end, new_end = replaced_range(before, after)
    assert before[:start] == after[:start]
    assert before[end:] == after[new_end:]
    assert start <= min(end, new_end)
    assert (start, end, new_end) == (len(before),) * 3 or before != after
    removed, inserted = before[start:end], after[start:new_end]
    assert not removed or not inserted or (removed[0] != inserted[0] and removed[-1] != inserted[-1])


@pytest.mark.parametrize(
    "sorted_words",
    [
        ["a", "az", "ăn", "ân", "b"],
        ["chờ", "chứng", "dự", "đã", "em"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "man"],
        ["Chờ thanh toán", "chờ xác nhận", "Đã thanh toán", "Quá hạn"],
        ["o", "oz", "ô", "ơ", "p"],
        ["tu", "tuz", "tư", "ty"],
    ],
)
def test_words_sort_as_vietnamese_dictionaries_do(sorted_words: list[str]):
    shuffled = [*sorted_words[::2], *sorted_words[1::2]]
    assert sorted(shuffled, key=vietnamese_order) == sorted_words
