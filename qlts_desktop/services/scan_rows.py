"""Scans on their way to the licensor, on this machine's disk."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from qlts_desktop.services.local_database import LocalDatabase, Owner
from qlts_desktop.services.paper_scan_port import ScanFile


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan under way, to the last byte."""

    key: str
    order_no: str
    files: tuple[ScanFile, ...]
    created_at: datetime


class ScanRows:
    """The tables of scans; at most one an order.

    Methods raise what :meth:`LocalDatabase.transaction` does, and :meth:`waiting` what
    :meth:`LocalDatabase.reading` does.
    """

    def __init__(self, database: LocalDatabase) -> None:
        self._database = database

    def waiting(self, owner: Owner, order_no: str) -> KeptScan | None:
        """The order's scan under way."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT key, created_at FROM scan_outbox WHERE server = ? AND unit = ? AND order_no = ?",
                (owner.server, owner.unit, order_no),
            ).fetchone()
            if row is None:
                return None
            files = rows.execute(
                "SELECT name, content FROM scan_outbox_file WHERE key = ? ORDER BY position", (row[0],)
            ).fetchall()
        kept = tuple(ScanFile(name, bytes(content)) for name, content in files)
        return KeptScan(row[0], order_no, kept, datetime.fromisoformat(row[1]))

    def put(self, owner: Owner, scan: KeptScan) -> None:
        """Keep a scan before its first byte leaves, in place of an earlier one; on disk when this returns."""
        with self._database.transaction() as rows:
            earlier = rows.execute(
                "SELECT key FROM scan_outbox WHERE server = ? AND unit = ? AND order_no = ?",
                (owner.server, owner.unit, scan.order_no),
            ).fetchone()
            if earlier is not None:
                _forget(rows, earlier[0])
            rows.execute(
                "INSERT INTO scan_outbox (key, server, unit, order_no, created_at) VALUES (?, ?, ?, ?, ?)",
                (scan.key, owner.server, owner.unit, scan.order_no, scan.created_at.isoformat()),
            )
            rows.executemany(
                "INSERT INTO scan_outbox_file (key, position, name, content) VALUES (?, ?, ?, ?)",
                [
                    (scan.key, position, file.name, sqlite3.Binary(file.content))
                    for position, file in enumerate(scan.files)
                ],
            )

    def remove(self, key: str) -> None:
        """Forget a scan that was refused for good; one that has taken its place meanwhile stays."""
        with self._database.transaction() as rows:
            _forget(rows, key)

    def finish(self, owner: Owner, scan: KeptScan, receipt_no: str, receipt: str, at: datetime) -> None:
        """Keep the receipt for ever and forget the scan, all or nothing; a newer one of the order stays.

        Args:
            owner: Whose it is.
            scan: The scan.
            receipt_no: The receipt's number.
            receipt: The receipt, compact JWS.
            at: Now.
        """
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR IGNORE INTO receipt (server, receipt_no, unit, order_no, file, stored_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (owner.server, receipt_no, owner.unit, scan.order_no, receipt, at.isoformat()),
            )
            _forget(rows, scan.key)


def _forget(rows: sqlite3.Connection, key: str) -> None:
    rows.execute("DELETE FROM scan_outbox_file WHERE key = ?", (key,))
    rows.execute("DELETE FROM scan_outbox WHERE key = ?", (key,))
