"""The ``MachinePort`` of the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from qlts_desktop.services.diagnostics import diagnostics
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.machine_check import Subject, check_machine, check_tokens
from qlts_desktop.services.machine_port import Finding, TokenMaker
from qlts_desktop.services.signing_settings import KeptSigningSettings
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.token_makers import token_makers


class Machine:
    """A ``MachinePort``."""

    def __init__(
        self,
        folder: Path,
        api: LicensorApi,
        times: TimeCheck,
        store: LocalStore,
        settings: KeptSigningSettings,
        *,
        hears_of_updates: bool,
    ) -> None:
        """Make it.

        Args:
            folder: The data folder.
            api: The licensor.
            times: A signed time that is asked for here confirms the trusted clock.
            store: The local store.
            settings: What is set for signing.
            hears_of_updates: Whether a release key is pinned.
        """
        self._subject = Subject(
            folder,
            api,
            times,
            modules=settings.drivers,
            time_stamp=lambda: settings.read().time_stamp_server,
            hears_of_updates=hears_of_updates,
        )
        self._store = store

    def look(self, tell: Callable[[Finding], None], is_over: Callable[[], bool]) -> tuple[Finding, ...]:
        """Look at everything."""
        return check_machine(self._subject, tell, is_over)

    def look_for_tokens(self) -> tuple[Finding, ...]:
        """Drivers, tokens and their certificates alone."""
        return check_tokens(self._subject.modules())

    def report(self, findings: tuple[Finding, ...]) -> bytes:
        """The diagnostics file for support (ZIP)."""
        return diagnostics(findings, self._subject.folder, self._subject.api.url, datetime.now(UTC))

    def token_makers(self) -> tuple[TokenMaker, ...]:
        """The licensor's list, the one had last, or this build's."""
        return token_makers(self._subject.api, self._store)
