"""Sends a prepared registration: its form is sealed at the licensor, so nothing is saved before."""

from __future__ import annotations

from collections.abc import Callable

from qlts_desktop.services.prepared_port import Prepared, PreparedPort
from qlts_desktop.services.registration_port import SendStage, Submitted
from qlts_desktop.ui.renewal.sending import Registration


class PreparedDesk:
    """A ``SendingDesk``.

    Args:
        port: Who sends.
        prepared: What was opened.
        server_confirmed: The user has confirmed the address in the file.
    """

    def __init__(self, port: PreparedPort, prepared: Prepared, *, server_confirmed: bool) -> None:
        self._port = port
        self._prepared = prepared
        self._server_confirmed = server_confirmed

    def save(self, registration: Registration, report: Callable[[SendStage], None]) -> Registration:
        """Nothing is to be saved."""
        return registration

    def submit(self, registration: Registration, slip: bytes, report: Callable[[SendStage], None]) -> Submitted:
        """Send the signed slip."""
        return self._port.submit(self._prepared, slip, report, server_confirmed=self._server_confirmed)
