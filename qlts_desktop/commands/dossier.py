"""``qlts-desktop check HO-SO.zip``: verifies an order's dossier, file by file, against its signed index."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from qlts_desktop.commands.console import Exit, MisuseError, say
from qlts_desktop.commands.receipt import INVALID_WORDS, UNDETERMINED_WORDS
from qlts_desktop.commands.trusted_keys import verifier_with
from qlts_desktop.core.dates import format_moment
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.dossier import UNPACKING_FAULTS, differences, read_index
from qlts_desktop.services.signed_claims import DossierClaims


def check_dossier(path: Path, keys: Path | None, *, as_json: bool) -> int:
    """Verify a dossier and print what was found.

    Args:
        path: The ZIP.
        keys: The licensor's public keys, in place of the pinned root key.
        as_json: For programs.

    Returns:
        0 everything is as the licensor has signed it; 1 something is not; 3 the key is not known or revoked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            index = _index(archive, path)
            try:
                claims = verifier_with(keys).dossier(index)
            except OperationError as error:
                return _refused(error, as_json=as_json)
            wrong = differences(archive, claims)
    except UNPACKING_FAULTS as error:
        raise MisuseError(f"Tệp {path} không phải hồ sơ (ZIP) đọc được.") from error
    print(_as_json(claims, wrong) if as_json else "\n".join(_as_text(claims, wrong)))
    return Exit.NOT_VALID if wrong else Exit.VALID


def _index(archive: zipfile.ZipFile, path: Path) -> str:
    try:
        return read_index(archive)
    except OperationError as error:
        raise MisuseError(f"Tệp {path} không phải hồ sơ kiểm toán: không có mục lục đọc được.") from error


def _refused(error: OperationError, *, as_json: bool) -> int:
    undetermined = error.code in UNDETERMINED_WORDS
    if as_json:
        print(json.dumps({"result": "undetermined" if undetermined else "invalid", "code": error.code}))
    words = UNDETERMINED_WORDS | INVALID_WORDS
    say(words[error.code].replace("Biên nhận", "Mục lục của hồ sơ").replace("biên nhận", "mục lục"))
    return Exit.UNDETERMINED if undetermined else Exit.NOT_VALID


def _as_text(claims: DossierClaims, wrong: tuple[str, ...]) -> list[str]:
    count = len(claims.files) + len(claims.receipts)
    return [
        "Hồ sơ không nguyên vẹn." if wrong else "Hồ sơ hợp lệ: đủ và đúng như nhà cung cấp đã ký.",
        f"Số đơn hàng:       {claims.order_no}",
        f"Đơn vị:            {claims.unit_name} ({claims.unit})",
        f"Mục lục lập lúc:   {format_moment(claims.received_at)}",
        f"Số tệp:            {count}",
        *(f"Thiếu, thừa hoặc bị sửa: {path}" for path in wrong),
    ]


def _as_json(claims: DossierClaims, wrong: tuple[str, ...]) -> str:
    content = {
        "result": "invalid" if wrong else "valid",
        "order_no": claims.order_no,
        "unit": claims.unit,
        "received_at": claims.received_at.isoformat(),
        "files": [file.path for file in (*claims.files, *claims.receipts)],
        "differences": list(wrong),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
