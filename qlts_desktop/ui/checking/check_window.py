"""Opens *Kiểm tra phiếu đã ký* over whichever window is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from qlts_desktop.services.checking_port import CheckingPort
    from qlts_desktop.ui.checking.check_dialog import CheckDialog


class CheckWindow(QObject):
    """The one dialog of *Kiểm tra phiếu đã ký*.

    Attributes:
        dialog: The dialog, while it is open.
    """

    def __init__(self, checking: CheckingPort, runner: Runner, now: Callable[[], datetime], over: QWidget) -> None:
        """Args: ``over`` is the window that the dialog stands over."""
        super().__init__(over)
        self._checking = checking
        self._runner = runner
        self._now = now
        self._over = over
        self.dialog: CheckDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether the dialog is open."""
        return self.dialog is not None

    def open(self) -> None:
        """Open the dialog."""
        from qlts_desktop.ui.checking.check_dialog import CheckDialog

        if self.dialog is not None:
            return
        self.dialog = dialog = CheckDialog(self._checking, self._runner, self._now, self._over)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
