"""Keeps the list of certificates as it is: tokens are plugged in and pulled out while the dialog is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.signing_port import FoundIdentities, SigningPort
from qlts_desktop.ui.background import Job, Runner

_BETWEEN_MS = 1500
"""From one look to the next: a token is seen within three seconds, a slow driver's own second included."""


class IdentityWatch(QObject):
    """Looks in the background, again and again until it is paused.

    Signals:
        found: What is known now (FoundIdentities); also while a look is under way.
        looked: A look is over.
        failed: A look failed (OperationError); the next one comes all the same.
    """

    found = Signal(object)
    looked = Signal()
    failed = Signal(object)

    def __init__(self, signing: SigningPort, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._signing = signing
        self._runner = runner
        self._job: Job | None = None
        self._anew = False
        self._last: FoundIdentities | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_BETWEEN_MS)
        self._again.timeout.connect(self._look)

    def start(self) -> None:
        """Look now, and go on looking."""
        if self._job is None:
            self._look()

    def look_again(self) -> None:
        """Ask drivers again too that did not answer."""
        self._anew = True
        self.start()

    def pause(self) -> None:
        """Look no more; what is under way ends unheard."""
        self._again.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def end(self) -> None:
        """As :meth:`pause`, and let go of all tokens."""
        self.pause()
        # The watch may be gone before the tokens are: whoever runs the program is told nothing.
        self._runner.run(self._signing.rest, lambda _none: None, lambda _error: None, owner=self._runner)

    def _look(self) -> None:
        self._again.stop()
        signing, anew, self._anew = self._signing, self._anew, False
        job = self._runner.run(
            lambda report: signing.look(report, anew=anew),
            self._on_looked,
            self._on_failed,
            owner=self,
            on_progress=self._on_found,
        )
        self._job = job if job.is_running else None

    def _on_found(self, found: FoundIdentities) -> None:
        # While a later look is under way what the one before found is more than what this one has found so far.
        if self._last is None:
            self.found.emit(found)

    def _on_looked(self, found: FoundIdentities) -> None:
        self._job = None
        self._last = found
        self._go_on()
        self.found.emit(found)
        self.looked.emit()

    def _on_failed(self, error: OperationError) -> None:
        self._job = None
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._anew:
            self._look()
        else:
            self._again.start()
