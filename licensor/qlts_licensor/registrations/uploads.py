"""Files that units send along: what they are by their content, and how much of them is taken."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from qlts_licensor.api.problems import FieldProblem, Problem

MOST_FILES = 5
LARGEST_FILE = 10_000_000
LARGEST_TOGETHER = 20_000_000
"""Bytes."""


class FileKind(StrEnum):
    """What is taken, whatever its name says."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


_BEGINNINGS = {b"\xff\xd8\xff": FileKind.JPEG, b"\x89PNG\r\n\x1a\n": FileKind.PNG, b"%PDF-": FileKind.PDF}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its digest, lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()


def kind_of(content: bytes) -> FileKind | None:
    """What a file is by its first bytes; None when it is nothing that is taken."""
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), None)


def check_uploads(files: tuple[Upload, ...]) -> None:
    """Whether files may be taken, before anybody looks into them.

    Raises:
        Problem: form_invalid (none or too many), too_large, unsupported_media_type; each names the file
            (``/files/0``), or all (``/files``).
    """
    if not 1 <= len(files) <= MOST_FILES:
        refuse("form_invalid", "/files", "count")
    for number, file in enumerate(files):
        if len(file.content) > LARGEST_FILE:
            refuse("too_large", f"/files/{number}", "too_large")
        if kind_of(file.content) is None:
            refuse("unsupported_media_type", f"/files/{number}", "file_type")
    if sum(len(file.content) for file in files) > LARGEST_TOGETHER:
        refuse("too_large", "/files", "too_large")


def refuse(code: str, field: str, symbol: str) -> NoReturn:
    """Refuse a file, naming it.

    Raises:
        Problem: Always.
    """
    raise Problem(code, errors=(FieldProblem(field, symbol),))
