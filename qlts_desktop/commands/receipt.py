"""``qlts-desktop check RECEIPT.jws``: verifies a receipt of the licensor."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from qlts_desktop.commands.console import Exit, say
from qlts_desktop.commands.trusted_keys import verifier_with
from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.paper_scan import Match
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.receipt_words import RECEIPT_KINDS
from qlts_desktop.services.signed_claims import ChangeReceiptClaims, ReceiptClaims

UNDETERMINED_WORDS = {
    ErrorCode.LICENCE_KEY_UNKNOWN: (
        "Không xác định được: không biết khóa đã ký biên nhận này. Dùng --keys để chỉ tệp khóa công khai."
    ),
    ErrorCode.LICENCE_KEY_REVOKED: (
        "Không xác định được: khóa đã ký biên nhận này đã bị nhà cung cấp thu hồi, nên không biết biên nhận được "
        "ký trước hay sau khi thu hồi. Hãy hỏi nhà cung cấp."
    ),
}
INVALID_WORDS = {
    ErrorCode.LICENCE_DAMAGED: "Biên nhận bị hỏng hoặc không phải biên nhận.",
    ErrorCode.LICENCE_SIGNATURE_WRONG: (
        "Chữ ký của biên nhận không đúng: tệp đã bị sửa, hoặc không do nhà cung cấp phát hành."
    ),
    ErrorCode.LICENCE_WRONG_TYPE: "Tệp này thuộc loại khác, không phải biên nhận.",
}


_OWN = ("code", "total", "due_on", "memo", "paid_on", "amount", "remaining", "reason")
"""What only some kinds say."""


def check_receipt(text: str, keys: Path | None, *, as_json: bool) -> int:
    """Verify a receipt and print what it says.

    Args:
        text: Compact JWS.
        keys: The licensor's public keys, in place of the pinned root key.
        as_json: For programs.

    Returns:
        0 valid; 1 not valid; 3 the key is not known, or has been revoked since.
    """
    try:
        claims = _claims(text, verifier_with(keys))
    except OperationError as error:
        undetermined = error.code in UNDETERMINED_WORDS
        if as_json:
            print(json.dumps({"result": "undetermined" if undetermined else "invalid", "code": error.code}))
        say((UNDETERMINED_WORDS | INVALID_WORDS)[error.code])
        return Exit.UNDETERMINED if undetermined else Exit.NOT_VALID
    print(_as_json(claims) if as_json else "\n".join(_as_text(claims)))
    return Exit.VALID


def _claims(text: str, verifier: LicenceVerifier) -> ReceiptClaims | ChangeReceiptClaims:
    """What a receipt of either kind says."""
    try:
        return verifier.receipt(text)
    except OperationError as error:
        if error.code is not ErrorCode.LICENCE_DAMAGED:
            raise
        return verifier.change_receipt(text)


def _as_text(claims: ReceiptClaims | ChangeReceiptClaims) -> list[str]:
    return [
        "Biên nhận hợp lệ.",
        f"Số biên nhận:      {claims.receipt_no}",
        f"Số đơn hàng:       {claims.order_no}",
        f"Đơn vị:            {claims.unit_name} ({claims.unit})",
        f"Người gửi:         {claims.actor}",
        f"Nhận lúc:          {format_moment(claims.received_at)}",
        *_particulars(claims),
        *(f"Tệp đã gửi:        {file.name}, {file.size} byte, SHA-256 {file.sha256}" for file in claims.files),
    ]


def _particulars(claims: ReceiptClaims | ChangeReceiptClaims) -> list[str]:
    """What only this kind of receipt says."""
    if isinstance(claims, ReceiptClaims):
        return [
            f"Số tiền:           {format_vnd(claims.total)}",
            f"Hạn thanh toán:    {format_day(claims.due_on)}",
        ]
    said = [f"Nội dung:          {RECEIPT_KINDS.get(claims.kind, claims.kind)}"]
    if claims.kind == "paper_scan":
        said.append(f"Mã trên phiếu:     {'khớp với đơn' if claims.code == Match.MATCHED else 'chưa đọc được'}")
    if claims.paid_on is not None and claims.amount is not None:
        said.append(f"Đã chuyển:         {format_vnd(claims.amount)} ngày {format_day(claims.paid_on)}")
        said.append(f"Nội dung chuyển:   {claims.memo}")
    if claims.due_on is not None:
        said.append(f"Hạn thanh toán:    {format_day(claims.due_on)}")
    if claims.remaining is not None:
        said.append(f"Còn phải trả:      {format_vnd(claims.remaining)}")
    if claims.reason:
        said.append(f"Lý do:             {claims.reason}")
    return said


def _as_json(claims: ReceiptClaims | ChangeReceiptClaims) -> str:
    own = {
        name: value.isoformat() if isinstance(value, date) else value
        for name in _OWN
        if (value := getattr(claims, name, None)) not in {None, ""}
    }
    content = {
        "result": "valid",
        "receipt_no": claims.receipt_no,
        "kind": claims.kind,
        "order_no": claims.order_no,
        "unit": claims.unit,
        "unit_name": claims.unit_name,
        "actor": claims.actor,
        "received_at": claims.received_at.isoformat(),
        **own,
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in claims.files],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
