"""Writing the file that a command-line task was asked for."""

from __future__ import annotations

import os
from pathlib import Path

from qlts_desktop.commands.console import MisuseError


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Write all of it or nothing: to a file beside, which then takes its place.

    Args:
        path: Where it is to be.
        content: What is written.
        force: Also in the place of a file that is there.

    Raises:
        MisuseError: It is there already, or cannot be written.
    """
    if path.exists() and not force:
        raise MisuseError(f"Tệp {path} đã có. Dùng --force để ghi đè.")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise MisuseError(f"Không ghi được tệp {path}: {getattr(error, 'strerror', None) or error}") from error
