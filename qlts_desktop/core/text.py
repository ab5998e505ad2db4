"""Typed and pasted text made uniform on entry."""

from __future__ import annotations

import unicodedata

_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
"""Format, control, surrogate, private and unassigned characters: they cannot be read, printed or compared."""


def clean(text: str) -> str:
    """One line in NFC: line ends and tabs become spaces, invisible characters go, runs of spaces shrink to one."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if char.isspace() else char
        for char in composed
        if char.isspace() or unicodedata.category(char) not in _INVISIBLE
    )
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def clean_lines(text: str) -> str:
    """Several lines, each as :func:`clean` makes it; empty ones at both ends go."""
    return "\n".join(clean(line) for line in text.splitlines()).strip("\n")
