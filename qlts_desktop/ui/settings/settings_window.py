"""Opens *Cài đặt* over whichever window is there, before the login too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qlts_desktop.services.settings_port import SettingsPort
from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from qlts_desktop.services.signing_port import SigningPort
    from qlts_desktop.ui.settings.settings_dialog import SettingsDialog


class SettingsWindow(QObject):
    """The one dialog of *Cài đặt*.

    Signals:
        opening: The dialog is about to be shown.
        closed: The dialog is gone.
        serverChanged: The dialog is gone, and another licensor is used from now on.

    Attributes:
        dialog: The dialog, while it is open.
    """

    opening = Signal()
    closed = Signal()
    serverChanged = Signal()

    def __init__(self, settings: SettingsPort, signing: SigningPort, runner: Runner, over: QWidget) -> None:
        """Args: ``over`` is the window that the dialog stands over."""
        super().__init__(over)
        self._settings = settings
        self._signing = signing
        self._runner = runner
        self._over = over
        self._has_other_server = False
        self.dialog: SettingsDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether the dialog is open."""
        return self.dialog is not None

    def open(self, unit_name: str = "") -> None:
        """*Cài đặt*. Args: ``unit_name`` is whose signature is previewed."""
        from qlts_desktop.ui.settings.settings_dialog import SettingsDialog

        if self.dialog is not None:
            return
        self.opening.emit()
        self._has_other_server = False
        self.dialog = dialog = SettingsDialog(self._settings, self._signing, unit_name, self._runner, self._over)
        dialog.serverChanged.connect(self._on_server_changed)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def close(self) -> None:
        """Close the dialog."""
        if self.dialog is not None:
            self.dialog.done(0)

    def _on_server_changed(self) -> None:
        self._has_other_server = True

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        dialog.deleteLater()
        if self._has_other_server:
            self.serverChanged.emit()
        else:
            self.closed.emit()
