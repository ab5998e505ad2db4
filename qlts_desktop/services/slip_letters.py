"""Letters that the slip's fonts have: any other is shown replaced, and named, so that no empty box is missed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache

from qlts_desktop.core.draft_comparison import pointers, value_at, with_value
from qlts_desktop.core.renewal import Offer, RenewalForm
from qlts_desktop.services.fonts import font_file

FACES = ("Regular", "Bold", "Italic")
"""The slip's faces of Liberation Serif."""
REPLACEMENT = "?"
_INVISIBLE = {"Cf", "Cc"}
"""Marks without a picture, for example for the direction of writing; nothing is missed without them."""


def printable(text: str) -> str:
    """A text as the slip shows it: NFC, with a question mark for each letter that its fonts do not have.

    Raises:
        OperationError: font_missing.
    """
    return "".join(letter if letter in _letters() else REPLACEMENT for letter in _visible(text))


def printable_form(form: RenewalForm) -> RenewalForm:
    """The form as the slip shows it."""
    for pointer in pointers():
        value = value_at(form, pointer)
        if type(value) is str:
            form = with_value(form, pointer, printable(value))
    return form


def printable_offer(offer: Offer) -> Offer:
    """The offer as the slip shows it."""
    return replace(
        offer,
        lines=tuple(
            replace(line, description=printable(line.description), unit=printable(line.unit))
            for line in offer.lines
        ),
        accounts=tuple(
            replace(account, holder=printable(account.holder), bank_name=printable(account.bank_name))
            for account in offer.accounts
        ),
        vendor_name=printable(offer.vendor_name),
    )


def letters_replaced(form: RenewalForm) -> tuple[str, ...]:
    """The letters of a form that the slip cannot show, each once, in the form's order.

    Raises:
        OperationError: font_missing.
    """
    values = (value_at(form, pointer) for pointer in pointers())
    texts = (value for value in values if type(value) is str)
    missing = (letter for text in texts for letter in _visible(text) if letter not in _letters())
    return tuple(dict.fromkeys(missing))


def _visible(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter) not in _INVISIBLE)


@cache
def _letters() -> frozenset[str]:
    """The letters that all faces have."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    faces = (TTFontFile(str(font_file(f"LiberationSerif-{face}.ttf"))) for face in FACES)
    found = [{chr(code) for code in face.charToGlyph} for face in faces]
    return frozenset(set.intersection(*found))
