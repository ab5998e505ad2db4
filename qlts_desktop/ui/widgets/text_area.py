"""A field of several lines."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from qlts_desktop.core.text import clean_lines, storable
from qlts_desktop.ui.widgets.field import Field

_FRAME = 20
"""Pixels of border, padding and margin above and below the text."""


class TextArea(Field):
    """Several lines of text, cleaned when left. Tab goes on to the next field."""

    def __init__(
        self, name: str, label: str, *, required: bool = False, hint: str = "", example: str = "", lines: int = 4
    ) -> None:
        self.edit = QPlainTextEdit()
        self._lines = lines
        super().__init__(name, label, self.edit, required=required, hint=hint)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(example)
        self._fit()
        self.edit.textChanged.connect(lambda: self._report(self.value()))

    def value(self) -> str:
        """The text as typed."""
        return storable(self.edit.toPlainText())

    def _tidy(self) -> None:
        cleaned = clean_lines(self.edit.toPlainText())
        if cleaned == self.edit.toPlainText():
            return
        # Not anew, which would empty the editor's history.
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(cleaned)

    def _show_value(self, value: str) -> None:
        self.edit.setPlainText(value)

    def _fit(self) -> None:
        self.edit.setFixedHeight(ceil(self.edit.fontMetrics().lineSpacing() * self._lines) + _FRAME)

    def changeEvent(self, event: QEvent) -> None:
        """As many lines in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
