"""Typed and pasted text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.text import clean, clean_lines


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
