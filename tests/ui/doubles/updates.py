"""A newer version, or none, as a test has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.releases import FileMatch, Release, UpdateStanding
from qlts_desktop.services.update_port import ComparedFile, Update

RELEASE = Release(
    "linux",
    "1.10.0",
    "0.1.0",
    "https://tai.example.vn/qlts-desktop_1.10.0_amd64.deb",
    81_264_312,
    "ab" * 32,
    "Ký số nhanh hơn.\nSửa lỗi in.",
    date(2027, 2, 20),
)
NEWER = Update(RELEASE, "0.1.0", UpdateStanding.NEWER)
TOO_OLD = Update(replace(RELEASE, minimum="1.5.0"), "0.1.0", UpdateStanding.TOO_OLD)


class MemoryUpdates:
    """An ``UpdatePort``.

    Attributes:
        update: What a check finds.
        checks: How often it was asked.
        compared: What a comparison says, or raises.
    """

    def __init__(self, update: Update | None = NEWER) -> None:
        self.update = update
        self.checks = 0
        self.compared: ComparedFile | OperationError = ComparedFile(FileMatch.SAME, RELEASE.size)
        self.files: list[Path] = []

    def check(self) -> Update | None:
        self.checks += 1
        return self.update

    def compare(self, path: Path, release: Release) -> ComparedFile:
        self.files.append(path)
        if isinstance(self.compared, OperationError):
            raise self.compared
        return self.compared
