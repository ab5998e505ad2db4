"""Making the slip of a renewal in the background: only the newest one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.registration_port import Draft, RegistrationPort
from qlts_desktop.ui.background import Job, Runner


@dataclass(frozen=True, slots=True)
class _Made:
    pdf: bytes
    replaced: tuple[str, ...]


class SlipMaking(QObject):
    """The slip of the form as it is now.

    Signals:
        ready: ``pdf`` is there.
        failed: It could not be made (OperationError).

    Attributes:
        pdf: The slip; None until made, and again once the form or the offer is another.
        replaced: Letters of the form that it cannot show.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, registrations: RegistrationPort, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._registrations = registrations
        self._runner = runner
        self._job: Job | None = None
        self.pdf: bytes | None = None
        self.replaced: tuple[str, ...] = ()

    def make(self, form: RenewalForm, draft: Draft, today: date) -> None:
        """Make the slip; ``ready`` or ``failed`` follows."""
        self.forget()
        registrations = self._registrations

        def task() -> _Made:
            pdf = registrations.make_slip(form, draft.offer, draft.offer_file, today)
            return _Made(pdf, registrations.letters_replaced(form))

        self._job = self._runner.run(task, self._on_made, self._on_failed, owner=self)

    def forget(self) -> None:
        """The slip, also one that is being made, is of another form or offer."""
        self.pdf = None
        self.replaced = ()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_made(self, made: _Made) -> None:
        self._job = None
        self.pdf, self.replaced = made.pdf, made.replaced
        self.ready.emit()

    def _on_failed(self, error: OperationError) -> None:
        self._job = None
        self.failed.emit(error)
