"""An independent reader of merchant-presented QR payloads (EMVCo, version 1.1): strict about the format only."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Transfer:
    """What a VietQR payload asks a bank's app to fill in."""

    bank_bin: str
    account: str
    amount: int | None
    memo: str


def elements(text: str) -> dict[str, str]:
    """One level of id, length and value; ids rise and none comes twice."""
    found: dict[str, str] = {}
    while text:
        name, digits, rest = text[:2], text[2:4], text[4:]
        assert re.fullmatch("[0-9]{4}", name + digits), text
        length = int(digits)
        assert 1 <= length <= len(rest), text
        assert all(name > earlier for earlier in found), f"{name} is out of order"
        found[name], text = rest[:length], rest[length:]
    return found


def read_transfer(payload: str) -> Transfer:
    """What a payload says; fails on anything that a bank's app may refuse."""
    content = payload.encode("ascii")
    top = elements(payload)
    assert payload.startswith("000201")
    assert payload[-8:-4] == "6304"
    # CRC-16/CCITT-FALSE is the library's CRC with 0xFFFF to begin with.
    assert payload[-4:] == f"{binascii.crc_hqx(content[:-4], 0xFFFF):04X}"
    assert set(top) - {"54", "62"} == {"00", "01", "38", "53", "58", "63"}
    assert (top["53"], top["58"]) == ("704", "VN")
    napas = elements(top["38"])
    assert (napas["00"], napas["02"], set(napas)) == ("A000000727", "QRIBFTTA", {"00", "01", "02"})
    receiver = elements(napas["01"])
    assert set(receiver) == {"00", "01"}
    assert top["01"] == ("12" if "54" in top else "11")
    more = elements(top.get("62", ""))
    assert set(more) <= {"08"}
    return Transfer(receiver["00"], receiver["01"], int(top["54"]) if "54" in top else None, more.get("08", ""))
