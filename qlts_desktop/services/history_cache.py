"""The history as it was fetched last, on this machine's disk: for reading without a network, and to fetch less."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.local_database import LocalDatabase, Owner
from qlts_desktop.services.wire import RegistrationDetail, RegistrationSummary

_log = logging.getLogger(__name__)

T = TypeVar("T")

LIST = ""
"""In the place of an order's number: the list of all."""


class HistoryCache:
    """Kept replies, one an order and one for the list. Nothing here ever fails: it is an aid."""

    def __init__(self, database: LocalDatabase) -> None:
        self._database = database

    def rows(self, owner: Owner) -> tuple[list[RegistrationSummary], datetime] | None:
        """The list and when it was fetched; None when there is none that can be read."""
        return self._kept(owner, LIST, list[RegistrationSummary])

    def order(self, owner: Owner, no: str) -> tuple[RegistrationDetail, datetime] | None:
        """An order and when it was fetched; None when there is none that can be read."""
        return self._kept(owner, no, RegistrationDetail)

    def keep_rows(self, owner: Owner, rows: Iterable[RegistrationSummary], at: datetime) -> None:
        """Keep the list."""
        self._keep(owner, LIST, msgspec.json.encode(list(rows)), at)

    def keep_order(self, owner: Owner, detail: RegistrationDetail, at: datetime) -> None:
        """Keep an order."""
        self._keep(owner, detail.summary.no, msgspec.json.encode(detail), at)

    def _kept(self, owner: Owner, no: str, kind: type[T]) -> tuple[T, datetime] | None:
        try:
            with self._database.reading() as rows:
                row = rows.execute(
                    "SELECT content, fetched_at FROM history_cache WHERE server = ? AND unit = ? AND order_no = ?",
                    (owner.server, owner.unit, no),
                ).fetchone()
            if row is None:
                return None
            return msgspec.json.decode(row[0], type=kind), datetime.fromisoformat(row[1])
        except (OperationError, msgspec.MsgspecError, ValueError, TypeError) as error:
            _log.warning("the kept history is not used: %s", type(error).__name__)
            return None

    def _keep(self, owner: Owner, no: str, content: bytes, at: datetime) -> None:
        try:
            with self._database.transaction() as rows:
                rows.execute(
                    "INSERT OR REPLACE INTO history_cache (server, unit, order_no, content, fetched_at) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (owner.server, owner.unit, no, content, at.isoformat()),
                )
        except OperationError as error:
            _log.warning("the history is not kept: %s", error.code)
