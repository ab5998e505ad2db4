"""Which keys of the licensor's this program believes: its root, and the one that announces newer versions.

A shipped build pins them (``licensor-root.json`` and ``licensor-release.json`` of ``_generated/trust``). Others
are taken only from the machine's configuration, which administrators alone can write, or, on the command line,
from a file the caller names.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TypeVar

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.wire import RootKey

_log = logging.getLogger(__name__)

T = TypeVar("T")

BUILT = Path(__file__).resolve().parents[1] / "_generated" / "trust"
"""What the build has pinned, copied from ``resources/trust``."""

_LARGEST = 1_000_000


class TrustFile(msgspec.Struct, frozen=True):
    """What is read of a keys file (the body of ``GET /keys``), a root file or ``demo.json``."""

    root: RootKey
    revocations: str = ""
    """``qlts-revocations+jws``, signed by the root; empty when the file has none."""


class ReleaseFile(msgspec.Struct, frozen=True):
    """``licensor-release.json``, as ``qlts-licensor release public`` prints it."""

    release: RootKey


def read_trust(path: Path) -> TrustFile:
    """A file of public keys.

    Raises:
        OperationError: file_unreadable.
    """
    return _read(path, TrustFile)


def _read(path: Path, kind: type[T]) -> T:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        return msgspec.json.decode(content, type=kind)
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
    path = _pinned("licensor-root.json")
    return None if path is None else read_trust(path).root


def pinned_release_key() -> RootKey | None:
    """The release key of this build or, above it, of this machine; None: newer versions are not told of.

    A file that cannot be used is as good as none: an update notice must not keep the program from starting.
    """
    path = _pinned("licensor-release.json")
    try:
        return None if path is None else _read(path, ReleaseFile).release
    except OperationError as error:
        _log.warning("the release key cannot be used: %s", error)
        return None


def _pinned(name: str) -> Path | None:
    paths = (folder / name for folder in (machine_configuration(), BUILT))
    return next((path for path in paths if path.exists()), None)
