"""Idempotency keys: one key, one effect, one answer.

What makes sure of it is the key's row, unique and written in the effect's transaction under the unit's lock. The
marks here only spare a second sender the work, and tell it to wait. With PostgreSQL, and so several processes,
they are the database's advisory locks, which end with their transaction, and so with a process that dies; SQLite
has one process, and a transaction would keep everybody else from writing.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection, transaction
from django.db.models import QuerySet

from qlts_licensor.api.problems import Problem
from qlts_licensor.registrations.models import IdempotencyKey
from qlts_licensor.units.models import User

RETRY_AFTER = 2
"""Seconds after which a caller may ask again about a key that is being worked on."""

_working: set[tuple[int | None, str]] = set()
_working_lock = Lock()


def canonical_key(key: str) -> str:
    """A key as it is stored.

    Raises:
        Problem: key_required: It is no UUID in its canonical form.
    """
    try:
        canonical = str(uuid.UUID(key))
    except ValueError as error:
        raise Problem("key_required") from error
    if canonical != key.lower():
        raise Problem("key_required", "the canonical form of a UUID")
    return canonical


@contextmanager
def working_on(user: User, key: str) -> Iterator[None]:
    """Marks a key while it is worked on: whoever asks meanwhile is told to wait.

    Raises:
        Problem: in_progress.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            if not _locked("pg_try_advisory_xact_lock", user, key):
                raise Problem("in_progress", retry_after=RETRY_AFTER)
            yield
        return
    place = (user.unit_id, key)
    with _working_lock:
        if place in _working:
            raise Problem("in_progress", retry_after=RETRY_AFTER)
        _working.add(place)
    try:
        yield
    finally:
        with _working_lock:
            _working.discard(place)


def check_idle(user: User, key: str) -> None:
    """Whether nobody works on a key just now.

    Raises:
        Problem: in_progress.
    """
    if connection.vendor == "postgresql":
        busy = not _locked("pg_try_advisory_xact_lock_shared", user, key)  # for as long as the statement takes
    else:
        with _working_lock:
            busy = (user.unit_id, key) in _working
    if busy:
        raise Problem("in_progress", retry_after=RETRY_AFTER)


def _locked(function: str, user: User, key: str) -> bool:
    number = hashlib.sha256(f"{user.unit_id} {key}".encode("utf-8", "surrogatepass")).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [int.from_bytes(number, signed=True)])
        return bool(cursor.fetchone()[0])


def used_keys(user: User, route: str, key: str) -> QuerySet[IdempotencyKey]:
    """What a unit used a key for on a route: one row, or none."""
    rows = IdempotencyKey.objects.select_related("registration__unit", "receipt")
    return rows.filter(unit=user.unit, route=route, key=key)
