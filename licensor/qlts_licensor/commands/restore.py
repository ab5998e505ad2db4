"""``restore``: a backup becomes the data folder, after it has been checked."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from qlts_licensor.commands.backup import KIND, MANIFEST
from qlts_licensor.commands.environment import DATABASE, add_data_option, data_folder, on_postgresql
from qlts_licensor.commands.problems import CommandProblem

_NAME = re.compile(r"licensor\.sqlite3|secret\.key|(keys|trust)/[A-Za-z0-9_-][A-Za-z0-9._-]*")
"""The only members that are ever written, so that no archive reaches outside the folder."""


class _BadBackupError(Exception):
    pass


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("restore", help="make the data folder from a backup; stop the service first")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--force", action="store_true", help="replace the data that is there; it is kept beside it"
    )
    add_data_option(parser)
    parser.set_defaults(handle=_handle)


def _handle(arguments: argparse.Namespace) -> int:
    """Check the whole backup, then put it in place."""
    folder = data_folder(arguments.data)
    if on_postgresql():
        raise CommandProblem(
            "the data are in PostgreSQL, which this does not restore: use pg_restore for the database, and put the"
            f" saved folder (keys, secret, checkpoints) back to {folder}"
        )
    if (folder / DATABASE).exists() and not arguments.force:
        raise CommandProblem(f"{folder} has a database; --force replaces it and keeps the old folder beside it")
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _unpack(arguments.file, fresh)
        _check_database(fresh / DATABASE)
        if folder.exists():
            kept = _free_name(folder)
            folder.rename(kept)
            print(f"the old data is in {kept}")
        fresh.rename(folder)
    except (_BadBackupError, OSError, sqlite3.Error, zipfile.BadZipFile) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise CommandProblem(f"{arguments.file} was not restored: {error}") from error
    print(folder)
    return 0


def _unpack(file: Path, folder: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        try:
            manifest = json.loads(archive.read(MANIFEST))
            digests = dict(manifest["sha256"]) if manifest["kind"] == KIND else {}
        except (KeyError, ValueError, TypeError) as error:
            raise _BadBackupError("it is not a backup of this service") from error
        if DATABASE not in digests:
            raise _BadBackupError("it has no database")
        for name, digest in digests.items():
            if not _NAME.fullmatch(name):
                raise _BadBackupError(f"it holds {name!r}, which does not belong there")
            try:
                content = archive.read(name)
            except KeyError as error:
                raise _BadBackupError(f"{name} is missing") from error
            if hashlib.sha256(content).hexdigest() != digest:
                raise _BadBackupError(f"{name} is damaged")
            target = folder / name
            target.parent.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
                output.write(content)


def _check_database(path: Path) -> None:
    database = sqlite3.connect(path)
    try:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        database.close()
    if answer != "ok":
        raise _BadBackupError(f"its database is damaged: {answer}")


def _free_name(folder: Path) -> Path:
    number = 1
    while (kept := folder.with_name(f"{folder.name}.old-{number}")).exists():
        number += 1
    return kept
