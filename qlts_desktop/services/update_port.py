"""What the interface may ask about newer versions of this program. See ``ports.py``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.releases import FileMatch, Release, UpdateStanding


@dataclass(frozen=True, slots=True)
class Update:
    """A version newer than the one in use.

    Attributes:
        own: The version in use.
        standing: Newer, or the one in use is too old.
    """

    release: Release
    own: str
    standing: UpdateStanding


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """A file beside an announcement.

    Attributes:
        size: Bytes of the file.
    """

    match: FileMatch
    size: int


class UpdatePort(Protocol):
    """Newer versions, as the vendor announces them. Nothing is ever downloaded or run."""

    def check(self) -> Update | None:
        """The newer version, if one is announced; the licensor is asked at most once a day. Never fails."""

    def compare(self, path: Path, release: Release) -> ComparedFile:
        """Compare a file with an announcement.

        Raises:
            OperationError: file_unreadable.
        """
