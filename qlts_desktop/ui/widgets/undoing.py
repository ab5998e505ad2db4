"""Undo and redo that go further than one editor: who does it, and how an editor asks for it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu

_REDO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
"""Both, wherever the program runs: users bring the one or the other from elsewhere."""


class UndoHistory(Protocol):
    """What can be undone, as an editor sees it."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""

    @property
    def can_redo(self) -> bool:
        """Whether something was undone last."""

    def undo(self) -> None:
        """Take the last step back, wherever it was."""

    def redo(self) -> None:
        """Do the step again that was taken back last."""


def is_undo(event: QKeyEvent) -> bool:
    """Whether a key asks to undo."""
    return event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: QKeyEvent) -> bool:
    """Whether a key asks to redo."""
    return event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) in _REDO


def line_menu(edit: QLineEdit, history: UndoHistory | None) -> QMenu:
    """The context menu of a line of text, with the undo and redo of a history instead of its own."""
    menu = edit.createStandardContextMenu()
    if history is None:
        return menu
    for action in menu.actions():
        if action.objectName() == "edit-undo":
            action.triggered.disconnect()
            action.triggered.connect(history.undo)
            action.setEnabled(history.can_undo and not edit.isReadOnly())
        elif action.objectName() == "edit-redo":
            action.triggered.disconnect()
            action.triggered.connect(history.redo)
            action.setEnabled(history.can_redo and not edit.isReadOnly())
    return menu
