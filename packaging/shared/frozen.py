"""The program as one folder that needs no Python: the same steps on Linux and on Windows.

The environment that is frozen holds the locked run-time dependencies and the wheel, nothing else: what a developer
has installed cannot get into what ships, and the SBOM and the licence texts are of exactly that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from shared.icon import write_icon
from shared.ingredients import write_ingredients
from shared.pins import Pins, lay_pins

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "build_installer.spec"
LOCK = ROOT / "requirements.lock"
FREEZERS = ("pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "setuptools")
FREEZERS_ON_WINDOWS = ("pefile", "pywin32-ctypes")


@dataclass(frozen=True)
class Workshop:
    """Where the installer is made.

    Attributes:
        folder: Everything that is made on the way; emptied at the start.
        python: The Python that ships.
    """

    folder: Path
    python: Path

    @property
    def tools(self) -> Path:
        """PyInstaller, reached by a path of its own: installed in the environment it could ship."""
        return self.folder / "tools"

    @property
    def inside(self) -> Path:
        """What is laid beside the program's own files."""
        return self.folder / "inside"


def open_workshop(folder: Path) -> Workshop:
    """Make the environment that is frozen.

    Args:
        folder: Is emptied.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = folder / "environment"
    _run(_tool("uv"), "venv", "-q", "--no-python-downloads", "-p", sys.executable, environment)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = folder / "requirements.txt"
    wanted.write_text("".join(locked(name) for name in names_in("pyproject.toml")), "utf-8")
    wheel = build_wheel(folder)
    install = [_tool("uv"), "pip", "install", "-q", "--no-deps", "-p", python]
    _run(*install, "--require-hashes", "-r", wanted)
    _run(*install, wheel)
    workshop = Workshop(folder, python)
    _install_tools(workshop)
    return workshop


def build_wheel(folder: Path) -> Path:
    """Build the client's wheel into a folder."""
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, quiet=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _install_tools(workshop: Workshop) -> None:
    names = [*FREEZERS, *FREEZERS_ON_WINDOWS] if os.name == "nt" else FREEZERS
    wanted = workshop.folder / "tools.txt"
    wanted.write_text("".join(map(locked, names)), "utf-8")
    install = [_tool("uv"), "pip", "install", "-q", "--no-deps", "-p", workshop.python, "--target", workshop.tools]
    _run(*install, "--require-hashes", "-r", wanted)


def names_in(requirements: str | Path, *options: str | Path, constraints: Path = LOCK) -> list[str]:
    """The packages that requirements lead to, by what is locked."""
    pinned = subprocess.run(
        [
            _tool("uv"),
            "pip",
            "compile",
            "-q",
            "--no-header",
            "--no-annotate",
            "-c",
            constraints,
            *options,
            requirements,
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [line.partition("==")[0] for line in pinned.splitlines() if "==" in line]


def locked(name: str) -> str:
    """The lock file's lines for a package: its version and hashes.

    Raises:
        SystemExit: It is not locked.
    """
    lines, inside = [], False
    for line in LOCK.read_text("utf-8").splitlines():
        if not line.startswith((" ", "#")):
            inside = line.startswith(f"{name}==")
        if inside and not line.lstrip().startswith("#"):
            lines.append(line + "\n")
    if not lines:
        raise SystemExit(f"{name} is not in requirements.lock; run ./dev lock")
    return "".join(lines)


def freeze(workshop: Workshop, pins: Pins) -> Path:
    """Freeze the program.

    Args:
        workshop: Where.
        pins: What the build believes.

    Returns:
        The folder with the executable.
    """
    write_ingredients(workshop.python, workshop.tools, workshop.inside)
    lay_pins(pins, workshop.inside / "qlts_desktop" / "_generated" / "trust")
    if os.name == "nt":
        write_icon(workshop.folder / "app.ico")
    return run_spec(workshop, "--inside", str(workshop.inside))


def freeze_other(workshop: Workshop, program: Path) -> Path:
    """Freeze another script in the same way, to compare with.

    Returns:
        The folder with the executable.
    """
    return run_spec(workshop, "--program", str(program))


def run_spec(workshop: Workshop, *arguments: str) -> Path:
    """Run PyInstaller; the folder that it has made."""
    out = workshop.folder / "frozen"
    before = set(out.iterdir()) if out.exists() else set()
    options = [
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        out,
        "--workpath",
        workshop.folder / "analysis",
    ]
    command = [workshop.python, "-m", "PyInstaller", *options, SPEC, "--", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(workshop.tools), "PYTHONHASHSEED": "1"}
    subprocess.run([str(part) for part in command], cwd=workshop.folder, env=environment, check=True)
    (made,) = set(out.iterdir()) - before
    return made


def _tool(name: str) -> Path:
    return Path(sys.executable).parent / (f"{name}.exe" if os.name == "nt" else name)


def _run(*command: str | Path, quiet: bool = False) -> None:
    output = subprocess.DEVNULL if quiet else None
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, stdout=output)
