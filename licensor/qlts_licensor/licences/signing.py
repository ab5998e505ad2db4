"""The key ring of this process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from qlts_licensor.clock import now
from qlts_licensor.licences import jws
from qlts_licensor.licences.keys import KeyRing

RELOAD_AFTER_SECONDS = 3600
"""A key that runs out is left for its successor within this time, even if no file changes."""

_State = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class _Held:
    folder: Path
    state: _State
    read_at: float
    ring: KeyRing


_lock = Lock()
_held: _Held | None = None


def key_ring() -> KeyRing:
    """The keys in ``QLTS_DATA_DIR/keys``.

    Read anew when a file there has changed: a key issued or revoked while the service runs counts at once.

    Raises:
        KeyProblem: They are missing or unsafe.
    """
    global _held  # noqa: PLW0603 - the one ring of this process
    folder, moment = settings.KEY_DIR, now()
    state = _state(folder)
    with _lock:
        fresh = (
            _held is not None
            and (_held.folder, _held.state) == (folder, state)
            and 0 <= moment.timestamp() - _held.read_at < RELOAD_AFTER_SECONDS
        )
        if _held is None or not fresh:
            _held = _Held(folder, state, moment.timestamp(), KeyRing.load(folder, moment))
        return _held.ring


def _state(folder: Path) -> _State:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".json")]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found))


def signed_offer(file: str) -> str:
    """A stored offer as it may be sent: signed anew where its key has been revoked since.

    What it says stays; only the time of issue is another. Receipts stay as they are: they say who signed then.
    """
    ring = key_ring()
    if ring.still_vouches_for(jws.signer_of(file)):
        return file
    return ring.sign("qlts-offer+jws", {**jws.claims_of(file), "issued_at": now().isoformat()})


def signed_time(nonce: str) -> str:
    """The licensor's time, signed over the caller's nonce, so that an old answer cannot be replayed."""
    return key_ring().sign("qlts-time+jws", {"nonce": nonce, "now": now().isoformat()})
