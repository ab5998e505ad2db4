"""A payment proof beside its order: what was expected, what was written, and whether they fit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.models import PaymentProof


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the comparison."""

    name: str
    expected: str
    written: str
    fits: bool
    note: str = ""


def compared(proof: PaymentProof) -> list[Row]:
    """The lines: memo, amount, day."""
    order = proof.registration
    memo = claims_of(order.offer)["memo"]
    numbers = {order.no, *_earlier(proof)}
    found = set(re.findall(r"\d{9}", re.sub(r"[ .]", "", proof.memo)))
    named = bool(numbers & found)
    note = "" if named else "Không thấy số đơn này trong nội dung."
    if found - numbers and not named:
        note = f"Nội dung ghi số {', '.join(sorted(found))}."
    short = order.remaining - proof.amount
    money = "" if short == 0 else f"{'Thiếu' if short > 0 else 'Thừa'} {_money(abs(short))} đ."
    return [
        Row("Nội dung", memo, proof.memo, _plain(memo) == _plain(proof.memo) or named, note),
        Row("Số tiền", f"{_money(order.remaining)} đ", f"{_money(proof.amount)} đ", short == 0, money),
        Row(
            "Ngày chuyển",
            f"hạn {order.due_on:%d/%m/%Y}" if order.due_on else "",
            f"{proof.paid_on:%d/%m/%Y}",
            order.due_on is None or proof.paid_on <= order.due_on,
        ),
    ]


def _earlier(proof: PaymentProof) -> list[str]:
    numbers, before = [], proof.registration.replaces
    while before is not None:
        numbers.append(before.no)
        before = before.replaces
    return numbers


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return " ".join("".join(char for char in marks if not unicodedata.combining(char)).casefold().split())


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
