"""F1 in every window opens the guide at the page of the screen in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from qlts_desktop.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from qlts_desktop.ui.guide.guide_pages import GuidePage
    from qlts_desktop.ui.guide.guide_window import GuideWindow

_KEY_NAME = "guideKey"


class GuideHelp(QObject):
    """Opens the guide.

    Every window gets the key when it first comes to the front: a dialog keeps the keys of the windows behind it
    from being heard.

    Attributes:
        guide: The guide's window, once it has been opened.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.guide: GuideWindow | None = None
        window.firstPainted.connect(self._begin)
        window.guideRequested.connect(self.open)

    def open(self) -> None:
        """*Hướng dẫn*: at the page of the screen in front."""
        from qlts_desktop.ui.guide.guide_window import GuideWindow

        page = page_in_front(QApplication.focusWidget(), QApplication.activeWindow() or self._window)
        if self.guide is None:
            self.guide = GuideWindow()
            # It has no parent, so that no dialog keeps it from being read; it goes with the program all the same.
            self._window.destroyed.connect(self.guide.deleteLater)
        self.guide.show_guide(page)

    # --- inside -----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        # Queued: which window is active is settled only after this signal.
        QApplication.instance().focusWindowChanged.connect(self._equip, Qt.ConnectionType.QueuedConnection)
        self._equip()

    def _equip(self) -> None:
        """Give the window in front the key."""
        for window in {QApplication.activeWindow(), self._window} - {None, self.guide}:
            if window.findChild(QShortcut, _KEY_NAME, Qt.FindChildOption.FindDirectChildrenOnly) is None:
                key = QShortcut(QKeySequence(Qt.Key.Key_F1), window)
                key.setObjectName(_KEY_NAME)
                key.activated.connect(self.open)


def page_in_front(focused: QWidget | None, window: QWidget) -> GuidePage:
    """The page of the screen that holds the keyboard, else of the first one seen in the window in front."""
    from qlts_desktop.ui.guide.guide_pages import PAGES_BY_SCREEN, GuidePage

    widget = focused if focused is not None and focused.window() is window else window
    while widget is not None:
        if widget.objectName() in PAGES_BY_SCREEN and widget.objectName() != "renewalWizard":
            return PAGES_BY_SCREEN[widget.objectName()]
        widget = widget.parentWidget() if widget is not window else None
    for name, page in PAGES_BY_SCREEN.items():
        found = window.findChild(QWidget, name)
        if found is not None and found.isVisible():
            return page
    return PAGES_BY_SCREEN.get(window.objectName(), GuidePage.START)
