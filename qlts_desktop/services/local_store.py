"""What the client keeps on this machine: drafts, the outbox, the last licence, receipts, remembered accounts.

Everything but settings belongs to one unit at one licensor; two units on a PC never see each other's. No secret
is kept here (tokens: ``credentials.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.local_database import LocalDatabase, Owner, kept_moment
from qlts_desktop.services.local_drafts import DraftRows
from qlts_desktop.services.local_outbox import OutboxRows
from qlts_desktop.services.ports import Account


@dataclass(frozen=True, slots=True)
class KeptLicence:
    """The last licence file, with the highest serial ever seen: a lower one is refused from then on."""

    file: str
    etag: str
    serial: int
    refreshed_at: datetime


class LocalStore(DraftRows, OutboxRows):
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
        return (None, None) if row is None else (kept_moment(row[0]), kept_moment(row[1]))

    def keep_clock(self, server: str, signed_at: datetime | None, last_run: datetime | None) -> None:
        """Keep both."""
        with self._database.transaction() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO clock (server, signed_at, last_run) VALUES (?, ?, ?)",
                (server, signed_at and signed_at.isoformat(), last_run and last_run.isoformat()),
            )

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
