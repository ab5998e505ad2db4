"""Windows whose sentences wrap are as high as the words need; what is new in a page is brought into view."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def grow_to_fit(window: QWidget) -> None:
    """Make a window higher where its content needs it at its width; never lower."""
    layout = window.layout()
    if layout is not None:
        layout.activate()
        window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))


def bring_into_view(area: QScrollArea, widget: QWidget) -> None:
    """Scroll to a widget that has just been shown or filled, once it has its place."""
    QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 0, 24))
