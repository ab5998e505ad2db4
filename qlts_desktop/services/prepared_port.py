"""What the interface may ask about registrations that are prepared here and signed elsewhere.

As ``ports.py``, but not on the way to the first window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from qlts_desktop.services.registration_port import Draft, PreparedSummary, SendStage, Submitted
from qlts_desktop.services.signing_port import SignedSlip


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A prepared registration, to be saved where the user says.

    Attributes:
        name: A file name to propose.
        content: The file. Whoever has it can sign and send with the unit's certificate.
        summary: Who prepared it, and until when it is good.
    """

    name: str
    content: bytes = field(repr=False)
    summary: PreparedSummary


@dataclass(frozen=True, slots=True)
class BegunSending:
    """A prepared registration was signed on this machine and its answer never seen.

    Attributes:
        slip: The signed slip, as it was kept before its first byte left.
        at: When that was.
    """

    slip: bytes = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared registration that somebody has opened; every check has passed.

    Attributes:
        draft: Order, form and offer, as they were sealed.
        unit_name, tax_code: The unit's, as the licensor knows it; the tax code may be empty.
        summary: Who prepared it, and until when it is good.
        server: The licensor's address that the file names.
        other_server: The address this program uses, where it is another one; else empty.
        slip: The PDF without a signature; the signed one where the file is not at hand.
        sealed: The licensor's seal, compact JWS.
        right: The one-time right to send it, a secret; empty where only the file has it.
        begun: An earlier sending from this machine whose answer was never seen.
        signed: Signed, and not sent: where the file has been signed elsewhere and handed back; None otherwise.
        keys: What the file tells of the licensor's keys; empty where it is not at hand.
    """

    draft: Draft
    unit_name: str
    tax_code: str
    summary: PreparedSummary
    server: str
    other_server: str
    slip: bytes = field(repr=False)
    sealed: str = field(repr=False)
    right: str = field(repr=False)
    begun: BegunSending | None
    signed: SignedSlip | None = None
    keys: bytes = field(default=b"", repr=False)


class PreparedPort(Protocol):
    """Preparing with a login; opening and sending without one."""

    def prepare(self, draft: Draft, slip: bytes) -> PreparedFile:
        """Have the licensor seal a saved form with its slip. A former file of the order is void then.

        Raises:
            OperationError: draft_conflict, form_changed, form_invalid, offer_expired…, network codes. Asked again,
                it is the same preparation.
        """

    def revoke(self, no: str) -> None:
        """Make the order's prepared file void; none there is no failure."""

    def open_file(self, path: Path) -> Prepared:
        """Open and check a file; needs no login and no network.

        Raises:
            OperationError: file_unreadable, prepared_damaged, prepared_too_new, prepared_other_vendor,
                prepared_expired (details ``day``).
        """

    def hand_back(self, prepared: Prepared, signed: SignedSlip) -> PreparedFile:
        """The file with the signed slip in it, for whoever is to send it; needs no login and no network.

        Args:
            prepared: What was opened from a file.
            signed: Its slip, signed.

        Raises:
            OperationError: prepared_damaged, where it is not its slip.
        """

    def unfinished(self) -> tuple[Prepared, ...]:
        """What was signed on this machine and is not known to have arrived. Never fails."""

    def submit(
        self,
        prepared: Prepared,
        slip: bytes,
        on_stage: Callable[[SendStage], None],
        *,
        server_confirmed: bool = False,
    ) -> Submitted:
        """Send the signed slip once, whatever happens to the connection.

        The exact bytes and their idempotency key are on the disk before the first byte leaves; the right is in the
        system's keyring, or nowhere.

        Raises:
            OperationError: prepared_other_server unless confirmed; prepared_void, prepared_used, prepared_expired,
                prepared_revoked, prepared_unknown, certificate_not_of_unit, slip_rejected, network codes. After a
                network code :meth:`resume` finishes it.
        """

    def resume(self, prepared: Prepared, on_stage: Callable[[SendStage], None]) -> Submitted:
        """Ask what became of a begun sending, and send the same bytes again if nothing did.

        Raises:
            OperationError: As :meth:`submit`; prepared_right_gone where only the file has the right.
        """
