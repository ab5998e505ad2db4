"""A notice in the system's tray, for a user who is not looking at the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

SHOWN_MS = 15_000
"""How long a notice stands where the system leaves it to the program."""


def system_has_tray() -> bool:
    """Whether a notice in the tray would be seen."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def show_in_tray(icon: QSystemTrayIcon, title: str, text: str) -> None:
    """Show a notice beside the tray's icon."""
    icon.showMessage(title, text, icon.icon(), SHOWN_MS)


class Tray(QObject):
    """The program's place in the tray: empty until there is something to tell.

    Signals:
        opened: The notice or the icon was clicked.

    Attributes:
        icon: The icon, once something has been told.
    """

    opened = Signal()

    def __init__(
        self,
        is_available: Callable[[], bool] = system_has_tray,
        show_message: Callable[[QSystemTrayIcon, str, str], None] = show_in_tray,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_available = is_available
        self._show_message = show_message
        self.icon: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> bool:
        """Show a notice; False where the system has no tray. Plain text."""
        if not self._is_available():
            return False
        if self.icon is None:
            self.icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self.icon.messageClicked.connect(self.opened)
            self.icon.activated.connect(self._on_activated)
        self.icon.setToolTip(title)
        self.icon.show()
        self._show_message(self.icon, title, text)
        return True

    def withdraw(self) -> None:
        """Leave the tray: the user is looking, or the matter is settled."""
        if self.icon is not None:
            self.icon.hide()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()
