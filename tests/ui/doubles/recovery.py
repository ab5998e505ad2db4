"""The licensor's desk for data recovery, in memory."""

from __future__ import annotations

from dataclasses import replace

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.services.recovery_port import RecoveryRequest
from tests.ui.doubles.gatehouse import DAY, REFRESHED

FILED = RecoveryRequest(
    "KP26000001", "sent", "Trần Thu Hà", "0912 345 678", "Sổ tài sản năm 2025", "", REFRESHED, REFRESHED
)


def decided(state: str, reason: str = "") -> RecoveryRequest:
    """A request that staff have looked at a day later."""
    return replace(FILED, state=state, reason=reason, updated_at=REFRESHED + DAY)


class MemoryRecovery:
    """Files what is asked for, unless it is told to fail.

    Attributes:
        held: The unit's requests, newest first.
        pending: A wish whose answer was never seen.
        failures: Raised by the next calls of ``request``, one each.
        look_failure: Raised by ``requests``.
        resume_failure: Raised by ``resume``.
        wishes: All that was asked for.
    """

    def __init__(self, *held: RecoveryRequest, pending: RecoveryWish | None = None) -> None:
        self.held = list(held)
        self.pending = pending
        self.failures: list[OperationError] = []
        self.look_failure: OperationError | None = None
        self.resume_failure: OperationError | None = None
        self.wishes: list[RecoveryWish] = []

    def requests(self) -> tuple[RecoveryRequest, ...]:
        if self.look_failure is not None:
            raise self.look_failure
        return tuple(self.held)

    def unfinished(self) -> RecoveryWish | None:
        return self.pending

    def resume(self) -> RecoveryRequest | None:
        if self.resume_failure is not None:
            raise self.resume_failure
        return None if self.pending is None else self._file(self.pending)

    def request(self, wish: RecoveryWish) -> RecoveryRequest:
        self.wishes.append(wish)
        if self.failures:
            raise self.failures.pop(0)
        return self._file(wish)

    def _file(self, wish: RecoveryWish) -> RecoveryRequest:
        self.pending = None
        self.held.insert(0, replace(FILED, contact=wish.contact, phone=wish.phone, period=wish.period))
        return self.held[0]
