"""The SQLite file under the local store: opening, migrating, and what to do when it is damaged or cannot grow.

Every failure is an :class:`~qlts_desktop.core.errors.OperationError`; a damaged file is moved aside, never
deleted, and an empty one takes its place. Where the file cannot be written it can still be read.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.local_schema import MIGRATIONS

_BUSY_SECONDS = 5.0
_ASKED_EVERY = 0.02
"""Seconds between two attempts to take the journal into use."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_IOERR,
    }
)
_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_WRITTEN = frozenset({ErrorCode.FOLDER_NOT_WRITABLE, ErrorCode.DISK_FULL})
_LEAST_FREE = 256 * 1024
"""Bytes. With less the next change may not fit: SQLite's own index of the journal takes 32 KiB."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose rows they are.

    Attributes:
        server: The licensor's address in its one form.
        unit: The unit's code.
    """

    server: str
    unit: str


class LocalDatabase:
    """One SQLite file, used by all threads in turn.

    The file is opened at the first use, not at construction, so that a damaged one stops nothing.

    Attributes:
        damage: The last damage found (store_damaged), also where a caller went on without telling anybody.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._now = now
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self.damage: OperationError | None = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction: on disk when it ends well, undone when it does not.

        Raises:
            OperationError: folder_not_writable, disk_full; store_damaged once when the file was moved aside
                (details ``path``: where it is now): asked again, the work is done in a new, empty file.
        """
        with self._lock:
            try:
                connection = self._open()
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    with suppress(sqlite3.Error):
                        connection.rollback()
                    raise
                connection.commit()
            except (sqlite3.Error, OSError) as error:
                raise self._failure(error) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A look at one state of the tables, also in a read-only folder and on a full disk.

        Nothing may be changed in it. Where there is no file and none can be made, the tables are empty.

        Raises:
            OperationError: folder_not_writable where the file cannot even be read; store_damaged as
                :meth:`transaction`.
        """
        with self._lock:
            connection = self._begin_reading()
            try:
                yield connection
            except (sqlite3.Error, OSError) as error:
                raise self._failure(error) from error
            finally:
                if connection is self._connection:
                    with suppress(sqlite3.Error):
                        connection.rollback()
                else:
                    connection.close()

    def check_space(self) -> OperationError | None:
        """Whether the disk has room for the next change; disk_full if not."""
        if not self._is_full():
            return None
        return OperationError(ErrorCode.DISK_FULL, details={"path": str(self._path.parent)})

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def _begin_reading(self) -> sqlite3.Connection:
        """The open file with a transaction begun; where it cannot be used, a copy in memory."""
        try:
            connection = self._open()
            connection.execute("BEGIN")
            # A transaction sees one state from its first look on.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except (sqlite3.Error, OSError) as error:
            failure = self._failure(error)
            if failure.code not in _NOT_WRITTEN:
                raise failure from error
            self.close()
            try:
                return self._copy_in_memory()
            except (sqlite3.Error, OSError):
                raise failure from error
        return connection

    def _copy_in_memory(self) -> sqlite3.Connection:
        """The file's tables in this version's form, empty where there is no file; the file is only read."""
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            if self._path.is_file():
                self._copy_to(memory)
                self._check(memory)
            self._migrate(memory)
        except BaseException:
            memory.close()
            raise
        return memory

    def _copy_to(self, memory: sqlite3.Connection) -> None:
        """Copy the last state: the main file with what stands in its journal, if anything does."""
        wal = self._path.with_name(self._path.name + "-wal")
        if not wal.is_file() or wal.stat().st_size == 0:
            # Nobody writes where nothing can be written, and without this SQLite wants to make a journal first.
            _backup(self._path, "immutable=1", memory)
            return
        try:
            _backup(self._path, "mode=ro", memory)
        except sqlite3.Error:
            # The journal's index is gone and cannot be made there: it is made beside a copy.
            with tempfile.TemporaryDirectory() as elsewhere:
                copy = Path(elsewhere) / self._path.name
                for file in (self._path, wal):
                    shutil.copy(file, elsewhere)
                    (Path(elsewhere) / file.name).chmod(0o600)
                _backup(copy, "mode=rw", memory)

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made before SQLite does, for nobody else to read; its -wal and -shm files take over the mode.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            self._check(connection)
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if result != "ok":
            error = sqlite3.DatabaseError(result)
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the tables to this program's version, all of it or nothing."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == len(MIGRATIONS):
            return
        connection.execute("BEGIN IMMEDIATE")
        # Another start may have done it meanwhile.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            # Left as it is: the newer program that made it still needs what it holds.
            raise OperationError(ErrorCode.STORE_TOO_NEW, technical=f"made by a newer version: schema {version}")
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            for statement in script.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")

    def _failure(self, error: sqlite3.Error | OSError) -> OperationError:
        technical = f"{type(error).__name__}: {error}"
        if isinstance(error, OSError):
            full = error.errno in _FULL_ERRNOS
            code = ErrorCode.DISK_FULL if full else ErrorCode.FOLDER_NOT_WRITABLE
            return OperationError(code, details={"path": str(self._path.parent)}, technical=technical)
        reason = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if reason in _DAMAGE:
            return self._set_aside(technical)
        # Where SQLite cannot enlarge a file it maps into memory, it calls a full disk an I/O error.
        if reason == sqlite3.SQLITE_FULL or (reason == sqlite3.SQLITE_IOERR and self._is_full()):
            return OperationError(
                ErrorCode.DISK_FULL, details={"path": str(self._path.parent)}, technical=technical
            )
        if reason in _UNWRITABLE:
            return OperationError(
                ErrorCode.FOLDER_NOT_WRITABLE, details={"path": str(self._path.parent)}, technical=technical
            )
        return OperationError(ErrorCode.UNEXPECTED, technical=technical)

    def _is_full(self) -> bool:
        try:
            return shutil.disk_usage(self._path.parent).free < _LEAST_FREE
        except OSError:
            return False

    def _set_aside(self, technical: str) -> OperationError:
        """Move the damaged file, with its journal, beside where it was."""
        self.close()
        stamp = self._now().strftime("%Y%m%dT%H%M%S.%fZ")
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        try:
            for suffix in ("-wal", "-shm", ""):
                part = self._path.with_name(self._path.name + suffix)
                if part.exists():
                    part.replace(aside.with_name(aside.name + suffix))
        except OSError as error:
            return OperationError(
                ErrorCode.FOLDER_NOT_WRITABLE, details={"path": str(self._path.parent)}, technical=str(error)
            )
        self.damage = OperationError(ErrorCode.STORE_DAMAGED, details={"path": str(aside)}, technical=technical)
        return self.damage


def _backup(path: Path, mode: str, into: sqlite3.Connection) -> None:
    source = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
    try:
        source.backup(into)
    finally:
        source.close()


def kept_moment(text: str | None) -> datetime | None:
    """A kept moment; None where it is none, for what somebody has written into the file by hand."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch the database to its journal; where another program does so just now, wait for it.

    SQLite itself does not wait here: two that both hold the file for reading could never let each other write.
    """
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_ASKED_EVERY)
        else:
            return
