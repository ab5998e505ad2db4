"""*Vào phần mềm QLTS*: starts what the administrator has set, and hands it the licence file."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError

LICENCE_NAME = "qlts-licence.jws"
_PLACE = "{licence}"


def enter_software(program: str, licence: str, folder: Path) -> str:
    """Start the asset software.

    A program gets the path of a file with the licence as its argument. An address gets the licence where it has
    ``{licence}``, which belongs behind a ``#``: what stands there is never sent to the server.

    Args:
        program: A program's file, or an address.
        licence: The signed licence file's content.
        folder: Where the file is written for the program.

    Returns:
        The address that a browser is to open; empty where the program has been started.

    Raises:
        OperationError: folder_not_writable, disk_full, program_not_started (detail ``path``).
    """
    if program.startswith(("https://", "http://")):
        return program.replace(_PLACE, licence)
    path = folder / LICENCE_NAME
    try:
        path.write_text(licence, "ascii")
        path.chmod(0o600)
    except OSError as error:
        code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.FOLDER_NOT_WRITABLE
        raise OperationError(code, details={"path": str(folder)}, technical=str(error)) from error
    try:
        # A group of its own: it stays when this program ends.
        started = subprocess.Popen(
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except (OSError, ValueError) as error:
        raise OperationError(
            ErrorCode.PROGRAM_NOT_STARTED, details={"path": program}, technical=str(error)
        ) from error
    threading.Thread(target=started.wait, daemon=True).start()  # no dead process is left behind it
    return ""
