"""The Windows ``setup.exe``: the frozen program packed by NSIS, which runs on Linux as well."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from shared.icon import write_icon

SCRIPT = Path(__file__).with_name("setup.nsi")
NAME = "qlts-desktop"
_USUAL_PLACE = Path(r"C:\Program Files (x86)\NSIS\makensis.exe")


def make_setup(frozen: Path, work: Path, out: Path, version: str) -> Path:
    """Make the installer.

    Args:
        frozen: The folder with the program.
        work: A folder for what is made on the way.
        out: Where it goes.
        version: The program's.

    Returns:
        The installer's path.

    Raises:
        SystemExit: NSIS is not installed.
    """
    icon = write_icon(work / "app.ico")
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{NAME}-{version}-setup.exe"
    values = {
        "VERSION": four_numbers(version),
        "SHOWN_VERSION": version,
        "SOURCE": frozen.resolve(),
        "OUTPUT": target.resolve(),
        "ICON": icon.resolve(),
    }
    defined = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run([makensis(), "-V2", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)], check=True)
    return target


def makensis() -> str:
    """NSIS's compiler.

    Raises:
        SystemExit: It is not installed.
    """
    found = shutil.which("makensis") or (str(_USUAL_PLACE) if _USUAL_PLACE.exists() else None)
    if found is None:
        raise SystemExit("NSIS (3.08 or later) is missing: makensis was not found")
    return found


def four_numbers(version: str) -> str:
    """A version as Windows writes it: ``1.2.3`` is ``1.2.3.0``; what follows the numbers is left out."""
    numbers = re.findall(r"\d+", re.split(r"[^\d.]", version)[0])[:4]
    return ".".join([*numbers, *["0"] * (4 - len(numbers))])
