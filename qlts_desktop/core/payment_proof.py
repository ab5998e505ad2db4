"""*Xác nhận thanh toán*: what was written on the paper of a transfer, compared with the order while it is typed.

A difference never keeps anybody from sending: the paper says what it says, and the licensor's staff look at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qlts_desktop.core.payment import to_memo
from qlts_desktop.core.text import plain_digits

LONGEST_MEMO = 200
LONGEST_NOTE = 500
LARGEST_AMOUNT = 9_999_999_999_999

_ORDER_DIGITS = 9
_NUMBER = re.compile(r"\d[\d .]*\d|\d")


class MemoFinding(StrEnum):
    """What a memo from a paper says beside the order's own."""

    SAME = "same"
    MARKS = "marks"
    """The same words, with Vietnamese marks or other signs: banks drop them."""
    EARLIER_ORDER = "earlier_order"
    """It names an order that this one has taken the place of: the licensor knows."""
    OTHER_NUMBER = "other_number"
    """It names another number."""
    NO_NUMBER = "no_number"
    WORDS_DIFFER = "words_differ"
    """The number is right; other words are no matter."""


@dataclass(frozen=True, slots=True)
class ComparedMemo:
    """A memo compared.

    Attributes:
        finding: What was found.
        number: The number in it; with ``OTHER_NUMBER`` the one nearest to the order's.
        differs: The places in ``number`` whose digits are not the order's, where both are equally long.
    """

    finding: MemoFinding
    number: str = ""
    differs: tuple[int, ...] = ()


def compare_memo(typed: str, expected: str, order_no: str, earlier: tuple[str, ...] = ()) -> ComparedMemo:
    """A memo from a paper beside the one that the order asks for.

    Args:
        typed: What was typed; not empty.
        expected: The order's memo.
        order_no: The order's number.
        earlier: Orders that it has taken the place of.
    """
    plain = to_memo(typed)
    if " ".join(typed.split()) == expected:
        return ComparedMemo(MemoFinding.SAME, order_no)
    if plain.casefold() == to_memo(expected).casefold():
        return ComparedMemo(MemoFinding.MARKS, order_no)
    numbers = _numbers(typed)
    if order_no in numbers:
        return ComparedMemo(MemoFinding.WORDS_DIFFER, order_no)
    for number in earlier:
        if number in numbers:
            return ComparedMemo(MemoFinding.EARLIER_ORDER, number)
    likely = [number for number in numbers if abs(len(number) - _ORDER_DIGITS) <= 1]
    if not likely:
        return ComparedMemo(MemoFinding.NO_NUMBER)
    nearest = min(likely, key=lambda number: len(_differing(number, order_no)) or _ORDER_DIGITS)
    return ComparedMemo(MemoFinding.OTHER_NUMBER, nearest, _differing(nearest, order_no))


def _numbers(text: str) -> list[str]:
    """The numbers in a text, also those written in groups; digits of other scripts count as digits."""
    digits = plain_digits(text)
    found = _NUMBER.findall(digits)
    joined = [re.sub(r"[ .]", "", one) for one in found]
    return [*joined, *re.findall(r"\d+", digits)]


def _differing(number: str, order_no: str) -> tuple[int, ...]:
    if len(number) != len(order_no):
        return ()
    return tuple(at for at, (one, other) in enumerate(zip(number, order_no, strict=True)) if one != other)


class AmountFinding(StrEnum):
    """An amount beside what is still to be paid."""

    SAME = "same"
    SHORT = "short"
    OVER = "over"


def compare_amount(amount: int, remaining: int) -> AmountFinding:
    """An amount in đồng beside what is still to be paid."""
    if amount == remaining:
        return AmountFinding.SAME
    return AmountFinding.SHORT if amount < remaining else AmountFinding.OVER


class ProofProblem(StrEnum):
    """What keeps a proof from being sent. The values are the contract's symbols."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    BAD_CHARACTER = "bad_character"
    IN_FUTURE = "in_future"
    TOO_EARLY = "too_early"
    OUT_OF_RANGE = "out_of_range"
    BAD_VALUE = "bad_value"
    COUNT = "count"


def memo_problem(memo: str) -> ProofProblem | None:
    """What is wrong with a memo as it is typed."""
    if not memo.strip():
        return ProofProblem.REQUIRED
    return ProofProblem.TOO_LONG if len(memo.strip()) > LONGEST_MEMO else None


def day_problem(paid_on: date | None, today: date) -> ProofProblem | None:
    """What is wrong with the day of a transfer. How early it may be, the licensor tells."""
    if paid_on is None:
        return ProofProblem.REQUIRED
    return ProofProblem.IN_FUTURE if paid_on > today else None


def amount_problem(amount: int | None) -> ProofProblem | None:
    """What is wrong with an amount, đồng."""
    if amount is None:
        return ProofProblem.REQUIRED
    return None if 0 < amount <= LARGEST_AMOUNT else ProofProblem.OUT_OF_RANGE


def typed_amount(text: str) -> int | None:
    """Đồng from what somebody typed or pasted: ``3.500.000 đ``, ``3,500,000``, ``3500000 VNĐ``.

    Returns:
        None when nothing is typed.

    Raises:
        ValueError: It is no amount in whole đồng.
    """
    plain = plain_digits(text).strip().casefold()
    plain = re.sub(r"\s*(đồng|vnđ|vnd|đ|₫)\.?$", "", plain)
    plain = re.sub(r"\s", "", plain)
    if not plain:
        return None
    if re.fullmatch(r"\d{1,3}([.,])\d{3}(\1\d{3})*((?!\1)[.,]00?)?", plain):
        plain = re.sub(r"[.,]00?$", "", plain)
    plain = re.sub(r"[.,](?=\d{3}(\D|$))", "", plain)
    if not re.fullmatch(r"[0-9]{1,15}", plain):
        raise ValueError(text)
    return int(plain)
