"""Folders that really cannot be written, also where tests run as root, whom permission bits do not stop."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def unwritable(folder: Path) -> Iterator[Path]:
    """A folder, its content as it is, that takes no change while the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        folder.chmod(0o500)
        try:
            yield folder
        finally:
            folder.chmod(0o700)
        return
    if shutil.which("mount") is None or not _mounted("--bind", folder, folder):
        pytest.skip("root may write everywhere, and nothing may be mounted here")
    try:
        if not _mounted("-o", "remount,bind,ro", folder):
            pytest.skip("root may write everywhere, and nothing may be mounted read-only here")
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def small_disk(folder: Path, kibibytes: int) -> Iterator[Path]:
    """A folder that is a disk of its own, of that size."""
    folder.mkdir(parents=True, exist_ok=True)
    if not _mounted("-t", "tmpfs", "-o", f"size={kibibytes}k,mode=0700", "tmpfs", folder):
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Fill the disk that a folder is on to the last page; returns the file to remove for space."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


@contextmanager
def as_nobody() -> Iterator[None]:
    """Work as a user who owns nothing; as who we are, where we are not root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def _mounted(*arguments: object) -> bool:
    command = ["mount", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
