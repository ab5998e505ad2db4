"""A banner: one line under the header that says what holds, with at most one link.

There is one banner a topic, so a new one replaces the old one of its slot and they are never stacked twice.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from qlts_desktop.ui.theme import restyle, set_style_property


class BannerKind(StrEnum):
    """The tone of a banner."""

    WARNING = "warning"
    INFO = "info"
    DANGER = "danger"
    SUCCESS = "success"


class Banner(QFrame):
    """A notice across the window; hidden until :meth:`show_notice`.

    Signals:
        linkActivated: The button beside the text, or a link in it, was used (where the link leads; ``#`` for the
            button).

    Attributes:
        link: The keyboard-reachable button at the right end.
    """

    linkActivated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QLabel("!")
        self._mark.setProperty("mark", "banner")
        self._mark.setFixedSize(22, 22)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.linkActivated.connect(self.linkActivated)
        self.link = QPushButton()
        self.link.setProperty("kind", "link")
        self.link.clicked.connect(lambda: self.linkActivated.emit("#"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self.link)
        self.hide()

    def show_notice(self, kind: BannerKind, text: str, link: str = "") -> None:
        """Show a notice in place of the one before.

        Args:
            kind: Its tone.
            text: Rich text; values in it are escaped by the caller. ``<a href="#">`` does what the button does.
            link: Label of the button at the right; empty: no button.
        """
        set_style_property(self, "banner", str(kind))
        # Descendant rules are looked up anew only for the widgets that are asked.
        for label in (self._mark, self._text):
            restyle(label)
        self._mark.setVisible(kind in (BannerKind.WARNING, BannerKind.DANGER))
        self._text.setText(text)
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.show()

    def clear(self) -> None:
        """Take the notice away."""
        self._text.clear()
        self.hide()

    @property
    def text(self) -> str:
        """The notice shown now, rich text."""
        return self._text.text()
