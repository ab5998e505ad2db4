"""What *Kiểm tra máy* finds without network and devices: versions, clock, folders, disk, fonts."""

from __future__ import annotations

import errno
import logging
import platform
import shutil
import ssl
import sys
import tempfile
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.fonts import font_file
from qlts_desktop.services.machine_port import Area, Finding, State

_log = logging.getLogger(__name__)

FONTS = (
    *("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"),
    *("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
)
LEAST_FREE = 200_000_000
"""Bytes: a registration with its slip and scans takes a tenth of it."""
VIETNAM_OFFSET = timedelta(hours=7)
_FONT_BEGINNINGS = (b"\0\1\0\0", b"OTTO", b"true")


def look_at_versions() -> Finding:
    """The program and what it stands on."""
    details = {
        "program": _version("qlts-desktop"),
        "build": "installed" if getattr(sys, "frozen", False) else "source",
        "system": platform.platform(terse=True),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "qt": _version("PySide6-Essentials"),
        "pyhanko": _version("pyHanko"),
        "openssl": ssl.OPENSSL_VERSION,
    }
    return Finding(Area.VERSIONS, State.GOOD, "versions", details)


def look_at_updates(*, hears_of_updates: bool) -> Finding:
    """Whether the vendor can announce newer versions to this build."""
    return Finding(Area.UPDATES, State.GOOD, "announced" if hears_of_updates else "off", {})


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def look_at_zone(now: datetime) -> Finding:
    """The time zone, which is what can be seen of the clock without asking anybody.

    Args:
        now: Aware.
    """
    local = now.astimezone()
    details = {"time": local.strftime("%d/%m/%Y %H:%M:%S"), "zone": local.strftime("%z")}
    if local.utcoffset() == VIETNAM_OFFSET:
        return Finding(Area.CLOCK, State.GOOD, "vietnam_time", details)
    return Finding(Area.CLOCK, State.WARNING, "other_zone", details)


def look_at_folders(data: Path) -> tuple[Finding, ...]:
    """Data, temporary files and Documents: whether a file can really be written there, and how much room is left.

    Args:
        data: The program's data folder; where it is not there yet, the folder that it will be made in is tried.
    """
    return (
        look_at_data_folder(data),
        _temporary(),
        _documents(),
    )


def look_at_data_folder(data: Path) -> Finding:
    """Whether what the program keeps can be written there; no folder is made."""
    return _folder(Area.FOLDER, data, _standing(data))


def _temporary() -> Finding:
    try:
        folder = Path(tempfile.gettempdir())
    except OSError:  # none of the usual places can be written
        return Finding(Area.TEMPORARY, State.FAILED, "not_writable", {"path": "", "free_mb": "0"})
    return _folder(Area.TEMPORARY, folder, folder)


def _documents() -> Finding:
    import platformdirs

    folder = platformdirs.user_documents_path()
    if not folder.is_dir():
        return Finding(Area.DOCUMENTS, State.WARNING, "missing", {"path": str(folder)})
    found = _folder(Area.DOCUMENTS, folder, folder)
    # Files can be saved elsewhere, so this one stands in nobody's way.
    worst = State.WARNING if found.state is State.FAILED else found.state
    return Finding(found.area, worst, found.reason, found.details)


def _standing(folder: Path) -> Path:
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _folder(area: Area, named: Path, tried: Path) -> Finding:
    """Permission bits do not tell (an administrator's, a network drive's, a full disk's): a file is written."""
    details = {"path": str(named), "free_mb": "0"}
    try:
        free = shutil.disk_usage(tried).free
        details["free_mb"] = str(free // 1_000_000)
        with tempfile.TemporaryFile(dir=tried, prefix=".qlts-") as file:
            file.write(b"\0" * 4096)
            file.flush()
    except OSError as error:
        _log.info("the folder for %s cannot be written: %s", area, error.strerror)
        reason = "full" if error.errno == errno.ENOSPC else "not_writable"
        return Finding(area, State.FAILED, reason, details)
    if free < LEAST_FREE:
        return Finding(area, State.WARNING, "little_space", details)
    return Finding(area, State.GOOD, "writable", details)


def look_at_fonts() -> tuple[Finding, ...]:
    """The fonts of the slip and of the windows."""
    wrong = []
    for name in FONTS:
        try:
            with font_file(name).open("rb") as file:
                if file.read(4) not in _FONT_BEGINNINGS:
                    wrong.append(Finding(Area.FONTS, State.FAILED, "damaged", {"name": name}))
        except (OperationError, OSError):
            wrong.append(Finding(Area.FONTS, State.FAILED, "missing", {"name": name}))
    return tuple(wrong) or (Finding(Area.FONTS, State.GOOD, "complete", {}),)
