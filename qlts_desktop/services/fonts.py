"""Where the shipped fonts are."""

from __future__ import annotations

from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError

_FOLDER = Path(__file__).resolve().parents[1] / "_generated" / "fonts"


def font_file(name: str) -> Path:
    """A shipped font by its file name, for example ``LiberationSerif-Regular.ttf``.

    Raises:
        OperationError: font_missing, when the installation is damaged.
    """
    path = _FOLDER / name
    if not path.is_file():
        raise OperationError(ErrorCode.FONT_MISSING, details={"path": str(path)})
    return path
