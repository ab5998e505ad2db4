"""*Lưu lịch nhắc (.ics)*: the days of a licence as a file for the user's own calendar program."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qlts_desktop.core.licence import Licence
from qlts_desktop.services.ports import ReminderPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.reminders import worded_reminders
from qlts_desktop.ui.saving import FileSaver


class ReminderSaver(QObject):
    """Makes the calendar file and saves it where the user says.

    Signals:
        saved: The file's path.
        failed: OperationError of saving.

    Attributes:
        files: Asks for the place and writes there.
    """

    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, reminders: ReminderPort, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._reminders = reminders
        self._runner = runner
        self.files = FileSaver(runner, window)
        self.files.saved.connect(self.saved)
        self.files.failed.connect(self.failed)

    def ask(self, licence: Licence, today: date) -> None:
        """Make the file of a licence's days still to come, then let the user choose its place."""
        reminders = self._reminders
        entries = worded_reminders(licence, today)
        self._runner.run(
            lambda: reminders.calendar(licence, entries),
            lambda content: self._ask_for_place(licence, content),
            self.failed.emit,
            owner=self,
        )

    def _ask_for_place(self, licence: Licence, content: bytes) -> None:
        self.files.ask(
            self.tr("Save the reminders"),
            self.tr("reminders-{0}.ics").format(licence.unit.code),
            "ics",
            self.tr("Calendar (*.ics)"),
            content,
        )
