"""Asking the licensor from the GUI thread: log in again if needed, finish what was begun, fetch the licence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.ports import Account, LicencePort, SessionPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.shell.loading import Loaded, load

if TYPE_CHECKING:
    from qlts_desktop.services.recovery_port import RecoveryPort
    from qlts_desktop.services.registration_port import RegistrationPort


class LicenceLoader(QObject):
    """Runs one request at a time, so that a remembered token is never used twice at once.

    Signals:
        unfinished: An unfinished submission is being asked about, with its order number.
        sessionEnded: The licensor wants a new login.
    """

    unfinished = Signal(str)
    sessionEnded = Signal()

    def __init__(
        self,
        sessions: SessionPort,
        licences: LicencePort,
        registrations: RegistrationPort,
        recovery: RecoveryPort,
        runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._licences = licences
        self._registrations = registrations
        self._recovery = recovery
        self._runner = runner
        self._job: Job | None = None
        self._on_done: Callable[[Account, Loaded], None] = lambda _account, _loaded: None
        self._on_error: Callable[[OperationError], None] = lambda _error: None

    @property
    def is_running(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None and self._job.is_running

    def start(
        self,
        account: Account,
        on_done: Callable[[Account, Loaded], None],
        on_error: Callable[[OperationError], None],
    ) -> None:
        """Ask; one of the callbacks is called on the GUI thread, or :attr:`sessionEnded` is emitted.

        Args:
            account: Who is, or was, logged in.
            on_done: Gets the account as the licensor knows it now, and what is known.
            on_error: Gets the failure where there is nothing to fall back to.
        """
        sessions, licences, registrations = self._sessions, self._licences, self._registrations
        recovery = self._recovery

        def task(report: Callable[[str], None]) -> tuple[Account, Loaded]:
            licences.note_run()
            current = sessions.account or sessions.resume()
            if current is None:
                raise OperationError(ErrorCode.SESSION_EXPIRED)
            return current, load(licences, registrations, recovery, current.unit_code, report)

        self.cancel()
        self._on_done, self._on_error = on_done, on_error
        self._job = self._runner.run(
            task,
            lambda result: self._on_done(*result),
            self._failed,
            owner=self,
            on_progress=self.unfinished.emit,
        )

    def start_or_join(
        self,
        account: Account,
        on_done: Callable[[Account, Loaded], None],
        on_error: Callable[[OperationError], None],
    ) -> None:
        """Ask; where a request is under way already, hand its answer to these callbacks instead."""
        if self.is_running:
            self._on_done, self._on_error = on_done, on_error
        else:
            self.start(account, on_done, on_error)

    def _failed(self, error: OperationError) -> None:
        if error.code is ErrorCode.SESSION_EXPIRED:
            self.sessionEnded.emit()
        else:
            self._on_error(error)

    def cancel(self) -> None:
        """Drop what is still to come."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
