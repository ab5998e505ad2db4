"""Noting where the wizard stands, so that it opens there again after the program was stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from qlts_desktop.core.wizard import Step, WizardPlace
from qlts_desktop.services.registration_port import RegistrationPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.ordered_writes import OrderedWrites
from qlts_desktop.ui.widgets.field import Field

NOTE_AFTER_MS = 150
"""A place is on its way to this machine that long after it was come to."""


class PlaceKeeper(QObject):
    """Follows step and cursor of one wizard; forgets the place when the wizard is closed.

    Attributes:
        fields: The form's fields by JSON pointer, once there is a form.
    """

    def __init__(self, registrations: RegistrationPort, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._registrations = registrations
        self._runner = runner
        self._writes = OrderedWrites()
        self._place: WizardPlace | None = None
        self.fields: dict[str, Field] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTE_AFTER_MS)
        self._timer.timeout.connect(self._note)

    def begin(self) -> None:
        """The wizard shows its first page."""
        self._place = WizardPlace(Step.FORM)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._note_soon()

    def go_to(self, step: Step) -> None:
        """Another page is shown."""
        if self._place is not None:
            self._place = WizardPlace(step)
            self._note_soon()

    def end(self) -> None:
        """The wizard is closed: there is nothing to come back to."""
        if self._place is not None:
            self._place = None
            self._note()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._place is None or new is None or self._place.step is not Step.FORM:
            return
        for pointer, field in self.fields.items():
            if field.isAncestorOf(new):
                self._place = WizardPlace(Step.FORM, pointer)
                self._note_soon()
                return

    def _note_soon(self) -> None:
        # Not put off by going on: whoever hurries through the fields has a place too.
        if not self._timer.isActive():
            self._timer.start()

    def _note(self) -> None:
        self._timer.stop()
        place = self._place
        write = self._writes.next(lambda: self._registrations.keep_place(place))
        self._runner.run(write, lambda _none: None, lambda _error: None, owner=self)
