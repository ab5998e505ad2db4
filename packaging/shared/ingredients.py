"""What the program is made of, for whoever has to know: the licence texts of all parts, and an SBOM."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


WITH_A_TEXT_OF_OURS = {"PySide6_Essentials", "PySide6_Pdf", "shiboken6"}
"""Their packages hold no licence text; qt.txt says which holds."""


def write_ingredients(python: Path, tools: Path, inside: Path) -> None:
    """Write ``licences/`` and ``sbom.cdx.json`` (CycloneDX).

    Args:
        python: Of the environment that ships: the run-time dependencies and nothing else.
        tools: Where PyInstaller is; its starter ships.
        inside: The folder beside the program's own files.
    """
    licences = inside / "licences"
    licences.mkdir(parents=True, exist_ok=True)
    _write_package_licences(python, licences / "packages.txt")
    for folder in python.parent.parent.rglob("*.dist-info/licenses/third-party-licenses"):
        shutil.copytree(folder, licences / folder.parents[1].name.partition("-")[0])
    (starter,) = tools.glob("pyinstaller-*.dist-info/**/COPYING.txt")
    shutil.copy(starter, licences / "pyinstaller.txt")
    shutil.copy(python_licence(), licences / "python.txt")
    shutil.copy(ROOT / "resources" / "fonts" / "OFL.txt", licences / "fonts.txt")
    for path in sorted(Path(__file__).with_name("licences").iterdir()):
        shutil.copy(path, licences)
    _tool(
        "cyclonedx_py",
        *("environment", python, "--pyproject", ROOT / "pyproject.toml", "--output-reproducible"),
        *("--of", "JSON", "--output-file", inside / "sbom.cdx.json"),
    )


def _write_package_licences(python: Path, target: Path) -> None:
    """The licence texts of all packages, by pip-licenses.

    Raises:
        SystemExit: A package has none, and there is none of ours for it either.
    """
    listed = _tool(
        "piplicenses",
        *("--python", python, "--format", "json", "--from", "mixed", "--with-urls", "--with-license-file"),
        *("--with-notice-file", "--no-license-path", "--ignore-packages", "qlts-desktop"),
    )
    packages = json.loads(listed)
    without = {one["Name"] for one in packages if one["LicenseText"] in {"", "UNKNOWN"}} - WITH_A_TEXT_OF_OURS
    if without:
        raise SystemExit(f"no licence text: {', '.join(sorted(without))}")
    texts = [
        f"{one['Name']} {one['Version']}\n{one['License']}\n{one['URL']}\n\n"
        f"{one['LicenseText']}\n{one['NoticeText']}\n"
        for one in packages
    ]
    target.write_text(f"{'=' * 78}\n".join(texts), "utf-8")


def python_licence() -> Path:
    """The licence text of the Python that ships.

    Raises:
        SystemExit: This installation of Python has none.
    """
    version = sysconfig.get_python_version()
    places = [
        Path(sys.base_prefix) / "LICENSE.txt",  # Windows
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",  # as Python installs itself
        Path(f"/usr/share/doc/python{version}/copyright"),  # Debian
        Path(f"/usr/share/doc/libpython{version}-minimal/copyright"),
    ]
    for place in places:
        if place.is_file():
            return place
    raise SystemExit("Python's own licence text was not found")


def _tool(module: str, *arguments: str | Path) -> str:
    """Run a tool of the development environment; what it prints."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", env=utf8).stdout
