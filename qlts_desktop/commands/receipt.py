"""``qlts-desktop check RECEIPT.jws``: verifies a receipt of the licensor."""

from __future__ import annotations

import json
from pathlib import Path

from qlts_desktop.commands.console import Exit, say
from qlts_desktop.commands.trusted_keys import verifier_with
from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.paper_scan import Match
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.signed_claims import ReceiptClaims, ScanReceiptClaims

_UNDETERMINED = {
    ErrorCode.LICENCE_KEY_UNKNOWN: (
        "Không xác định được: không biết khóa đã ký biên nhận này. Dùng --keys để chỉ tệp khóa công khai."
    ),
    ErrorCode.LICENCE_KEY_REVOKED: (
        "Không xác định được: khóa đã ký biên nhận này đã bị nhà cung cấp thu hồi, nên không biết biên nhận được "
        "ký trước hay sau khi thu hồi. Hãy hỏi nhà cung cấp."
    ),
}
_NOT_VALID = {
    ErrorCode.LICENCE_DAMAGED: "Biên nhận bị hỏng hoặc không phải biên nhận.",
    ErrorCode.LICENCE_SIGNATURE_WRONG: (
        "Chữ ký của biên nhận không đúng: tệp đã bị sửa, hoặc không do nhà cung cấp phát hành."
    ),
    ErrorCode.LICENCE_WRONG_TYPE: "Tệp này thuộc loại khác, không phải biên nhận.",
}


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
        undetermined = error.code in _UNDETERMINED
        if as_json:
            print(json.dumps({"result": "undetermined" if undetermined else "invalid", "code": error.code}))
        say((_UNDETERMINED | _NOT_VALID)[error.code])
        return Exit.UNDETERMINED if undetermined else Exit.NOT_VALID
    print(_as_json(claims) if as_json else "\n".join(_as_text(claims)))
    return Exit.VALID


def _claims(text: str, verifier: LicenceVerifier) -> ReceiptClaims | ScanReceiptClaims:
    """What a receipt of either kind says."""
    try:
        return verifier.receipt(text)
    except OperationError as error:
        if error.code is not ErrorCode.LICENCE_DAMAGED:
            raise
        return verifier.scan_receipt(text)


def _as_text(claims: ReceiptClaims | ScanReceiptClaims) -> list[str]:
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


def _particulars(claims: ReceiptClaims | ScanReceiptClaims) -> list[str]:
    """What only this kind of receipt says."""
    if isinstance(claims, ScanReceiptClaims):
        matched = "khớp với đơn" if claims.code == Match.MATCHED else "chưa đọc được"
        return ["Nội dung:          Bản quét phiếu đã đóng dấu", f"Mã trên phiếu:     {matched}"]
    return [
        f"Số tiền:           {format_vnd(claims.total)}",
        f"Hạn thanh toán:    {format_day(claims.due_on)}",
    ]


def _as_json(claims: ReceiptClaims | ScanReceiptClaims) -> str:
    own = (
        {"code": claims.code}
        if isinstance(claims, ScanReceiptClaims)
        else {"total": claims.total, "due_on": claims.due_on.isoformat()}
    )
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
