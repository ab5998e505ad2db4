"""Which root key of the licensor's this program believes.

A shipped build pins one (``_generated/trust/licensor-root.json``). Another is taken only from the machine's
configuration, which administrators alone can write, or, on the command line, from a file the caller names.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.wire import RootKey

BUILT = Path(__file__).resolve().parents[1] / "_generated" / "trust"
"""What the build has pinned, copied from ``resources/trust``."""

_LARGEST = 1_000_000


class TrustFile(msgspec.Struct, frozen=True):
    """What is read of a keys file (the body of ``GET /keys``), a root file or ``demo.json``."""

    root: RootKey
    revocations: str = ""
    """``qlts-revocations+jws``, signed by the root; empty when the file has none."""


def read_trust(path: Path) -> TrustFile:
    """A file of public keys.

    Raises:
        OperationError: file_unreadable.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        return msgspec.json.decode(content, type=TrustFile)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise OperationError(
            ErrorCode.FILE_UNREADABLE, details={"path": str(path)}, technical=str(error)
        ) from error


def machine_configuration() -> Path:
    """The folder that only administrators can write."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "QLTS Desktop"
    return Path("/etc/qlts-desktop")


def pinned_root() -> RootKey | None:
    """The root key of this build or, above it, of this machine; None when neither names one.

    Raises:
        OperationError: file_unreadable, when a file is there and cannot be used: guessing would be worse.
    """
    for folder in (machine_configuration(), BUILT):
        path = folder / "licensor-root.json"
        if path.exists():
            return read_trust(path).root
    return None
