"""Answers again what was read from the database, for as long as it reads the same there.

A licence is made from a dozen rows, and hardly ever from others than a minute ago. What a reading asked the
database is kept with the digest of the rows that came. Asked again, the database is first asked whether anything
at all was written since, and where something was, the same rows are fetched and compared. So nobody has to list
what an answer depends on: whatever was read for it counts, and nothing is missed that another process, a command
or the staff has written.
"""

from __future__ import annotations

import hashlib
import sys
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

Answer = TypeVar("Answer")
MOST = 5_000
"""Answers kept in a process, the last used ones."""
_MOST_STATES = 16
"""States of the database in which an answer was found to be true: each thread's connection has its own."""

_Statement = tuple[str, tuple[Any, ...]]
_State = tuple[object, ...]

_connections = count(1)


def _number(connection: BaseDatabaseWrapper, **_named: object) -> None:
    connection.qlts_number = next(_connections)  # type: ignore[attr-defined]


connection_created.connect(_number, dispatch_uid="qlts.remembered")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Answer]):
    statements: tuple[_Statement, ...]
    digest: bytes
    answer: Answer
    true_in: deque[_State] = field(default_factory=lambda: deque(maxlen=_MOST_STATES))


class Remembered(Generic[Answer]):
    """Answers by a key, each with what was read for it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[object, _Kept[Answer]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object, read: Callable[[], Answer | None]) -> Answer | None:
        """The answer of a reading, or of the last one for the key while the database says the same.

        Args:
            key: What tells one answer from another; whatever ``read`` depends on besides the database.
            read: Reads the database and writes nothing; an answer of None is not kept. Answers are shared between
                threads: nobody may change them.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        state = _state()  # before any row: what is written meanwhile makes another state
        if kept is not None:
            if state is not None and state in kept.true_in:
                return kept.answer
            if _digest(kept.statements) == kept.digest:
                _note(kept, state)
                return kept.answer
        reading = _Reading()
        with connection.execute_wrapper(reading):
            answer = read()
        if answer is not None:
            kept = _Kept(tuple(reading.statements), reading.digest.digest(), answer)
            _note(kept, state)
            with self._lock:
                self._kept[key] = kept
                self._kept.move_to_end(key)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return answer


class _Reading:
    """Notes each statement and the rows that came."""

    def __init__(self) -> None:
        self.statements: list[_Statement] = []
        self.digest = hashlib.sha256()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Fetch the rows for the digest, and then once more for whoever asked.

        In this order: rows that change in between make the next comparison fail, and never an old answer good.
        """
        execute(sql, params, many, context)
        self.digest.update(repr(context["cursor"].fetchall()).encode())
        # SQLite's driver takes a long way round with a member of an enumeration.
        plain = tuple(value.value if isinstance(value, Enum) else value for value in params or ())
        self.statements.append((sys.intern(sql), plain))
        return execute(sql, params, many, context)


def _note(kept: _Kept[Any], state: _State | None) -> None:
    if state is not None:
        kept.true_in.append(state)


def _digest(statements: tuple[_Statement, ...]) -> bytes:
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            digest.update(repr(cursor.fetchall()).encode())
    return digest.digest()


def _state() -> _State | None:
    """Changes whenever anything is written anywhere in the database; None where that cannot be told.

    SQLite counts what other connections have committed, and each connection what it has changed itself.
    PostgreSQL's snapshot names the transactions that are seen. A transaction's own changes show in neither.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return tuple(cursor.fetchone())
        if connection.vendor == "sqlite" and (number := getattr(connection, "qlts_number", None)):
            cursor.execute("PRAGMA data_version")
            return (number, *cursor.fetchone(), connection.connection.total_changes)
    return None
