"""What the binaries of a folder need of the system they run on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)")
_NEWEST_FORMAT = "GLIBC_ABI_DT_RELR"
"""A binary with this mark is refused by every glibc before 2.36, whatever symbols it takes."""


@dataclass(frozen=True)
class Needs:
    """What one binary needs.

    Attributes:
        libraries: By the names that the loader looks for.
        glibc: The oldest version that has all of its symbols; (0, 0) when it takes none.
    """

    libraries: frozenset[str]
    glibc: tuple[int, int]


def binaries_in(folder: Path) -> list[Path]:
    """The programs and libraries in a folder."""
    return [
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)
    ]


def needs_of(binary: Path) -> Needs:
    """Read what a binary needs.

    Raises:
        subprocess.CalledProcessError: It is none.
    """
    text = subprocess.run(
        ["readelf", "--wide", "--dynamic", "--version-info", binary], check=True, capture_output=True, text=True
    ).stdout
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(text)]
    versions += [(2, 36)] if _NEWEST_FORMAT in text else []
    return Needs(frozenset(_NEEDED.findall(text)), max(versions, default=(0, 0)))


def needing_newer(binaries: Iterable[Path], glibc: tuple[int, int]) -> dict[Path, tuple[int, int]]:
    """Those of some binaries that a glibc is too old for, with the version they need."""
    found = {binary: needs_of(binary).glibc for binary in binaries}
    return {binary: needed for binary, needed in found.items() if needed > glibc}


def strip(binaries: Iterable[Path]) -> None:
    """Take out the symbols that only a debugger reads; in some dependencies they are half of the size."""
    subprocess.run(["strip", "--strip-unneeded", *map(str, binaries)], check=True)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
