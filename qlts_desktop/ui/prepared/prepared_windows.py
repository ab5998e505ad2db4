"""The windows of a prepared registration: which file, its checks, the registration, the success dialog.

On the way to the first window, so everything else is imported when a file is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from qlts_desktop.services.machine_port import MachinePort
    from qlts_desktop.services.ports import ReminderPort
    from qlts_desktop.services.prepared_port import Prepared, PreparedPort
    from qlts_desktop.services.registration_port import Submitted
    from qlts_desktop.services.signing_port import SigningPort
    from qlts_desktop.ui.prepared.prepared_window import PreparedWindow
    from qlts_desktop.ui.renewal.success_dialog import SuccessDialog
    from qlts_desktop.ui.shell.main_window import MainWindow


class PreparedWindows(QObject):
    """Opens prepared registrations over the main window, whatever it shows; one at a time.

    Signals:
        opening: The first of the windows is about to open.
        closed: The last one is closed.
        submitted: A registration has been sent (its unit's code).

    Attributes:
        dialog: The file dialog, the one that checks, or the registration, while it is open.
        registration: The registration, while it is open.
        success: The success dialog, while it is open.
    """

    opening = Signal()
    closed = Signal()
    submitted = Signal(str)

    def __init__(
        self,
        port: PreparedPort,
        signing: SigningPort,
        machine: MachinePort,
        reminders: ReminderPort,
        runner: Runner,
        today: Callable[[], date],
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._port = port
        self._signing = signing
        self._machine = machine
        self._reminders = reminders
        self._runner = runner
        self._today = today
        self._window = window
        self._folder = ""
        self._waiting: list[str] = []
        self.dialog: QDialog | None = None
        self.registration: PreparedWindow | None = None
        self.success: SuccessDialog | None = None
        window.firstPainted.connect(self._begin)

    @property
    def is_open(self) -> bool:
        """Whether one of the windows is open."""
        return self.dialog is not None or self.success is not None

    def open(self) -> None:
        """*Mở phiếu đã chuẩn bị*: ask which one."""
        if not self.is_open:
            self._ask()

    def _ask(self) -> None:
        folder = self._folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kind = self.tr("Prepared registration (*.qlts)")
        dialog = QFileDialog(self._window, self.tr("Open a prepared registration"), folder, kind)
        dialog.setObjectName("preparedFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_path)
        self._show(dialog)

    def open_path(self, path: str) -> None:
        """Open a file that is already chosen; where a registration is open, after it."""
        self._waiting.append(path)
        if not self.is_open:
            self._next()
        elif self.registration is not None:
            self.registration.show_waiting(QFileInfo(path).fileName())

    def open_first(self, path: str) -> None:
        """Open a file that the command line names, once the main window is painted."""
        self._waiting.append(path)

    # --- inside -----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """The main window is there: the file of the command line, else what was left unfinished."""
        if self._waiting:
            self._next()
        else:
            self._runner.run(self._port.unfinished, self._on_unfinished, lambda _error: None, owner=self)

    def _on_unfinished(self, found: tuple[Prepared, ...]) -> None:
        if found and not self.is_open:
            self._show_prepared(found[0])

    def _show(self, dialog: QDialog) -> None:
        """Show one of the windows in the place of the one before."""
        if not self.is_open:
            self.opening.emit()
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._on_finished(dialog))
        dialog.open()

    def _on_finished(self, dialog: QDialog) -> None:
        dialog.deleteLater()
        if self.registration is dialog:
            self.registration = None
        if self.dialog is dialog:
            self.dialog = None
            self._next()

    def _next(self) -> None:
        """The next file that waits; with none the windows are over."""
        if self.is_open:
            return
        if not self._waiting:
            self.closed.emit()
            return
        path = self._waiting.pop(0)
        self._folder = QFileInfo(path).absolutePath()
        from qlts_desktop.ui.prepared.opening_dialog import OpeningDialog

        dialog = OpeningDialog(QDir.toNativeSeparators(path), self._port, self._runner, self._window)
        dialog.opened.connect(self._show_prepared)
        dialog.otherChosen.connect(self._ask)
        self._show(dialog)
        dialog.start()

    def _show_prepared(self, prepared: Prepared) -> None:
        from qlts_desktop.ui.prepared.prepared_window import PreparedWindow

        window = PreparedWindow(
            prepared, self._port, self._signing, self._machine, self._runner, self._today, self._window
        )
        window.submitted.connect(lambda submitted: self._on_submitted(submitted, window.prepared))
        window.fileNeeded.connect(self._ask)
        window.fileNeeded.connect(window.reject)
        self.registration = window
        self._show(window)
        window.go_on()

    def _on_submitted(self, submitted: Submitted, prepared: Prepared) -> None:
        from qlts_desktop.ui.renewal.success_dialog import SuccessDialog

        self.success = dialog = SuccessDialog(
            submitted, prepared.draft.offer, self._reminders, self._runner, self._window, elsewhere=True
        )
        unit = prepared.draft.offer.unit_code
        dialog.continueRequested.connect(dialog.accept)
        dialog.finished.connect(lambda _result: self._on_success_closed(unit))
        dialog.open()

    def _on_success_closed(self, unit: str) -> None:
        dialog, self.success = self.success, None
        if dialog is not None:
            dialog.deleteLater()
        self._next()
        self.submitted.emit(unit)
