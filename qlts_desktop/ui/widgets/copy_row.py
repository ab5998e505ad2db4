"""A value with its name and a button that copies it, for what must be carried over exactly."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from qlts_desktop.ui.widgets.card import wrapped_label

LABEL_WIDTH = 76
_CONFIRM_MS = 2_000


class CopyButton(QPushButton):
    """A small link that says for two seconds that something was copied."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setProperty("kind", "link")
        self.setProperty("small", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_CONFIRM_MS)
        self._back.timeout.connect(lambda: self.setText(text))

    def confirm(self) -> None:
        """Say that it is on the clipboard."""
        self.setText(self.tr("Copied"))
        self._back.start()


class CopyRow(QWidget):
    """Label, value, *Sao chép*.

    Attributes:
        copy_button: Puts ``copied_text`` on the clipboard.
        copied_text: What is copied; it may be the bare form of what is shown (digits without spaces).
    """

    def __init__(self, name: str, label: str, value: str = "", copied: str = "") -> None:
        super().__init__()
        self.copied_text = ""
        self._label = QLabel(label)
        self._label.setProperty("role", "small")
        self._label.setMinimumWidth(LABEL_WIDTH)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._value = wrapped_label(name=f"{name}_value")
        self._value.setProperty("role", "value")
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.copy_button = CopyButton(f"{name}_copy", self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy: {0}").format(label))
        self.copy_button.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._value, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        self.set_value(value, copied)

    def set_value(self, shown: str, copied: str = "") -> None:
        """Show another value.

        Args:
            shown: As people read it.
            copied: As a bank's form takes it; empty: the same.
        """
        self._value.setText(shown)
        self.copied_text = copied or shown
        self.copy_button.setEnabled(bool(self.copied_text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.copied_text)
        self.copy_button.confirm()
