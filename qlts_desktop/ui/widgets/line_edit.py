"""The line of text inside a field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from qlts_desktop.core.text import replaced_range
from qlts_desktop.ui.widgets.undoing import UndoHistory, is_redo, is_undo, line_menu

LONGEST = 100_000
"""Characters. Qt's own 32,767 would cut a paste without a word; here ``inputRejected`` tells of it."""

_AT_ONCE = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Cut)


class LineEdit(QLineEdit):
    """A line edit that knows how its text comes about.

    Attributes:
        is_typing: Whether the change under way is typed, by keys or an input method; a paste is not.
        history: What undoes, instead of the line's own history; None: its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_typing = False
        self.history: UndoHistory | None = None
        self.setMaxLength(LONGEST)

    def show_text(self, text: str) -> None:
        """Show other text; where it is looked at, the cursor goes to what has changed."""
        at = replaced_range(self.text(), text)[2] if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(at)

    def replace_text(self, text: str, position: int) -> None:
        """Put other text in as if typed, so that the line's own history keeps what was there."""
        self.selectAll()
        self.insert(text)
        self.setCursorPosition(position)

    # --- Qt ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note what is typed; undo also where an open list passes its keys on, which no event filter sees."""
        if self.history is not None and (is_undo(event) or is_redo(event)):
            (self.history.undo if is_undo(event) else self.history.redo)()
            return
        self.is_typing = not any(event.matches(key) for key in _AT_ONCE)
        try:
            super().keyPressEvent(event)
        finally:
            self.is_typing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits is typed."""
        self.is_typing = True
        try:
            super().inputMethodEvent(event)
        finally:
            self.is_typing = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu; its undo is that of the field."""
        menu = line_menu(self, self.history)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
