"""What is on its way to the licensor, and the receipts that came back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from qlts_desktop.services.local_database import LocalDatabase, Owner
from qlts_desktop.services.local_drafts import keep_value


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A submission under way, to the last byte. Its consent was given: without it nothing is sent."""

    key: str
    order_no: str
    method: str
    form_version: int
    slip: bytes = field(repr=False)
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """A small request under way, one of each kind a unit.

    Attributes:
        kind: What is asked for, for example ``data_recovery``.
        body: The JSON, as it is sent each time.
    """

    key: str
    kind: str
    body: str = field(repr=False)
    created_at: datetime


class OutboxRows:
    """The tables of submissions, requests and receipts; a part of ``LocalStore``."""

    _database: LocalDatabase

    # --- the outbox ---------------------------------------------------------------------------------------

    def outbox(self, owner: Owner) -> OutboxEntry | None:
        """The unit's submission under way; there is at most one."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT key, order_no, method, form_version, slip, created_at FROM outbox "
                "WHERE server = ? AND unit = ?",
                (owner.server, owner.unit),
            ).fetchone()
        if row is None:
            return None
        return OutboxEntry(row[0], row[1], row[2], row[3], bytes(row[4]), datetime.fromisoformat(row[5]))

    def put_in_outbox(self, owner: Owner, entry: OutboxEntry) -> None:
        """Keep a submission before its first byte leaves; on disk when this returns."""
        values = (
            entry.key,
            owner.server,
            owner.unit,
            entry.order_no,
            entry.method,
            entry.form_version,
            sqlite3.Binary(entry.slip),
            entry.created_at.isoformat(),
        )
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO outbox (key, server, unit, order_no, method, form_version, slip, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def remove_from_outbox(self, key: str) -> None:
        """Forget a submission that was refused for good."""
        with self._database.transaction() as rows:
            rows.execute("DELETE FROM outbox WHERE key = ?", (key,))

    def finish_submission(
        self,
        owner: Owner,
        entry: OutboxEntry,
        receipt_no: str,
        receipt: str,
        at: datetime,
        values: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Keep the receipt for ever; forget the submission and the draft. All of it or nothing.

        Args:
            owner: Whose it is.
            entry: The submission.
            receipt_no: The receipt's number.
            receipt: The receipt, compact JWS.
            at: Now.
            values: What was sent in fields that offer earlier values: pointer and text.
        """
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR IGNORE INTO receipt (server, receipt_no, unit, order_no, file, stored_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (owner.server, receipt_no, owner.unit, entry.order_no, receipt, at.isoformat()),
            )
            rows.execute("DELETE FROM outbox WHERE key = ?", (entry.key,))
            rows.execute(
                "DELETE FROM draft WHERE server = ? AND unit = ? AND order_no = ?",
                (owner.server, owner.unit, entry.order_no),
            )
            rows.execute("DELETE FROM wizard_place WHERE server = ? AND unit = ?", (owner.server, owner.unit))
            for field_name, value in values:
                keep_value(rows, owner, field_name, value, at)

    # --- requests under way -------------------------------------------------------------------------------

    def pending_request(self, owner: Owner, kind: str) -> PendingRequest | None:
        """The unit's request of a kind whose answer was never seen."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT key, kind, body, created_at FROM pending_request "
                "WHERE server = ? AND unit = ? AND kind = ?",
                (owner.server, owner.unit, kind),
            ).fetchone()
        return None if row is None else PendingRequest(row[0], row[1], row[2], datetime.fromisoformat(row[3]))

    def put_pending_request(self, owner: Owner, pending: PendingRequest) -> None:
        """Keep a request before its first byte leaves; on disk when this returns."""
        at = pending.created_at.isoformat()
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO pending_request (key, server, unit, kind, body, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (pending.key, owner.server, owner.unit, pending.kind, pending.body, at),
            )

    def remove_pending_request(self, key: str) -> None:
        """Forget a request that was answered."""
        with self._database.transaction() as rows:
            rows.execute("DELETE FROM pending_request WHERE key = ?", (key,))

    # --- receipts -----------------------------------------------------------------------------------------

    def receipts(self, owner: Owner, order_no: str) -> tuple[str, ...]:
        """The receipts of an order, compact JWS each, oldest first."""
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT file FROM receipt WHERE server = ? AND unit = ? AND order_no = ? ORDER BY stored_at",
                (owner.server, owner.unit, order_no),
            ).fetchall()
        return tuple(row[0] for row in found)
