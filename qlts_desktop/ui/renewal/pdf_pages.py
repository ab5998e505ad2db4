"""Qt's view of a PDF, with the wheel and the keys that readers of documents are used to.

Imported when the first document comes: reading PDFs is not needed before.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractSlider

_ENDS = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class PdfPages(QPdfView):
    """The pages below each other.

    Signals:
        zoomTurned: Ctrl and the wheel: up (True) or down.
    """

    zoomTurned = Signal(bool)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl with the wheel asks for another size."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if turned := event.angleDelta().y():
            self.zoomTurned.emit(turned > 0)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last line."""
        end = _ENDS.get(Qt.Key(event.key()))
        if end is None:
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().triggerAction(end)
