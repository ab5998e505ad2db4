"""Typed and pasted text made uniform on entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL takes no NUL; half a surrogate pair has no form in UTF-8."""
_INVISIBLE = {"Cf", "Cc", "Cs", "Co"}
"""Format, control, surrogate and private characters: they cannot be read, printed or compared."""
_NO_CHARACTERS = {0xFFFE, 0xFFFF}
"""The last two of each plane, and U+FDD0 to U+FDEF, are no characters and never will be. Other code points that
this Python does not know are those of a newer Unicode, an emoji for example, and stay."""
_WIDE = range(0xFF01, 0xFF5F)
"""ASCII as East Asian keyboards send it at full width; 0xFEE0 above the plain one."""
_MINUS = "\u2212"


_TONES = {mark: str(place) for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries; a letter without a tone comes first."""
_LATER = "\ue000"
_LETTERS = {
    letter: plain + _LATER * (place + 1)
    for plain, letters in {"a": "ăâ", "d": "đ", "e": "ê", "o": "ôơ", "u": "ư"}.items()
    for place, letter in enumerate(letters)
}
"""Letters of their own, each behind all words with the plain one; U+E000 is behind every letter."""
_MARKS = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=1024)
def vietnamese_order(text: str) -> str:
    """A key that sorts as Vietnamese dictionaries do: by letters (a ă â … d đ), and equal ones by their tones."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", char)
        tones.append(next((_TONES[mark] for mark in parts if mark in _TONES), "0"))
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append(_LETTERS.get(letter, letter))
    return "".join(letters) + "\0" + "".join(tones)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Text for searching: without case and without Vietnamese marks."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))).casefold()


def storable(text: str) -> str:
    """Text as it may be kept and sent at any moment while it is typed: NFC, without what is no character."""
    return unicodedata.normalize("NFC", _NOT_STORABLE.sub("", text))


def clean(text: str) -> str:
    """One line in NFC: line ends and tabs become spaces, invisible characters go, runs of spaces shrink to one."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if char.isspace() else char for char in composed if char.isspace() or _is_visible(char))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def clean_lines(text: str) -> str:
    """Several lines, each as :func:`clean` makes it; empty ones at both ends go."""
    return "\n".join(clean(line) for line in text.splitlines()).strip("\n")


def plain_digits(text: str) -> str:
    """Digits of every script as ASCII ones, full-width signs as plain ones, every dash as ``-``."""
    return "".join(map(_plain, text))


def clean_number(text: str) -> str:
    """A telephone or account number: :func:`clean` and in plain digits; the spaces that group it stay."""
    return clean(plain_digits(clean(text)))


def clean_code(text: str) -> str:
    """A tax or budget code: plain digits, without the spaces and dots that it was grouped with.

    Text that holds more than digits, dashes and such separators is no code; it stays as it is, to be looked at.
    """
    number = clean_number(text)
    code = number.replace(" ", "").replace(".", "")
    return code if all(char == "-" or "0" <= char <= "9" for char in code) else number


def cleaned_position(text: str, position: int, cleaning: Callable[[str], str]) -> int:
    """Where the cursor goes when text is cleaned: behind the same letter as before.

    Args:
        text: The text before.
        position: The cursor in it.
        cleaning: What the text is cleaned with.
    """
    cleaned = cleaning(text)
    # With a letter behind it, the space just before the cursor is one between words and not one at the end.
    before = cleaning(text[:position] + "x")[:-1] if position < len(text) else cleaned
    return min(len(before), len(cleaned))


def replaced_range(before: str, after: str) -> tuple[int, int, int]:
    """Where two texts differ: the start, the end in ``before`` and the end in ``after``."""
    start = _common(before, after)
    tail = _common(before[start:][::-1], after[start:][::-1])
    return start, len(before) - tail, len(after) - tail


def _common(one: str, other: str) -> int:
    """How many letters both begin with, by halves: a text may be as long as a book."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _is_visible(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cn":
        point = ord(char)
        return point & 0xFFFF not in _NO_CHARACTERS and not 0xFDD0 <= point <= 0xFDEF
    return category not in _INVISIBLE


def _plain(char: str) -> str:
    if char.isascii():
        return char
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) == "Pd" or char == _MINUS:
        return "-"
    return chr(ord(char) - 0xFEE0) if ord(char) in _WIDE else char
