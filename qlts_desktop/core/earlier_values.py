"""Which values used before are offered for what is typed."""

from __future__ import annotations

import unicodedata

_TYPED_AT_MOST = 1_000
"""Letters; no value that is kept is as long."""


def without_accents(text: str) -> str:
    """Text to compare by: lower case, without Vietnamese accents."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in letters if not unicodedata.combining(char))


def offered(values: tuple[str, ...], typed: str) -> tuple[str, ...]:
    """The values that contain what is typed, accents and case aside; none where it is one of them already."""
    if len(typed) > _TYPED_AT_MOST or typed in values:
        return ()
    wanted = without_accents(" ".join(typed.split()))
    if not wanted:
        return ()
    return tuple(value for value in values if wanted in without_accents(value))
