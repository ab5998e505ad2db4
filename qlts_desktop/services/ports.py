"""What the interface may ask of the services, each as a Protocol. ``bootstrap.py`` fits adapters to them.

Those on the way to the first window are here; ``registration_port.py``, ``signing_port.py`` and
``recovery_port.py`` have the others.

Every call may block; the interface makes them through ``ui/background.py`` only. Every failure is an
:class:`~qlts_desktop.core.errors.OperationError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from qlts_desktop.core.licence import Licence

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from qlts_desktop.core.clock import Reading
    from qlts_desktop.core.reminders import Reminder


@dataclass(frozen=True, slots=True)
class Account:
    """Who is logged in, to which unit."""

    unit_code: str
    unit_name: str
    username: str
    full_name: str
    can_renew: bool


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that the demo's login offers."""

    label: str
    unit_code: str
    username: str
    password: str
    state: str


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """A verified licence with the file it came from and when the licensor last confirmed it."""

    licence: Licence
    file: str
    """The compact JWS as received."""
    refreshed_at: datetime


class SessionPort(Protocol):
    """Logging in and staying logged in."""

    @property
    def account(self) -> Account | None:
        """Who is logged in now, or None."""

    def log_in(self, unit_code: str, username: str, password: str, *, remember: bool) -> Account:
        """Log in; with ``remember`` the refresh token goes to the system keyring.

        Raises:
            OperationError: wrong_password, account_locked, too_many_attempts, no_network…
        """

    def resume(self) -> Account | None:
        """Log in again with a remembered token; None when there is none or it has run out."""

    def remembered_account(self) -> Account | None:
        """Who logged in last with *remember*, read from the local store alone (no network, no keyring)."""

    def log_out(self) -> None:
        """End the session on the licensor and forget the token. Never fails for want of a network."""

    @property
    def server_url(self) -> str:
        """Address of the licensor in use, for example ``https://qlts.example.vn``; empty when none is set."""

    def use_server(self, url: str) -> None:
        """Use another licensor from now on and remember it.

        Raises:
            OperationError: server_address_wrong, plain_http_refused.
        """

    def remembering_failed(self) -> str:
        """Why the last ``remember`` could not be kept (keyring missing or locked); empty when it was kept."""


class LicencePort(Protocol):
    """The licence file: cached, fetched, verified."""

    def cached(self, unit_code: str) -> HeldLicence | None:
        """The last good licence from the local store, verified anew; None on a first run.

        Raises:
            OperationError: licence_damaged, licence_signature_wrong… when the cache cannot be trusted.
        """

    def refresh(self) -> HeldLicence:
        """Fetch the licence from the licensor, verify it and keep it.

        Raises:
            OperationError: no_licence for a unit without a term; network and verification codes.
        """

    def note_run(self) -> None:
        """Note on disk that the program runs at this time, for the trusted clock. Never fails."""

    def take_file(self, path: Path, unit_code: str) -> HeldLicence:
        """Take a signed licence file that somebody has brought; one that is held already changes nothing.

        Raises:
            OperationError: file_unreadable, and the codes of :meth:`cached`; the licence held stays.
        """


class ClockPort(Protocol):
    """The trusted clock."""

    def reading(self) -> Reading:
        """What time it is, and whether the PC's own clock is wrong. Cheap enough for the GUI thread."""


@dataclass(frozen=True, slots=True)
class WordedReminder:
    """A reminder with its words in the user's language. Plain text; the description may have several lines."""

    reminder: Reminder
    summary: str
    description: str


class ReminderPort(Protocol):
    """Days for the user's own calendar program."""

    def calendar(self, licence: Licence, entries: tuple[WordedReminder, ...]) -> bytes:
        """An iCalendar file with one all-day event for each entry; imported again it updates, not doubles."""


class NoticePort(Protocol):
    """Which notices have been told to a unit on this machine."""

    def told_on(self, unit_code: str, topic: str) -> date | None:
        """The day on which a topic was told last; None when it never was."""

    def keep_told(self, unit_code: str, topic: str, day: date) -> None:
        """Keep that a topic was told on a day."""
