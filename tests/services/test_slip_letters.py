"""Letters outside the slip's fonts: shown replaced and named, never an empty box in silence."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.services.slip_letters import letters_replaced, printable, printable_form
from tests.factories import make_form

VIETNAMESE = "ẮẰẲẴẶĂẤẦẨẪẬÂÁÀÃẢẠĐẾỀỂỄỆÊÉÈẺẼẸÍÌỈĨỊỐỒỔỖỘÔỚỜỞỠỢƠÓÒÕỎỌỨỪỬỮỰƯÚÙỦŨỤÝỲỶỸỴ"


@pytest.mark.parametrize("text", [VIETNAMESE, VIETNAMESE.lower(), unicodedata.normalize("NFD", VIETNAMESE)])
def test_every_vietnamese_letter_is_there(text: str):
    assert printable(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Trường 😀 A", "Trường ? A"),
        ("學校", "??"),
        ("\u202eabc\u200b", "abc"),
        ("Đường số “5” – 12 % … €", "Đường số “5” – 12 % … €"),
        ("", ""),
    ],
)
def test_what_cannot_be_shown_is_replaced(text: str, shown: str):
    assert printable(text) == shown


def test_the_letters_are_named_once_in_the_forms_order():
    form = make_form()
    form = replace(
        form,
        unit=replace(form.unit, address="學 😀", head_name="😀校"),
        invoice=replace(form.invoice, buyer_name="\u200b學"),
    )
    assert letters_replaced(form) == ("學", "😀", "校")
    assert letters_replaced(make_form()) == ()


@given(st.text())
def test_nothing_is_replaced_in_silence(text: str):
    form = make_form()
    form = replace(form, unit=replace(form.unit, address=text))
    shown = printable_form(form)
    assert letters_replaced(shown) == ()
    assert ("?" in shown.unit.address.replace("?", "", text.count("?"))) == bool(letters_replaced(form))
    assert shown.order == form.order
