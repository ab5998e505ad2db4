"""A card: a white sheet with a heading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

MARGIN = 20
SPACING = 12


class Card(QFrame):
    """A sheet with an optional heading; content goes into :attr:`body`.

    Attributes:
        body: The layout under the heading.
        heading: The heading's label; hidden while it is empty.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, role: str = "heading") -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        # With its parent from the start: a label without one would be shown as a window of its own.
        self.heading = QLabel(heading, self)
        self.heading.setProperty("role", role)
        self.heading.setWordWrap(True)
        self.heading.setVisible(bool(heading))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.body.setSpacing(SPACING)
        self.body.addWidget(self.heading)

    def set_heading(self, text: str) -> None:
        """Change the heading."""
        self.heading.setText(text)
        self.heading.setVisible(bool(text))


class _WrappedLabel(QLabel):
    """A label that wraps; its text can be selected once the mouse is over it.

    Qt lays out selectable text as a document, which takes several times as long as a plain label: too long for
    the dozens of labels of a page of which nobody will select more than one.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Make the text selectable."""
        super().enterEvent(event)
        if self.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def wrapped_label(text: str = "", role: str = "", name: str = "") -> QLabel:
    """A label that wraps instead of widening its window, with selectable text.

    Args:
        text: What it says.
        role: The stylesheet's text role, for example ``muted``.
        name: Its object name.
    """
    label = _WrappedLabel(text)
    if role:
        label.setProperty("role", role)
    if name:
        label.setObjectName(name)
    return label


class ElidedLabel(QLabel):
    """One line of text that is shortened with … where it does not fit; the whole text is its tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_full_text(text)

    def set_full_text(self, text: str) -> None:
        """Show a text, shortened as far as needed; screen readers get all of it."""
        self._full = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    @property
    def full_text(self) -> str:
        """The text before shortening."""
        return self._full

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Shorten anew when the font changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
