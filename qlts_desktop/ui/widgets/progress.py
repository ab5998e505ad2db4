"""Work under way: what is being done, and a way to stop waiting for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.ui.widgets.card import wrapped_label


class Progress(QFrame):
    """A sentence over a running bar, with *Hủy*; hidden while nothing runs.

    Signals:
        cancelled: The user does not want to wait.

    Attributes:
        cancel_button: Hidden for work that cannot be given up.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = wrapped_label(role="muted", name="progressText")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.cancel_button.setObjectName("progressCancelButton")
        # In a dialog Enter presses the default button: the Enter that began the work would cancel it at once.
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._on_cancel)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._label)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def begin(self, text: str, *, can_cancel: bool = True) -> None:
        """Say what is being done."""
        self._label.setText(text)
        self._bar.setAccessibleName(text)
        self.cancel_button.setVisible(can_cancel)
        self.show()

    def end(self) -> None:
        """The work is over."""
        self.hide()

    def _on_cancel(self) -> None:
        self.end()
        self.cancelled.emit()
