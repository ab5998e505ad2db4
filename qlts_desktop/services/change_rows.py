"""What is on its way to the licensor about an order that was sent, on this machine's disk."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from qlts_desktop.services.local_database import LocalDatabase, Owner
from qlts_desktop.services.paper_scan_port import ScanFile


@dataclass(frozen=True, slots=True)
class KeptChange:
    """Something under way, to the last byte.

    Attributes:
        key: Its idempotency key.
        order_no: The order.
        kind: What it is, as its receipt names it: ``paper_scan``, ``payment_proof``, ``extension``…
        body: Its fields as JSON; empty where it has none.
        files: In the order in which they are sent.
        created_at: When it was begun.
    """

    key: str
    order_no: str
    kind: str
    body: str
    files: tuple[ScanFile, ...]
    created_at: datetime

    def says_the_same(self, body: str, files: tuple[ScanFile, ...]) -> bool:
        """Whether it would be sent again by sending this."""
        return (self.body, self.files) == (body, files)


class ChangeRows:
    """The tables; at most one change of a kind for an order.

    Methods raise what :meth:`LocalDatabase.transaction` does, and :meth:`waiting` what
    :meth:`LocalDatabase.reading` does.
    """

    def __init__(self, database: LocalDatabase) -> None:
        self._database = database

    def waiting(self, owner: Owner, order_no: str, kind: str) -> KeptChange | None:
        """The order's change of that kind under way."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT key, body, created_at FROM change_outbox "
                "WHERE server = ? AND unit = ? AND order_no = ? AND kind = ?",
                (owner.server, owner.unit, order_no, kind),
            ).fetchone()
            if row is None:
                return None
            files = rows.execute(
                "SELECT name, content FROM change_outbox_file WHERE key = ? ORDER BY position", (row[0],)
            ).fetchall()
        kept = tuple(ScanFile(name, bytes(content)) for name, content in files)
        return KeptChange(row[0], order_no, kind, row[1], kept, datetime.fromisoformat(row[2]))

    def put(self, owner: Owner, change: KeptChange) -> None:
        """Keep a change before its first byte leaves, in place of an earlier one; on disk when this returns."""
        with self._database.transaction() as rows:
            earlier = rows.execute(
                "SELECT key FROM change_outbox WHERE server = ? AND unit = ? AND order_no = ? AND kind = ?",
                (owner.server, owner.unit, change.order_no, change.kind),
            ).fetchone()
            if earlier is not None:
                _forget(rows, earlier[0])
            rows.execute(
                "INSERT INTO change_outbox (key, server, unit, order_no, kind, body, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(change.key, owner.server, owner.unit, change.order_no, change.kind, change.body),
                    change.created_at.isoformat(),
                ),
            )
            rows.executemany(
                "INSERT INTO change_outbox_file (key, position, name, content) VALUES (?, ?, ?, ?)",
                [
                    (change.key, position, file.name, sqlite3.Binary(file.content))
                    for position, file in enumerate(change.files)
                ],
            )

    def remove(self, key: str) -> None:
        """Forget a change that was refused for good; one that has taken its place meanwhile stays."""
        with self._database.transaction() as rows:
            _forget(rows, key)

    def finish(self, owner: Owner, change: KeptChange, receipt_no: str, receipt: str, at: datetime) -> None:
        """Keep the receipt for ever and forget the change, all or nothing; a newer one of the order stays.

        Args:
            owner: Whose it is.
            change: The change.
            receipt_no: The receipt's number.
            receipt: The receipt, compact JWS.
            at: Now.
        """
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR IGNORE INTO receipt (server, receipt_no, unit, order_no, file, stored_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (owner.server, receipt_no, owner.unit, change.order_no, receipt, at.isoformat()),
            )
            _forget(rows, change.key)


def _forget(rows: sqlite3.Connection, key: str) -> None:
    rows.execute("DELETE FROM change_outbox_file WHERE key = ?", (key,))
    rows.execute("DELETE FROM change_outbox WHERE key = ?", (key,))
