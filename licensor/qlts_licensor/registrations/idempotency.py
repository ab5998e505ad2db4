"""Idempotency keys: one key, one effect, one answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

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
    """Marks a key while this process works on it: whoever asks meanwhile is told to wait.

    Raises:
        Problem: in_progress.
    """
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
    with _working_lock:
        if (user.unit_id, key) in _working:
            raise Problem("in_progress", retry_after=RETRY_AFTER)


def used_keys(user: User, route: str, key: str) -> QuerySet[IdempotencyKey]:
    """What a unit used a key for on a route: one row, or none."""
    rows = IdempotencyKey.objects.select_related("registration__unit", "receipt")
    return rows.filter(unit=user.unit, route=route, key=key)
