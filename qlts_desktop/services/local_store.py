"""What the client keeps on this machine: drafts, the outbox, the last licence, receipts, remembered accounts.

Everything but settings belongs to one unit at one licensor; two units on a PC never see each other's. No secret
is kept here (tokens: ``credentials.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.local_database import LocalDatabase
from qlts_desktop.services.ports import Account


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose rows they are.

    Attributes:
        server: The licensor's address in its one form.
        unit: The unit's code.
    """

    server: str
    unit: str


@dataclass(frozen=True, slots=True)
class KeptLicence:
    """The last licence file, with the highest serial ever seen: a lower one is refused from then on."""

    file: str
    etag: str
    serial: int
    refreshed_at: datetime


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


EARLIER_VALUES_AT_MOST = 20
"""Of one field; the ones used last stay."""


class LocalStore:
    """The tables. Methods may be called from any thread.

    Those that change something raise what :meth:`LocalDatabase.transaction` does; those that only read work also
    where nothing can be written, and raise what :meth:`LocalDatabase.reading` does.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = LocalDatabase(path, now)

    @property
    def database(self) -> LocalDatabase:
        """The file, for the modules that have tables of their own in it."""
        return self._database

    def check(self) -> OperationError | None:
        """What is or was wrong with the file in this run, if anything, to be told to the user once.

        After damage the program goes on with an empty file; details ``path`` says where the damaged one is.
        """
        try:
            with self._database.transaction():
                return self._database.damage or self._database.check_space()
        except OperationError as error:
            return error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # --- settings -----------------------------------------------------------------------------------------

    def setting(self, name: str) -> str | None:
        """A setting's value, or None."""
        with self._database.reading() as rows:
            row = rows.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._database.transaction() as rows:
            rows.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))

    # --- remembered accounts ------------------------------------------------------------------------------

    def remember_account(self, server: str, account: Account, at: datetime) -> None:
        """Keep who logged in with *remember*."""
        values = (
            server,
            account.unit_code,
            account.username,
            account.unit_name,
            account.full_name,
            account.can_renew,
            at.isoformat(),
        )
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO account "
                "(server, unit, username, unit_name, full_name, can_renew, logged_in_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def last_account(self, server: str) -> Account | None:
        """Who was remembered last at a licensor."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT unit, unit_name, username, full_name, can_renew FROM account "
                "WHERE server = ? ORDER BY logged_in_at DESC LIMIT 1",
                (server,),
            ).fetchone()
        return None if row is None else Account(row[0], row[1], row[2], row[3], bool(row[4]))

    def forget_account(self, server: str, account: Account) -> None:
        """No longer remember an account."""
        with self._database.transaction() as rows:
            rows.execute(
                "DELETE FROM account WHERE server = ? AND unit = ? AND username = ?",
                (server, account.unit_code, account.username),
            )

    # --- the licence --------------------------------------------------------------------------------------

    def licence(self, owner: Owner) -> KeptLicence | None:
        """The licence kept for a unit.

        Raises:
            OperationError: licence_damaged where what is kept is no licence at all.
        """
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT file, etag, serial, refreshed_at FROM licence WHERE server = ? AND unit = ?",
                (owner.server, owner.unit),
            ).fetchone()
        return None if row is None else _kept_licence(row)

    def keep_licence(self, owner: Owner, kept: KeptLicence, *, heals: bool = False) -> None:
        """Keep a verified licence. A file older than the one kept is left out: the serial never falls.

        Args:
            owner: Whose it is.
            kept: The licence.
            heals: What is kept is not good, so this one takes its place whatever serial that has.
        """
        values = (owner.server, owner.unit, kept.file, kept.etag, kept.serial, kept.refreshed_at.isoformat())
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT INTO licence (server, unit, file, etag, serial, refreshed_at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (server, unit) DO UPDATE SET file = excluded.file, etag = excluded.etag, "
                "serial = excluded.serial, refreshed_at = excluded.refreshed_at "
                "WHERE ? OR excluded.serial >= licence.serial OR typeof(licence.serial) <> 'integer'",
                (*values, heals),
            )

    # --- the clock ----------------------------------------------------------------------------------------

    def clock(self, server: str) -> tuple[datetime | None, datetime | None]:
        """The last signed time of a licensor and the last run, where they are known."""
        with self._database.reading() as rows:
            row = rows.execute("SELECT signed_at, last_run FROM clock WHERE server = ?", (server,)).fetchone()
        return (None, None) if row is None else (_moment(row[0]), _moment(row[1]))

    def keep_clock(self, server: str, signed_at: datetime | None, last_run: datetime | None) -> None:
        """Keep both."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO clock (server, signed_at, last_run) VALUES (?, ?, ?)",
                (server, signed_at and signed_at.isoformat(), last_run and last_run.isoformat()),
            )

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
        at = None if row is None else _moment(row[2])
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
                _keep_value(rows, owner, field_name, value, at)

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

    # --- notices ------------------------------------------------------------------------------------------

    def notice_told_on(self, owner: Owner, topic: str) -> date | None:
        """The day on which a notice was told last."""
        with self._database.reading() as rows:
            row = rows.execute(
                "SELECT told_on FROM notice WHERE server = ? AND unit = ? AND topic = ?",
                (owner.server, owner.unit, topic),
            ).fetchone()
        return None if row is None else date.fromisoformat(row[0])

    def keep_notice_told(self, owner: Owner, topic: str, day: date) -> None:
        """Keep that a notice was told."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO notice (server, unit, topic, told_on) VALUES (?, ?, ?, ?)",
                (owner.server, owner.unit, topic, day.isoformat()),
            )


def _moment(text: str | None) -> datetime | None:
    """A kept moment; None where it is none, for what somebody has written into the file by hand."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _kept_licence(row: tuple[object, ...]) -> KeptLicence:
    """A row of the table, which takes values of any type: a damaged one must not stop the start."""
    file, etag, serial, refreshed_at = row
    try:
        at = datetime.fromisoformat(str(refreshed_at))
    except ValueError as error:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical=str(error)) from error
    if not (isinstance(file, str) and isinstance(etag, str) and isinstance(serial, int)) or at.tzinfo is None:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="a kept licence of another shape")
    return KeptLicence(file, etag, serial, at)


def _keep_value(rows: sqlite3.Connection, owner: Owner, field_name: str, value: str, at: datetime) -> None:
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
