"""The certificate files that have been opened on this computer: their paths, and nothing of what is in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from qlts_desktop.services.local_database import LocalDatabase
from qlts_desktop.services.signing_port import KnownFile

MOST = 20
"""Paths that are remembered; the ones used longest ago go first."""


class KnownFiles:
    """The table of paths, the same for all who use this computer's account.

    Methods raise what :meth:`LocalDatabase.transaction` and :meth:`LocalDatabase.reading` do.

    Args:
        database: The local store's file.
        now: The moment, aware.
    """

    def __init__(self, database: LocalDatabase, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def all(self) -> tuple[KnownFile, ...]:
        """The last used first."""
        with self._database.reading() as rows:
            found = rows.execute("SELECT path FROM certificate_file ORDER BY used_at DESC, path").fetchall()
        return tuple(KnownFile(path, path.is_file()) for path in (Path(row[0]) for row in found))

    def remember(self, path: Path) -> None:
        """Put a path first."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO certificate_file (path, used_at) VALUES (?, ?) "
                "ON CONFLICT (path) DO UPDATE SET used_at = excluded.used_at",
                (str(path), self._now().isoformat()),
            )
            rows.execute(
                "DELETE FROM certificate_file WHERE path NOT IN "
                "(SELECT path FROM certificate_file ORDER BY used_at DESC, path LIMIT ?)",
                (MOST,),
            )

    def forget(self, path: Path) -> None:
        """Take a path out."""
        with self._database.transaction() as rows:
            rows.execute("DELETE FROM certificate_file WHERE path = ?", (str(path),))
