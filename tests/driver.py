"""Drives the real app's widgets as a user would, by ``objectName``; used by e2e tests and by the shots."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from qlts_desktop.ui.widgets.error_panel import ErrorPanel

W = TypeVar("W", bound=QWidget)

_LIMIT = 30.0
"""Seconds to wait for something that should happen; long, because a test machine may be busy."""


class DidNotHappenError(AssertionError):
    """Something that should have happened did not."""


class Driver:
    """Finds visible widgets and uses them by mouse and keyboard."""

    def wait_until(self, what: str, condition: Callable[[], bool], seconds: float = _LIMIT) -> None:
        """Let the event loop run until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise DidNotHappenError(f"{what}; errors: {self.errors()}; visible: {self.visible_names()}")
            self.pause(10)

    @staticmethod
    def pause(milliseconds: int) -> None:
        """Let the event loop run a while; ``QTest.qWait`` would hold other threads up meanwhile."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def visible_names(self) -> list[str]:
        """Names of all visible widgets, for messages."""
        return sorted({w.objectName() for w in QApplication.allWidgets() if w.isVisible() and w.objectName()})

    def errors(self) -> list[str]:
        """What the visible error panels say, for messages."""
        panels = [w for w in QApplication.allWidgets() if isinstance(w, ErrorPanel) and w.isVisible()]
        return [f"{panel.objectName()}: {panel.error!r}" for panel in panels]

    def find(self, name: str, kind: type[W] = QWidget) -> W | None:
        """The visible widget of a name, or None."""
        for widget in QApplication.allWidgets():
            if widget.objectName() == name and isinstance(widget, kind) and widget.isVisible():
                return widget
        return None

    def see(self, name: str, kind: type[W] = QWidget, seconds: float = _LIMIT) -> W:
        """Wait for a visible widget."""
        self.wait_until(f"{name} should be seen", lambda: self.find(name, kind) is not None, seconds)
        found = self.find(name, kind)
        assert found is not None
        return found

    def gone(self, name: str) -> None:
        """Wait until no widget of that name is visible."""
        self.wait_until(f"{name} should be gone", lambda: self.find(name) is None)

    def click(self, name: str) -> None:
        """Press a button once it can be pressed."""
        button = self.see(name, QAbstractButton)
        self.wait_until(f"{name} should be enabled", button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))

    def choose(self, name: str) -> None:
        """Select a radio button or tick a box with the keyboard."""
        button = self.see(name, QAbstractButton)
        if not button.isChecked():
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)
        self.wait_until(f"{name} should be checked", button.isChecked)

    def type(self, name: str, text: str) -> None:
        """Replace a field's content by typing, and leave the field."""
        found = self.see(name)
        edit = found if isinstance(found, (QLineEdit, QPlainTextEdit)) else found.findChild(QLineEdit)
        assert edit is not None, f"{name} cannot be typed into"
        edit.setFocus()
        edit.selectAll()
        if text.isascii() and text:
            QTest.keyClicks(edit, text)
        elif text:
            # Vietnamese letters come from an input method, as they do for users.
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(edit, composed)
        else:
            QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClick(edit, Qt.Key.Key_Tab)

    def value(self, name: str) -> str:
        """What a field or label says now."""
        widget = self.see(name)
        match widget:
            case QLineEdit() | QLabel():
                return widget.text()
            case QPlainTextEdit():
                return widget.toPlainText()
            case QComboBox():
                return widget.currentText()
            case QSpinBox():
                return str(widget.value())
            case QAbstractButton():
                return widget.text().replace("&", "")
        inner = widget.findChild(QLineEdit)
        assert inner is not None, f"{name} has no text"
        return inner.text()

    def give_path(self, path: Path) -> None:
        """Type a path into the open file dialog and confirm."""
        self.wait_until("a file dialog should be open", lambda: self._file_dialog() is not None)
        dialog = self._file_dialog()
        assert dialog is not None
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(path))
        QTest.keyClick(name, Qt.Key.Key_Return)

    @staticmethod
    def _file_dialog() -> QFileDialog | None:
        open_ones = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
        return open_ones[0] if open_ones else None

    def trigger(self, name: str) -> None:
        """Trigger a menu action."""
        from PySide6.QtGui import QAction

        window = self.see("mainWindow")
        action = window.findChild(QAction, name)
        assert action is not None, f"no action {name}"
        assert action.isEnabled(), f"{name} is disabled"
        action.trigger()

    def text_of(self, widget: QWidget) -> str:
        """All words a widget shows."""
        labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
        buttons = [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]
        return "\n".join([*labels, *buttons])
