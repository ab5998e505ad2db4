"""Language, theme and scale in a small file of their own.

They are needed before the application is made, and so before anybody knows whether another start of the program
holds the local store; and a damaged store takes nobody's scale away.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from qlts_desktop.core.appearance import SCALES, USUAL_APPEARANCE, Appearance, Language, Theme
from qlts_desktop.core.errors import ErrorCode, OperationError

FILE_NAME = "appearance"
_LARGEST = 1000


def read_appearance(folder: Path) -> Appearance:
    """What is kept in a data folder; the usual where nothing is, or where it cannot be used."""
    try:
        with (folder / FILE_NAME).open("r", encoding="utf-8") as file:
            language, theme, scale = file.read(_LARGEST).split()
        found = Appearance(Language(language), Theme(theme), int(scale))
    except (OSError, ValueError):
        return USUAL_APPEARANCE
    return found if found.scale in SCALES else USUAL_APPEARANCE


def keep_appearance(folder: Path, appearance: Appearance) -> None:
    """Keep it, in one piece.

    Raises:
        OperationError: folder_not_writable, disk_full.
    """
    path, new = folder / FILE_NAME, folder / f"{FILE_NAME}.new"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_text(f"{appearance.language} {appearance.theme} {appearance.scale}\n", "utf-8")
        os.replace(new, path)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise OperationError(
            ErrorCode.DISK_FULL if full else ErrorCode.FOLDER_NOT_WRITABLE,
            details={"path": str(folder)},
            technical=f"{type(error).__name__}: {error.strerror}",
        ) from error
