"""What the wizard shows until the draft is there: that it is being fetched, or why it is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.widgets.card import Card
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

_NOT_CURED_BY_TRYING_AGAIN = {
    ErrorCode.ORDER_OPEN,
    ErrorCode.ROLE_NOT_ALLOWED,
    ErrorCode.REGISTRATION_NOT_ALLOWED,
}


class OpeningView(QWidget):
    """A running bar, or the error with *Thử lại* where that may help.

    Signals:
        retryChosen: Try again.
    """

    retryChosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("openingView")
        self._card = card = Card()
        card.setMaximumWidth(640)
        self._progress = Progress()
        self._error = ErrorPanel()
        self._error.setObjectName("openingError")
        self.retry_button = QPushButton(self.tr("&Try again"))
        self.retry_button.setObjectName("retryButton")
        self.retry_button.setProperty("kind", "primary")
        self.retry_button.setAutoDefault(False)
        self.retry_button.clicked.connect(self.retryChosen)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.retry_button)
        card.body.addWidget(self._progress)
        card.body.addWidget(self._error)
        card.body.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 4)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that the draft is being fetched."""
        self._card.set_heading(self.tr("Preparing the registration"))
        self._error.clear()
        self.retry_button.hide()
        self._progress.begin(self.tr("Fetching the unit's draft and the offer from the server…"), can_cancel=False)

    def show_error(self, error: OperationError) -> None:
        """Say why it could not be fetched."""
        self._card.set_heading(self.tr("The registration cannot be opened"))
        self._progress.end()
        self._error.show_error(error)
        self.retry_button.setVisible(error.code not in _NOT_CURED_BY_TRYING_AGAIN)
        if self.retry_button.isVisibleTo(self):
            self.retry_button.setFocus()
