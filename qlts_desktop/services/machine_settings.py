"""Where ``qlts.ini`` lies: in the machine's configuration folders, and beside the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.machine_settings import (
    LARGEST,
    NO_FILE,
    IniFault,
    IniProblem,
    MachineFile,
    MachineSettings,
    SettingKey,
    merge,
    parse_ini,
)
from qlts_desktop.services.proxy import parse_proxy_address
from qlts_desktop.services.server_address import parse_server_address
from qlts_desktop.services.trust_root import machine_configuration

FILE_NAME = "qlts.ini"


def settings_files() -> tuple[Path, ...]:
    """The files that may be there, the one that wins first."""
    folders = [machine_configuration()]
    if sys.platform != "win32":
        shared = os.environ.get("XDG_CONFIG_DIRS", "")
        folders += [Path(one) / "qlts-desktop" for one in shared.split(":") if one.startswith("/")]
    if getattr(sys, "frozen", False):
        folders.append(Path(sys.executable).resolve().parent)
    return tuple(folder / FILE_NAME for folder in folders)


def read_machine_settings(files: tuple[Path, ...] | None = None) -> MachineSettings:
    """What the administrator has set; a file that cannot be read is named and stops nothing.

    Args:
        files: Other ones than this machine's.
    """
    return merge(*(_read(path) for path in (settings_files() if files is None else files)))


def _read(path: Path) -> MachineFile:
    try:
        with path.open("rb") as file:
            text = file.read(4 * LARGEST).decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return NO_FILE
    except UnicodeDecodeError:
        return _unusable(path, IniFault.NOT_TEXT)
    except OSError:
        return _unusable(path, IniFault.NOT_READABLE)
    return parse_ini(text, str(path), _fits)


def _fits(key: SettingKey, value: str) -> bool:
    """Whether an address is one, so that a wrong one is named with its line."""
    try:
        match key:
            case SettingKey.SERVER:
                parse_server_address(value)
            case SettingKey.PROXY_ADDRESS:
                parse_proxy_address(value)
    except OperationError:
        return False
    return True


def _unusable(path: Path, fault: IniFault) -> MachineFile:
    return MachineFile({}, frozenset(), (IniProblem(str(path), 0, fault),))
