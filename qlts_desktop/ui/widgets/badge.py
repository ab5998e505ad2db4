"""A badge: a state in a word, with a colour that only repeats what the word says."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qlts_desktop.ui.theme import set_style_property

TONE_ROLE = Qt.ItemDataRole.UserRole + 16
"""Under which a cell of a table has the tone of its badge."""


class Tone(StrEnum):
    """The colour of a badge."""

    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    INFO = "info"
    NEUTRAL = "neutral"


class Badge(QLabel):
    """A short state on a coloured ground; hidden while it has no text."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.set_state(text, tone)

    def set_state(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self.setText(text)
        set_style_property(self, "badge", str(tone))
        self.setVisible(bool(text))
