"""``backup``: everything the service needs to go on elsewhere, in one file."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from qlts_licensor.commands.environment import (
    DATABASE,
    KEYS,
    SECRET,
    TRUST,
    add_data_option,
    data_folder,
    on_postgresql,
)
from qlts_licensor.commands.problems import CommandProblem

MANIFEST = "manifest.json"
KIND = "qlts-licensor-backup/1"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("backup", help="save database, keys and trust folder in one file (keep it safe)")
    parser.add_argument("file", type=Path)
    add_data_option(parser)
    parser.set_defaults(handle=_handle)


def _handle(arguments: argparse.Namespace) -> int:
    """Save; the service may be running."""
    folder, target = data_folder(arguments.data), arguments.file
    if on_postgresql():
        raise CommandProblem(
            "the data are in PostgreSQL, which this does not save: use pg_dump -Fc for the database, and save"
            f" {folder} (keys, secret, checkpoints) with it"
        )
    if not (folder / DATABASE).exists():
        raise CommandProblem(f"there is no database in {folder}")
    if target.exists():
        raise CommandProblem(f"{target} exists and is not overwritten")
    fresh = target.with_name(target.name + ".part")
    fresh.unlink(missing_ok=True)
    try:
        # It holds signing keys: readable by this user only, from its first byte on.
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / DATABASE
            _copy_database(folder / DATABASE, copy)
            _write(fresh, {DATABASE: copy, **_files(folder)})
        fresh.replace(target)
    except (OSError, sqlite3.Error) as error:
        fresh.unlink(missing_ok=True)
        raise CommandProblem(f"{target} cannot be written: {error}") from error
    print(target)
    return 0


def _copy_database(source: Path, target: Path) -> None:
    """One consistent state, while others write."""
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        reading.close()
        writing.close()


def _files(folder: Path) -> dict[str, Path]:
    found = [folder / SECRET]
    for name in (KEYS, TRUST):
        found += sorted(path for path in (folder / name).glob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found if path.exists()}


def _write(target: Path, files: dict[str, Path]) -> None:
    digests = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            content = path.read_bytes()
            digests[name] = hashlib.sha256(content).hexdigest()
            archive.writestr(name, content)
        archive.writestr(MANIFEST, json.dumps({"kind": KIND, "sha256": digests}, indent=2))
