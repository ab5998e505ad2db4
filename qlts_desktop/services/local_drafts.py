"""Drafts on this machine: what is typed, where the wizard stands, and what was sent before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qlts_desktop.services.local_database import LocalDatabase, Owner, kept_moment

EARLIER_VALUES_AT_MOST = 20
"""Of one field, the last ones used."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft's form as JSON (:class:`~qlts_desktop.services.wire.FormBody`), twice.

    Attributes:
        typed: As it was last typed on this machine; None when nothing was.
        base: As the licensor was last known to hold it; None when it was never heard of.
        saved_at: When ``typed`` was kept.
        aside: What was typed and no form holds (:class:`~qlts_desktop.core.renewal.Aside`), as JSON; None when
            nothing was.
    """

    typed: str | None
    base: str | None
    saved_at: datetime
    aside: str | None = None


class DraftRows:
    """The tables of drafts; a part of ``LocalStore``."""

    _database: LocalDatabase

    # --- drafts -------------------------------------------------------------------------------------------

    def draft(self, owner: Owner, order_no: str) -> KeptDraft | None:
        """What is kept of a draft."""
        with self._database.reading() as rows:
            return _draft(rows, owner, order_no)

    def update_draft(
        self, owner: Owner, order_no: str, change: Callable[[KeptDraft | None], KeptDraft]
    ) -> KeptDraft:
        """Change what is kept of a draft in one step, so that nothing typed meanwhile is written over."""
        with self._database.transaction() as rows:
            draft = change(_draft(rows, owner, order_no))
            rows.execute(
                "INSERT OR REPLACE INTO draft (server, unit, order_no, typed, base, saved_at, aside) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    owner.server,
                    owner.unit,
                    order_no,
                    draft.typed,
                    draft.base,
                    draft.saved_at.isoformat(),
                    draft.aside,
                ),
            )
        return draft

    def keep_typed(self, owner: Owner, order_no: str, typed: str, at: datetime, aside: str | None = None) -> None:
        """Keep what was typed; on disk when this returns."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO draft (server, unit, order_no, typed, saved_at, aside) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (server, unit, order_no) DO UPDATE SET typed = excluded.typed, "
                "saved_at = excluded.saved_at, aside = excluded.aside",
                (owner.server, owner.unit, order_no, typed, at.isoformat(), aside),
            )

    def keep_base(self, owner: Owner, order_no: str, base: str, at: datetime) -> None:
        """Keep what the licensor holds of a draft, to know later which fields were typed here since."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO draft (server, unit, order_no, base, saved_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (server, unit, order_no) DO UPDATE SET base = excluded.base",
                (owner.server, owner.unit, order_no, base, at.isoformat()),
            )

    # --- where the wizard stands --------------------------------------------------------------------------

    def wizard_place(self, owner: Owner) -> tuple[int, str, datetime] | None:
        """Step, field and when they were noted, while the wizard is open; None once it was closed."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT step, field, at FROM wizard_place WHERE server = ? AND unit = ?",
                (owner.server, owner.unit),
            ).fetchone()
        at = None if row is None else kept_moment(row[2])
        return None if row is None or at is None else (int(row[0]), str(row[1]), at)

    def keep_wizard_place(self, owner: Owner, step: int, field: str, at: datetime) -> None:
        """Note where the wizard stands."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO wizard_place (server, unit, step, field, at) VALUES (?, ?, ?, ?, ?)",
                (owner.server, owner.unit, step, field, at.isoformat()),
            )

    def forget_wizard_place(self, owner: Owner) -> None:
        """The wizard was closed."""
        with self._database.transaction() as rows:
            rows.execute("DELETE FROM wizard_place WHERE server = ? AND unit = ?", (owner.server, owner.unit))

    # --- what was sent before ------------------------------------------------------------------------------

    def earlier_values(self, owner: Owner) -> dict[str, tuple[str, ...]]:
        """What was sent before in each field, by its pointer; the value used last comes first."""
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT field, value FROM earlier_value WHERE server = ? AND unit = ? "
                "ORDER BY used_at DESC, value",
                (owner.server, owner.unit),
            ).fetchall()
        values: dict[str, tuple[str, ...]] = {}
        for field_name, value in found:
            values[field_name] = (*values.get(field_name, ()), value)
        return values


def keep_value(rows: sqlite3.Connection, owner: Owner, field_name: str, value: str, at: datetime) -> None:
    """Remember what was sent in a field; the oldest give way."""
    place = (owner.server, owner.unit, field_name)
    rows.execute(
        "INSERT OR REPLACE INTO earlier_value (server, unit, field, value, used_at) VALUES (?, ?, ?, ?, ?)",
        (*place, value, at.isoformat()),
    )
    rows.execute(
        "DELETE FROM earlier_value WHERE server = ? AND unit = ? AND field = ? AND value NOT IN "
        "(SELECT value FROM earlier_value WHERE server = ? AND unit = ? AND field = ? "
        "ORDER BY used_at DESC, value LIMIT ?)",
        (*place, *place, EARLIER_VALUES_AT_MOST),
    )


def _draft(rows: sqlite3.Connection, owner: Owner, order_no: str) -> KeptDraft | None:
    row = rows.execute(
        "SELECT typed, base, saved_at, aside FROM draft WHERE server = ? AND unit = ? AND order_no = ?",
        (owner.server, owner.unit, order_no),
    ).fetchone()
    return None if row is None else KeptDraft(row[0], row[1], datetime.fromisoformat(row[2]), row[3])
