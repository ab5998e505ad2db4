"""Reading a licence file that somebody has brought: from an e-mail, a stick, the vendor's staff."""

from __future__ import annotations

import re
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError

_LARGEST = 1_000_000
"""Bytes. A licence file has about three thousand."""
_LICENCE_BYTES = re.compile(rb"[A-Za-z0-9_.\s-]")


def read_licence_file(path: Path) -> str:
    """The file's text.

    A licence with a byte that is no letter is a damaged licence, a picture is no licence at all.

    Raises:
        OperationError: file_unreadable (details ``path``); licence_wrong_type for what is no text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(path, reason) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(_LICENCE_BYTES.findall(content)) < 0.9 * len(content):
            raise OperationError(ErrorCode.LICENCE_WRONG_TYPE, technical="not a text file") from error
        return content.decode("latin-1")


def _unreadable(path: Path, technical: str) -> OperationError:
    return OperationError(ErrorCode.FILE_UNREADABLE, details={"path": str(path)}, technical=technical)
