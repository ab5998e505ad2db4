"""Prepared registrations being sent from this machine, on its disk; without the right, which is a secret."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.local_database import LocalDatabase, Owner
from qlts_desktop.services.local_outbox import OutboxEntry


@dataclass(frozen=True, slots=True)
class KeptSending:
    """A sending under way, with what it takes to show it again."""

    owner: Owner
    entry: OutboxEntry
    sealed: str = field(repr=False)


class PreparedRows:
    """The entry of one prepared registration; ``outbox.Rows``.

    It is apart from the unit's own outbox: whoever logs in to the unit on this machine has nothing to do with it.

    Methods raise what :meth:`LocalDatabase.transaction` does, and :meth:`outbox` what
    :meth:`LocalDatabase.reading` does.
    """

    def __init__(self, database: LocalDatabase, order_no: str, sealed: str) -> None:
        self._database = database
        self._order_no = order_no
        self._sealed = sealed

    def outbox(self, owner: Owner) -> OutboxEntry | None:
        """The sending under way."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT key, order_no, form_version, slip, created_at FROM prepared_outbox "
                "WHERE server = ? AND unit = ? AND order_no = ?",
                (owner.server, owner.unit, self._order_no),
            ).fetchone()
        return None if row is None else _entry(*row)

    def put_in_outbox(self, owner: Owner, entry: OutboxEntry) -> None:
        """Keep a sending before its first byte leaves; on disk when this returns."""
        values = (
            *(entry.key, owner.server, owner.unit, entry.order_no, entry.form_version),
            *(self._sealed, sqlite3.Binary(entry.slip), entry.created_at.isoformat()),
        )
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO prepared_outbox "
                "(key, server, unit, order_no, form_version, sealed, slip, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def remove_from_outbox(self, key: str) -> None:
        """Forget a sending that was refused for good."""
        with self._database.transaction() as rows:
            rows.execute("DELETE FROM prepared_outbox WHERE key = ?", (key,))

    def finish_submission(
        self,
        owner: Owner,
        entry: OutboxEntry,
        receipt_no: str,
        receipt: str,
        at: datetime,
        _values: tuple[tuple[str, str], ...],
    ) -> None:
        """Keep the receipt for ever and forget the sending, all or nothing.

        What the form held is not offered again here: it was filled in on another machine.
        """
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR IGNORE INTO receipt (server, receipt_no, unit, order_no, file, stored_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (owner.server, receipt_no, owner.unit, entry.order_no, receipt, at.isoformat()),
            )
            rows.execute("DELETE FROM prepared_outbox WHERE key = ?", (entry.key,))


def kept_sendings(database: LocalDatabase) -> tuple[KeptSending, ...]:
    """All sendings under way, of whichever unit, oldest first."""
    with database.reading() as rows:
        found = rows.execute(
            "SELECT server, unit, sealed, key, order_no, form_version, slip, created_at FROM prepared_outbox "
            "ORDER BY created_at"
        ).fetchall()
    return tuple(
        KeptSending(Owner(server, unit), _entry(*entry), sealed) for server, unit, sealed, *entry in found
    )


def _entry(key: str, order_no: str, form_version: int, slip: bytes, created_at: str) -> OutboxEntry:
    at = datetime.fromisoformat(created_at)
    return OutboxEntry(key, order_no, SendMethod.SIGNED.value, form_version, bytes(slip), at)
