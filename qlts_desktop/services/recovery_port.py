"""What the interface may ask of data recovery. See ``ports.py``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qlts_desktop.core.recovery import RecoveryWish


@dataclass(frozen=True, slots=True)
class RecoveryRequest:
    """A request for data recovery. ``state`` is the contract's symbol."""

    no: str
    state: str
    contact: str
    phone: str
    period: str
    reason: str
    """Why the data cannot be recovered; else empty."""
    sent_at: datetime
    updated_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the vendor has still to decide; no other can be filed meanwhile."""
        return self.state in {"sent", "in_progress"}


class RecoveryPort(Protocol):
    """Asking for the data of a subscription that was cut."""

    def requests(self) -> tuple[RecoveryRequest, ...]:
        """The unit's requests, newest first."""

    def unfinished(self) -> RecoveryWish | None:
        """What was asked for before and whose answer was never seen; read from the local store alone."""

    def resume(self) -> RecoveryRequest | None:
        """Send what is unfinished again, under its own key; None when nothing is."""

    def request(self, wish: RecoveryWish) -> RecoveryRequest:
        """File a request once, whatever happens to the connection.

        Raises:
            OperationError: form_invalid (with ``fields``), recovery_open, recovery_not_allowed, network codes.
                After a network code it is unfinished: asked again, the same goes out under the same key.
        """
