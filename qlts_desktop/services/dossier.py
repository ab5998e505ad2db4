"""*Hồ sơ kiểm toán*: one ZIP of all that is kept with an order, under an index signed by the licensor."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signed_claims import DossierClaims

INDEX = "muc-luc.jws"
LARGEST_DOSSIER = 300_000_000
"""Bytes of all files together, packed or not."""
_LARGEST_INDEX = 5_000_000
UNPACKING_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(NotImplementedError, RuntimeError, OSError, EOFError, ValueError),
)
"""All that a ZIP with a wrong byte makes ``zipfile`` raise."""
_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The same content makes the same file."""


def packed_dossier(
    index: str, claims: DossierClaims, receipts: tuple[str, ...], fetch: Callable[[str], bytes]
) -> bytes:
    """Pack a dossier: each file as it was sent, its digest checked.

    Args:
        index: Compact JWS, verified.
        claims: What it says.
        receipts: The order's receipts, compact JWS each.
        fetch: Gets a file of the order by its digest.

    Raises:
        OperationError: reply_not_understood when something differs from the index; what ``fetch`` raises.
    """
    by_digest = {_digest(receipt.encode("ascii")): receipt.encode("ascii") for receipt in receipts}
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, INDEX, index.encode("ascii"))
        for file in claims.files:
            content = fetch(file.sha256)
            if _digest(content) != file.sha256:
                raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical=f"{file.path} is another file")
            _write(archive, file.path, content)
        for receipt in claims.receipts:
            if receipt.sha256 not in by_digest:
                raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical=f"{receipt.path} is missing")
            _write(archive, receipt.path, by_digest[receipt.sha256])
    return output.getvalue()


def differences(archive: zipfile.ZipFile, claims: DossierClaims) -> tuple[str, ...]:
    """The members of a dossier that are missing, changed, or not named by its index; nothing when it is whole."""
    wanted = {file.path: (file.size, file.sha256) for file in (*claims.files, *claims.receipts)}
    names = [member.filename for member in archive.infolist() if not member.is_dir()]
    wrong = [name for name in names if name != INDEX and name not in wanted]
    wrong += sorted({name for name in names if names.count(name) > 1})
    for path, (size, sha256) in wanted.items():
        if path not in names or archive.getinfo(path).file_size != size or _digest_of(archive, path) != sha256:
            wrong.append(path)
    return tuple(dict.fromkeys(wrong))


def read_index(archive: zipfile.ZipFile) -> str:
    """The index of a dossier.

    Raises:
        OperationError: file_damaged when there is none, or the archive is no dossier of a sensible size.
    """
    try:
        index = archive.getinfo(INDEX)
    except KeyError as error:
        raise OperationError(ErrorCode.FILE_DAMAGED, technical="no index") from error
    whole = sum(member.file_size for member in archive.infolist())
    if index.file_size > _LARGEST_INDEX or whole > LARGEST_DOSSIER:
        raise OperationError(ErrorCode.FILE_DAMAGED, technical="too large")
    try:
        return archive.read(index).decode("ascii")
    except UNPACKING_FAULTS as error:
        raise OperationError(ErrorCode.FILE_DAMAGED, technical=str(error)) from error


def _digest_of(archive: zipfile.ZipFile, path: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(path) as member:
            while block := member.read(1_000_000):
                digest.update(block)
    except UNPACKING_FAULTS:
        return ""
    return digest.hexdigest()


def _write(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path:
        raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the index names a path outside")
    member = zipfile.ZipInfo(path, _DAY_ONE)
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
