"""The key ring of this process."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from qlts_licensor.clock import now
from qlts_licensor.licences.keys import KeyRing


@lru_cache(maxsize=1)
def key_ring() -> KeyRing:
    """The keys in ``QLTS_DATA_DIR/keys``, read once.

    Raises:
        KeyProblem: They are missing or unsafe.
    """
    return KeyRing.load(settings.KEY_DIR)


def signed_time(nonce: str) -> str:
    """The licensor's time, signed over the caller's nonce, so that an old answer cannot be replayed."""
    return key_ring().sign("qlts-time+jws", {"nonce": nonce, "now": now().isoformat()})
