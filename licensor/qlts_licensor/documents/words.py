"""Amounts in Vietnamese words, as an official document spells them.

No maintained library reads every amount right (``1005`` needs *không trăm linh*). The client has a reader of its
own: the two programs share no code, and a test of both compares them.
"""

from __future__ import annotations

LARGEST_IN_WORDS = 10**18 - 1
"""Đồng. From *tỷ tỷ* on, readers no longer agree."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def amount_in_words(amount: int) -> str:
    """The amount as an official document spells it: ``Ba triệu năm trăm nghìn đồng``.

    Args:
        amount: Đồng, 0 … 999,999,999,999,999,999.

    Raises:
        ValueError: The amount is negative or too large.
    """
    if not 0 <= amount <= LARGEST_IN_WORDS:
        raise ValueError(f"cannot spell {amount}")
    billions, rest = divmod(amount, _BILLION)
    words = [*_below_billion(billions, inner=False), "tỷ"] if billions else []
    words += _below_billion(rest, inner=bool(words))
    sentence = " ".join(words or [_DIGITS[0]])
    return f"{sentence[0].upper()}{sentence[1:]} đồng"


def _below_billion(amount: int, *, inner: bool) -> list[str]:
    """Up to nine digits, empty groups skipped; inner when something is spoken before them."""
    words: list[str] = []
    for place in (2, 1, 0):
        group = amount // 1000**place % 1000
        if group:
            words += _group(group, inner=inner or bool(words))
            words += [_GROUPS[place]] if place else []
    return words


def _group(group: int, *, inner: bool) -> list[str]:
    """Three digits; an inner group also speaks its empty hundreds."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if tens == 0:
        if ones:
            words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append("tư")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words
