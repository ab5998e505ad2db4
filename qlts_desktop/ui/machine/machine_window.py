"""Opens *Kiểm tra máy* over whichever window is there, before the login too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from qlts_desktop.services.machine_port import MachinePort
    from qlts_desktop.ui.machine.machine_dialog import MachineDialog


class MachineWindow(QObject):
    """The one dialog of *Kiểm tra máy*.

    Signals:
        opening: The dialog is about to be shown.
        closed: The dialog is gone.

    Attributes:
        dialog: The dialog, while it is open.
    """

    opening = Signal()
    closed = Signal()

    def __init__(self, machine: MachinePort, runner: Runner, over: QWidget) -> None:
        """Args: ``over`` is the window that the dialog stands over."""
        super().__init__(over)
        self._machine = machine
        self._runner = runner
        self._over = over
        self.dialog: MachineDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether the dialog is open."""
        return self.dialog is not None

    def open(self) -> None:
        """*Kiểm tra máy*: open the dialog and begin."""
        from qlts_desktop.ui.machine.machine_dialog import MachineDialog

        if self.dialog is not None:
            return
        self.opening.emit()
        self.dialog = dialog = MachineDialog(self._machine, self._runner, self._over)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        dialog.start()

    def open_to_save(self) -> None:
        """*Lưu báo cáo chẩn đoán*: look first, then ask where the report goes."""
        self.open()
        if self.dialog is not None:
            self.dialog.save_report()

    def close(self) -> None:
        """Close the dialog."""
        if self.dialog is not None:
            self.dialog.done(0)

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
            self.closed.emit()
