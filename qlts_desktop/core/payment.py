"""What a transfer needs: the memo in bank letters, and the VietQR code's payload.

Sources: EMVCo merchant-presented QR, NAPAS VietQR (AID ``A000000727``).
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

SHORT_MEMO = 25
"""Characters that every bank app keeps; some cut what is longer."""

_AID = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_LARGEST_AMOUNT = 9_999_999_999_999
"""13 digits."""
_LONGEST_ACCOUNT = 19
_LONGEST_FIELD = 99
_LONGEST_MEMO = _LONGEST_FIELD - len("0800")
"""The memo is a field within a field."""


class NoCode(StrEnum):
    """Why a transfer has no VietQR code."""

    TREASURY = "treasury"
    """VietQR pays into bank accounts only; the State Treasury takes part in no QR payment."""
    ACCOUNT = "account"
    AMOUNT = "amount"
    MEMO = "memo"


def to_memo(text: str) -> str:
    """Letters that every bank keeps: ASCII letters, digits and single spaces (``đ`` becomes ``d``)."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return " ".join(re.sub(r"[^A-Za-z0-9 ]", "", re.sub(r"\s", " ", plain)).split())


def memo_exceeds_bank_limit(memo: str) -> bool:
    """Whether some bank apps may cut the memo: then it is to be compared before the transfer is confirmed."""
    return len(memo) > SHORT_MEMO


def bare_account(account_no: str) -> str:
    """The account number as a bank's form takes it: without the spaces, dots and hyphens people read by."""
    return re.sub(r"[\s.\-]", "", account_no)


def transfer_code(bank_bin: str, account_no: str, amount: int, memo: str) -> str | NoCode:
    """The VietQR payload of a transfer, or why it has none.

    The code must say exactly what the lines next to it say, so a memo that would have to be altered has none.

    Args:
        bank_bin: The bank's NAPAS number; empty for an account at the State Treasury.
        account_no: As the vendor writes it.
        amount: Đồng.
        memo: As it is to be written.
    """
    account = bare_account(account_no)
    if not bank_bin:
        return NoCode.TREASURY
    if not _is_bank(bank_bin) or not _is_account(account):
        return NoCode.ACCOUNT
    if not _is_amount(amount):
        return NoCode.AMOUNT
    if memo != to_memo(memo) or len(memo) > _LONGEST_MEMO:
        return NoCode.MEMO
    return vietqr_payload(bank_bin, account, amount, memo)


def vietqr_payload(bank_bin: str, account: str, amount: int | None, memo: str) -> str:
    """The text of a VietQR code that pays into an account.

    Args:
        bank_bin: The bank's NAPAS number, 6 digits.
        account: 1–19 letters or digits.
        amount: Đồng; None makes a static code without an amount.
        memo: Made ASCII by :func:`to_memo`; may be empty.

    Raises:
        ValueError: A value does not fit the format.
    """
    if not _is_bank(bank_bin):
        raise ValueError("a bank number has 6 digits")
    if not _is_account(account):
        raise ValueError("an account number has 1 to 19 letters or digits")
    if amount is not None and not _is_amount(amount):
        raise ValueError("an amount is positive and has at most 13 digits")
    receiver = _field("00", _AID) + _field("01", _field("00", bank_bin) + _field("01", account))
    payload = (
        _field("00", "01")
        + _field("01", "11" if amount is None else "12")
        + _field("38", receiver + _field("02", _TO_ACCOUNT))
        + _field("53", "704")
        + ("" if amount is None else _field("54", str(amount)))
        + _field("58", "VN")
    )
    if purpose := to_memo(memo):
        payload += _field("62", _field("08", purpose))
    payload += "6304"
    return payload + f"{_crc(payload.encode('ascii')):04X}"


def _is_bank(bank_bin: str) -> bool:
    return re.fullmatch(r"[0-9]{6}", bank_bin) is not None


def _is_account(account: str) -> bool:
    return re.fullmatch(rf"[A-Za-z0-9]{{1,{_LONGEST_ACCOUNT}}}", account) is not None


def _is_amount(amount: int) -> bool:
    return 0 < amount <= _LARGEST_AMOUNT


def _field(number: str, value: str) -> str:
    if len(value) > _LONGEST_FIELD:
        raise ValueError(f"field {number} is longer than 99 characters")
    return f"{number}{len(value):02d}{value}"


def _crc(content: bytes) -> int:
    """CRC-16/CCITT-FALSE."""
    crc = 0xFFFF
    for byte in content:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
