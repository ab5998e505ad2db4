"""What may spoil a password before it is sent: Caps Lock, Vietnamese typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class PasswordHints(QObject):
    """Watches a password field.

    Qt does not tell the state of Caps Lock, so it is read off the letters typed: a capital without Shift, or a
    small letter with it.

    Signals:
        changed: ``caps_lock`` or ``not_ascii`` is another.

    Attributes:
        caps_lock: Whether Caps Lock was on at the last letter.
        not_ascii: Whether the text holds a letter that certificate passwords do not have.
    """

    changed = Signal()

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self.caps_lock = False
        self.not_ascii = False
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        edit.textChanged.connect(self._on_text)
        edit.installEventFilter(self)

    def _on_text(self, text: str) -> None:
        not_ascii = not text.isascii()
        caps_lock = self.caps_lock and bool(text)
        if (not_ascii, caps_lock) != (self.not_ascii, self.caps_lock):
            self.not_ascii, self.caps_lock = not_ascii, caps_lock
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each letter on its way into the field; nothing is held back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            if len(letter) == 1 and letter.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                caps_lock = letter.isupper() != shifted
                if caps_lock != self.caps_lock:
                    self.caps_lock = caps_lock
                    self.changed.emit()
        return super().eventFilter(watched, event)
